//! Which properties of a form in several parts are files, and what these become.

use weland_model::{Member, Node, Shape, ShapeType, Target, Traits, trait_id};

use crate::document::Dialect;
use crate::lower::apply::mark;
use crate::lower::schema::choice::Choice;
use crate::lower::schema::constraints::{byte_length, constraints};
use crate::lower::schema::keyword::{Keyword, Role};
use crate::lower::schema::plan::{self, Kind};
use crate::lower::schema::scalar::{format, is_base64, is_binary_type};
use crate::lower::schema::types::{JsonType, TypeSet};
use crate::lower::schema::view::View;
use crate::lower::target::prelude;
use crate::lower::{Lowering, Use};
use crate::media_type::{essence, is_json};

/// Bytes in a part, or in a part for each element of a list.
#[derive(Debug, Clone)]
pub(in crate::lower) struct File<'d> {
    /// The list, if it is one.
    list: Option<View<'d>>,
    /// What is said of the bytes.
    bytes: View<'d>,
    /// Whether null is a value beside it.
    is_nullable: bool,
    /// Whether they are written as base64.
    pub(in crate::lower) is_base64: bool,
    /// Whether the schema by itself would become something else, such as text of some length.
    pub(in crate::lower) is_hidden: bool,
}

impl<'d> File<'d> {
    /// The file that a property of a form is, whose part may be of these media types; `None` if it is something else.
    pub(in crate::lower) fn of(
        lowering: &mut Lowering<'d, '_>,
        property: &View<'d>,
        content_types: Option<&str>,
    ) -> Option<Self> {
        let plan = plan::plan(&lowering.source, property);
        let is_nullable = plan.is_nullable;
        let property = &plan.without_null.unwrap_or_else(|| property.clone());
        let is_list = types(property) == Some(TypeSet::of(JsonType::Array));
        let items = property.all(Keyword::Items).next().map(|(part, node)| part.at.with(node)).filter(|_| is_list);
        let (list, bytes) = match items {
            Some(items) => (Some(property.clone()), lowering.view(items)),
            None => (None, property.clone()),
        };
        let is_plain = bytes.structure().all(|(_, keyword, _)| PLAIN.contains(&keyword));
        if !is_plain || !Choice::of(&lowering.source, &bytes).is_empty() {
            return None;
        }
        let is_base64 = format(&bytes) == Some("byte") || is_base64(&bytes);
        if !is_base64 && !is_raw(&bytes, content_types) {
            return None;
        }
        let is_seen = matches!(plan::plan(&lowering.source, &bytes).kind, Kind::Scalar(ShapeType::Blob));
        Some(Self { list, bytes, is_nullable, is_base64, is_hidden: !is_seen })
            .filter(|file| is_seen || !file.is_base64)
    }

    /// What a member refers to that is the file. Shapes get this name.
    pub(super) fn target(&self, lowering: &mut Lowering<'d, '_>, name: &str) -> Use<'d> {
        let mut used = lowering.untyped_member();
        used.untyped_at = None;
        used.is_nullable = self.is_nullable;
        let length = byte_length(&self.bytes, &mut lowering.report);
        let Some(list) = &self.list else {
            (used.target, used.shape_type, used.traits) = (prelude(ShapeType::Blob), ShapeType::Blob, length);
            return used;
        };
        let id = lowering.claim(name);
        let mut shape = Shape::new(id.clone(), ShapeType::List, list.span);
        shape.traits = constraints(list, &plan::plan(&lowering.source, list), &mut lowering.report);
        if plan::plan(&lowering.source, &self.bytes).is_nullable {
            mark(&mut shape.traits, trait_id::SPARSE, self.bytes.span);
        }
        let target = Target { id: prelude(ShapeType::Blob), span: self.bytes.span };
        let mut element = Member::new("member", target, self.bytes.span);
        element.traits = length;
        shape.members.push(element);
        lowering.insert(shape);
        (used.target, used.shape_type, used.traits) = (id, ShapeType::List, Traits::default());
        used
    }
}

/// What may be said of bytes without making them something else.
const PLAIN: [Keyword; 8] = [
    Keyword::Type,
    Keyword::Nullable,
    Keyword::Format,
    Keyword::MinLength,
    Keyword::MaxLength,
    Keyword::Pattern,
    Keyword::ContentEncoding,
    Keyword::ContentMediaType,
];

/// The types that a view states, null aside.
fn types(view: &View<'_>) -> Option<TypeSet> {
    view.declared().map(|types| types.without(JsonType::Null))
}

/// Whether values are bytes as they are. In version 3.1, that is what has no type.
fn is_raw(view: &View<'_>, content_types: Option<&str>) -> bool {
    let stated: Vec<String> = content_types.unwrap_or_default().split(',').map(essence).collect();
    let stated: Vec<&str> = stated.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    let are_binary = !stated.is_empty() && stated.iter().all(|media_type| is_binary_type(media_type));
    let media_type = view.first(Keyword::ContentMediaType).and_then(Node::as_str);
    let says_binary = media_type.is_some_and(is_binary_type);
    if view.has(Keyword::ContentEncoding) || view.has(Keyword::Pattern) {
        return false;
    }
    match types(view) {
        Some(types) if types == TypeSet::of(JsonType::String) => match format(view) {
            Some(format) => format == "binary",
            None => says_binary || are_binary,
        },
        Some(_) => false,
        None => {
            let is_text = |media_type: &&str| is_json(media_type) || media_type.starts_with("text/");
            let is_new = view.parts.iter().any(|part| part.at.dialect == Dialect::V3_1);
            let says_nothing = view.structure().all(|(_, keyword, _)| keyword.role() != Role::Structure);
            format(view) == Some("binary")
                || are_binary
                || says_binary
                || is_new && says_nothing && !stated.iter().any(is_text)
        }
    }
}
