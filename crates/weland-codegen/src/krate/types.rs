//! The crate of types: structures, unions, enums, errors, operations and all schemas.

use base64::Engine as _;
use weland_model::ShapeType;

use super::schema::{self, literal};
use super::{
    Crate, Dependency, Enum, Field, Item, Module, Names, Operation, OperationErrors, Pagination, RustType, ServiceItem,
    Static, Struct, Union, Variant,
};
use crate::docs;
use crate::names::{Scope, file_name, snake_name, variant_name};
use crate::options::CrateOptions;
use crate::service::{self, Docs, Member, Protocol, Service, Shape, ShapeIndex, ShapeKind};

/// Lowers a service to its types crate.
pub fn lower(service: &Service, names: &Names, options: &CrateOptions) -> Crate {
    let types = Types { service, names };
    let mut modules = vec![
        types.shapes_module("enums", "The enums. All are open: they keep values that the model does not name."),
        types.shapes_module("errors", "The errors that operations answer with."),
        types.shapes_module(
            "structures",
            "The structures and unions that more than one operation uses, or that lie within others.",
        ),
        types.schema_module(),
        types.operations_module(),
    ];
    modules.extend(service.operations.iter().map(|operation| types.operation_module(operation)));
    modules.push(types.root_module());
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("Types of {}", service.title),
        dependencies: vec![Dependency { name: "weland-core".into(), generated: None }],
        features: vec![("serde".into(), vec!["weland-core/serde".into()])],
        modules,
    }
}

struct Types<'a> {
    service: &'a Service,
    names: &'a Names,
}

