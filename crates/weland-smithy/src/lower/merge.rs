//! Several definitions of one shape, `apply` statements, and metadata.

use std::collections::{BTreeMap, btree_map};
use std::sync::Arc;

use weland_model::{
    AppliedTrait, Diagnostic, Diagnostics, Model, Node, NodeKind, Severity, ShapeData, ShapeId, Sources, Span, Target,
    Traits, closest,
};

use super::draft::{Draft, Drafts};
use super::lost::Lost;
use super::trait_set;
use weland_model::NameMap;

/// Merges metadata: arrays are joined, equal values are one, others conflict.
pub(super) fn metadata(
    entries: Vec<(Arc<str>, Span, Node)>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Arc<str>, Node> {
    let mut merged: BTreeMap<Arc<str>, Node> = BTreeMap::new();
    for (key, span, value) in entries {
        let mut known = match merged.entry(Arc::clone(&key)) {
            btree_map::Entry::Vacant(slot) => {
                slot.insert(value);
                continue;
            }
            btree_map::Entry::Occupied(known) => known,
        };
        let known = known.get_mut();
        if let (NodeKind::Array(items), NodeKind::Array(more)) = (&mut known.kind, &value.kind) {
            items.extend_from_slice(more);
        } else if *known != value {
            let message = format!("metadata `{key}` has two values");
            diagnostics.push(
                Diagnostic::error("conflicting-metadata", span, message)
                    .related(known.span, "the other value")
                    .help("keep one of the two"),
            );
        }
    }
    merged
}

/// Merges definitions and applies traits from `apply` statements.
pub(super) fn merge(
    drafts: Drafts,
    sources: &Sources,
    lost: &Lost,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<ShapeId, Box<Draft>> {
    let mut shapes = drafts.shapes;
    // A stable sort: of equal ids, the first definition stays first.
    shapes.sort_by(|a, b| a.shape.id.cmp(&b.shape.id));
    let mut unique: Vec<Box<Draft>> = Vec::with_capacity(shapes.len());
    for draft in shapes {
        match unique.last() {
            Some(first) if first.shape.id == draft.shape.id => {
                if !first.broken && !draft.broken {
                    diagnostics.push(match same_definition(first, &draft) {
                        true => repeated(first, &draft),
                        false => duplicate(first, &draft, sources),
                    });
                }
            }
            _ => unique.push(draft),
        }
    }
    let mut merged: BTreeMap<ShapeId, Box<Draft>> =
        unique.into_iter().map(|draft| (draft.shape.id.clone(), draft)).collect();
    let mut places = Places::new();
    for (target, traits) in drafts.applies {
        if lost.contains(&target.id) && !merged.contains_key(target.id.root_str()) {
            continue;
        }
        apply(&mut merged, &mut places, target, traits, sources, diagnostics);
    }
    merged
}

fn repeated(first: &Draft, second: &Draft) -> Diagnostic {
    let message = format!("shape `{}` is defined twice in the same way", first.shape.id);
    Diagnostic::new(Severity::Note, "repeated-shape", message)
        .at(second.shape.span)
        .related(first.shape.span, "first defined here")
        .help("remove one of the two")
}

fn duplicate(first: &Draft, second: &Draft, sources: &Sources) -> Diagnostic {
    let id = &first.shape.id;
    let help = match sources.locate(first.shape.span) {
        Some((path, _)) if first.shape.span.file != second.shape.span.file => {
            format!("rename one of the two, or make it equal to the one in {path}")
        }
        _ => "rename or remove one of the two".to_owned(),
    };
    let message = format!("shape `{id}` is defined twice, in different ways");
    Diagnostic::error("duplicate-shape", second.shape.span, message)
        .related(first.shape.span, "first defined here")
        .help(help)
}

/// By shape, its members by name: of the shapes that traits are applied to the members of.
type Places = BTreeMap<ShapeId, NameMap<Arc<str>, usize>>;

fn places_of(draft: &Draft) -> NameMap<Arc<str>, usize> {
    let mut places = NameMap::default();
    for (place, member) in draft.members.iter().enumerate() {
        places.entry(Arc::clone(&member.name)).or_insert(place);
    }
    places
}

fn apply(
    shapes: &mut BTreeMap<ShapeId, Box<Draft>>,
    places: &mut Places,
    target: Target,
    traits: Vec<AppliedTrait>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let Some(draft) = shapes.get_mut(target.id.root_str()) else {
        diagnostics.push(unresolved(shapes, &target));
        return;
    };
    if Model::is_prelude(&target.id) && sources.is_built_in(draft.shape.span) && !sources.is_built_in(target.span) {
        let message = format!("traits can't be applied to `{}`, which belongs to the prelude", target.id);
        diagnostics.push(
            Diagnostic::error("immutable-prelude", target.span, message)
                .related(draft.shape.span, "defined here")
                .help("define a shape of your own, and apply the traits to it"),
        );
        return;
    }
    let own = match target.id.member() {
        None => Some(&mut draft.shape.traits),
        Some(name) => {
            let known = places.entry(target.id.root()).or_insert_with(|| places_of(draft));
            let own = known.get(name).and_then(|place| draft.members.get_mut(*place));
            own.map(|member| &mut member.traits)
        }
    };
    match own {
        Some(own) => {
            for applied in traits {
                trait_set::add(own, applied, diagnostics);
            }
        }
        None => draft.inherited_traits.push((target, traits)),
    }
}

fn unresolved(shapes: &BTreeMap<ShapeId, Box<Draft>>, target: &Target) -> Diagnostic {
    let near = shapes.keys().filter(|id| id.namespace() == target.id.namespace());
    let help = match closest(target.id.name(), near.map(ShapeId::name)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "check the name, or add the file that defines it".to_owned(),
    };
    let message = format!("traits are applied to `{}`, which is not defined", target.id);
    Diagnostic::error("unresolved-target", target.span, message).help(help)
}

// --- equality of definitions, without their places

fn same_definition(a: &Draft, b: &Draft) -> bool {
    let members = a.members.iter().zip(&b.members).all(|(a, b)| {
        a.name == b.name && same_target(a.target.as_ref(), b.target.as_ref()) && same_traits(&a.traits, &b.traits)
    });
    a.shape.shape_type == b.shape.shape_type
        && a.members.len() == b.members.len()
        && members
        && same_traits(&a.shape.traits, &b.shape.traits)
        && same_targets(&a.shape.mixins, &b.shape.mixins)
        && same_target(a.resource.as_ref(), b.resource.as_ref())
        && same_data(&a.shape.data, &b.shape.data)
}

/// Whether two shapes have the same traits with the same values.
pub(super) fn same_traits(a: &Traits, b: &Traits) -> bool {
    let same = |(a, b): (&AppliedTrait, &AppliedTrait)| a.id == b.id && a.value == b.value;
    a.len() == b.len() && a.iter().zip(b).all(same)
}

fn same_target(a: Option<&Target>, b: Option<&Target>) -> bool {
    a.map(|target| &target.id) == b.map(|target| &target.id)
}

fn same_targets(a: &[Target], b: &[Target]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.id == b.id)
}

fn same_data(a: &ShapeData, b: &ShapeData) -> bool {
    match (a, b) {
        (ShapeData::None, ShapeData::None) => true,
        (ShapeData::Service(a), ShapeData::Service(b)) => {
            let renames = a.rename.iter().zip(&b.rename);
            a.version == b.version
                && same_targets(&a.operations, &b.operations)
                && same_targets(&a.resources, &b.resources)
                && same_targets(&a.errors, &b.errors)
                && a.rename.len() == b.rename.len()
                && renames.into_iter().all(|(a, b)| a.from.id == b.from.id && a.to == b.to)
        }
        (ShapeData::Operation(a), ShapeData::Operation(b)) => {
            a.input.id == b.input.id && a.output.id == b.output.id && same_targets(&a.errors, &b.errors)
        }
        (ShapeData::Resource(a), ShapeData::Resource(b)) => {
            let named = |a: &[weland_model::NamedTarget], b: &[weland_model::NamedTarget]| {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name == b.name && a.target.id == b.target.id)
            };
            named(&a.identifiers, &b.identifiers)
                && named(&a.properties, &b.properties)
                && same_target(a.put.as_ref(), b.put.as_ref())
                && same_target(a.create.as_ref(), b.create.as_ref())
                && same_target(a.read.as_ref(), b.read.as_ref())
                && same_target(a.update.as_ref(), b.update.as_ref())
                && same_target(a.delete.as_ref(), b.delete.as_ref())
                && same_target(a.list.as_ref(), b.list.as_ref())
                && same_targets(&a.operations, &b.operations)
                && same_targets(&a.collection_operations, &b.collection_operations)
                && same_targets(&a.resources, &b.resources)
        }
        _ => false,
    }
}
