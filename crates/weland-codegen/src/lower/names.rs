//! Which Rust names the shapes, members and operations of a service get, in all its crates.

use std::collections::{BTreeMap, HashMap};

use super::files::file_members;
use super::shapes::field_kind;
use crate::krate::{FieldKind, Path};
use crate::names::{Scope, error_name, module_name, operation_name, reserved, static_name, type_name};
use crate::rules::Resolved;
use weland_service::{Member, Operation, Service, Shape, ShapeIndex, ShapeKind};

/// The Rust names of a service.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    types: BTreeMap<ShapeIndex, String>,
    statics: BTreeMap<ShapeIndex, String>,
    /// Structs of required members, by structure.
    required: BTreeMap<ShapeIndex, String>,
    /// By structure, then in the order of its members.
    fields: BTreeMap<ShapeIndex, Vec<String>>,
    /// Statics of members whose own constraints make them differ from their targets; several can have the same.
    member_statics: BTreeMap<(ShapeIndex, String), String>,
    /// By the operation's name.
    operations: BTreeMap<String, OperationNames>,
}

/// The Rust names of an operation.
#[derive(Debug, Clone)]
pub(crate) struct OperationNames {
    /// The marker type.
    pub(crate) marker: String,
    /// The function.
    pub(crate) function: String,
    /// The module.
    pub(crate) module: String,
    /// The type of its errors.
    pub(crate) error: String,
}

impl Names {
    /// Names everything; what comes first in the service's order keeps its name when two clash.
    pub(crate) fn new(service: &Service, rules: &Resolved) -> Self {
        let mut type_scope = Scope::default();
        if !file_members(service).is_empty() {
            type_scope.take(reserved::FILE_PART.to_owned());
        }
        let mut static_scope = Scope::statics();
        let mut names = Self {
            types: BTreeMap::new(),
            statics: BTreeMap::new(),
            required: BTreeMap::new(),
            fields: BTreeMap::new(),
            member_statics: BTreeMap::new(),
            operations: BTreeMap::new(),
        };
        for (position, shape) in service.shapes.iter().enumerate() {
            names.name_shape(ShapeIndex(position), shape, &mut type_scope, &mut static_scope);
        }
        names.name_members(service, &mut static_scope);
        let mut functions = Scope::default();
        for operation in &service.operations {
            // The marker is a value as well as a type.
            let marker = type_scope.take_with(&mut static_scope, operation_name(&operation.code_name));
            let function = functions.take_function(&operation.code_name);
            let names_of_operation = OperationNames {
                error: type_scope.take(format!("{marker}Error")),
                module: module_name(&function),
                function,
                marker,
            };
            names.operations.insert(operation.name.clone(), names_of_operation);
        }
        names.name_required(service, rules, &mut type_scope);
        names
    }

    /// Names the schemas of members that differ from their targets. Members that differ alike share one.
    fn name_members(&mut self, service: &Service, statics: &mut Scope) {
        let mut known: HashMap<(ShapeIndex, String), String> = HashMap::new();
        for (position, shape) in service.shapes.iter().enumerate() {
            for member in shape.members().filter(|member| has_own_schema(service, member)) {
                let wanted = || static_name(&format!("{}_{}", shape.code_name, member.code_name));
                let name = known
                    .entry((member.target, format!("{:?}", member.constraints)))
                    .or_insert_with(|| statics.take(wanted()));
                self.member_statics.insert((ShapeIndex(position), member.name.clone()), name.clone());
            }
        }
    }

    /// Names the structs of required members. They come last, so that none takes the name of a shape.
    fn name_required(&mut self, service: &Service, rules: &Resolved, types: &mut Scope) {
        for (position, shape) in service.shapes.iter().enumerate() {
            let index = ShapeIndex(position);
            let ShapeKind::Structure { members, .. } = &shape.kind else { continue };
            let has_required =
                members.iter().any(|member| field_kind(service, rules, index, member) == FieldKind::Required);
            if let Some(name) = self.types.get(&index).filter(|_| has_required) {
                self.required.insert(index, types.take_required(name));
            }
        }
    }

    fn name_shape(&mut self, index: ShapeIndex, shape: &Shape, types: &mut Scope, statics: &mut Scope) {
        if shape.prelude {
            // The old names for types with a default stand for the same schema.
            let name = shape.name.strip_prefix("Primitive").unwrap_or(&shape.name);
            self.statics.insert(index, static_name(name));
            return;
        }
        self.statics.insert(index, statics.take(static_name(&shape.code_name)));
        match &shape.kind {
            ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. } => {}
            ShapeKind::Structure { error: Some(_), .. } => {
                self.types.insert(index, types.take(error_name(&shape.code_name)));
            }
            _ => {
                self.types.insert(index, types.take(type_name(&shape.code_name)));
            }
        }
        if let ShapeKind::Structure { members, .. } = &shape.kind {
            let mut scope = Scope::default();
            self.fields.insert(index, members.iter().map(|member| scope.take_field(&member.code_name)).collect());
        }
    }

    /// The type of a shape that has one.
    pub(crate) fn type_of(&self, index: ShapeIndex) -> Option<&str> {
        self.types.get(&index).map(String::as_str)
    }

    /// The path of the type of a shape within the types crate.
    pub(crate) fn path_of(&self, index: ShapeIndex) -> Option<Path> {
        self.type_of(index).map(Path::new)
    }

    /// The static with the schema of a shape.
    pub(crate) fn static_of(&self, index: ShapeIndex) -> &str {
        self.statics.get(&index).map_or("DOCUMENT", String::as_str)
    }

    /// The static with the schema of a member that differs from its target.
    pub(crate) fn member_static(&self, container: ShapeIndex, member: &Member) -> Option<&str> {
        self.member_statics.get(&(container, member.name.clone())).map(String::as_str)
    }

    /// The struct of the required members of a structure, if it has any.
    pub(crate) fn required_of(&self, structure: ShapeIndex) -> Option<&str> {
        self.required.get(&structure).map(String::as_str)
    }

    /// The fields of a structure, in the order of its members.
    pub(crate) fn fields(&self, structure: ShapeIndex) -> &[String] {
        self.fields.get(&structure).map_or(&[], Vec::as_slice)
    }

    /// The names of an operation.
    pub(crate) fn operation(&self, operation: &Operation) -> OperationNames {
        self.operations.get(&operation.name).cloned().unwrap_or_else(|| OperationNames {
            marker: operation.name.clone(),
            function: operation.name.clone(),
            module: operation.name.clone(),
            error: format!("{}Error", operation.name),
        })
    }
}

/// Whether a member has a schema of its own, since its constraints are not those of its target. Structures and unions have but
/// one, which is that of their type.
fn has_own_schema(service: &Service, member: &Member) -> bool {
    let is_type = matches!(service.shape(member.target).kind, ShapeKind::Structure { .. } | ShapeKind::Union { .. });
    member.constraints.is_some() && !is_type
}