impl Types<'_> {
    fn root_module(&self) -> Module {
        let service = self.service;
        let mut text = docs::lines(&service.docs, "");
        text.insert(0, format!("Types of {}.", service.title));
        text.insert(1, String::new());
        let signing =
            service.signing_name.as_deref().map_or("None".to_owned(), |name| format!("Some({})", literal(name)));
        let Protocol::RestJson1 = service.protocol;
        let fields = vec![
            ("name", literal(&service.name)),
            ("version", literal(&service.version)),
            ("sdk_id", literal(&service.sdk_id)),
            ("endpoint_prefix", literal(&service.endpoint_prefix)),
            ("signing_name", signing),
            ("protocol", "Protocol::RestJson1".to_owned()),
            ("namespace", literal(&service.namespace)),
        ];
        let modules = ["enums", "errors", "operations", "schema", "structures"];
        let mut uses: Vec<String> = modules.iter().map(|name| format!("mod {name};")).collect();
        uses.push(String::new());
        uses.push("pub use enums::*;".into());
        uses.push("pub use errors::*;".into());
        uses.push("pub use operations::*;".into());
        uses.push("pub(crate) use schema::*;".into());
        uses.push("pub use structures::*;".into());
        uses.push("pub use weland_core::{BigDecimal, BigInteger, Blob, ByteStream, Document, ErrorKind, EventStream, OtherError, Timestamp};".into());
        uses.push("use weland_core::{Protocol, ServiceSchema};".into());
        Module {
            path: "src/lib.rs".into(),
            docs: text,
            attributes: vec![
                "#![forbid(unsafe_code)]".into(),
                "#![allow(deprecated, unused_imports, clippy::all)]".into(),
            ],
            uses,
            items: vec![Item::Service(ServiceItem { fields, title: service.title.clone() })],
        }
    }

    /// The module of the shapes that do not stand with an operation.
    fn shapes_module(&self, name: &str, text: &str) -> Module {
        let items = self.indexes().filter(|index| self.module_of(*index) == name).filter_map(|index| self.shape(index));
        Module {
            path: format!("src/{name}.rs"),
            docs: vec![text.to_owned()],
            attributes: Vec::new(),
            uses: uses(),
            items: items.flatten().collect(),
        }
    }

    fn operations_module(&self) -> Module {
        let mut uses = Vec::new();
        let functions: Vec<String> =
            self.service.operations.iter().map(|operation| self.names.operation(operation).function).collect();
        uses.extend(functions.iter().map(|name| format!("mod {name};")));
        uses.push(String::new());
        uses.extend(functions.iter().map(|name| format!("pub use {name}::*;")));
        Module {
            path: "src/operations/mod.rs".into(),
            docs: vec!["One module per operation: its input, its output, its errors.".into()],
            attributes: Vec::new(),
            uses,
            items: Vec::new(),
        }
    }

    fn operation_module(&self, operation: &service::Operation) -> Module {
        let lowered = lower_operation(self.service, self.names, operation);
        let errors = OperationErrors {
            name: lowered.error.clone(),
            operation: lowered.name.clone(),
            errors: operation.errors.iter().map(|index| self.names.type_of(*index).to_owned()).collect(),
        };
        let own = [operation.input, operation.output];
        let module = format!("operations/{}", self.names.operation(operation).function);
        let shapes = own.iter().flatten().filter(|index| self.module_of(**index) == module);
        let mut items = vec![Item::Operation(lowered), Item::OperationError(errors)];
        items.extend(shapes.filter_map(|index| self.shape(*index)).flatten());
        Module {
            path: format!("src/operations/{}.rs", file_name(&self.names.operation(operation).function)),
            docs: vec![format!("`{}`.", operation.name)],
            attributes: Vec::new(),
            uses: uses(),
            items,
        }
    }

    fn schema_module(&self) -> Module {
        let mut items = Vec::new();
        for index in self.indexes() {
            let shape = self.service.shape(index);
            self.entry_statics(shape, &mut items);
            if matches!(shape.kind, ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. })
                && !shape.prelude
            {
                items.push(Item::Static(Static {
                    name: self.names.static_of(index).to_owned(),
                    schema: schema::expression(self.service, self.names, shape, &shape.constraints),
                }));
            }
        }
        Module {
            path: "src/schema.rs".into(),
            docs: vec!["Schemas of the shapes that are no Rust types of their own.".into()],
            attributes: Vec::new(),
            uses: uses(),
            items,
        }
    }

    /// Schemas of members whose own traits constrain them more than their target is.
    fn entry_statics(&self, shape: &Shape, items: &mut Vec<Item>) {
        for member in members(shape) {
            let (Some(name), Some(constraints)) = (schema::own_static(&shape.name, member), &member.constraints) else {
                continue;
            };
            let target = self.service.shape(member.target);
            let mut text = schema::expression(self.service, self.names, target, constraints);
            if matches!(target.kind, ShapeKind::Enum(_)) {
                text.push(format!(".values({}::VALUES)", self.names.type_of(member.target)));
            }
            items.push(Item::Static(Static { name, schema: text }));
        }
    }

    fn indexes(&self) -> impl Iterator<Item = ShapeIndex> + '_ {
        (0..self.service.shapes.len()).map(ShapeIndex)
    }

    /// Where the type of a shape stands: with the one operation that it is the input or output of, or in a shared module.
    fn module_of(&self, index: ShapeIndex) -> String {
        let shape = self.service.shape(index);
        match &shape.kind {
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => return "enums".into(),
            ShapeKind::Structure { error: Some(_), .. } => return "errors".into(),
            _ => {}
        }
        let mut users = self.service.operations.iter().filter(|it| it.input == Some(index) || it.output == Some(index));
        match (users.next(), users.next()) {
            (Some(operation), None) if !self.is_member(index) => {
                format!("operations/{}", self.names.operation(operation).function)
            }
            _ => "structures".into(),
        }
    }

    fn is_member(&self, index: ShapeIndex) -> bool {
        self.service.shapes.iter().any(|shape| members(shape).iter().any(|member| member.target == index))
    }

    fn shape(&self, index: ShapeIndex) -> Option<Vec<Item>> {
        let shape = self.service.shape(index);
        if shape.prelude {
            return None;
        }
        let item = match &shape.kind {
            ShapeKind::Structure { members, error } => {
                Item::Struct(self.structure(index, shape, members, error.is_some()))
            }
            ShapeKind::Union { members } => Item::Union(self.union(index, shape, members)),
            ShapeKind::Enum(values) => {
                let values = values.iter().map(|it| (&it.docs, it.name.as_str(), literal(&it.value)));
                Item::Enum(self.enumeration(index, shape, "string_enum", values))
            }
            ShapeKind::IntEnum(values) => {
                let values = values.iter().map(|it| (&it.docs, it.name.as_str(), it.value.to_string()));
                Item::Enum(self.enumeration(index, shape, "int_enum", values))
            }
            ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. } => return None,
        };
        Some(vec![item])
    }

    fn structure(&self, index: ShapeIndex, shape: &Shape, members: &[Member], is_error: bool) -> Struct {
        let mut scope = Scope::default();
        let fields: Vec<Field> = members.iter().map(|member| self.field(shape, member, &mut scope)).collect();
        let stream = members.iter().zip(&fields).find_map(|(member, field)| {
            let target = self.service.shape(member.target);
            let kind = if matches!(target.kind, ShapeKind::Union { .. }) { "events" } else { "bytes" };
            target.streaming.then(|| (kind, field.name.clone()))
        });
        let message = || {
            let found = members.iter().zip(&fields).find(|(member, _)| member.name.eq_ignore_ascii_case("message"))?;
            (found.1.value.text == "String").then(|| found.1.name.clone())
        };
        Struct {
            name: self.names.type_of(index).to_owned(),
            docs: docs::lines(&shape.docs, &format!("The structure `{}`.", shape.name)),
            deprecated: shape.docs.deprecated.clone(),
            plain: stream.is_none(),
            defaults: fields.iter().any(|field| field.default.is_some()),
            stream,
            static_name: self.names.static_of(index).to_owned(),
            schema: schema::expression(self.service, self.names, shape, &shape.constraints).concat(),
            error: is_error.then(message),
            fields,
        }
    }

    fn field(&self, shape: &Shape, member: &Member, scope: &mut Scope) -> Field {
        let target = self.service.shape(member.target);
        let name = scope.take(snake_name(&member.name));
        // A stream is always there; it may be empty.
        let present = member.always_present || target.streaming;
        Field {
            setter: if name == "new" { "with_new".into() } else { name.clone() },
            name,
            wire: member.name.clone(),
            docs: docs::lines(pick(&member.docs, &target.docs), &format!("The member `{}`.", member.name)),
            deprecated: member.docs.deprecated.clone(),
            value: rust_type(self.service, self.names, member.target, member.boxed),
            optional: !present,
            argument: present && member.default.is_none() && (member.required || target.streaming),
            default: member
                .default
                .as_ref()
                .filter(|_| present)
                .and_then(|node| self.default(target, member.target, node)),
            schema: schema::member(self.service, self.names, &shape.name, member),
        }
    }

    /// A default of the model as an expression; `None` where it is what `Default` gives anyway.
    fn default(&self, target: &Shape, index: ShapeIndex, node: &weland_model::Node) -> Option<String> {
        match &target.kind {
            ShapeKind::Enum(_) => Some(format!("{}::from({})", self.names.type_of(index), literal(node.as_str()?))),
            ShapeKind::IntEnum(_) => Some(format!("{}::from({})", self.names.type_of(index), node.as_i64()?)),
            ShapeKind::Simple(ShapeType::String) => {
                let text = node.as_str().filter(|text| !text.is_empty())?;
                Some(format!("{}.into()", literal(text)))
            }
            ShapeKind::Simple(ShapeType::Boolean) => {
                node.as_bool().filter(|value| *value).map(|value| value.to_string())
            }
            ShapeKind::Simple(ShapeType::Float | ShapeType::Double) => node.as_f64().map(|value| format!("{value:?}")),
            ShapeKind::Simple(ShapeType::Timestamp) => node
                .as_i64()
                .filter(|value| *value != 0)
                .map(|value| format!("weland_core::Timestamp::new({value}, 0)")),
            ShapeKind::Simple(ShapeType::Blob) => {
                let text = node.as_str().filter(|text| !text.is_empty())?;
                let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
                Some(format!("weland_core::Blob::from(&b\"{}\"[..])", bytes.escape_ascii()))
            }
            ShapeKind::Simple(_) => node.as_i64().filter(|value| *value != 0).map(|value| value.to_string()),
            _ => None,
        }
    }

    fn union(&self, index: ShapeIndex, shape: &Shape, members: &[Member]) -> Union {
        let mut scope = Scope::default();
        let variant = |member: &Member| Variant {
            name: scope.take(variant_name(&member.name)),
            docs: docs::lines(
                pick(&member.docs, &self.service.shape(member.target).docs),
                &format!("The member `{}`.", member.name),
            ),
            value: rust_type(self.service, self.names, member.target, member.boxed),
            schema: schema::member(self.service, self.names, &shape.name, member),
        };
        Union {
            name: self.names.type_of(index).to_owned(),
            docs: docs::lines(&shape.docs, &format!("The union `{}`.", shape.name)),
            deprecated: shape.docs.deprecated.clone(),
            variants: members.iter().map(variant).collect(),
            static_name: self.names.static_of(index).to_owned(),
            schema: schema::expression(self.service, self.names, shape, &shape.constraints).concat(),
        }
    }

    fn enumeration<'v>(
        &self,
        index: ShapeIndex,
        shape: &Shape,
        macro_name: &'static str,
        values: impl Iterator<Item = (&'v Docs, &'v str, String)>,
    ) -> Enum {
        let mut scope = Scope::default();
        Enum {
            name: self.names.type_of(index).to_owned(),
            docs: docs::lines(&shape.docs, &format!("The enum `{}`.", shape.name)),
            deprecated: shape.docs.deprecated.clone(),
            macro_name,
            static_name: self.names.static_of(index).to_owned(),
            schema: schema::expression(self.service, self.names, shape, &shape.constraints).concat(),
            values: values
                .map(|(text, name, value)| {
                    (docs::lines(text, &format!("The value `{value}`.")), scope.take(variant_name(name)), value)
                })
                .collect(),
        }
    }
}

