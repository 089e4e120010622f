//! How operations are paginated.

use weland_service::{self as service, Member, ShapeIndex, ShapeKind};

use super::Lowering;
use super::shapes::field_kind;
use super::value_type::is_nullable;
use crate::krate::{FieldKind, PageItems, PaginationItem, RustType, Step};

impl Lowering<'_> {
    /// How an operation is paginated; `None` if it cannot be in Rust.
    pub(super) fn pagination(
        &self,
        operation: &service::Operation,
        pages: &service::Pagination,
    ) -> Option<PaginationItem> {
        let (input, output) = (operation.input?, operation.output?);
        let (item, items) = match &pages.items {
            Some(path) => self.items(self.steps(output, path), path.last()?.target),
            None => (self.value_type(output), PageItems::Output),
        };
        let input_token = self.steps(input, &pages.input_token);
        let output_token = self.steps(output, &pages.output_token);
        (!input_token.is_empty()).then_some(PaginationItem { item, output_token, input_token, items })
    }

    fn steps(&self, start: ShapeIndex, path: &[Member]) -> Vec<Step> {
        let mut at = start;
        let mut steps = Vec::new();
        for member in path {
            let position = self.service.shape(at).members().position(|it| it.name == member.name);
            let field = position.and_then(|position| self.names.fields(at).get(position));
            let Some(field) = field else { break };
            let kind = field_kind(self.service, self.rules, at, member);
            let kind = if is_nullable(member) { FieldKind::Optional } else { kind };
            steps.push(Step { field: field.clone(), kind });
            at = member.target;
        }
        steps
    }

    /// The type of an item, and where items are.
    fn items(&self, steps: Vec<Step>, target: ShapeIndex) -> (RustType, PageItems) {
        match &self.service.shape(target).kind {
            ShapeKind::List { element } => (self.entry_type(element), PageItems::Elements(steps)),
            ShapeKind::Map { key, value } => {
                let [key, value] = [self.key_type(key), self.entry_type(value)].map(Box::new);
                (RustType::Entry(key, value), PageItems::Entries(steps))
            }
            _ => (self.value_type(target), PageItems::Value(steps)),
        }
    }
}
