//! Which members stand where in an HTTP message.

use weland_core::{Binding, Member, Schema};

/// Which way a message goes. Bindings that make no sense that way leave a member in the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Request,
    Response,
}

impl Direction {
    /// Whether a member is part of the document that the body is.
    pub(crate) fn includes(self) -> fn(&Member) -> bool {
        match self {
            Self::Request => in_request_body,
            Self::Response => in_response_body,
        }
    }
}

fn in_request_body(member: &Member) -> bool {
    use Binding::{Header, Label, Parameter, PrefixHeaders, Query, QueryParams};
    !matches!(member.binding, Label | Query(_) | QueryParams | Header(_) | PrefixHeaders(_) | Parameter(_))
        && !is_payload(member)
}

fn in_response_body(member: &Member) -> bool {
    use Binding::{Header, Parameter, PrefixHeaders};
    !matches!(member.binding, Header(_) | PrefixHeaders(_) | Parameter(_))
        && !is_payload(member)
        && !is_status_code(member)
}

/// Whether a member is the status of a response.
pub(crate) fn is_status_code(member: &Member) -> bool {
    matches!(member.binding, Binding::StatusCode | Binding::StatusCodeUnlessZero)
}

/// The member that is the body as a whole.
pub(crate) fn payload(schema: &Schema) -> Option<(usize, &'static Member)> {
    schema.members.iter().enumerate().find(|(_, member)| is_payload(member))
}

/// Whether a member is the body as a whole.
pub(crate) fn is_payload(member: &Member) -> bool {
    matches!(member.binding, Binding::Payload | Binding::Content(_))
}

/// Whether a shape has a member that is a stream, or may be one.
pub fn has_stream(schema: &Schema) -> bool {
    schema.members.iter().any(|member| member.schema.streaming || member.stream)
}

/// Whether an operation has no input, or no output.
pub(crate) fn is_unit(schema: &'static Schema) -> bool {
    std::ptr::eq(schema, &weland_core::schema::UNIT)
}
