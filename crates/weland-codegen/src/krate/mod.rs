//! The Crate stage: what will be written, in terms of Rust. Names, types and schemas are decided here; only spelling is
//! left to emission.

mod client;
mod defaults;
mod example;
mod names;
mod operation;
mod rust_type;
mod schema;
mod server;
mod shapes;
mod tests;
mod types;
mod validator;

pub use names::Names;
pub use rust_type::{Path, Primitive, RuntimeType, RustType};
pub(crate) use types::REEXPORTS;

use shapes::rust_type;
use weland_model::Node;

use crate::options::{CrateKind, CrateOptions, Options};
use weland_service::{Member, Service, Shape, ShapeKind};

/// A crate to be written.
#[derive(Debug, Clone)]
pub struct Crate {
    /// What it is for.
    pub kind: CrateKind,
    /// The name of its package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line on what it is.
    pub description: String,
    /// The crates that it stands on, by package name; those of the runtime and other generated ones.
    pub dependencies: Vec<Dependency>,
    /// The crates that its tests stand on.
    pub dev_dependencies: Vec<Dependency>,
    /// Its features: name, and what it turns on.
    pub features: Vec<(String, Vec<String>)>,
    /// A program that uses it, if the service has operations to use.
    pub example: Option<String>,
    /// Its modules.
    pub modules: Vec<Module>,
}

/// A dependency of a generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The name of the package.
    pub name: String,
    /// Its version, if it is a generated crate next to this one.
    pub generated: Option<String>,
    /// Whether its default features are on.
    pub defaults: bool,
    /// The features that it is used with.
    pub features: Vec<String>,
}

impl Dependency {
    /// A crate of the runtime.
    fn runtime(name: &str) -> Self {
        Self { name: name.to_owned(), generated: None, defaults: true, features: Vec::new() }
    }

    /// A generated crate, next to this one.
    fn generated(krate: &CrateOptions) -> Self {
        Self { name: krate.name.clone(), generated: Some(krate.version.clone()), defaults: true, features: Vec::new() }
    }

    fn without_defaults(self) -> Self {
        Self { defaults: false, ..self }
    }

    fn with_features(mut self, features: &[&str]) -> Self {
        self.features.extend(features.iter().map(|feature| (*feature).to_owned()));
        self
    }
}

/// A file of Rust.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its path within the crate: `src/operations/create_alias.rs`.
    pub path: String,
    /// What its doc comment says.
    pub docs: Vec<String>,
    /// Attributes of the whole file, such as `allow(deprecated)`.
    pub attributes: Vec<String>,
    /// What it imports and declares, line by line.
    pub uses: Vec<String>,
    /// Whether what it imports follows from what is written in it.
    pub inferred_uses: bool,
    /// What it holds.
    pub items: Vec<Item>,
}

impl Module {
    /// The name that its parent declares it by.
    pub fn name(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        file.trim_end_matches(".rs")
    }
}

/// Something that a module holds.
#[derive(Debug, Clone)]
pub enum Item {
    /// A structure: its type, constructor, setters and schema.
    Struct(Struct),
    /// A union: its type and schema.
    Union(Union),
    /// An open enum.
    Enum(Enum),
    /// The errors of an operation.
    OperationError(OperationErrors),
    /// An operation.
    Operation(Operation),
    /// A schema of a shape that has no type of its own.
    Static(Static),
    /// What is known of the service.
    Service(ServiceItem),
    /// The client: one method per operation.
    Client(ClientItem),
    /// A waiter.
    Waiter(WaiterItem),
    /// The server's trait: one method per operation, and the router.
    Server(ServerItem),
    /// The table of shapes that can be validated by name.
    Shapes(ShapesItem),
    /// A protocol test.
    Test(Test),
    /// The service that a server is tested with.
    Recorder(RecorderItem),
}

/// A structure.
#[derive(Debug, Clone)]
pub struct Struct {
    /// The name of the type.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// Whether it can be cloned and compared: streams cannot.
    pub plain: bool,
    /// Whether `Default` has to be written out, because members have defaults of the model.
    pub defaults: bool,
    /// Its members.
    pub fields: Vec<Field>,
    /// The name of the static that holds its schema.
    pub static_name: String,
    /// The schema without its members, as an expression.
    pub schema: String,
    /// The kind of its stream (`bytes` or `events`) and the field.
    pub stream: Option<(&'static str, String)>,
    /// Set on errors: the field with the message, if there is one.
    pub error: Option<Option<String>>,
}

/// A member of a structure.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name of the field and of its setter.
    pub name: String,
    /// The name of the setter, where it must differ.
    pub setter: String,
    /// The name on the wire.
    pub wire: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The type of the value, without the `Option`.
    pub value: RustType,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// An argument of the constructor.
    pub argument: bool,
    /// The default of the model, as an expression, if `Default` would give something else.
    pub default: Option<String>,
    /// The default that servers fill in where the field is `None`.
    pub server_default: Option<String>,
    /// The member's schema, as an expression.
    pub schema: String,
}

/// A union.
#[derive(Debug, Clone)]
pub struct Union {
    /// The name of the type.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// The name of the static that holds its schema.
    pub static_name: String,
    /// The schema without its members, as an expression.
    pub schema: String,
}

/// A member of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The name of the variant.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The type of its value; `()` if it has none.
    pub value: RustType,
    /// The member's schema, as an expression.
    pub schema: String,
}

/// An open enum of strings or numbers.
#[derive(Debug, Clone)]
pub struct Enum {
    /// The name of the type.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// `string_enum` or `int_enum`.
    pub macro_name: &'static str,
    /// The name of the static that holds its schema.
    pub static_name: String,
    /// The schema without its values, as an expression.
    pub schema: String,
    /// Its values.
    pub values: Vec<EnumValue>,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// The name of the variant.
    pub variant: String,
    /// The value on the wire, as a literal.
    pub literal: String,
}

