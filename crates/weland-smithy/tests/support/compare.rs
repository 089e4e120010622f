//! Compares models as models: all that they mean, and nothing of how they were written.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Member, Model, NamedTarget, Node, Shape, ShapeData, ShapeId, Target, Traits, trait_id};

/// What differs, by shape. The order of members counts; the order of traits, and that of the
/// operations, resources and errors that are bound to something, does not.
pub(crate) fn differences(a: &Model, b: &Model, keep: impl Fn(&Shape) -> bool) -> BTreeMap<ShapeId, Vec<String>> {
    let ids = |model: &Model| -> BTreeSet<ShapeId> {
        let kept = model.shapes.values().filter(|shape| keep(shape));
        kept.map(|shape| shape.id.clone()).collect()
    };
    let mut found = BTreeMap::new();
    for id in ids(a).union(&ids(b)) {
        let differences = match (a.get(id), b.get(id)) {
            (Some(a), Some(b)) => shape(a, b),
            (None, _) => vec!["missing on the left".to_owned()],
            (_, None) => vec!["missing on the right".to_owned()],
        };
        if !differences.is_empty() {
            found.insert(id.clone(), differences);
        }
    }
    found
}

fn shape(a: &Shape, b: &Shape) -> Vec<String> {
    let mut found = Vec::new();
    let mut check = |what: &str, a: String, b: String| {
        if a != b {
            found.push(format!("{what}: {a} / {b}"));
        }
    };
    check("type", a.shape_type.to_string(), b.shape_type.to_string());
    check("mixins", ids(&a.mixins), ids(&b.mixins));
    check("members", names(&a.members), names(&b.members));
    check("data", data(&a.data), data(&b.data));
    traits("", &a.traits, &b.traits, &mut found);
    for member in &a.members {
        if let Some(other) = b.member(&member.name) {
            let name = &member.name;
            if member.target != other.target {
                found.push(format!("{name}: {} / {}", member.target, other.target));
            }
            if member.mixins != other.mixins {
                found.push(format!("{name}: mixins {:?} / {:?}", member.mixins, other.mixins));
            }
            traits(name, &member.traits, &other.traits, &mut found);
        }
    }
    found
}

fn traits(at: &str, a: &Traits, b: &Traits, found: &mut Vec<String>) {
    let ids: BTreeSet<&ShapeId> = a.iter().chain(b).map(|applied| &applied.id).collect();
    for id in ids {
        match (a.applied(id), b.applied(id)) {
            (Some(a), Some(b)) if a.value != b.value => {
                found.push(format!("{at}@{id}: {:?} / {:?}", a.value.kind, b.value.kind));
            }
            (Some(a), Some(b)) if a.inherited != b.inherited => {
                found.push(format!("{at}@{id}: inherited {} / {}", a.inherited, b.inherited));
            }
            (Some(_), None) => found.push(format!("{at}@{id}: missing on the right")),
            (None, Some(_)) => found.push(format!("{at}@{id}: missing on the left")),
            _ => {}
        }
    }
}

fn names(members: &[Member]) -> String {
    let names: Vec<&str> = members.iter().map(|member| &*member.name).collect();
    names.join(" ")
}

fn ids(targets: &[Target]) -> String {
    let ids: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
    ids.join(" ")
}

fn sorted(targets: &[Target]) -> String {
    let ids: BTreeSet<&str> = targets.iter().map(|target| target.id.as_str()).collect();
    format!("{ids:?}")
}

fn named(entries: &[NamedTarget]) -> String {
    let entries: BTreeMap<&str, &str> = entries.iter().map(|entry| (&*entry.name, entry.target.id.as_str())).collect();
    format!("{entries:?}")
}

fn data(data: &ShapeData) -> String {
    match data {
        ShapeData::None => String::new(),
        ShapeData::Service(data) => {
            let renames: BTreeMap<_, _> =
                data.rename.iter().map(|rename| (rename.from.id.as_str(), &*rename.to)).collect();
            format!(
                "version {} operations {} resources {} errors {} rename {renames:?}",
                data.version,
                sorted(&data.operations),
                sorted(&data.resources),
                sorted(&data.errors),
            )
        }
        ShapeData::Operation(data) => {
            format!("input {} output {} errors {}", data.input.id, data.output.id, sorted(&data.errors))
        }
        ShapeData::Resource(data) => {
            let lifecycle: BTreeMap<_, _> = data.lifecycle().map(|(name, target)| (name, target.id.as_str())).collect();
            format!(
                "identifiers {} properties {} {lifecycle:?} operations {} collection {} resources {}",
                named(&data.identifiers),
                named(&data.properties),
                sorted(&data.operations),
                sorted(&data.collection_operations),
                sorted(&data.resources),
            )
        }
    }
}

/// Metadata as text. Arrays are joined from all files, so the order of their items says only
/// in which order the files were read.
pub(crate) fn metadata(model: &Model) -> BTreeMap<String, Vec<String>> {
    let items = |value: &Node| match value.as_array() {
        Some(items) => {
            let mut items: Vec<String> = items.iter().map(canonical).collect();
            items.sort();
            items
        }
        None => vec![canonical(value)],
    };
    let entries = model.metadata.iter();
    entries.map(|(key, value)| (key.to_string(), items(value))).collect()
}

/// A value as text that does not depend on the order of keys. Nested texts are joined as they
/// are: escaping them at each level would double them at each level.
fn canonical(node: &Node) -> String {
    match (node.as_array(), node.as_object()) {
        (Some(items), _) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(", ")),
        (_, Some(object)) => {
            let mut entries: Vec<String> =
                object.iter().map(|(key, value)| format!("{key:?}: {}", canonical(value))).collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        _ => match node.as_f64() {
            Some(number) => number.to_string(),
            None => format!("{:?}", node.kind),
        },
    }
}

/// Whether a shape is the definition of a trait.
pub(crate) fn is_trait(shape: &Shape) -> bool {
    shape.traits.contains(trait_id::TRAIT)
}
