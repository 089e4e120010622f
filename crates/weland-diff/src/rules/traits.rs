//! Traits that were applied, taken away or changed, unless another rule tells of them.
//!
//! How bad that is, definitions of traits say themselves, by `breakingChanges` or by tags; what it means on the wire and for
//! crates is known of the traits in [`known`].

mod definition;
mod known;
mod media_type;

use std::collections::BTreeSet;

use weland_model::{AppliedTrait, Node, Severity, ShapeId, Span, Traits, trait_id};

use super::{auth, constraints, protocols};
use crate::change::{Change, RustApi, Wire};
use crate::compare::Comparison;
use crate::text;
use crate::usage::Usage;
use definition::{Event, Kind};
use known::{Effects, Known};

pub(super) fn traits(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes().filter(|pair| !is_same(&pair.old.traits, &pair.new.traits)) {
        let spans = (pair.old.span, pair.new.span);
        let at = Place { id: &pair.new.id, usage: pair.usage, spans, names: None };
        compare(comparison, &at, (&pair.old.traits, &pair.new.traits), changes);
    }
    for member in comparison.members().filter(|member| !is_same(&member.old.traits, &member.new.traits)) {
        // Where a body got more media types, each of them is stated by a member of its own.
        let choice = |model: &weland_model::Model, member: &weland_model::Member| {
            model.target(member).is_some_and(|target| target.traits.contains(trait_id::OPENAPI_BY_MEDIA_TYPE))
        };
        let moved = choice(comparison.old, member.old) != choice(comparison.new, member.new);
        let id = member.id();
        let (spans, names) = ((member.old.span, member.new.span), Some((&*member.old.name, &*member.new.name)));
        let at = Place { id: &id, usage: member.usage, spans, names };
        let mut found = Vec::new();
        compare(comparison, &at, (&member.old.traits, &member.new.traits), &mut found);
        let is_told = |change: &Change| {
            moved && change.reference.as_ref().is_some_and(|id| id.ends_with(trait_id::OPENAPI_CONTENT))
        };
        changes.extend(found.into_iter().filter(|change| !is_told(change)));
    }
}

/// Whether all traits have kept their values.
fn is_same(old: &Traits, new: &Traits) -> bool {
    let both = old.iter().zip(new);
    old.len() == new.len() && both.into_iter().all(|(old, new)| old.id == new.id && old.value == new.value)
}

/// What traits are applied to.
struct Place<'a> {
    id: &'a ShapeId,
    usage: Usage,
    spans: (Span, Span),
    /// The old and the new name of a member.
    names: Option<(&'a str, &'a str)>,
}

impl Place<'_> {
    /// Whether a member has the same name in messages as before, whether the trait states it or not.
    fn is_called_the_same(&self, id: &ShapeId, (old, new): (Option<&Node>, Option<&Node>)) -> bool {
        let Some(names) = self.names.filter(|_| matches!(id.as_str(), trait_id::JSON_NAME | trait_id::XML_NAME)) else {
            return false;
        };
        old.and_then(Node::as_str).unwrap_or(names.0) == new.and_then(Node::as_str).unwrap_or(names.1)
    }
}

fn compare(comparison: &Comparison<'_>, at: &Place<'_>, (old, new): (&Traits, &Traits), changes: &mut Vec<Change>) {
    let ids: BTreeSet<&ShapeId> = old.iter().chain(new).map(|applied| &applied.id).collect();
    for id in ids {
        if known::has_own_rule(id.as_str())
            || constraints::is_constraint(id.as_str())
            || protocols::is_protocol(comparison.new, id.as_str())
            || auth::is_scheme(comparison.new, id.as_str())
        {
            continue;
        }
        let (old, new) = (old.applied(id), new.applied(id));
        if old.map(|it| &it.value) != new.map(|it| &it.value) {
            changes.extend(changes_of(comparison, at, id, (old, new)));
        }
    }
}

type Both<'m> = (Option<&'m AppliedTrait>, Option<&'m AppliedTrait>);