fn uses() -> Vec<String> {
    vec![
        "use std::collections::BTreeMap;".into(),
        String::new(),
        "use weland_core::{schema as prelude, *};".into(),
        String::new(),
        "use crate::*;".into(),
    ]
}

fn pick<'d>(own: &'d Docs, target: &'d Docs) -> &'d Docs {
    if own.text.is_some() { own } else { target }
}

/// The members of a shape, whatever it is.
pub fn members(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::Structure { members, .. } | ShapeKind::Union { members } => members.iter().collect(),
        ShapeKind::List { element, .. } => vec![element],
        ShapeKind::Map { key, value, .. } => vec![key, value],
        ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
    }
}

/// The Rust type for values of a shape.
pub fn rust_type(service: &Service, names: &Names, index: ShapeIndex, boxed: bool) -> RustType {
    let shape = service.shape(index);
    let inner = |member: &Member, sparse: bool| {
        let text = rust_type(service, names, member.target, false).text;
        if sparse { format!("Option<{text}>") } else { text }
    };
    let (text, into) = match &shape.kind {
        ShapeKind::Simple(ShapeType::Blob) if shape.streaming => ("ByteStream".into(), true),
        ShapeKind::Simple(simple) => simple_type(*simple),
        ShapeKind::Enum(_) => (names.type_of(index).to_owned(), true),
        ShapeKind::List { element, sparse } => (format!("Vec<{}>", inner(element, *sparse)), true),
        ShapeKind::Map { value, sparse, .. } => (format!("BTreeMap<String, {}>", inner(value, *sparse)), true),
        ShapeKind::Union { .. } if shape.streaming => (format!("EventStream<{}>", names.type_of(index)), false),
        ShapeKind::IntEnum(_) | ShapeKind::Structure { .. } | ShapeKind::Union { .. } => {
            (names.type_of(index).to_owned(), false)
        }
    };
    RustType { text, into, boxed }
}

