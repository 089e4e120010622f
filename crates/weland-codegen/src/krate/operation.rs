//! Operations.

use weland_service::{HttpOperation, Security, Server};

use super::path::Path;
use super::schema::SchemaRef;
use super::shape::FieldKind;
use super::types::RustType;
use super::uses::Uses;

/// The errors of an operation.
#[derive(Debug, Clone)]
pub struct OperationErrors {
    /// The name of the type.
    pub name: String,
    /// The name of the operation's marker type.
    pub operation: String,
    /// The types of the errors.
    pub errors: Vec<Path>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct OperationItem {
    /// Its marker type.
    pub marker: Path,
    /// Its name on the wire.
    pub wire: String,
    /// Its function.
    pub function: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The type of its input, if it has one.
    pub input: Option<Path>,
    /// Whether the input has required members: clients take those as well as the whole input.
    pub has_required: bool,
    /// The type of its output, if it has one.
    pub output: Option<Path>,
    /// The type of its errors.
    pub error: Path,
    /// Its HTTP request, if it is bound to one.
    pub http: Option<HttpOperation>,
    /// What else its schema says: the calls behind the constructor.
    pub schema: Vec<OperationCall>,
    /// How it is paginated.
    pub pagination: Option<PaginationItem>,
}

/// A call that adds to the schema of an operation.
#[derive(Debug, Clone)]
pub enum OperationCall {
    /// The HTTP status of a success.
    Status(u16),
    /// The schema of the input.
    Input(SchemaRef),
    /// The schema of the output.
    Output(SchemaRef),
    /// The schemas of the errors, which their enum knows.
    Errors(Path),
    /// The operation may be called again without harm.
    Idempotent,
    /// The ids of the authentication schemes that are accepted.
    Auth(Vec<String>),
    /// The ways to authenticate that are accepted; `None` for those of the service.
    Security(Option<Security>),
    /// Where the operation is reached; `None` for the servers of the service.
    Servers(Option<Vec<Server>>),
    /// What stands before the host.
    HostPrefix(String),
    /// Requests must have a checksum.
    ChecksumRequired,
    /// Requests must have the header `Content-MD5`.
    Md5Required,
    /// The member of the input that names the algorithm of the request's checksum.
    ChecksumMember(String),
    /// The member of the input that asks for the response to be checked, and the algorithms.
    ValidationMember(String, Vec<String>),
    /// The encodings that requests may be compressed with.
    Compression(Vec<String>),
    /// Requests are signed without their body.
    UnsignedPayload,
    /// The root element of a response in XML is the one member of the output.
    UnwrappedOutput,
}

/// How an operation is paginated.
#[derive(Debug, Clone)]
pub struct PaginationItem {
    /// The type of an item.
    pub item: RustType,
    /// The way to the token in the output.
    pub output_token: Vec<Step>,
    /// The way to the token in the input: at least one step.
    pub input_token: Vec<Step>,
    /// The items of a page.
    pub items: PageItems,
}

/// The items of a page.
#[derive(Debug, Clone)]
pub enum PageItems {
    /// The output itself is the one item.
    Output,
    /// The elements of a list at the end of a way.
    Elements(Vec<Step>),
    /// The entries of a map at the end of a way.
    Entries(Vec<Step>),
    /// The value at the end of a way is the one item.
    Value(Vec<Step>),
}

/// A step of the way to a member of a nested structure.
#[derive(Debug, Clone)]
pub struct Step {
    /// The field.
    pub field: String,
    /// Whether the member can be absent.
    pub kind: FieldKind,
}

impl OperationErrors {
    /// Records the names that the item refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        uses.core("operation_error");
        self.errors.iter().for_each(|error| uses.path(error));
    }
}

impl OperationItem {
    /// Records the names that the item refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        uses.core("OperationSchema");
        uses.core("operation");
        uses.generated("SERVICE");
        [&self.input, &self.output].into_iter().flatten().chain([&self.error]).for_each(|path| uses.path(path));
        for call in &self.schema {
            match call {
                OperationCall::Input(schema) | OperationCall::Output(schema) => schema.uses(uses),
                OperationCall::Errors(path) => uses.path(path),
                OperationCall::Security(None) => uses.generated("SECURITY"),
                OperationCall::Security(Some(security)) if security.iter().any(|all| !all.is_empty()) => {
                    uses.core("SecurityKind");
                    uses.core("SecurityScheme");
                }
                OperationCall::Servers(None) => uses.generated("SERVERS"),
                OperationCall::Servers(Some(_)) => uses.core("ServerSchema"),
                _ => {}
            }
        }
        if let Some(pagination) = &self.pagination {
            uses.core("Paginated");
            pagination.item.uses(uses);
        }
    }
}
