//! Parameters in styles of their own, alternatives of bodies, fields of forms.

use weland_model::ShapeType;
use weland_service::{FieldEncoding, HttpBinding, Member, ShapeIndex, ShapeKind, UnionEncoding};

use super::Lowering;
use super::files::is_file;
use crate::krate::{MemberCall, Parameter, ParameterPlace, TextStyle};

impl Lowering<'_> {
    /// The place of a member that only OpenAPI has.
    pub(super) fn openapi_binding(&self, container: ShapeIndex, member: &Member) -> Option<MemberCall> {
        match &self.service.shape(container).kind {
            ShapeKind::Union { encoding: UnionEncoding::ByStatus, .. } => {
                Some(MemberCall::Response(member.statuses?, member.content.clone()))
            }
            ShapeKind::Union { encoding: UnionEncoding::ByMediaType, .. } => {
                member.content.clone().map(MemberCall::Content)
            }
            _ if member.binding == HttpBinding::Body => self.field_of_form(container, member).map(MemberCall::Part),
            _ => self.parameter(member).map(MemberCall::Parameter),
        }
    }

    /// How a member is written as a field of a form, as far as generated crates do it.
    fn field_of_form(&self, container: ShapeIndex, member: &Member) -> Option<FieldEncoding> {
        let mut field = member.field.clone()?;
        // Other values have no place for headers, and files no text that a style could write.
        match is_file(self.files, self.service, container, member) {
            true => field.style = None,
            false => field.headers.clear(),
        }
        field.headers.retain(|header| header.required);
        let is_usual = field.content_type.is_none() && field.style.is_none() && field.headers.is_empty();
        (!is_usual || field.base64).then_some(field)
    }

    /// The parameter that a member is, if it is more than one text, or a list of texts, in the usual style.
    fn parameter(&self, member: &Member) -> Option<Parameter> {
        let (place, name) = match &member.binding {
            HttpBinding::Label => (ParameterPlace::Path, &member.json_name),
            HttpBinding::Query(name) => (ParameterPlace::Query, name),
            HttpBinding::Header(name) => (ParameterPlace::Header, name),
            HttpBinding::Cookie(name) => (ParameterPlace::Cookie, name),
            _ => return None,
        };
        let is_json = member.content.as_deref().is_some_and(|it| it.contains("json"));
        let style = match member.style {
            _ if is_json => TextStyle::Json,
            Some(style) => TextStyle::Stated(style),
            None if place == ParameterPlace::Cookie || !self.is_text(member.target, place) => TextStyle::Usual,
            None => return None,
        };
        Some(Parameter { place, name: name.clone(), style })
    }

    /// Whether values of a shape are one text or, except in paths, a list of texts.
    fn is_text(&self, target: ShapeIndex, place: ParameterPlace) -> bool {
        match &self.service.shape(target).kind {
            ShapeKind::Simple(simple) => *simple != ShapeType::Document,
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => true,
            ShapeKind::List { element } if place != ParameterPlace::Path => {
                self.is_text(element.target, ParameterPlace::Path)
            }
            _ => false,
        }
    }
}
