//! Formats of timestamps: those that the model states, and those that protocols have without that.

use std::collections::HashMap;

use weland_model::{Member, Model, Severity, ShapeId, ShapeType, Span, Traits, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::{Comparison, MemberPair};
use crate::usage::{Features, Usage};

pub(super) fn timestamps(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    // Members whose format is that of their target, by the target.
    let mut users: HashMap<&ShapeId, Vec<MemberPair<'_>>> = HashMap::new();
    for member in comparison.members() {
        let is_timestamp = |model: &Model, member: &Member| {
            model.target(member).is_some_and(|target| target.shape_type == ShapeType::Timestamp)
        };
        if !is_timestamp(comparison.old, member.old) || !is_timestamp(comparison.new, member.new) {
            continue;
        }
        let own = (stated(&member.old.traits), stated(&member.new.traits));
        if own == (None, None) && comparison.pairs.same(&member.old.target, &member.new.target) {
            users.entry(&member.new.target).or_default().push(member);
            continue;
        }
        let of_target = |model: &'_ Model, member: &Member| {
            model.target(member).and_then(|target| stated(&target.traits)).map(str::to_owned)
        };
        let old = own.0.map(str::to_owned).or_else(|| of_target(comparison.old, member.old));
        let new = own.1.map(str::to_owned).or_else(|| of_target(comparison.new, member.new));
        let usage = member.usage;
        let is_same = is_same(old.as_deref(), new.as_deref(), member, usage);
        let spans = (span(&member.old.traits, member.old.span), span(&member.new.traits, member.new.span));
        changes.extend(change(&member.id(), usage, (old.as_deref(), new.as_deref()), is_same, spans));
    }
    for pair in comparison.shapes_of(ShapeType::Timestamp) {
        let (old, new) = (stated(&pair.old.traits), stated(&pair.new.traits));
        let users = users.get(&pair.new.id).map(Vec::as_slice).unwrap_or_default();
        let is_same = users.iter().all(|member| is_same(old, new, *member, member.usage));
        let spans = (span(&pair.old.traits, pair.old.span), span(&pair.new.traits, pair.new.span));
        changes.extend(change(&pair.new.id, pair.usage, (old, new), is_same, spans));
    }
}

fn stated(traits: &Traits) -> Option<&str> {
    traits.get_str(trait_id::TIMESTAMP_FORMAT)
}

fn span(traits: &Traits, without: Span) -> Span {
    traits.applied(trait_id::TIMESTAMP_FORMAT).map_or(without, |applied| applied.span)
}

/// The formats that a member may have, by the protocols that read it.
fn formats<'f>(format: Option<&'f str>, member: &Member, usage: Usage) -> Vec<&'f str> {
    let has = |ids: &[&str]| ids.iter().any(|id| member.traits.contains(id));
    match format {
        Some(format) => vec![format],
        None if has(&[trait_id::HTTP_HEADER, trait_id::HTTP_PREFIX_HEADERS]) => vec!["http-date"],
        None if has(&[trait_id::HTTP_QUERY, trait_id::HTTP_LABEL]) => vec!["date-time"],
        None => {
            let of = |features, format| usage.read_by(features).is_used().then_some(format);
            [of(Features::EPOCH_TIMES, "epoch-seconds"), of(Features::TEXT_TIMES, "date-time")]
                .into_iter()
                .flatten()
                .collect()
        }
    }
}

fn is_same(old: Option<&str>, new: Option<&str>, member: MemberPair<'_>, usage: Usage) -> bool {
    old == new || formats(old, member.old, usage) == formats(new, member.new, usage)
}

fn change(
    id: &ShapeId,
    usage: Usage,
    (old, new): (Option<&str>, Option<&str>),
    is_same: bool,
    (before, after): (Span, Span),
) -> Option<Change> {
    if old == new {
        return None;
    }
    let name = |format: Option<&str>| format.map_or("that of the protocol".to_owned(), |format| format!("`{format}`"));
    let same = if is_same { ", which is the same" } else { "" };
    let message = format!("the format of timestamps of `{id}` changed from {} to {}{same}", name(old), name(new));
    let kind = match (old, new) {
        (None, _) => "Add",
        (_, None) => "Remove",
        _ => "Update",
    };
    let severity = if is_same { Severity::Note } else { Severity::Error };
    let change = Change::new("timestamp-format-changed", severity, id.clone(), message)
        .at(before, after)
        .rust(if usage.is_used() { RustApi::Patch } else { RustApi::None })
        .reference(format!("TraitBreakingChange.{kind}.smithy.api#timestampFormat"));
    Some(match is_same {
        true => change,
        false => {
            change.help("add another member for the new format").wire(usage.read_by(Features::TIMESTAMPS).rewritten())
        }
    })
}