fn simple_type(simple: ShapeType) -> (String, bool) {
    let (text, into) = match simple {
        ShapeType::Blob => ("Blob", true),
        ShapeType::Boolean => ("bool", false),
        ShapeType::String => ("String", true),
        ShapeType::Byte => ("i8", false),
        ShapeType::Short => ("i16", false),
        ShapeType::Integer => ("i32", false),
        ShapeType::Long => ("i64", false),
        ShapeType::Float => ("f32", false),
        ShapeType::Double => ("f64", false),
        ShapeType::BigInteger => ("BigInteger", true),
        ShapeType::BigDecimal => ("BigDecimal", false),
        ShapeType::Timestamp => ("Timestamp", true),
        _ => ("Document", false),
    };
    (text.to_owned(), into)
}

/// An operation in terms of Rust; used by all crates.
pub fn lower_operation(service: &Service, names: &Names, operation: &service::Operation) -> Operation {
    let own = names.operation(operation);
    let type_of = |index: Option<ShapeIndex>| index.map_or("()".to_owned(), |index| names.type_of(index).to_owned());
    let schema_of = |index: Option<ShapeIndex>| {
        index.map_or("prelude::UNIT".to_owned(), |index| schema::reference(service, names, index).split_off(1))
    };
    Operation {
        name: own.marker,
        wire: operation.name.clone(),
        function: own.function,
        docs: docs::lines(&operation.docs, &format!("The operation `{}`.", operation.name)),
        deprecated: operation.docs.deprecated.clone(),
        input: type_of(operation.input),
        output: type_of(operation.output),
        error: own.error,
        schemas: (schema_of(operation.input), schema_of(operation.output)),
        method: operation.method.clone(),
        uri: operation.uri.clone(),
        status: operation.status,
        idempotent: operation.idempotent,
        pagination: operation.pagination.as_ref().map(|pages| pagination(service, names, operation, pages)),
    }
}

