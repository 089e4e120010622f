//! The official cases for validators: a model, and beside it the events that the reference implementation reports.
//!
//! An event is a line of `[SEVERITY] shape: message | EventId`. Words differ; what has to agree is the verdict, and
//! that each event has a diagnostic of its own, of the same severity and about the same shape or member.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Member, Model, NamedTarget, Severity, Shape, ShapeData, Span, Target, Traits};

use super::count::Count;
use super::files_below;
use super::properties::{Loaded, read};

/// Events that have no counterpart: a line of `file<TAB>shape<TAB>event id<TAB>reason`.
const EXPLAINED: &str = include_str!("unmatched_events.tsv");

/// An event that the reference implementation reports.
#[derive(Debug, PartialEq, Eq)]
struct Event<'a> {
    severity: Severity,
    /// The id of a shape or a member, or `-`.
    shape: &'a str,
    id: &'a str,
    line: &'a str,
}

impl<'a> Event<'a> {
    fn key(&self) -> (Severity, &'a str, &'a str) {
        (self.severity, self.shape, self.id)
    }
}

/// How many verdicts agree, and how many events have a counterpart.
pub(crate) fn errorfiles(suites: &Path) -> [Count; 2] {
    let mut verdicts = Count::new("errorfiles: the same verdict");
    let mut events = Count::new("errorfiles: events with a diagnostic of the same severity and shape");
    for path in cases(&suites.join("errorfiles")) {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let expected: Vec<Event<'_>> = text.lines().filter_map(event).collect();
        let loaded = read(&[model_of(&path)]);
        let is_refused = expected.iter().any(|event| event.severity == Severity::Error);
        verdicts.add(&path, verdict(&loaded, is_refused, &text));
        for event in unmatched(&loaded, &expected) {
            match reason(&path, event) {
                Some(reason) => events.explained.push(format!("{}: {}: {reason}", name(&path), event.line)),
                None => events.failures.push(format!("{}: {}", path.display(), event.line)),
            }
        }
        events.of += expected.len();
    }
    events.good = events.of - events.failures.len() - events.explained.len();
    [verdicts, events]
}

/// The files of expected events.
fn cases(folder: &Path) -> Vec<PathBuf> {
    if folder.is_dir() { files_below(folder, &[".errors"]) } else { Vec::new() }
}

fn model_of(events: &Path) -> PathBuf {
    let idl = events.with_extension("smithy");
    if idl.exists() { idl } else { events.with_extension("json") }
}

fn name(path: &Path) -> &str {
    path.file_stem().and_then(|name| name.to_str()).unwrap_or_default()
}

/// An event; `None` for what the model's author has suppressed, and for the empty line of a file without events.
fn event(line: &str) -> Option<Event<'_>> {
    let (severity, rest) = line.strip_prefix('[')?.split_once("] ")?;
    let severity = match severity {
        "ERROR" => Severity::Error,
        "DANGER" => Severity::Danger,
        "WARNING" => Severity::Warning,
        "NOTE" => Severity::Note,
        _ => return None,
    };
    let (shape, _) = rest.split_once(": ")?;
    let (_, id) = rest.rsplit_once(" | ")?;
    Some(Event { severity, shape, id, line })
}

fn verdict(loaded: &Loaded, is_refused: bool, text: &str) -> Result<(), String> {
    match (loaded.errors().next(), is_refused) {
        (Some(_), false) => Err(format!("refused: {}", loaded.shown_errors())),
        (None, true) => Err(format!("not refused: {text}")),
        _ => Ok(()),
    }
}

