//! The validator crate: constraint checks on typed values and on raw JSON, by the name of the shape.

use super::{Crate, Dependency, Item, Module, Names, ShapesItem};
use crate::options::CrateOptions;
use crate::service::{Service, ShapeIndex, ShapeKind};

/// Lowers a service to its validator crate.
pub fn lower(service: &Service, names: &Names, options: &CrateOptions, types: &CrateOptions) -> Crate {
    let types_module = types.name.replace('-', "_");
    let shapes = service
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| {
            let has_members = matches!(shape.kind, ShapeKind::Structure { .. } | ShapeKind::Union { .. });
            has_members && !shape.prelude && !shape.streaming
        })
        .map(|(index, shape)| (shape.name.clone(), names.type_of(ShapeIndex(index)).to_owned()))
        .collect();
    let module = Module {
        path: "src/lib.rs".into(),
        docs: vec![
            format!("Says whether values and JSON documents fulfil the constraints of {}.", service.title),
            String::new(),
            "Typed values are checked by [`Validate::validate`], JSON by [`validate_json`]; the verdict is the same."
                .into(),
        ],
        attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
        uses: vec![
            format!("pub use {types_module} as types;"),
            format!("use {types_module}::*;"),
            "use weland_validate::Schema;".into(),
            "pub use weland_validate::{JsonError, Validate, Violation, Violations};".into(),
        ],
        items: vec![Item::Shapes(ShapesItem { shapes })],
    };
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("A validator for {}", service.title),
        dependencies: vec![
            Dependency { name: types.name.clone(), generated: Some(types.version.clone()) },
            Dependency { name: "weland-validate".into(), generated: None },
        ],
        features: Vec::new(),
        modules: vec![module],
    }
}