fn pagination(
    service: &Service,
    names: &Names,
    operation: &service::Operation,
    pages: &service::Pagination,
) -> Pagination {
    let (item, items) = match &pages.items {
        Some(path) => items(service, names, path),
        None => (operation.output.map_or("()".into(), |index| names.type_of(index).to_owned()), "vec![output]".into()),
    };
    Pagination { item, next_token: next_token(&pages.output_token), set_token: set_token(&pages.input_token), items }
}

/// The token at the end of a path of the borrowed output, as an owned option.
fn next_token(path: &[Member]) -> String {
    let mut text = "output".to_owned();
    let mut optional = false;
    for member in path {
        let field = snake_name(&member.name);
        text = match (optional, member.always_present) {
            (false, true) => format!("{text}.{field}"),
            (false, false) => format!("{text}.{field}.as_ref()"),
            (true, true) => format!("{text}.map(|it| &it.{field})"),
            (true, false) => format!("{text}.and_then(|it| it.{field}.as_ref())"),
        };
        optional |= !member.always_present;
    }
    match (path.len(), optional) {
        (_, false) => format!("Some({text}.clone())"),
        (1, true) => text.replace(".as_ref()", ".clone()"),
        (_, true) => format!("{text}.cloned()"),
    }
}

/// The value at the end of a path of the owned output.
fn take(path: &[Member]) -> String {
    let mut text = "output".to_owned();
    let mut optional = false;
    for member in path {
        let field = snake_name(&member.name);
        text = match (optional, member.always_present) {
            (false, _) => format!("{text}.{field}"),
            (true, true) => format!("{text}.map(|it| it.{field})"),
            (true, false) => format!("{text}.and_then(|it| it.{field})"),
        };
        optional |= !member.always_present;
    }
    text
}

fn set_token(path: &[Member]) -> String {
    let Some((last, before)) = path.split_last() else { return String::new() };
    let mut text = "input".to_owned();
    for member in before {
        text = format!("{text}.{}", snake_name(&member.name));
        if !member.always_present {
            text = format!("{text}.get_or_insert_default()");
        }
    }
    let value = if last.always_present { "token" } else { "Some(token)" };
    format!("{text}.{} = {value};", snake_name(&last.name))
}

fn items(service: &Service, names: &Names, path: &[Member]) -> (String, String) {
    let Some(last) = path.last() else { return ("()".into(), "Vec::new()".into()) };
    let mut text = take(path);
    if path.iter().any(|member| !member.always_present) {
        text.push_str(".unwrap_or_default()");
    }
    let text_of = |member: &Member| rust_type(service, names, member.target, false).text;
    match &service.shape(last.target).kind {
        ShapeKind::List { element, sparse: false } => (text_of(element), text),
        ShapeKind::List { element, sparse: true } => (format!("Option<{}>", text_of(element)), text),
        ShapeKind::Map { value, .. } => {
            (format!("(String, {})", text_of(value)), format!("{text}.into_iter().collect()"))
        }
        _ => (rust_type(service, names, last.target, false).text, format!("vec![{text}]")),
    }
}
