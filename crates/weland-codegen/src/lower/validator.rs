//! The validator crate: constraint checks on typed values and on raw JSON, by the name of the shape.

use weland_service::{Shape, ShapeIndex};

use super::Lowering;
use super::operation::qualified;
use super::schema::has_type;
use crate::docs;
use crate::krate::{Crate, Dependency, Import, ImportedName, Item, Module, ShapeSchema, ShapesItem};
use crate::names::reserved;

/// Lowers a service to its validator crate.
pub(super) fn lower(lowering: Lowering<'_>) -> Crate {
    let Lowering { service, krate, .. } = lowering;
    Crate {
        kind: krate.kind,
        name: krate.name.clone(),
        version: krate.version.clone(),
        description: format!("A validator for {}", docs::line(&service.title)),
        api: lowering.api(),
        dependencies: vec![lowering.types_dependency(), Dependency::runtime("weland-validate")],
        dev_dependencies: Vec::new(),
        features: Vec::new(),
        example: None,
        modules: vec![root_module(lowering)],
    }
}

fn root_module(lowering: Lowering<'_>) -> Module {
    let types_module = lowering.types_module();
    let known = shapes(lowering);
    let shapes: Vec<ShapeSchema> = known.iter().filter_map(|index| schema(lowering, *index)).collect();
    let mut imports =
        vec![Import { names: vec![ImportedName::Renamed(types_module.clone(), "types")], ..Import::all("") }.public()];
    if shapes.iter().any(|shape| matches!(shape, ShapeSchema::Type(path) if !path.is_qualified())) {
        imports.push(Import::all(&types_module));
    }
    imports.push(Import::items("", ["weland_validate"]).public());
    imports.push(Import::items("weland_validate", reserved::VALIDATOR_REEXPORTS.iter().copied()).public());
    let title = docs::inline(&lowering.service.title);
    Module {
        path: "src/lib.rs".into(),
        docs: vec![
            format!("Says whether values and JSON documents fulfil the constraints of {title}."),
            String::new(),
            "Typed values are checked by [`Validate::validate`], JSON by [`validate_json`]; the verdict is the same."
                .into(),
        ],
        sections: lowering.validator_sections(&known),
        root: true,
        imports,
        items: vec![Item::Shapes(ShapesItem { shapes, json_schema: lowering.protocols.chosen.json_schema })],
        ..Module::default()
    }
}

/// The shapes that can be validated on their own, by their names in the model.
fn shapes(lowering: Lowering<'_>) -> Vec<ShapeIndex> {
    let Lowering { service, .. } = lowering;
    let indexes = (0..service.shapes.len()).map(ShapeIndex);
    let mut own: Vec<ShapeIndex> = indexes.filter(|index| is_root(service.shape(*index))).collect();
    own.sort_by_key(|index| &service.shape(*index).name);
    own
}

/// Whether values of a shape can be validated on their own.
pub(super) fn is_root(shape: &Shape) -> bool {
    !shape.prelude && !shape.streaming
}

fn schema(lowering: Lowering<'_>, index: ShapeIndex) -> Option<ShapeSchema> {
    if has_type(lowering.service.shape(index)) {
        return Some(ShapeSchema::Type(qualified(lowering.names.path_of(index)?, reserved::VALIDATOR_REEXPORTS)));
    }
    Some(ShapeSchema::Static(lowering.names.static_of(index).to_owned()))
}
