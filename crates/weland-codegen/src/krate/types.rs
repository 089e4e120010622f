//! The crate of types: which modules it has, and what stands where.

use super::operation::lower as lower_operation;
use super::schema::{self, literal};
use super::shapes::Shapes;
use super::{Crate, Dependency, Item, Module, Names, OperationErrors, ServiceItem, Static, import, members};
use crate::docs;
use crate::options::CrateOptions;
use weland_service::{self as service, Service, Shape, ShapeIndex, ShapeKind};

/// What the root hands on from the runtime: types of values and errors, and what generic code over operations names.
/// None can be the name of a shape.
pub(crate) const REEXPORTS: &[&str] = &[
    "BigDecimal",
    "BigInteger",
    "Blob",
    "ByteStream",
    "Document",
    "ErrorKind",
    "EventStream",
    "Operation",
    "OtherError",
    "Paginated",
    "Timestamp",
    "TimestampFormat",
];

/// Lowers a service to its types crate.
pub(super) fn lower(service: &Service, names: &Names, options: &CrateOptions) -> Crate {
    let types = Types { service, names };
    let mut modules = vec![
        types.shapes_module("enums", "The enums. All are open: they keep values that the model does not name."),
        types.shapes_module("errors", "The errors that operations answer with."),
        types.shapes_module(
            "structures",
            "The structures and unions that more than one operation uses, or that lie within others.",
        ),
        types.schema_module(),
    ];
    modules.retain(|module| !module.items.is_empty());
    let mut declared: Vec<&str> = modules.iter().map(|module| module.name()).collect();
    if !service.operations.is_empty() {
        declared.push("operations");
    }
    declared.sort_unstable();
    let root = types.root_module(&declared);
    if !service.operations.is_empty() {
        modules.push(types.operations_module());
        modules.extend(service.operations.iter().map(|operation| types.operation_module(operation)));
    }
    modules.push(root);
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("Types of {}", docs::line(&service.title)),
        dependencies: vec![Dependency::runtime("weland-core")],
        dev_dependencies: Vec::new(),
        features: vec![("serde".into(), vec!["weland-core/serde".into()])],
        example: None,
        modules,
    }
}

struct Types<'a> {
    service: &'a Service,
    names: &'a Names,
}

