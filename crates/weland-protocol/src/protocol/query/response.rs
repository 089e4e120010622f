//! Responses: XML, in elements that name the operation.

use http::{Response, response};
use weland_core::{
    DecodeError, EncodeError, Member, OperationSchema, Schema, ServiceSchema, ShapeType, Structure, TimestampFormat,
};

use crate::binding::is_unit;
use crate::body::Body;
use crate::codec::MemberFilter;
use crate::error::{self, ErrorInfo};
use crate::form::Style;
use crate::member::member_text;
use crate::metadata;
use crate::response::{encoding_problem, with_encoding};
use crate::strictness::Strictness;
use crate::xml::{ErrorDocument, XmlCodec, XmlDecoder, XmlEncoder};

/// The element around the id of the request in `aws.protocols#awsQuery`.
const METADATA: &str = "ResponseMetadata";

const fn codec(style: Style) -> XmlCodec {
    let media_type = match style {
        Style::Query => "text/xml",
        Style::Ec2 => "text/xml;charset=UTF-8",
    };
    XmlCodec { media_type, timestamp_format: TimestampFormat::DateTime, namespace: None }
}

/// The names of the elements of an operation: around all, and around the output.
fn names(operation: &OperationSchema) -> [String; 2] {
    ["Response", "Result"].map(|end| format!("{}{end}", operation.name))
}

/// The response of an operation that has succeeded.
///
/// # Errors
/// When a value of the output cannot be sent.
pub(super) fn encode(
    style: Style,
    service: &ServiceSchema,
    operation: &OperationSchema,
    output: &dyn Structure,
    request_id: &str,
) -> Result<Response<Body>, EncodeError> {
    let mut xml = XmlEncoder::new(codec(style));
    let [response, result] = names(operation);
    xml.open(&response, service.xml_namespace);
    match style {
        Style::Query => {
            if !is_unit(output.schema()) {
                xml.element(&result, None, output, |_| true);
            }
            xml.open(METADATA, None);
            xml.text("RequestId", request_id);
            xml.close(METADATA);
        }
        Style::Ec2 => {
            xml.members(output, |_| true);
            xml.text("requestId", request_id);
        }
    }
    xml.close(&response);
    Ok(error::response(200, codec(style).media_type, xml.finish()?))
}

/// Reads the document of an output.
///
/// # Errors
/// When the document is malformed, or that of something else.
pub(super) fn decode(
    style: Style,
    operation: &OperationSchema,
    parts: &response::Parts,
    body: &[u8],
    output: &mut dyn Structure,
) -> Result<(), DecodeError> {
    if output.schema().members.is_empty() || body.is_empty() {
        return Ok(());
    }
    let [response, result] = names(operation);
    let read = |output: &mut dyn Structure| {
        let mut xml = XmlDecoder::new(body, Strictness::Lenient, codec(style))?;
        if xml.name() != response {
            return Err(DecodeError::new(format!("the document is not an element `{response}`")));
        }
        if style == Style::Query && !xml.enter(&result) {
            return Err(DecodeError::new(format!("the element `{response}` lacks `{result}`")));
        }
        xml.value(output, MemberFilter::ALL)
    };
    read(output).map_err(|error| with_encoding(parts, error))
}

/// The id of the request, from the head of its response or else its document.
pub(super) fn request_id(style: Style, parts: &response::Parts, body: &[u8]) -> Option<String> {
    metadata::request_id(&parts.headers).or_else(|| {
        let mut xml = XmlDecoder::new(body, Strictness::Lenient, codec(style)).ok()?;
        match style {
            Style::Query => xml.enter(METADATA).then(|| xml.child_text("RequestId")).flatten(),
            Style::Ec2 => xml.child_text("requestId"),
        }
    })
}

/// What a response says about an error.
pub(super) fn error_info(parts: &response::Parts, body: &[u8]) -> ErrorInfo {
    let document = ErrorDocument::read(body);
    ErrorInfo {
        code: document.code,
        message: document.message.or_else(|| encoding_problem(parts)),
        request_id: metadata::request_id(&parts.headers).or(document.request_id),
        ..ErrorInfo::default()
    }
}