/// The errors of an operation.
#[derive(Debug, Clone)]
pub struct OperationErrors {
    /// The name of the type.
    pub name: String,
    /// The operation.
    pub operation: String,
    /// The types of the errors.
    pub errors: Vec<String>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
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
    /// The type of its output, if it has one.
    pub output: Option<Path>,
    /// The type of its errors.
    pub error: Path,
    /// The HTTP method.
    pub method: String,
    /// The path and the query literal.
    pub uri: String,
    /// What else its schema says, as calls behind the constructor.
    pub schema: Vec<String>,
    /// How it is paginated.
    pub pagination: Option<Pagination>,
}

/// How an operation is paginated, as expressions.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// The type of an item.
    pub item: RustType,
    /// The token in `output`.
    pub next_token: String,
    /// The statement that puts `token` into `input`.
    pub set_token: String,
    /// The items of `output`.
    pub items: String,
}

/// A schema in a static.
#[derive(Debug, Clone)]
pub struct Static {
    /// Its name.
    pub name: String,
    /// The schema: a constructor and the calls behind it.
    pub schema: Vec<String>,
}

/// What is known of the service.
#[derive(Debug, Clone)]
pub struct ServiceItem {
    /// The fields of a `ServiceSchema` and their values, as expressions.
    pub fields: Vec<(&'static str, String)>,
    /// The title.
    pub title: String,
}

/// The client.
#[derive(Debug, Clone)]
pub struct ClientItem {
    /// The title of the service.
    pub title: String,
    /// Its operations.
    pub operations: Vec<Operation>,
    /// The waiters: function, static, operation, docs.
    pub waiters: Vec<WaiterItem>,
    /// The value of the runtime that is its protocol.
    pub protocol: &'static str,
}

/// A waiter.
#[derive(Debug, Clone)]
pub struct WaiterItem {
    /// The name in the model.
    pub name: String,
    /// The function.
    pub function: String,
    /// The static.
    pub static_name: String,
    /// The operation that it calls.
    pub operation: Operation,
    /// Its docs.
    pub docs: Vec<String>,
    /// The message of its deprecation.
    pub deprecated: Option<String>,
    /// Least and greatest delay in seconds.
    pub delays: (u32, u32),
    /// The acceptors, as expressions.
    pub acceptors: Vec<String>,
}

/// The server.
#[derive(Debug, Clone)]
pub struct ServerItem {
    /// The name of the trait.
    pub name: String,
    /// The title of the service.
    pub title: String,
    /// Its operations.
    pub operations: Vec<Operation>,
    /// The value of the runtime that is its protocol.
    pub protocol: &'static str,
}

/// The shapes of a validator, by name.
#[derive(Debug, Clone)]
pub struct ShapesItem {
    /// The types, in the order of their names in the model.
    pub shapes: Vec<Path>,
}

/// A protocol test of the model.
#[derive(Debug, Clone)]
pub struct Test {
    /// The name of its function or module.
    pub name: String,
    /// Its docs.
    pub docs: Vec<String>,
    /// The function of the test runtime that it calls.
    pub function: String,
    /// The marker type of its operation.
    pub operation: Path,
    /// The name of the error that it is about, if it is about one.
    pub error: Option<String>,
    /// Set if the function takes the number of a row: how many there are, `None` for a case without parameters.
    pub rows: Option<Option<usize>>,
    /// The case as the model states it.
    pub node: Node,
    /// What is tested.
    pub call: TestCall,
}

/// What a [`Test`] tests.
#[derive(Debug, Clone)]
pub enum TestCall {
    /// A method of the client.
    Method {
        /// Its name.
        function: String,
        /// Whether it takes an input.
        has_input: bool,
    },
    /// The router of the server.
    Router,
}

/// The service that a server is tested with.
#[derive(Debug, Clone)]
pub struct RecorderItem {
    /// The server's crate.
    pub crate_name: String,
    /// The server's trait.
    pub name: String,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// Lowers a service to one of its crates.
pub fn lower(service: &Service, names: &Names, options: &Options, wanted: &CrateOptions) -> Crate {
    let types = options.crates.iter().find(|it| it.kind == CrateKind::Types).unwrap_or(wanted);
    let mut krate = match wanted.kind {
        CrateKind::Types => types::lower(service, names, wanted),
        CrateKind::Client => client::lower(service, names, wanted, types),
        CrateKind::Server => server::lower(service, names, wanted, types),
        CrateKind::Validator => validator::lower(service, names, wanted, types),
    };
    if matches!(wanted.kind, CrateKind::Client | CrateKind::Server) {
        tests::add(service, names, &mut krate);
    }
    krate
}

/// The members of a shape, whatever it is.
fn members(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::Structure { members, .. } | ShapeKind::Union { members } => members.iter().collect(),
        ShapeKind::List { element, .. } => vec![element],
        ShapeKind::Map { key, value, .. } => vec![key, value],
        ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
    }
}

/// An import of names, `use path`, on as many lines as it needs.
pub(crate) fn import(path: &str, names: &[&str]) -> String {
    let line = match names {
        [name] => format!("{path}::{name};"),
        _ => format!("{path}::{{{}}};", names.join(", ")),
    };
    if line.len() <= 100 {
        return line;
    }
    let mut lines = vec![String::from("   ")];
    for name in names {
        match lines.last_mut() {
            Some(last) if last.len() + name.len() + 2 <= 100 => last.push_str(&format!(" {name},")),
            _ => lines.push(format!("    {name},")),
        }
    }
    format!("{path}::{{\n{}\n}};", lines.join("\n"))
}