/// The events that no diagnostic is left for. A diagnostic stands for all events of one id about one shape, such as
/// conflicts with each of several others, and for nothing else. Members come first: what is said of a member lies
/// within its shape, too.
fn unmatched<'a>(loaded: &Loaded, expected: &'a [Event<'a>]) -> Vec<&'a Event<'a>> {
    let mut left: Vec<&Diagnostic> = loaded.diagnostics.iter().collect();
    let mut events: Vec<&Event<'_>> = expected.iter().collect();
    events.sort_by_key(|event| (event.shape == "-", !event.shape.contains('$')));
    let mut told: HashSet<(Severity, &str, &str)> = HashSet::new();
    let mut take = |event: &Event<'a>| {
        if told.contains(&event.key()) {
            return true;
        }
        let places = places(&loaded.model, event.shape);
        let is_match =
            |item: &&Diagnostic| item.severity == event.severity && is_about(&loaded.model, item, places.as_deref());
        let index = left.iter().position(is_match);
        let is_told = index.map(|index| left.swap_remove(index)).is_some();
        if is_told {
            told.insert(event.key());
        }
        is_told
    };
    events.retain(|event| !take(event));
    events
}

/// Whether a diagnostic is about a place; any is, if there is no such place in the model. If the model has nothing where
/// the diagnostic is, such as a second definition of a shape, the other places of the diagnostic say what it is about.
fn is_about(model: &Model, item: &Diagnostic, places: Option<&[Span]>) -> bool {
    let Some(places) = places else { return true };
    let within = |span: Span| places.iter().any(|place| is_within(span, *place));
    let is_elsewhere = |span: Span| {
        let mut all = model.own_shapes().flat_map(shape_places);
        !all.any(|place| is_within(span, place))
    };
    let related = || item.related.iter().any(|related| within(related.span));
    item.span.is_some_and(|span| within(span) || (related() && is_elsewhere(span)))
}

fn is_within(span: Span, place: Span) -> bool {
    span.file == place.file && place.start <= span.start && span.end <= place.end
}

/// Where a shape or a member was written, with its traits; `None` if the model doesn't have it.
fn places(model: &Model, id: &str) -> Option<Vec<Span>> {
    let (root, member) = id.split_once('$').map_or((id, None), |(root, member)| (root, Some(member)));
    let shape = model.get(root)?;
    Some(match member {
        Some(member) => member_places(shape.member(member)?).collect(),
        None => shape_places(shape),
    })
}

fn member_places(member: &Member) -> impl Iterator<Item = Span> {
    [member.span, member.target_span].into_iter().chain(trait_places(&member.traits))
}

fn trait_places(traits: &Traits) -> impl Iterator<Item = Span> {
    traits.iter().flat_map(|applied| [applied.span, applied.value.span])
}

fn shape_places(shape: &Shape) -> Vec<Span> {
    let members = shape.members.iter().flat_map(member_places);
    let mixins = shape.mixins.iter().map(|target| target.span);
    let body = std::iter::once(shape.span).chain(members).chain(mixins).chain(data_places(&shape.data));
    body.chain(trait_places(&shape.traits)).collect()
}

fn data_places(data: &ShapeData) -> Vec<Span> {
    let of = |targets: &[&Vec<Target>]| -> Vec<Span> {
        targets.iter().copied().flatten().map(|target| target.span).collect()
    };
    match data {
        ShapeData::None => Vec::new(),
        ShapeData::Service(data) => {
            let renamed = data.rename.iter().map(|rename| rename.from.span.to(rename.to_span));
            of(&[&data.operations, &data.resources, &data.errors]).into_iter().chain(renamed).collect()
        }
        ShapeData::Operation(data) => {
            [data.input.span, data.output.span].into_iter().chain(of(&[&data.errors])).collect()
        }
        ShapeData::Resource(data) => {
            let named = data.identifiers.iter().chain(&data.properties);
            let named = named.map(|named: &NamedTarget| named.name_span.to(named.target.span));
            let bound = data.all_operations().map(|target| target.span).chain(of(&[&data.resources]));
            named.chain(bound).collect()
        }
    }
}

/// Why an event has no counterpart.
fn reason(path: &Path, event: &Event<'_>) -> Option<&'static str> {
    EXPLAINED.lines().find_map(|line| {
        let mut columns = line.splitn(4, '\t');
        let is_meant = [name(path), event.shape, event.id].into_iter().all(|text| columns.next() == Some(text));
        columns.next().filter(|_| is_meant)
    })
}
