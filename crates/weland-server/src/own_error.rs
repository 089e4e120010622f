//! Errors of the server for which the model has a shape of its own.

use weland_core::{Binding, DecodeError, Decoder, Encoder, Member, Schema, ShapeType, Structure};

use crate::own_violation::{self, Wrong, folded};

/// An error in the shape that the model has for its code. It has what the shape has a member for and the server knows: a
/// message, fields that break constraints, a reason, the id of the request.
///
/// Models agree on the names of those members, but for their case and a few variants.
pub(crate) struct OwnError<'a> {
    pub(crate) schema: &'static Schema,
    pub(crate) message: &'a str,
    pub(crate) wrong: Wrong<'a>,
    pub(crate) request_id: &'a str,
}

impl OwnError<'_> {
    /// Whether the shape has room for what the server knows. A body that lacks required members would be none.
    pub(crate) fn has_room(&self) -> bool {
        let body = self.schema.members.iter().find(|member| is_body(member));
        body.is_none_or(|body| {
            let members = body.schema.members;
            let required = members.iter().filter(|member| member.required);
            let can_fill = |member: &Member| match part(member) {
                Some(Part::Wrong) => !self.wrong.fields.is_empty(),
                part => part.is_some(),
            };
            members.iter().any(can_fill) && required.into_iter().all(can_fill)
        })
    }

    /// Whether the shape has a body that says at least as much as what the server would send without it: a problem with all
    /// that is wrong.
    pub(crate) fn says_enough(&self) -> bool {
        let Some(body) = self.schema.members.iter().find(|member| is_body(member)) else { return false };
        let is_problem = matches!(body.binding, Binding::Content(media_type) if media_type.contains("problem+json"));
        let says_more =
            is_problem && !body.schema.refuses_other_keys() && !body.schema.members.iter().any(own_violation::holds);
        self.has_room() && !says_more
    }
}

/// Whether a member is the whole body, as errors of OpenAPI have it.
fn is_body(member: &Member) -> bool {
    matches!(member.binding, Binding::Content(_)) && member.schema.shape_type == ShapeType::Structure
}

/// What a member of a body says.
enum Part {
    Message,
    Status,
    Title,
    /// What is wrong with the input.
    Wrong,
}

/// What a member of a body says, by the names of RFC 9457 and others that are common.
fn part(member: &Member) -> Option<Part> {
    let shape_type = member.schema.shape_type;
    let is_text = shape_type == ShapeType::String && member.schema.pattern.is_none();
    match &*folded(member.name) {
        "detail" | "message" | "errormessage" if is_text => Some(Part::Message),
        "title" | "error" if is_text => Some(Part::Title),
        "status" | "statuscode" if matches!(shape_type, ShapeType::Integer | ShapeType::Long) => Some(Part::Status),
        _ if own_violation::holds(member) => Some(Part::Wrong),
        _ => None,
    }
}

/// The body of an error.
struct OwnBody<'a> {
    schema: &'static Schema,
    status: u16,
    message: &'a str,
    wrong: Wrong<'a>,
}

impl Structure for OwnBody<'_> {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn encode_member(&self, _: usize, member: &'static Member, to: &mut dyn Encoder) {
        match part(member) {
            Some(Part::Message) => to.string(member, self.message),
            Some(Part::Status) => to.integer(member, self.status.into()),
            Some(Part::Title) => {
                let status = http::StatusCode::from_u16(self.status).ok();
                to.string(member, status.and_then(|status| status.canonical_reason()).unwrap_or(self.message));
            }
            Some(Part::Wrong) if !self.wrong.fields.is_empty() => own_violation::encode(self.wrong, member, to),
            Some(Part::Wrong) | None => {}
        }
    }

    fn decode_member(&mut self, _: usize, _: &'static Member, _: &mut dyn Decoder) -> Result<(), DecodeError> {
        Ok(())
    }
}

impl Structure for OwnError<'_> {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn encode_member(&self, _: usize, member: &'static Member, to: &mut dyn Encoder) {
        let shape_type = member.schema.shape_type;
        match (&*folded(member.name), shape_type) {
            _ if is_body(member) => {
                let status = self.schema.error.map_or(500, |error| error.status);
                to.structure(
                    member,
                    &OwnBody { schema: member.schema, status, message: self.message, wrong: self.wrong },
                );
            }
            ("message" | "errormessage", ShapeType::String) => to.string(member, self.message),
            ("requestid", ShapeType::String) => to.string(member, self.request_id),
            ("reason", ShapeType::String | ShapeType::Enum) if !self.wrong.fields.is_empty() => {
                if let Some(reason) = reason(member.schema) {
                    to.string(member, reason);
                }
            }
            ("fieldlist" | "fields", ShapeType::List)
                if !self.wrong.fields.is_empty()
                    && member.schema.element().schema.shape_type == ShapeType::Structure =>
            {
                own_violation::encode(self.wrong, member, to);
            }
            _ => {}
        }
    }

    fn decode_member(&mut self, _: usize, _: &'static Member, _: &mut dyn Decoder) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// What a reason says about constraints: text of our own, or the value of an enum that means it.
fn reason(schema: &Schema) -> Option<&'static str> {
    const REASON: &str = "fieldValidationFailed";
    if schema.values.is_empty() {
        return Some(REASON);
    }
    let value = |wanted: &str| schema.values.iter().copied().find(|value| folded(value) == folded(wanted));
    value(REASON).or_else(|| value("other"))
}
