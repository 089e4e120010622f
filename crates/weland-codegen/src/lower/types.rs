//! The crate of types: which modules it has, and what stands where.

use std::collections::{HashMap, HashSet};

use weland_service::{self as service, ShapeIndex, ShapeKind};

use super::schema::has_type;
use super::{Lowering, security};
use crate::docs;
use crate::krate::{
    Crate, Dependency, Import, Item, Module, OperationErrors, ServiceItem, Static, Visibility, imports,
};
use crate::names::reserved;

/// How to read the modules of a types crate.
const SOURCE: &[&str] = &[
    "",
    "# Source code",
    "",
    "Structs are declared by [`structure!`](weland_core::structure!), with a row per member: its index,",
    "its field, its type and its schema. `name: T` is required, `name?: T` may be absent and",
    "`name??: T` may be null as well; behind `into`, setters take what converts into the type.",
];

/// Lowers a service to its types crate.
pub(super) fn lower(lowering: Lowering<'_>) -> Crate {
    let types = Types { lowering, places: places(&lowering) };
    let operations = &lowering.service.operations;
    let mut modules = vec![
        types.shapes_module("enums", "The enums. All are open: they keep values that the model does not name."),
        types.shapes_module("errors", "The errors that operations respond with."),
        types.shapes_module(
            "structures",
            "The structures and unions that more than one operation uses, or that lie within others.",
        ),
        types.schema_module(),
    ];
    modules.retain(|module| !module.items.is_empty());
    let mut declared: Vec<String> = modules.iter().map(|module| module.name().to_owned()).collect();
    if !operations.is_empty() {
        declared.push("operations".to_owned());
        modules.push(types.operations_module());
        modules.extend(operations.iter().map(|operation| types.operation_module(operation)));
    }
    declared.sort_unstable();
    modules.push(types.root_module(declared));
    Crate {
        kind: lowering.krate.kind,
        name: lowering.krate.name.clone(),
        version: lowering.krate.version.clone(),
        description: format!("Types of {}", docs::line(&lowering.service.title)),
        api: lowering.api(),
        dependencies: dependencies(&lowering),
        dev_dependencies: Vec::new(),
        features: vec![("serde".into(), vec!["weland-core/serde".into()])],
        example: None,
        modules,
    }
}

fn dependencies(lowering: &Lowering<'_>) -> Vec<Dependency> {
    let external = lowering.stated.dependencies.iter().map(Dependency::external);
    let mut dependencies: Vec<Dependency> = external.chain([Dependency::runtime("weland-core")]).collect();
    dependencies.sort_by(|a, b| a.name.cmp(&b.name));
    dependencies
}

struct Types<'a> {
    lowering: Lowering<'a>,
    /// The module of each shape, by its index.
    places: Vec<String>,
}

