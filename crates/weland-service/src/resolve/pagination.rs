//! Pagination: from paths of the model to members.

use weland_model::query::pagination::{PageProperty, PaginatedTrait};
use weland_model::{Diagnostic, Shape as ModelShape};

use super::Resolver;
use crate::operation::Pagination;
use crate::shape::{Member, Shape, ShapeKind};
use crate::shape_index::ShapeIndex;

/// Resolves the pagination of an operation; `None` if it has none, or no tokens.
pub(super) fn resolve(
    resolver: &mut Resolver<'_, '_>,
    operation: &ModelShape,
    (input, output): (Option<ShapeIndex>, Option<ShapeIndex>),
    shapes: &[Shape],
) -> Option<Pagination> {
    let paginated = PaginatedTrait::of(operation, Some(resolver.service))?;
    let [input_token, output_token, items, page_size] = PageProperty::ALL.map(|property| {
        let start = if property.is_in_output() { output } else { input };
        members(resolver, paginated, property, start, shapes)
    });
    Some(Pagination {
        span: paginated.applied.span,
        input_token: input_token?,
        output_token: output_token?,
        items,
        page_size,
    })
}

/// The members along the dotted path of a property. One that leads nowhere is reported.
fn members(
    resolver: &mut Resolver<'_, '_>,
    paginated: PaginatedTrait<'_>,
    property: PageProperty,
    start: Option<ShapeIndex>,
    shapes: &[Shape],
) -> Option<Vec<Member>> {
    let text = paginated.path(property)?.as_str()?;
    let found = start.and_then(|start| member_path(shapes, start, text));
    if found.is_none() {
        let message = format!("`{}` of `@paginated` refers to `{text}`, which isn't a member", property.as_str());
        resolver.diagnostics.push(Diagnostic::error("invalid-pagination", paginated.applied.span, message));
    }
    found
}

fn member_path(shapes: &[Shape], start: ShapeIndex, path: &str) -> Option<Vec<Member>> {
    let mut members = Vec::new();
    let mut at = start;
    for name in path.split('.') {
        let ShapeKind::Structure { members: all, .. } = &shapes.get(at.0)?.kind else { return None };
        let member = all.iter().find(|member| member.name == name)?;
        at = member.target;
        members.push(member.clone());
    }
    Some(members)
}
