//! How operations are paginated.

use weland_model::query::pagination::PageProperty;
use weland_model::{Node, Severity, ShapeType, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::{Comparison, Pair};

pub(super) fn pagination(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for shape_type in [ShapeType::Service, ShapeType::Operation] {
        for pair in comparison.shapes_of(shape_type) {
            changes.extend(compare(pair));
        }
    }
}

fn compare(pair: Pair<'_>) -> Vec<Change> {
    let applied = |shape: &'_ weland_model::Shape| shape.traits.applied(trait_id::PAGINATED).cloned();
    let (old, new) = (applied(pair.old), applied(pair.new));
    let rust = |level| if pair.usage.is_used() { level } else { RustApi::None };
    let id = &pair.new.id;
    let change = |severity, message: String| {
        let place = |it: &Option<weland_model::AppliedTrait>, shape: &weland_model::Shape| {
            it.as_ref().map_or(shape.span, |it| it.span)
        };
        Change::new("pagination-changed", severity, id.clone(), message)
            .at(place(&old, pair.old), place(&new, pair.new))
    };
    let (before, after) = match (&old, &new) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => {
            return vec![
                change(Severity::Note, format!("`{id}` is paginated now"))
                    .rust(rust(RustApi::Minor))
                    .reference("ModifiedTrait.Add.smithy.api#paginated"),
            ];
        }
        (Some(_), None) => {
            return vec![
                change(Severity::Error, format!("`{id}` is no longer paginated"))
                    .help("code that walks over pages doesn't compile any more")
                    .rust(rust(RustApi::Major))
                    .reference("TraitBreakingChange.Remove.smithy.api#paginated"),
            ];
        }
        (Some(before), Some(after)) => (&before.value, &after.value),
    };
    let mut changes = Vec::new();
    for property in PageProperty::ALL {
        let value = |node: &'_ Node| node.get_str(property.as_str()).map(str::to_owned);
        let (from, to) = (value(before), value(after));
        if from == to {
            continue;
        }
        // A page size may be added; items make another paginator.
        let is_addition = property == PageProperty::PageSize && from.is_none();
        let words = |it: &Option<String>| it.as_ref().map_or("none".to_owned(), |it| format!("`{it}`"));
        let message = format!(
            "`{}` of the pagination of `{id}` changed from {} to {}",
            property.as_str(),
            words(&from),
            words(&to)
        );
        let severity = if is_addition { Severity::Note } else { Severity::Danger };
        let level = if property == PageProperty::Items { RustApi::Major } else { RustApi::Patch };
        let found = change(severity, message).rust(rust(level)).reference("ChangedPaginatedTrait");
        changes.push(if is_addition {
            found
        } else {
            found.help("old clients walk over pages as before: keep both members")
        });
    }
    changes
}