impl Types<'_> {
    fn root_module(&self, declared: Vec<String>) -> Module {
        let service = self.lowering.service;
        let mut text = vec![format!("Types of {}.", docs::inline(&service.title))];
        let about = docs::lines(&service.docs, "");
        if !about.is_empty() {
            text.push(String::new());
            text.extend(about);
        }
        text.extend(security::section(service));
        text.extend(SOURCE.iter().map(|line| (*line).to_owned()));
        let mut imports: Vec<Import> = declared
            .iter()
            .map(|name| match name.as_str() {
                "schema" => Import { visibility: Visibility::Crate, ..Import::all(name) },
                name => Import::all(name).public(),
            })
            .collect();
        imports.push(Import::items("", ["weland_core"]).public());
        let files = (!self.lowering.files.is_empty()).then_some(reserved::FILE_PART);
        let mut reexports: Vec<&str> = reserved::TYPES_REEXPORTS.iter().copied().chain(files).collect();
        reexports.sort_unstable();
        imports.push(Import::items("weland_core", reexports).public());
        let mut of_core = Vec::new();
        if let Some(security) = &service.security {
            // Who may call without authentication names no kind.
            of_core.extend(security.iter().any(|all| !all.is_empty()).then_some("SecurityKind"));
            of_core.push("SecurityScheme");
        }
        if !service.servers.is_empty() {
            of_core.push("ServerSchema");
        }
        if !of_core.is_empty() {
            imports.push(Import::items("weland_core", of_core));
        }
        Module {
            path: "src/lib.rs".into(),
            docs: text,
            root: true,
            submodules: declared,
            exposed: Some("schema"),
            imports,
            items: vec![Item::Service(self.service_item())],
            ..Module::default()
        }
    }

    fn service_item(&self) -> ServiceItem {
        let service = self.lowering.service;
        let has_xml = self.lowering.protocols.any(|protocol| protocol.xml_names);
        ServiceItem {
            title: docs::inline(&service.title),
            name: service.name.clone(),
            version: service.version.clone(),
            sdk_id: service.sdk_id.clone(),
            endpoint_prefix: service.endpoint_prefix.clone(),
            signing_name: service.signing_name.clone(),
            namespace: service.namespace.clone(),
            xml_namespace: service.xml_namespace.clone().filter(|_| has_xml),
            unwrapped_errors: service.unwrapped_errors && has_xml,
            security: service.security.clone(),
            servers: service.servers.clone(),
            token_urls: security::token_urls(service),
        }
    }

    /// The module of the shapes that do not stand with an operation.
    fn shapes_module(&self, name: &str, text: &str) -> Module {
        let here = self.indexes().filter(|index| self.module_of(*index) == name);
        module(name, text, here.filter_map(|index| self.lowering.item(index)).collect())
    }

    fn operations_module(&self) -> Module {
        let operations = self.lowering.service.operations.iter();
        let names = operations.map(|operation| self.lowering.names.operation(operation).module);
        let mut submodules: Vec<String> = names.collect();
        submodules.sort();
        Module {
            path: "src/operations/mod.rs".into(),
            docs: vec!["One module per operation: its input, its output, its errors.".into()],
            imports: submodules.iter().map(|name| Import::all(name).public()).collect(),
            submodules,
            ..Module::default()
        }
    }

    fn operation_module(&self, operation: &service::Operation) -> Module {
        let Lowering { names, .. } = self.lowering;
        let lowered = self.lowering.operation(operation);
        let errors = OperationErrors {
            name: lowered.error.name.clone(),
            operation: lowered.marker.name.clone(),
            errors: operation.errors().filter_map(|index| names.path_of(index)).collect(),
        };
        let name = format!("operations/{}", names.operation(operation).module);
        // One structure can be both.
        let own = [operation.input, operation.output.filter(|output| operation.input != Some(*output))];
        let here = own.iter().flatten().filter(|index| self.module_of(**index) == name);
        let mut items = vec![Item::Operation(lowered), Item::OperationError(errors)];
        items.extend(here.filter_map(|index| self.lowering.item(*index)));
        module(&name, &format!("`{}`.", operation.name), items)
    }

    fn schema_module(&self) -> Module {
        let mut items = Vec::new();
        let mut known = HashSet::new();
        for index in self.indexes() {
            let shape = self.lowering.service.shape(index);
            items.extend(self.member_statics(index, &mut known));
            if !has_type(shape) && !shape.prelude {
                items.push(Item::Static(Static {
                    name: self.lowering.names.static_of(index).to_owned(),
                    schema: self.lowering.schema(index, &shape.constraints),
                }));
            }
        }
        module("schema", "Schemas of the shapes that are no Rust types of their own.", items)
    }

    /// Schemas of members whose own traits constrain them more than their target is, without those that are known.
    fn member_statics(&self, index: ShapeIndex, known: &mut HashSet<String>) -> Vec<Item> {
        let mut items = Vec::new();
        for member in self.lowering.service.shape(index).members() {
            let name = self.lowering.names.member_static(index, member);
            if let (Some(name), Some(constraints)) = (name, &member.constraints)
                && known.insert(name.to_owned())
            {
                let schema = self.lowering.constrained_schema(member, constraints);
                items.push(Item::Static(Static { name: name.to_owned(), schema }));
            }
        }
        items
    }

    fn indexes(&self) -> impl Iterator<Item = ShapeIndex> + '_ {
        (0..self.lowering.service.shapes.len()).map(ShapeIndex)
    }

    fn module_of(&self, index: ShapeIndex) -> &str {
        self.places.get(index.0).map_or("", String::as_str)
    }
}

/// Where the types of all shapes stand: with the one operation that they are the input or output of, or in a shared
/// module.
fn places(lowering: &Lowering<'_>) -> Vec<String> {
    let Lowering { service, names, .. } = *lowering;
    let members = service.shapes.iter().flat_map(|shape| shape.members());
    let targets: HashSet<ShapeIndex> = members.map(|member| member.target).collect();
    let mut users: HashMap<ShapeIndex, Vec<&service::Operation>> = HashMap::new();
    for operation in &service.operations {
        // One structure can be both.
        let output = operation.output.filter(|output| operation.input != Some(*output));
        for index in operation.input.into_iter().chain(output) {
            users.entry(index).or_default().push(operation);
        }
    }
    let place = |(index, shape): (usize, &service::Shape)| match (&shape.kind, users.get(&ShapeIndex(index))) {
        (ShapeKind::Enum(_) | ShapeKind::IntEnum(_), _) => "enums".to_owned(),
        (ShapeKind::Structure { error: Some(_), .. }, _) => "errors".to_owned(),
        (_, Some(users)) if !targets.contains(&ShapeIndex(index)) => match users.as_slice() {
            [operation] => format!("operations/{}", names.operation(operation).module),
            _ => "structures".to_owned(),
        },
        _ => "structures".to_owned(),
    };
    service.shapes.iter().enumerate().map(place).collect()
}

/// A module with the imports that its items need.
fn module(name: &str, text: &str, items: Vec<Item>) -> Module {
    Module {
        path: format!("src/{name}.rs"),
        docs: vec![text.to_owned()],
        imports: imports(&items),
        items,
        ..Module::default()
    }
}
