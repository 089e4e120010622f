//! Within a service, the names of shapes are unique, whatever their namespace and case.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Diagnostic, Diagnostics, Model, Shape, ShapeData, ShapeId, Target};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes() {
        let Some(data) = service.as_service() else {
            continue;
        };
        let renames: BTreeMap<&ShapeId, &str> =
            data.rename.iter().map(|rename| (&rename.from.id, &*rename.to)).collect();
        let closure = closure(context.model(), service);
        let mut seen: BTreeMap<String, &Shape> = BTreeMap::new();
        for id in &closure {
            let Some(shape) = context.model().get(id) else {
                continue;
            };
            let name = renames.get(id).copied().unwrap_or(id.name());
            let Some(first) = seen.insert(name.to_ascii_lowercase(), shape) else {
                continue;
            };
            if !may_share(context.model(), first, shape) {
                report(diagnostics, service, first, shape);
            }
        }
    }
}

fn report(diagnostics: &mut Diagnostics, service: &Shape, first: &Shape, second: &Shape) {
    let message = format!("`{}` and `{}` have the same name within service `{}`", first.id, second.id, service.id);
    diagnostics.push(
        Diagnostic::error("conflicting-names", service.span, message)
            .related(first.span, "one shape")
            .related(second.span, "the other shape")
            .help("give one of the two another name with the service's `rename`"),
    );
}

/// Simple shapes, and lists of them, that are defined alike may share a name.
fn may_share(model: &Model, a: &Shape, b: &Shape) -> bool {
    if a.shape_type != b.shape_type {
        return false;
    }
    let is_list = a.shape_type == weland_model::ShapeType::List;
    if !is_list {
        return a.shape_type.is_simple() && a.members.is_empty();
    }
    let target = |shape: &Shape| Some(model.get(&shape.member("member")?.target)?.shape_type);
    let same_target = target(a) == target(b);
    same_target && target(a).is_some_and(|target| target.is_simple())
}

/// All shapes that a service reaches.
fn closure<'m>(model: &'m Model, service: &'m Shape) -> BTreeSet<&'m ShapeId> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![&service.id];
    while let Some(id) = waiting.pop() {
        // `Unit` stands for no shape at all, so its name is free.
        if *id == "smithy.api#Unit" || !found.insert(id) {
            continue;
        }
        let Some(shape) = model.get(id) else { continue };
        waiting.extend(shape.members.iter().map(|member| &member.target));
        let ids = |targets: &'m [Target]| targets.iter().map(|target| &target.id);
        match &shape.data {
            ShapeData::None => {}
            ShapeData::Service(data) => {
                waiting.extend(ids(&data.operations));
                waiting.extend(ids(&data.resources));
                waiting.extend(ids(&data.errors));
            }
            ShapeData::Operation(data) => {
                waiting.extend([&data.input.id, &data.output.id]);
                waiting.extend(ids(&data.errors));
            }
            ShapeData::Resource(data) => {
                waiting.extend(data.all_operations().map(|target| &target.id));
                waiting.extend(ids(&data.resources));
                let named = data.identifiers.iter().chain(&data.properties);
                waiting.extend(named.map(|entry| &entry.target.id));
            }
        }
    }
    found
}
