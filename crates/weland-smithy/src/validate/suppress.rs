//! Warnings that the authors do not want to see, or want to be taken more seriously.
//!
//! `@suppress` holds for a shape and its members, or for a member alone, and the metadata
//! `suppressions` and `severityOverrides` for a namespace. They name the codes of diagnostics, the
//! ids that the reference implementation has for them, or the ids of validators that the model
//! brings along. Errors can't be suppressed.

use std::collections::{BTreeMap, HashMap, HashSet};

use weland_model::{Diagnostic, Diagnostics, FileId, Node, Severity, Shape, Span, Traits, trait_id};

use super::context::{Application, Context};
use super::reference_ids::reference_ids;
use super::validators::wrong;

/// Places in files.
#[derive(Default)]
struct Places {
    is_everywhere: bool,
    /// In order and apart once [`Places::sorted`] was called.
    ranges: BTreeMap<FileId, Vec<(u32, u32)>>,
}

impl Places {
    fn add(&mut self, spans: &[Span]) {
        for span in spans {
            self.ranges.entry(span.file).or_default().push((span.start, span.end));
        }
    }

    /// Joins ranges that overlap.
    fn sorted(mut self) -> Self {
        for ranges in self.ranges.values_mut() {
            ranges.sort_unstable();
            ranges.dedup_by(|next, known| {
                let overlaps = next.0 < known.1;
                if overlaps {
                    known.1 = known.1.max(next.1);
                }
                overlaps
            });
        }
        self
    }

    fn covers(&self, span: Option<Span>) -> bool {
        let Some(span) = span else { return self.is_everywhere };
        let Some(ranges) = self.ranges.get(&span.file).filter(|_| !self.is_everywhere) else {
            return self.is_everywhere;
        };
        let index = ranges.partition_point(|(start, _)| *start <= span.start);
        let range = index.checked_sub(1).and_then(|index| ranges.get(index));
        range.is_some_and(|(_, end)| span.end <= *end)
    }
}

/// Where codes are meant.
type Rules<K> = HashMap<K, Places>;

/// Drops what is suppressed, and raises the severity of what the model takes more seriously.
pub(super) fn apply(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let namespaces = Namespaces::new(context);
    let suppressed = suppressions(context, &namespaces, diagnostics);
    let raised = overrides(context, &namespaces, diagnostics);
    // What the authors don't want to see is not known.
    let is_lost = context.lowered.lost.has_metadata("suppressions");
    if suppressed.is_empty() && raised.is_empty() && !is_lost {
        return;
    }
    for mut diagnostic in std::mem::take(diagnostics) {
        if is_lost && diagnostic.severity != Severity::Error {
            continue;
        }
        if diagnostic.severity != Severity::Error {
            let covers = |places: Option<&Places>| places.is_some_and(|places| places.covers(diagnostic.span));
            if ids(&diagnostic).any(|id| covers(suppressed.get(id))) {
                continue;
            }
            let highest = [Severity::Danger, Severity::Warning].into_iter();
            let mut highest =
                highest.filter(|severity| ids(&diagnostic).any(|id| covers(raised.get(&(id, *severity)))));
            if let Some(severity) = highest.next() {
                diagnostic.severity = diagnostic.severity.max(severity);
            }
        }
        diagnostics.push(diagnostic);
    }
}

/// What a diagnostic can be called: its code, and the ids of the reference implementation or of
/// the model, each with the ids that it is below.
fn ids(diagnostic: &Diagnostic) -> impl Iterator<Item = &str> {
    let own = diagnostic.reference.as_deref();
    let general = if own.is_none() { reference_ids(diagnostic.code) } else { &[] };
    std::iter::once(diagnostic.code).chain(own.into_iter().chain(general.iter().copied()).flat_map(prefixes))
}

/// `a.b.c`, `a.b` and `a`: what is said of an id holds for those below it.
fn prefixes(id: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(id), |id| id.rsplit_once('.').map(|(start, _)| start))
}

