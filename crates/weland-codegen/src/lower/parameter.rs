//! Parameters in styles of their own, alternatives of bodies, fields of forms.

use weland_model::ShapeType;
use weland_service::{HttpBinding, Member, ShapeIndex, ShapeKind, UnionEncoding};

use super::Lowering;
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
            _ if member.binding == HttpBinding::Body => member.field.clone().map(MemberCall::Part),
            _ => self.parameter(member).map(MemberCall::Parameter),
        }
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
