//! What a model has, for `weland list`: one entry per shape or member, as text or as JSON lines.

mod details;
mod json;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use weland_model::query::{closure, operations};
use weland_model::{Member, Model, Shape, ShapeId, ShapeType, Span};
use weland_smithy::Selector;

pub(crate) use json::to_json;

/// The kind of members, beside the types of shapes.
const MEMBER: &str = "member";

/// The kinds of entries, in the order of the list.
pub(crate) const KINDS: &[&str] = &[
    "service",
    "resource",
    "operation",
    "structure",
    "union",
    "list",
    "map",
    "enum",
    "intEnum",
    "string",
    "blob",
    "boolean",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "bigInteger",
    "bigDecimal",
    "timestamp",
    "document",
    MEMBER,
];

/// Which entries are wanted.
#[derive(Debug, Default)]
pub(crate) struct Filter<'a> {
    /// The kinds; all but members if there are none.
    pub(crate) kinds: &'a [String],
    pub(crate) selector: Option<&'a Selector>,
    /// The service that entries belong to.
    pub(crate) service: Option<&'a Shape>,
}

/// A shape, or one of its members.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'m> {
    shape: &'m Shape,
    member: Option<&'m Member>,
}

impl Entry<'_> {
    fn id(&self) -> String {
        match self.member {
            Some(member) => format!("{}${}", self.shape.id, member.name),
            None => self.shape.id.to_string(),
        }
    }

    fn kind(&self) -> &'static str {
        if self.member.is_some() { MEMBER } else { self.shape.shape_type.as_str() }
    }

    fn span(&self) -> Span {
        self.member.map_or(self.shape.span, |member| member.span)
    }

    fn rank(&self) -> usize {
        KINDS.iter().position(|kind| *kind == self.kind()).unwrap_or(KINDS.len())
    }
}

/// The services that each shape is part of.
type Services<'m> = BTreeMap<&'m ShapeId, Vec<&'m ShapeId>>;

/// The entries of a model that a filter lets through, by kind and id.
pub(crate) fn entries<'m>(model: &'m Model, filter: &Filter<'_>) -> Vec<Entry<'m>> {
    let selected = filter.selector.map(|selector| selector.select(model));
    let in_service: Option<BTreeSet<&ShapeId>> = filter.service.map(|service| {
        let operations = operations::operations(model, service);
        closure::named_shapes(model, service, &operations).into_iter().map(|shape| &shape.id).collect()
    });
    let wants_members = filter.selector.is_some() || filter.kinds.iter().any(|kind| kind == MEMBER);
    let mut entries: Vec<Entry<'m>> = Vec::new();
    for shape in model.own_shapes() {
        if in_service.as_ref().is_some_and(|ids| !ids.contains(&shape.id)) {
            continue;
        }
        let members = shape.members.iter().filter(|_| wants_members).map(Some);
        for entry in members.chain([None]).map(|member| Entry { shape, member }) {
            let is_selected = || match (&selected, entry.member) {
                (None, _) => true,
                (Some(ids), None) => ids.contains(&shape.id),
                (Some(ids), Some(_)) => ids.contains(&*entry.id()),
            };
            let is_of_kind = filter.kinds.is_empty() || filter.kinds.iter().any(|kind| kind == entry.kind());
            if is_of_kind && is_selected() {
                entries.push(entry);
            }
        }
    }
    // Shapes come by id and members in their order, which a stable sort keeps.
    entries.sort_by_key(Entry::rank);
    entries
}

/// The services of all shapes of a model.
fn services(model: &Model) -> Services<'_> {
    let mut services = Services::new();
    for service in model.services().filter(|shape| !model.is_built_in(shape)) {
        let operations = operations::operations(model, service);
        for shape in closure::named_shapes(model, service, &operations) {
            services.entry(&shape.id).or_default().push(&service.id);
        }
    }
    services
}

/// The entries as aligned columns: kind, id, place and what else there is to say.
pub(crate) fn to_text(model: &Model, entries: &[Entry<'_>]) -> String {
    let rows: Vec<[String; 4]> = entries
        .iter()
        .map(|entry| {
            let place = model.sources.locate(entry.span());
            let place = place.map(|(path, at)| format!("{path}:{}:{}", at.line, at.column));
            [entry.kind().to_owned(), entry.id(), place.unwrap_or_default(), details::text(model, entry)]
        })
        .collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let (kind_width, id_width, place_width) = (width(0), width(1), width(2));
    let mut text = String::new();
    for [kind, id, place, details] in &rows {
        let row = format!("{kind:kind_width$}  {id:id_width$}  {place:place_width$}  {details}");
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

/// The number of operations, for a service.
fn operation_count(model: &Model, service: &Shape) -> usize {
    operations::operations(model, service).len()
}

fn is_enumeration(shape: &Shape) -> bool {
    matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_of_shapes_is_a_kind() {
        let types: BTreeSet<&str> = ShapeType::ALL.iter().map(|shape_type| shape_type.as_str()).collect();
        let kinds: BTreeSet<&str> = KINDS.iter().copied().filter(|kind| *kind != MEMBER).collect();
        assert_eq!(kinds, types);
    }
}
