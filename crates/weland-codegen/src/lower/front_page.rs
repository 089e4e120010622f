//! The sections in the docs of a crate's root, each only if the service has what it is about.

use weland_service::{self as service, ShapeIndex, ShapeKind};

use super::client::needs_http2;
use super::{Lowering, hooks};
use crate::krate::{ErrorsSection, Example, OperationItem, PagingSection, Path, Section, ValidationSection};

impl Lowering<'_> {
    /// The sections of a client; `operations` are those of the service, in its order.
    pub(super) fn client_sections(&self, example: Option<&Example>, operations: &[OperationItem]) -> Vec<Section> {
        let Some(Example::Client(shown)) = example else { return Vec::new() };
        let aws = self.service.endpoint_prefix.is_some();
        let long_running = hooks::long_running(self.service);
        let mut sections = vec![
            Section::Usage(Example::Client(shown.clone())),
            Section::Configuration { aws, long_running },
            Section::Features { http2: needs_http2(*self) },
        ];
        let mut pairs: Vec<_> = self.service.operations.iter().zip(operations).collect();
        // The operation that is shown already, if it will do.
        pairs.sort_by_key(|(model, _)| model.name != shown.operation.wire);
        let errors = pairs.iter().find_map(|(model, operation)| {
            let (operation, error) = ((*operation).clone(), self.typical_error(model)?);
            Some(Section::Errors(ErrorsSection { crate_name: self.crate_module(), operation, error }))
        });
        let paginated = pairs.iter().find(|(_, operation)| operation.pagination.is_some());
        let paging = paginated.map(|(_, operation)| {
            let operation = (*operation).clone();
            Section::Paging(PagingSection { crate_name: self.crate_module(), operation })
        });
        sections.extend(errors.into_iter().chain(paging));
        sections
    }

    /// The error of an operation that callers are likely to handle: that something is not there, or else the first.
    fn typical_error(&self, operation: &service::Operation) -> Option<Path> {
        let is_missing = |index: &ShapeIndex| matches!(&self.service.shape(*index).kind, ShapeKind::Structure { error: Some(error), .. } if error.status == 404);
        let error = operation.errors().find(is_missing).or_else(|| operation.errors().next())?;
        self.names.path_of(error)
    }

    /// The section of a validator: an input if there is one, or else the first of the shapes that it knows.
    pub(super) fn validator_sections(&self, known: &[ShapeIndex]) -> Vec<Section> {
        let input = self.service.operations.iter().find_map(|operation| operation.input);
        let shape = input.filter(|input| known.contains(input)).or_else(|| known.first().copied());
        let section = shape.map(|index| ValidationSection {
            crate_name: self.crate_module(),
            shape: self.service.shape(index).name.clone(),
        });
        section.map(Section::Validation).into_iter().collect()
    }
}
