//! Pagination: from paths of the model to members.

use weland_model::{AppliedTrait, Diagnostic, Node, Shape as ModelShape, ShapeType, trait_id};

use crate::operation::has_stream;
use crate::resolve::Resolver;
use crate::{Member, Shape, ShapeIndex, ShapeKind};

/// How an operation is paginated: each is the way to a member, from the input or the output.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// The member of the input that takes the token.
    pub input_token: Vec<Member>,
    /// The member of the output that gives the token.
    pub output_token: Vec<Member>,
    /// The member of the output that holds the items.
    pub items: Option<Vec<Member>>,
    /// The member of the input that limits the size of a page.
    pub page_size: Option<Vec<Member>>,
}

/// Resolves the pagination of an operation; `None` if it has none, or none that pages can be fetched with.
pub(crate) fn resolve(
    resolver: &mut Resolver<'_, '_>,
    service: &ModelShape,
    operation: &ModelShape,
    (input, output): (Option<ShapeIndex>, Option<ShapeIndex>),
    shapes: &[Shape],
) -> Option<Pagination> {
    let own = operation.traits.applied(trait_id::PAGINATED)?;
    let mut paths = Paths { resolver, own, common: service.traits.get(trait_id::PAGINATED), shapes };
    let input_token = paths.members("inputToken", input);
    let output_token = paths.members("outputToken", output);
    let items = paths.members("items", output);
    let page_size = paths.members("pageSize", input);
    let pagination = Pagination { input_token: input_token?, output_token: output_token?, items, page_size };
    let unusable = unusable(&pagination, input?, shapes)?;
    if let Some(reason) = unusable {
        let message = format!("`{}` has no pages in Rust: {reason}", operation.id);
        resolver.diagnostics.push(Diagnostic::warning("unusable-pagination", own.span, message));
        return None;
    }
    Some(pagination)
}

struct Paths<'a, 'r, 'm> {
    resolver: &'a mut Resolver<'r, 'm>,
    own: &'a AppliedTrait,
    common: Option<&'a Node>,
    shapes: &'a [Shape],
}

impl Paths<'_, '_, '_> {
    /// The members along the dotted path that a key of the trait gives. One that leads nowhere is reported.
    fn members(&mut self, key: &str, start: Option<ShapeIndex>) -> Option<Vec<Member>> {
        let text = self.own.value.get_str(key).or_else(|| self.common?.get_str(key))?;
        let found = start.and_then(|start| member_path(self.shapes, start, text));
        if found.is_none() {
            let message = format!("`{key}` of `@paginated` names `{text}`, which is no member");
            self.resolver.report(self.own.span, "invalid-pagination", message);
        }
        found
    }
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

/// Why pages cannot be fetched, if they cannot; `None` if the paths are broken.
fn unusable(pagination: &Pagination, input: ShapeIndex, shapes: &[Shape]) -> Option<Option<&'static str>> {
    let is_text = |path: &[Member]| {
        let target = shapes.get(path.last()?.target.0)?;
        Some(matches!(target.kind, ShapeKind::Simple(ShapeType::String)))
    };
    let reason = if !is_text(&pagination.input_token)? || !is_text(&pagination.output_token)? {
        Some("its token is no string")
    } else if has_stream(shapes, input) {
        Some("its input is a stream, which can be sent only once")
    } else {
        None
    };
    Some(reason)
}