impl Types<'_> {
    fn root_module(&self, declared: &[&str]) -> Module {
        let mut text = vec![format!("Types of {}.", docs::inline(&self.service.title))];
        let about = docs::lines(&self.service.docs, "");
        if !about.is_empty() {
            text.push(String::new());
            text.extend(about);
        }
        let mut uses: Vec<String> = declared.iter().map(|name| format!("mod {name};")).collect();
        if !uses.is_empty() {
            uses.push(String::new());
        }
        uses.extend(declared.iter().map(|name| match *name {
            "schema" => "pub(crate) use schema::*;".to_owned(),
            name => format!("pub use {name}::*;"),
        }));
        uses.push(import("pub use weland_core", REEXPORTS));
        uses.push("use weland_core::ServiceSchema;".into());
        Module {
            path: "src/lib.rs".into(),
            docs: text,
            attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
            uses,
            inferred_uses: false,
            items: vec![Item::Service(self.service_item())],
        }
    }

    fn service_item(&self) -> ServiceItem {
        let service = self.service;
        let optional = |text: &Option<String>| {
            text.as_deref().map_or("None".to_owned(), |text| format!("Some({})", literal(text)))
        };
        let fields = vec![
            ("name", literal(&service.name)),
            ("version", literal(&service.version)),
            ("sdk_id", literal(&service.sdk_id)),
            ("endpoint_prefix", optional(&service.endpoint_prefix)),
            ("signing_name", optional(&service.signing_name)),
            ("namespace", literal(&service.namespace)),
        ];
        ServiceItem { fields, title: docs::inline(&service.title) }
    }

    /// The module of the shapes that do not stand with an operation.
    fn shapes_module(&self, name: &str, text: &str) -> Module {
        let shapes = Shapes { service: self.service, names: self.names };
        let here = self.indexes().filter(|index| self.module_of(*index) == name);
        Module {
            path: format!("src/{name}.rs"),
            docs: vec![text.to_owned()],
            attributes: Vec::new(),
            uses: Vec::new(),
            inferred_uses: true,
            items: here.filter_map(|index| shapes.item(index)).collect(),
        }
    }

    fn operations_module(&self) -> Module {
        let operations = self.service.operations.iter();
        let mut modules: Vec<String> = operations.map(|operation| self.names.operation(operation).module).collect();
        modules.sort();
        let mut uses: Vec<String> = modules.iter().map(|name| format!("mod {name};")).collect();
        uses.push(String::new());
        uses.extend(modules.iter().map(|name| format!("pub use {name}::*;")));
        Module {
            path: "src/operations/mod.rs".into(),
            docs: vec!["One module per operation: its input, its output, its errors.".into()],
            attributes: Vec::new(),
            uses,
            inferred_uses: false,
            items: Vec::new(),
        }
    }

    fn operation_module(&self, operation: &service::Operation) -> Module {
        let shapes = Shapes { service: self.service, names: self.names };
        let lowered = lower_operation(self.service, self.names, operation);
        let errors = OperationErrors {
            name: lowered.error.name.clone(),
            operation: lowered.marker.name.clone(),
            errors: operation.errors.iter().filter_map(|index| self.names.type_of(*index)).map(str::to_owned).collect(),
        };
        let name = self.names.operation(operation).module;
        // One structure can be both.
        let own = [operation.input, operation.output.filter(|output| operation.input != Some(*output))];
        let here = own.iter().flatten().filter(|index| self.module_of(**index) == format!("operations/{name}"));
        let mut items = vec![Item::Operation(lowered), Item::OperationError(errors)];
        items.extend(here.filter_map(|index| shapes.item(*index)));
        Module {
            path: format!("src/operations/{name}.rs"),
            docs: vec![format!("`{}`.", operation.name)],
            attributes: Vec::new(),
            uses: Vec::new(),
            inferred_uses: true,
            items,
        }
    }

    fn schema_module(&self) -> Module {
        let referenced = schema::referenced(self.service, self.names);
        let mut items = Vec::new();
        for index in self.indexes() {
            let shape = self.service.shape(index);
            self.member_statics(index, shape, &mut items);
            let has_type = !matches!(shape.kind, ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. });
            if !has_type && !shape.prelude && referenced.contains(&index) {
                items.push(Item::Static(Static {
                    name: self.names.static_of(index).to_owned(),
                    schema: schema::expression(self.service, self.names, index, &shape.constraints),
                }));
            }
        }
        Module {
            path: "src/schema.rs".into(),
            docs: vec!["Schemas of the shapes that are no Rust types of their own.".into()],
            attributes: Vec::new(),
            uses: Vec::new(),
            inferred_uses: true,
            items,
        }
    }

    /// Schemas of members whose own traits constrain them more than their target is.
    fn member_statics(&self, index: ShapeIndex, shape: &Shape, items: &mut Vec<Item>) {
        for member in members(shape) {
            let name = self.names.member_static(index, member);
            if let (Some(name), Some(constraints)) = (name, &member.constraints) {
                let schema = schema::of_member(self.service, self.names, member, constraints);
                items.push(Item::Static(Static { name: name.to_owned(), schema }));
            }
        }
    }

    fn indexes(&self) -> impl Iterator<Item = ShapeIndex> + '_ {
        (0..self.service.shapes.len()).map(ShapeIndex)
    }

    /// Where the type of a shape stands: with the one operation that it is the input or output of, or in a shared module.
    fn module_of(&self, index: ShapeIndex) -> String {
        match &self.service.shape(index).kind {
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => return "enums".into(),
            ShapeKind::Structure { error: Some(_), .. } => return "errors".into(),
            _ => {}
        }
        let mut users = self.service.operations.iter().filter(|it| it.input == Some(index) || it.output == Some(index));
        match (users.next(), users.next()) {
            (Some(operation), None) if !self.is_member(index) => {
                format!("operations/{}", self.names.operation(operation).module)
            }
            _ => "structures".into(),
        }
    }

    fn is_member(&self, index: ShapeIndex) -> bool {
        self.service.shapes.iter().any(|shape| members(shape).iter().any(|member| member.target == index))
    }
}