/// The code of an error.
fn code(style: Style, error: &'static Schema) -> &'static str {
    let own = error.rules.and_then(|rules| rules.query_code).filter(|_| style == Style::Query);
    own.unwrap_or(error.name)
}

/// The error of an operation that has this code or else, which some services take for one, this name.
pub(super) fn find_error(style: Style, operation: &OperationSchema, sent: &str) -> Option<&'static Schema> {
    let find = |is_it: &dyn Fn(&'static Schema) -> bool| operation.errors.iter().copied().find(|error| is_it(error));
    find(&|error| code(style, error) == sent).or_else(|| find(&|error| error.name == sent))
}

/// Reads the members of an error.
///
/// # Errors
/// When the document is malformed.
pub(super) fn decode_error(
    style: Style,
    parts: &response::Parts,
    body: &[u8],
    error: &mut dyn Structure,
) -> Result<(), DecodeError> {
    let filter = MemberFilter { any_case_message: true, ..MemberFilter::ALL };
    let xml = XmlDecoder::new(body, Strictness::Lenient, codec(style));
    let read = xml.and_then(|mut xml| {
        xml.enter_error();
        xml.value(error, filter)
    });
    read.map_err(|error| with_encoding(parts, error))
}

/// The response of an operation that has failed with an error of the model.
///
/// # Errors
/// When a value of the error cannot be sent.
pub(super) fn encode_error(
    style: Style,
    value: &dyn Structure,
    request_id: &str,
) -> Result<Response<Body>, EncodeError> {
    let schema = value.schema();
    let status = schema.error.map_or(500, |traits| traits.status);
    let own = schema.rules.and_then(|rules| rules.query_status).filter(|_| style == Style::Query);
    let message = schema.members.iter().find(|member| is_message(member));
    let message = message.and_then(|member| member_text(value, member.name));
    let failure = Failure { status: own.unwrap_or(status), code: code(style, schema), message, request_id };
    let document = failure.document(style, |xml| xml.members(value, |member| !is_message(member)))?;
    Ok(error::response(failure.status, codec(style).media_type, document))
}

/// Whether a member is the message of an error. Whatever the case of its name is in the model, clients look for it in one.
fn is_message(member: &Member) -> bool {
    member.schema.shape_type == ShapeType::String && member.xml_name().eq_ignore_ascii_case("message")
}

/// The response of a request that has failed with an error that the model does not define.
pub(super) fn encode_failure(style: Style, status: u16, code: &str, message: &str, request_id: &str) -> Response<Body> {
    let failure = Failure { status, code, message: Some(message.to_owned()), request_id };
    // Text alone is always written.
    let document = failure.document(style, |_| {}).unwrap_or_default();
    error::response(status, codec(style).media_type, document)
}

/// What the responses of all errors have.
struct Failure<'a> {
    status: u16,
    code: &'a str,
    message: Option<String>,
    request_id: &'a str,
}

impl Failure<'_> {
    /// The document, with further members of the error.
    ///
    /// # Errors
    /// When a value of the error cannot be sent.
    fn document(&self, style: Style, members: impl FnOnce(&mut XmlEncoder)) -> Result<Vec<u8>, EncodeError> {
        let (around, id): (&[&str], _) = match style {
            Style::Query => (&["ErrorResponse"], "RequestId"),
            Style::Ec2 => (&["Response", "Errors"], "RequestID"),
        };
        let mut xml = XmlEncoder::new(codec(style));
        around.iter().for_each(|name| xml.open(name, None));
        xml.open("Error", None);
        if style == Style::Query {
            xml.text("Type", if self.status < 500 { "Sender" } else { "Receiver" });
        }
        xml.text("Code", self.code);
        if let Some(message) = &self.message {
            xml.text("Message", message);
        }
        members(&mut xml);
        xml.close("Error");
        around.iter().skip(1).for_each(|name| xml.close(name));
        xml.text(id, self.request_id);
        around.iter().take(1).for_each(|name| xml.close(name));
        xml.finish()
    }
}
