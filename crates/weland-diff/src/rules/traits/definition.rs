//! What definitions of traits say of changes: `breakingChanges` and, in models that are older, tags.

use std::collections::BTreeMap;

use weland_model::{Model, Node, Severity, Shape, ShapeId, ShapeType, trait_id};

/// Values of traits that nest deeper are not looked into.
const DEEPEST: usize = 32;

/// What happened to a trait, or to a part of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Add,
    Remove,
    Update,
}

impl Kind {
    pub(super) fn of(old: Option<&Node>, new: Option<&Node>) -> Self {
        match (old, new) {
            (None, _) => Self::Add,
            (_, None) => Self::Remove,
            _ => Self::Update,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Remove => "Remove",
            Self::Update => "Update",
        }
    }

    /// Whether a word of definitions means this.
    fn is_meant(self, word: &str) -> bool {
        match word {
            "add" => self == Self::Add,
            "remove" => self == Self::Remove,
            "update" => self == Self::Update,
            "presence" => self != Self::Update,
            "any" | "const" => true,
            _ => false,
        }
    }
}

/// A change that a definition has a severity for.
#[derive(Debug)]
pub(super) struct Event<'m> {
    pub(super) kind: Kind,
    pub(super) severity: Severity,
    /// The part of the value, as a JSON pointer; empty for all of it.
    pub(super) path: String,
    pub(super) values: (Option<&'m Node>, Option<&'m Node>),
    pub(super) help: Option<&'m str>,
    pub(super) reference: Option<String>,
}

type Values<'m> = (Option<&'m Node>, Option<&'m Node>);

/// What the definition of a trait says of a change; nothing if it allows it.
pub(super) fn events<'m>(model: &'m Model, id: &ShapeId, values: Values<'m>) -> Vec<Event<'m>> {
    let definition = model.get(id);
    let rules = definition.and_then(|it| it.traits.get(trait_id::TRAIT)?.get("breakingChanges")?.as_array());
    let rules = rules.unwrap_or_default();
    let mut events: Vec<Event<'m>> = Vec::new();
    for (rule, definition) in rules.iter().zip(std::iter::repeat(definition)).filter_map(|(rule, it)| Some((rule, it?)))
    {
        by_rule(model, definition, rule, values, &mut events);
    }
    let strategies = definition.map(|it| tags(&it.traits)).unwrap_or_default();
    match (strategies.is_empty(), rules.is_empty()) {
        (false, _) => {
            if let Some(definition) = definition {
                by_tags(model, definition, &strategies, values, String::new(), DEEPEST, &mut events);
            }
        }
        (true, true) => events.extend(by_default(definition.is_some(), values)),
        (true, false) => {}
    }
    for event in &mut events {
        let source = if strategies.is_empty() && !rules.is_empty() { "TraitBreakingChange" } else { "ModifiedTrait" };
        event.reference.get_or_insert_with(|| format!("{source}.{}.{id}", event.kind.as_str()));
    }
    events
}

/// Without any rule, a trait that is gone is worth a look.
fn by_default<'m>(is_defined: bool, values: Values<'m>) -> Option<Event<'m>> {
    let kind = Kind::of(values.0, values.1);
    let severity = match kind {
        Kind::Remove => Severity::Warning,
        _ if !is_defined => Severity::Warning,
        _ => Severity::Note,
    };
    Some(Event { kind, severity, path: String::new(), values, help: None, reference: None })
}

fn severity(word: Option<&str>) -> Severity {
    match word {
        Some("NOTE") => Severity::Note,
        Some("WARNING") => Severity::Warning,
        Some("DANGER") => Severity::Danger,
        _ => Severity::Error,
    }
}

fn by_rule<'m>(
    model: &'m Model,
    definition: &'m Shape,
    rule: &'m Node,
    values: Values<'m>,
    events: &mut Vec<Event<'m>>,
) {
    let path = rule.get_str("path").unwrap_or_default();
    let segments: Vec<&str> = path.split('/').skip(1).filter(|segment| !segment.is_empty()).collect();
    // If the whole trait is gone, that is all that there is to say.
    if values.1.is_none() && !segments.is_empty() {
        return;
    }
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    for (value, found) in [(values.0, &mut old), (values.1, &mut new)] {
        if let Some(value) = value {
            extract(model, definition, &segments, value, String::new(), found);
        }
    }
    let paths: std::collections::BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    for path in paths {
        let (before, after) = (old.get(&path).copied(), new.get(&path).copied());
        if before == after {
            continue;
        }
        let kind = Kind::of(before, after);
        if kind.is_meant(rule.get_str("change").unwrap_or_default()) {
            let severity = severity(rule.get_str("severity"));
            let help = rule.get_str("message");
            events.push(Event { kind, severity, path, values: (before, after), help, reference: None });
        }
    }
}

