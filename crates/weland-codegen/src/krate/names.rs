//! Which Rust names the shapes and operations of a service get, in all its crates.

use std::collections::BTreeMap;

use crate::names::{Scope, snake_name, static_name, type_name};
use crate::service::{Operation, Service, ShapeIndex, ShapeKind};

/// The Rust names of a service.
#[derive(Debug, Clone)]
pub struct Names {
    types: BTreeMap<ShapeIndex, String>,
    statics: BTreeMap<ShapeIndex, String>,
    /// By the operation's name: marker type, function, error type.
    operations: BTreeMap<String, OperationNames>,
}

/// The Rust names of an operation.
#[derive(Debug, Clone)]
pub struct OperationNames {
    /// The marker type.
    pub marker: String,
    /// The function and module.
    pub function: String,
    /// The type of its errors.
    pub error: String,
}

impl Names {
    /// Names everything; what comes first in the service's order keeps its name when two clash.
    pub fn new(service: &Service) -> Self {
        let mut type_scope = Scope::types();
        let mut static_scope = Scope::statics();
        let mut types = BTreeMap::new();
        let mut statics = BTreeMap::new();
        for (position, shape) in service.shapes.iter().enumerate() {
            let index = ShapeIndex(position);
            let has_type = !matches!(shape.kind, ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. });
            if has_type && !shape.prelude {
                types.insert(index, type_scope.take(type_name(&shape.name)));
            }
            let name = static_name(&shape.name);
            statics.insert(index, if shape.prelude { name } else { static_scope.take(name) });
        }
        let mut functions = Scope::default();
        let mut operations = BTreeMap::new();
        for operation in &service.operations {
            let marker = type_scope.take(type_name(&operation.name));
            let names = OperationNames {
                error: type_scope.take(format!("{marker}Error")),
                function: functions.take(snake_name(&operation.name)),
                marker,
            };
            operations.insert(operation.name.clone(), names);
        }
        Self { types, statics, operations }
    }

    /// The type of a shape that has one.
    pub fn type_of(&self, index: ShapeIndex) -> &str {
        self.types.get(&index).map_or("()", String::as_str)
    }

    /// The static with the schema of a shape.
    pub fn static_of(&self, index: ShapeIndex) -> &str {
        self.statics.get(&index).map_or("DOCUMENT", String::as_str)
    }

    /// The names of an operation.
    pub fn operation(&self, operation: &Operation) -> OperationNames {
        self.operations.get(&operation.name).cloned().unwrap_or_else(|| OperationNames {
            marker: operation.name.clone(),
            function: snake_name(&operation.name),
            error: format!("{}Error", operation.name),
        })
    }
}