fn changes_of(comparison: &Comparison<'_>, at: &Place<'_>, id: &ShapeId, (old, new): Both<'_>) -> Vec<Change> {
    let known = known::find(id.as_str());
    let values = (old.map(|it| &it.value), new.map(|it| &it.value));
    let mut events = definition::events(comparison.new, id, values);
    if events.is_empty() {
        // The reference implementation has nothing to say of it, but the change is one all the same.
        let kind = Kind::of(values.0, values.1);
        events.push(Event { kind, severity: Severity::Note, path: String::new(), values, help: None, reference: None });
    }
    let place = (old.map_or(at.spans.0, |it| it.span), new.map_or(at.spans.1, |it| it.span));
    let media_type = |kind| (id.as_str() == trait_id::MEDIA_TYPE).then(|| media_type::wire(comparison, at.id, kind));
    let told = events.into_iter().map(|event| {
        let wire = media_type(event.kind);
        let change = change(at, id, known, event, place);
        match wire {
            Some(wire) => change.wire(wire),
            None => change,
        }
    });
    told.collect()
}

fn change(at: &Place<'_>, id: &ShapeId, known: Option<&Known>, event: Event<'_>, place: (Span, Span)) -> Change {
    let is_same = at.is_called_the_same(id, event.values);
    let (wire, rust) = match known {
        Some(known) if is_same => (Wire::COMPATIBLE, known.rust(event.kind)),
        Some(known) => (known.wire(event.kind, at.usage), known.rust(event.kind)),
        // What nobody knows may matter if its definition says so.
        None if event.severity >= Severity::Danger => (at.usage.conditional(), RustApi::None),
        None => (Wire::COMPATIBLE, RustApi::None),
    };
    // What people read breaks nothing, unless its definition says so.
    let is_docs = known.is_some_and(|known| matches!(known.effects, Effects::Docs));
    let is_note = is_same || is_docs && event.severity == Severity::Warning;
    let severity = if is_note { Severity::Note } else { event.severity };
    let code = known.map_or("trait-changed", |known| known.code);
    let same = if is_same { ", which is the same" } else { "" };
    let message = message(at.id, id, known, &event) + same;
    let change = Change::new(code, severity, at.id.clone(), message)
        .at(place.0, place.1)
        .wire(wire)
        .rust(if at.usage.is_used() { rust } else { RustApi::None });
    let help = event.help.map(str::to_owned).or_else(|| {
        let help = known.map_or("", |known| known.help);
        let matters = wire != Wire::COMPATIBLE || rust == RustApi::Major || event.severity >= Severity::Warning;
        (matters && !help.is_empty()).then(|| help.to_owned())
    });
    let change = Change { help, ..change };
    match event.reference {
        Some(reference) => change.reference(reference),
        None => change,
    }
}

fn message(subject: &ShapeId, id: &ShapeId, known: Option<&Known>, event: &Event<'_>) -> String {
    let what = match (known, event.path.as_str()) {
        (Some(known), "") => known.what.to_owned(),
        (Some(known), path) => format!("{} (`{path}`)", known.what),
        (None, "") => format!("trait `{id}`"),
        (None, path) => format!("trait `{id}` (`{path}`)"),
    };
    let stated = |node: Option<&weland_model::Node>| match node {
        Some(node) if node.as_object().is_some_and(|object| object.is_empty()) => String::new(),
        Some(node) => format!(" {}", text::value(node)),
        None => String::new(),
    };
    if known.is_some_and(|known| matches!(known.effects, Effects::Docs)) && event.path.is_empty() {
        return match event.kind {
            Kind::Add => format!("`{subject}` got the {what}{}", stated(event.values.1)),
            Kind::Remove => format!("`{subject}` lost the {what}"),
            Kind::Update => format!("the {what} of `{subject}` changed"),
        };
    }
    match event.kind {
        Kind::Add => format!("`{subject}` got the {what}{}", stated(event.values.1)),
        Kind::Remove => format!("`{subject}` lost the {what}{}", stated(event.values.0)),
        Kind::Update => {
            format!("the {what} of `{subject}` changed from{} to{}", stated(event.values.0), stated(event.values.1))
        }
    }
}