/// The parts of a value that a path leads to, which names members of the shapes that define the value.
fn extract<'m>(
    model: &Model,
    shape: &Shape,
    segments: &[&str],
    value: &'m Node,
    path: String,
    found: &mut BTreeMap<String, &'m Node>,
) {
    let Some((segment, rest)) = segments.split_first() else {
        if !value.is_null() {
            found.insert(path, value);
        }
        return;
    };
    let Some(target) = shape.member(segment).and_then(|member| model.target(member)) else { return };
    let mut each = |key: &str, value: &'m Node| extract(model, target, rest, value, format!("{path}/{key}"), found);
    match shape.shape_type {
        ShapeType::List => {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                each(&index.to_string(), item);
            }
        }
        ShapeType::Map => {
            for (key, item) in value.as_object().into_iter().flat_map(|object| object.iter()) {
                each(key, item);
            }
        }
        _ => {
            if let Some(item) = value.get(segment) {
                each(segment, item);
            }
        }
    }
}

/// What tags say: which kind of change is how bad. `None` for `diff.contents`.
type Strategies<'m> = Vec<(Option<Severity>, &'m str)>;

fn tags(traits: &weland_model::Traits) -> Strategies<'_> {
    let tags = traits.get("smithy.api#tags").and_then(Node::as_array).unwrap_or_default();
    tags.iter().filter_map(strategy).collect()
}

fn strategy(tag: &Node) -> Option<(Option<Severity>, &str)> {
    let rest = tag.as_str()?.strip_prefix("diff.")?;
    if rest == "contents" {
        return Some((None, rest));
    }
    let (level, kind) = rest.split_once('.')?;
    let severity = match level {
        "error" => Severity::Error,
        "danger" => Severity::Danger,
        "warning" => Severity::Warning,
        _ => return None,
    };
    ["add", "remove", "update", "const"].contains(&kind).then_some((Some(severity), kind))
}

fn by_tags<'m>(
    model: &'m Model,
    shape: &'m Shape,
    strategies: &Strategies<'m>,
    values: Values<'m>,
    path: String,
    depth: usize,
    events: &mut Vec<Event<'m>>,
) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if values.0 == values.1 {
        return;
    }
    let kind = Kind::of(values.0, values.1);
    for (severity, word) in strategies {
        match severity {
            Some(severity) if kind.is_meant(word) => {
                events.push(Event {
                    kind,
                    severity: *severity,
                    path: path.clone(),
                    values,
                    help: None,
                    reference: None,
                });
            }
            Some(_) => {}
            None => contents(model, shape, values, &path, depth, events),
        }
    }
}

/// Compares the parts of a value, by the tags of the members that define them.
fn contents<'m>(
    model: &'m Model,
    shape: &'m Shape,
    (old, new): Values<'m>,
    path: &str,
    depth: usize,
    events: &mut Vec<Event<'m>>,
) {
    for member in &shape.members {
        let Some(target) = model.target(member) else { continue };
        let mut strategies = tags(&member.traits);
        if strategies.is_empty() {
            strategies.push((None, "contents"));
        }
        for (key, values) in parts(shape, &member.name, old, new) {
            by_tags(model, target, &strategies, values, format!("{path}/{key}"), depth, events);
        }
    }
}

/// The parts of both values that a member of their shape defines, by key.
fn parts<'m>(shape: &Shape, name: &str, old: Option<&'m Node>, new: Option<&'m Node>) -> Vec<(String, Values<'m>)> {
    let get = |node: Option<&'m Node>, key: &str| node.and_then(|node| node.get(key));
    match (shape.shape_type, name) {
        (ShapeType::List, _) => {
            let items = |node: Option<&'m Node>| node.and_then(Node::as_array).unwrap_or_default();
            let (old, new) = (items(old), items(new));
            (0..old.len().max(new.len())).map(|at| (at.to_string(), (old.get(at), new.get(at)))).collect()
        }
        (ShapeType::Map, "value") => {
            let keys = |node: Option<&'m Node>| {
                let object = node.and_then(Node::as_object);
                object.into_iter().flat_map(|object| object.iter().map(|(key, _)| key.to_owned()))
            };
            let all: std::collections::BTreeSet<String> = keys(old).chain(keys(new)).collect();
            all.into_iter()
                .map(|key| {
                    let values = (get(old, &key), get(new, &key));
                    (key, values)
                })
                .collect()
        }
        (ShapeType::Structure | ShapeType::Union, name) => vec![(name.to_owned(), (get(old, name), get(new, name)))],
        _ => Vec::new(),
    }
}
