//! Operations: all crates need them.

use weland_model::trait_id;
use weland_service::{self as service, RequiredChecksum, ShapeIndex};

use super::Lowering;
use crate::docs;
use crate::krate::{OperationCall, OperationItem, Path};

impl Lowering<'_> {
    /// An operation as the types crate names it.
    pub(super) fn operation(&self, operation: &service::Operation) -> OperationItem {
        self.operation_for(operation, &[])
    }

    /// An operation as another crate names it, where some names mean something else.
    pub(super) fn operation_for(&self, operation: &service::Operation, taken: &[&str]) -> OperationItem {
        let own = self.names.operation(operation);
        let qualify = |path: Path| qualified(path, taken);
        let path = |index: Option<ShapeIndex>| index.and_then(|index| self.names.path_of(index)).map(qualify);
        let error = Path::new(own.error);
        OperationItem {
            marker: qualify(Path::new(own.marker)),
            wire: operation.name.clone(),
            function: own.function,
            docs: docs::lines_or_else(&operation.docs, || self.describe_operation(operation, taken)),
            deprecated: operation.docs.deprecated.clone(),
            input: path(operation.input),
            has_required: operation.input.is_some_and(|input| self.names.required_of(input).is_some()),
            output: path(operation.output),
            schema: self.operation_calls(operation, &error),
            error: qualify(error),
            http: operation.http.clone().filter(|_| self.has_http_bindings()),
            pagination: operation.pagination.as_ref().and_then(|pages| self.pagination(operation, pages)),
        }
    }

    /// What the schema of an operation says beside name, method and path.
    fn operation_calls(&self, operation: &service::Operation, error: &Path) -> Vec<OperationCall> {
        let checksums = &operation.checksums;
        let calls = [
            Some(operation.success_status()).filter(|status| *status != 200).map(OperationCall::Status),
            operation.input.map(|index| OperationCall::Input(self.schema_ref(index))),
            operation.output.map(|index| OperationCall::Output(self.schema_ref(index))),
            operation.errors().next().map(|_| OperationCall::Errors(error.clone())),
            operation.idempotent.then_some(OperationCall::Idempotent),
            auth(self.service, &operation.auth).filter(|_| operation.security.is_none()).map(OperationCall::Auth),
            operation.security.clone().map(|own| {
                let is_default = self.service.security.as_ref() == Some(&own);
                OperationCall::Security((!is_default).then_some(own))
            }),
            self.servers(operation),
            operation.host_prefix.clone().map(OperationCall::HostPrefix),
            checksums.required.map(|required| match required {
                RequiredChecksum::Any => OperationCall::ChecksumRequired,
                RequiredChecksum::Md5 => OperationCall::Md5Required,
            }),
            checksums.algorithm_member.clone().map(OperationCall::ChecksumMember),
            checksums
                .validation
                .clone()
                .map(|(member, algorithms)| OperationCall::ValidationMember(member, algorithms)),
            (!operation.compression.is_empty()).then(|| OperationCall::Compression(operation.compression.clone())),
            self.is_sent_unsigned(operation).then_some(OperationCall::UnsignedPayload),
            operation.unwrapped_output.then_some(OperationCall::UnwrappedOutput),
        ];
        calls.into_iter().flatten().collect()
    }

    /// Whether requests are signed without their body.
    fn is_sent_unsigned(&self, operation: &service::Operation) -> bool {
        operation.unsigned_payload.is_some() && self.service.signing_name.is_some()
    }

    /// The servers of an operation, or those of the service.
    fn servers(&self, operation: &service::Operation) -> Option<OperationCall> {
        match (operation.servers.is_empty(), self.service.servers.is_empty()) {
            (false, _) => Some(OperationCall::Servers(Some(operation.servers.clone()))),
            (true, false) => Some(OperationCall::Servers(None)),
            (true, true) => None,
        }
    }

    /// All operations as another crate names them.
    pub(super) fn operations_for(&self, taken: &[&str]) -> Vec<OperationItem> {
        self.service.operations.iter().map(|operation| self.operation_for(operation, taken)).collect()
    }
}

/// The path of a type in a crate that imports all types, where some names mean something else.
pub(super) fn qualified(path: Path, taken: &[&str]) -> Path {
    if taken.contains(&path.name.as_str()) { path.below("types") } else { path }
}

/// The id that stands for no authentication among the schemes of an operation.
const NO_AUTH: &str = "smithy.api#noAuth";

/// The authentication schemes that the schema of an operation states: none if they are what clients take for granted. That
/// is SigV4 where the service has a name to sign for, and no authentication elsewhere.
fn auth(service: &service::Service, auth: &service::OperationAuth) -> Option<Vec<String>> {
    let signs_first = auth.schemes.first().is_some_and(|id| id == trait_id::SIGV4);
    let is_granted = match service.signing_name {
        Some(_) if auth.anonymous => false,
        // Clients have no other scheme of their own; it is only stated where the model prefers one.
        Some(_) => signs_first && (auth.schemes.len() == 1 || auth.span.is_none()),
        None => auth.schemes.is_empty(),
    };
    let anonymous = auth.anonymous.then(|| NO_AUTH.to_owned());
    (!is_granted).then(|| auth.schemes.iter().cloned().chain(anonymous).collect())
}