fn suppressions<'a>(
    context: &Context<'a>,
    namespaces: &Namespaces<'a>,
    diagnostics: &mut Diagnostics,
) -> Rules<&'a str> {
    let mut rules: Rules<&str> = HashMap::new();
    for Application { shape, member, applied, .. } in context.applied_or_inherited(trait_id::SUPPRESS) {
        let Some(codes) = applied.value.as_array() else { continue };
        let places = match member {
            Some(member) => ranges(member_spans(member)),
            None => shape_places(shape),
        };
        for code in codes.iter().filter_map(Node::as_str) {
            rules.entry(code).or_default().add(&places);
        }
    }
    array(context, "suppressions", diagnostics);
    for entry in entries(context, "suppressions") {
        let (Some(code), Some(namespace)) = (entry.get_str("id"), entry.get_str("namespace")) else {
            let message = "a suppression needs `id` and `namespace`".to_owned();
            wrong(entry, message, "write `{ id: \"...\", namespace: \"*\" }`", diagnostics);
            continue;
        };
        namespaces.add(namespace, rules.entry(code).or_default());
    }
    rules.into_iter().map(|(code, places)| (code, places.sorted())).collect()
}

fn overrides<'a>(
    context: &Context<'a>,
    namespaces: &Namespaces<'a>,
    diagnostics: &mut Diagnostics,
) -> Rules<(&'a str, Severity)> {
    let mut rules: Rules<(&str, Severity)> = HashMap::new();
    array(context, "severityOverrides", diagnostics);
    for entry in entries(context, "severityOverrides") {
        let severity = match entry.get_str("severity") {
            Some("WARNING") => Some(Severity::Warning),
            Some("DANGER") => Some(Severity::Danger),
            _ => None,
        };
        let (Some(code), Some(namespace), Some(severity)) = (entry.get_str("id"), entry.get_str("namespace"), severity)
        else {
            let message = "an override of severities needs `id`, `namespace` and `severity`".to_owned();
            let help = "write `{ id: \"...\", namespace: \"*\", severity: \"DANGER\" }`; the severity is `WARNING` or `DANGER`";
            wrong(entry, message, help, diagnostics);
            continue;
        };
        namespaces.add(namespace, rules.entry((code, severity)).or_default());
    }
    rules.into_iter().map(|(code, places)| (code, places.sorted())).collect()
}

/// Reports metadata that isn't an array.
fn array(context: &Context<'_>, key: &str, diagnostics: &mut Diagnostics) {
    let other = context.model().metadata.get(key).filter(|value| value.as_array().is_none());
    if let Some(value) = other {
        let message = format!("`{key}` must be an array, but is {}", value.describe());
        wrong(value, message, "write `[{ ... }]`", diagnostics);
    }
}

fn entries<'a>(context: &Context<'a>, key: &str) -> &'a [Node] {
    context.model().metadata.get(key).and_then(Node::as_array).unwrap_or_default()
}

/// Where the shapes of the namespaces are that the metadata speak of.
struct Namespaces<'a> {
    places: HashMap<&'a str, Vec<Span>>,
}

impl<'a> Namespaces<'a> {
    fn new(context: &Context<'a>) -> Self {
        let all = entries(context, "suppressions").iter().chain(entries(context, "severityOverrides"));
        let wanted: HashSet<&str> = all.filter_map(|entry| entry.get_str("namespace")).collect();
        let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
        for shape in context.all_shapes().filter(|_| !wanted.is_empty()) {
            let namespace = shape.id.namespace();
            if wanted.contains(namespace) {
                places.entry(namespace).or_default().extend(shape_places(shape));
            }
        }
        Self { places }
    }

    fn add(&self, namespace: &str, places: &mut Places) {
        if namespace == "*" {
            places.is_everywhere = true;
        }
        places.add(self.places.get(namespace).map_or(&[][..], Vec::as_slice));
    }
}

/// Where a shape and its members were written: one range for each file.
fn shape_places(shape: &Shape) -> Vec<Span> {
    let members = shape.members.iter().filter(|member| !member.is_inherited()).flat_map(member_spans);
    ranges(std::iter::once(shape.span).chain(trait_spans(&shape.traits)).chain(members))
}

fn member_spans(member: &weland_model::Member) -> impl Iterator<Item = Span> {
    [member.span, member.target_span].into_iter().chain(trait_spans(&member.traits))
}

fn trait_spans(traits: &Traits) -> impl Iterator<Item = Span> {
    let own = traits.iter().filter(|applied| !applied.inherited);
    own.flat_map(|applied| [applied.span, applied.value.span])
}

fn ranges(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut ranges: Vec<Span> = Vec::new();
    for span in spans {
        match ranges.iter_mut().find(|range| range.file == span.file) {
            Some(range) => {
                range.start = range.start.min(span.start);
                range.end = range.end.max(span.end);
            }
            None => ranges.push(span),
        }
    }
    ranges
}
