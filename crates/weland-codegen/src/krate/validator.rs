//! The validator crate: constraint checks on typed values and on raw JSON, by the name of the shape.

use super::operation::qualified;
use super::{Crate, Dependency, Item, Module, Names, Path, ShapesItem};
use crate::docs;
use crate::options::CrateOptions;
use weland_service::{Service, ShapeIndex, ShapeKind};

/// Names that the crate has beside those of all types.
const OWN: &[&str] = &["JsonError", "Validate", "Violation", "Violations"];

/// Lowers a service to its validator crate.
pub(super) fn lower(service: &Service, names: &Names, options: &CrateOptions, types: &CrateOptions) -> Crate {
    let types_module = types.name.replace('-', "_");
    let shapes: Vec<Path> = service
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| {
            let has_members = matches!(shape.kind, ShapeKind::Structure { .. } | ShapeKind::Union { .. });
            has_members && !shape.prelude && !shape.streaming
        })
        .filter_map(|(index, _)| Some(qualified(names.path_of(ShapeIndex(index))?, OWN)))
        .collect();
    let title = docs::inline(&service.title);
    let mut uses = vec![format!("pub use {types_module} as types;")];
    if !shapes.iter().all(Path::is_qualified) {
        uses.push(format!("use {types_module}::*;"));
    }
    uses.push("use weland_validate::Schema;".into());
    uses.push("pub use weland_validate::{JsonError, Validate, Violation, Violations};".into());
    let module = Module {
        path: "src/lib.rs".into(),
        docs: vec![
            format!("Says whether values and JSON documents fulfil the constraints of {title}."),
            String::new(),
            "Typed values are checked by [`Validate::validate`], JSON by [`validate_json`]; the verdict is the same."
                .into(),
        ],
        attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
        uses,
        inferred_uses: false,
        items: vec![Item::Shapes(ShapesItem { shapes })],
    };
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("A validator for {}", docs::line(&service.title)),
        dependencies: vec![Dependency::generated(types), Dependency::runtime("weland-validate")],
        dev_dependencies: Vec::new(),
        features: Vec::new(),
        example: None,
        modules: vec![module],
    }
}
