//! What cases take for granted about the messages of a protocol: a row of [`PROTOCOLS`] for each.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;
use weland_core::{Binding, Member, OperationSchema, Schema, ServiceSchema, ShapeType};

use crate::body::{self, WithoutUnknown};
use crate::case::Message;
use crate::report::{self, Failure, Outcome};
use crate::tree::Tree;

/// The media type of forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// What is particular to the messages of a protocol.
pub(crate) struct ProtocolRules {
    /// The id of the protocol's trait.
    id: &'static str,
    /// A request for an operation, for cases without one.
    pub(crate) request: fn(&ServiceSchema, &OperationSchema) -> Message,
    /// Adds to the head of a request what servers need to know it by, where a case says nothing of that.
    pub(crate) complete: fn(&ServiceSchema, &OperationSchema, &mut HeaderMap),
    /// The body by which servers know a request, where a case leaves it open: a [form](FORM).
    pub(crate) open_body: fn(&ServiceSchema, &OperationSchema) -> Option<String>,
    /// The response of an operation that has succeeded, for cases without one.
    pub(crate) response: fn(&OperationSchema) -> Message,
    /// The headers of responses whose values a handler cannot choose.
    pub(crate) foreign_headers: &'static [ForeignHeader],
    /// Takes out of the body of an error what no server could send, and names it; `None` if there is nothing of the kind.
    pub(crate) own_error: fn(&str, &Schema) -> Option<WithoutUnknown>,
    /// The elements of responses in XML whose texts are made up by servers.
    pub(crate) foreign_elements: &'static [&'static str],
    /// Why the body of a response can't be what a case has, if it can't.
    pub(crate) foreign_body: fn(&Message) -> Option<&'static str>,
    /// The code of an error in the head of its response.
    pub(crate) error_code: fn(&HeaderMap) -> Option<&str>,
    /// Whether a member is in the body of a message.
    pub(crate) is_in_body: fn(&Member) -> bool,
    /// Why the value of a case and the one that was read look the same in a message, if they do.
    pub(crate) ambiguity: fn(&Ambiguous<'_>) -> Option<&'static str>,
}

/// A header that cases expect with a value of their own, though a server has it otherwise or not at all.
pub(crate) struct ForeignHeader {
    name: &'static str,
    /// Whether responses have it.
    is_sent: bool,
    reason: &'static str,
}

impl ProtocolRules {
    /// Takes out of a response of a case what no server could send that way; `error` is the schema of the error that it is.
    pub(crate) fn without_foreign(&self, mut case: Message, error: Option<&Schema>) -> Message {
        let body = case.body.as_deref().zip(error);
        if let Some((left, names)) = body.and_then(|(body, error)| (self.own_error)(body, error)) {
            report::note(format_args!("not compared: {} in the body; the error has no such members", names.join(", ")));
            case.body = Some(left);
        }
        for ForeignHeader { name, is_sent, reason } in self.foreign_headers {
            let found = case.headers.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned();
            if let Some(key) = found {
                report::note(format_args!("not compared: the header `{key}`; {reason}"));
                case.headers.remove(&key);
                case.require_headers.extend(is_sent.then_some(key));
            }
        }
        if let Some(reason) = (self.foreign_body)(&case) {
            report::note(format_args!("not compared: the body; {reason}"));
            case.body = None;
        }
        case
    }
}

/// A member whose values might look the same in a message.
pub(crate) struct Ambiguous<'a> {
    pub(crate) member: &'a Member,
    /// The value in the case; `None` if it has none, or `null`.
    pub(crate) expected: Option<&'a Value>,
    /// The value that was read, if it is set.
    pub(crate) actual: Option<&'a Tree>,
    /// Whether the message is a request.
    pub(crate) is_request: bool,
}

static PROTOCOLS: &[ProtocolRules] = &[
    ProtocolRules {
        id: "aws.protocols#restJson1",
        error_code: |headers| headers.get("x-amzn-errortype")?.to_str().ok(),
        ambiguity: |ambiguous| bound_collection(ambiguous).or_else(|| json_payload(ambiguous)),
        ..BOUND
    },
    ProtocolRules {
        id: "aws.protocols#awsJson1_0",
        complete: |service, operation, headers| target(service, operation, headers, "application/x-amz-json-1.0"),
        ..AWS_JSON
    },
    ProtocolRules {
        id: "aws.protocols#awsJson1_1",
        complete: |service, operation, headers| target(service, operation, headers, "application/x-amz-json-1.1"),
        ..AWS_JSON
    },
    ProtocolRules {
        id: "smithy.protocols#rpcv2Cbor",
        complete: |_, _, headers| {
            headers.entry("smithy-protocol").or_insert(HeaderValue::from_static("rpc-v2-cbor"));
        },
        ..RPC_V2
    },
    ProtocolRules {
        id: "smithy.protocols#rpcv2Json",
        complete: |_, _, headers| {
            headers.entry("smithy-protocol").or_insert(HeaderValue::from_static("rpc-v2-json"));
        },
        ..RPC_V2
    },
    ProtocolRules { id: "aws.protocols#awsQuery", ambiguity: empty_map, ..QUERY },
    ProtocolRules { id: "aws.protocols#ec2Query", ambiguity: |it| empty_list(it).or_else(|| empty_map(it)), ..QUERY },
    ProtocolRules {
        id: "aws.protocols#restXml",
        own_error: body::without_unknown,
        ambiguity: |ambiguous| bound_collection(ambiguous).or_else(|| all_parameters(ambiguous)),
        ..BOUND
    },
    ProtocolRules {
        id: "alloy#simpleRestJson",
        error_code: |headers| headers.get("x-error-type")?.to_str().ok(),
        ambiguity: |ambiguous| bound_collection(ambiguous).or_else(|| json_payload(ambiguous)),
        ..BOUND
    },
    ProtocolRules {
        id: "weland.openapi#rest",
        // Errors are told apart by their status.
        ambiguity: bound_collection,
        ..BOUND
    },
];

/// What versions of awsJson have in common, and other protocols without HTTP bindings.
const AWS_JSON: ProtocolRules = ProtocolRules {
    id: "",
    request: |_, _| Message { method: "POST".to_owned(), uri: "/".to_owned(), ..Message::default() },
    complete: |_, _, _| {},
    response: |_| Message { code: 200, ..Message::default() },
    foreign_headers: &[
        ForeignHeader { name: "x-amzn-requestid", is_sent: true, reason: "servers make up the ids of requests" },
        ForeignHeader { name: "x-amz-target", is_sent: false, reason: "it is one of requests" },
    ],
    own_error: |_, _| None,
    // It is in the document, or errors are told apart by their status.
    error_code: |_| None,
    is_in_body: |_| true,
    open_body: |_, _| None,
    foreign_elements: &[],
    foreign_body: |_| None,
    ambiguity: |_| None,
};

/// What protocols with HTTP bindings have in common.
const BOUND: ProtocolRules = ProtocolRules {
    request: |_, operation| bound_request(operation),
    response: success,
    foreign_headers: &[],
    is_in_body,
    ..AWS_JSON
};

/// What versions of RPC v2 have in common.
const RPC_V2: ProtocolRules = ProtocolRules {
    request: |service, operation| Message {
        method: "POST".to_owned(),
        uri: format!("/service/{}/operation/{}", service.name, operation.name),
        ..Message::default()
    },
    ..AWS_JSON
};

/// What the protocols with forms have in common.
const QUERY: ProtocolRules = ProtocolRules {
    request: form_request,
    open_body: |service, operation| Some(form(service, operation)),
    foreign_elements: &["ResponseMetadata", "RequestId", "RequestID", "requestId"],
    foreign_body,
    own_error: body::without_unknown,
    ..AWS_JSON
};

/// Names the operation of a request, and the protocol by its media type.
fn target(service: &ServiceSchema, operation: &OperationSchema, headers: &mut HeaderMap, media_type: &'static str) {
    let target = HeaderValue::from_str(&format!("{}.{}", service.name, operation.name));
    // Names of shapes are ASCII.
    if let Ok(target) = target {
        headers.entry("x-amz-target").or_insert(target);
    }
    headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(media_type));
}

/// A form that has nothing but what names the operation.
fn form(service: &ServiceSchema, operation: &OperationSchema) -> String {
    format!("Action={}&Version={}", operation.name, service.version)
}

fn form_request(service: &ServiceSchema, operation: &OperationSchema) -> Message {
    let media_type = ("Content-Type".to_owned(), FORM.to_owned());
    Message {
        method: "POST".to_owned(),
        uri: "/".to_owned(),
        headers: [media_type].into(),
        body: Some(form(service, operation)),
        ..Message::default()
    }
}

/// Of protocols with responses in XML.
fn foreign_body(case: &Message) -> Option<&'static str> {
    (case.body.is_some() && case.body_media_type.is_none())
        .then_some("the case is about what clients read, and has no namespace, which the service states")
}

/// Of protocols with forms.
fn empty_map(ambiguous: &Ambiguous<'_>) -> Option<&'static str> {
    let is_empty = ambiguous.expected.and_then(Value::as_object).is_some_and(serde_json::Map::is_empty);
    (ambiguous.is_request && is_empty && ambiguous.actual.is_none())
        .then_some("an empty map is not written, so that it cannot be told from one that is not set")
}

/// Of protocols with forms in which all lists are flattened.
fn empty_list(ambiguous: &Ambiguous<'_>) -> Option<&'static str> {
    let is_empty = ambiguous.expected.and_then(Value::as_array).is_some_and(Vec::is_empty);
    (ambiguous.is_request && is_empty && ambiguous.actual.is_none())
        .then_some("an empty list is not written, so that it cannot be told from one that is not set")
}

/// The rules of a protocol.
///
/// # Errors
/// When there are none for it.
pub(crate) fn rules(id: &str) -> Outcome<&'static ProtocolRules> {
    let unknown = || {
        let known: Vec<&str> = PROTOCOLS.iter().map(|rules| rules.id).collect();
        Failure::new(format!("the case is of the protocol `{id}`; known are: {}", known.join(", ")))
    };
    PROTOCOLS.iter().find(|rules| rules.id == id).ok_or_else(unknown)
}

fn success(operation: &OperationSchema) -> Message {
    Message { code: operation.http.map_or(200, |http| http.status), ..Message::default() }
}

fn is_in_body(member: &Member) -> bool {
    matches!(member.binding, Binding::Body | Binding::Payload | Binding::Content(_))
}

/// A request to the URI of the operation. The value of a label does not matter; its own name is as good as any.
fn bound_request(operation: &OperationSchema) -> Message {
    let (method, uri) = operation.http.map_or(("POST", "/"), |http| (http.method, http.uri));
    let uri = uri.replace('{', "%7B").replace('}', "%7D");
    let (path, query) = uri.split_once('?').unwrap_or((&uri, ""));
    Message {
        method: method.to_owned(),
        uri: path.to_owned(),
        query_params: query.split('&').filter(|text| !text.is_empty()).map(str::to_owned).collect(),
        ..Message::default()
    }
}

/// Of protocols that bind members to headers and the query string.
fn bound_collection(ambiguous: &Ambiguous<'_>) -> Option<&'static str> {
    use Binding::{Header, Parameter, PrefixHeaders, Query, QueryParams};
    let is_bound =
        matches!(ambiguous.member.binding, Query(_) | QueryParams | Header(_) | PrefixHeaders(_) | Parameter(_));
    let is_empty = match ambiguous.expected {
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(map)) => map.is_empty(),
        _ => false,
    };
    (is_bound && is_empty && ambiguous.actual.is_none())
        .then_some("an empty collection is not written, so that it cannot be told from one that is not set")
}

/// Of cases that leave out the map of all parameters of the query string, which has those of the other members for servers.
fn all_parameters(ambiguous: &Ambiguous<'_>) -> Option<&'static str> {
    let is_map = ambiguous.is_request && ambiguous.member.binding == Binding::QueryParams;
    (is_map && ambiguous.expected.is_none())
        .then_some("the parameters of other members are in the map for servers, which the case says nothing of")
}

/// Of protocols with payloads of JSON.
fn json_payload(ambiguous: &Ambiguous<'_>) -> Option<&'static str> {
    let Ambiguous { member, expected, actual, is_request } = *ambiguous;
    let is_payload = member.binding == Binding::Payload && member.schema.shape_type == ShapeType::Structure;
    let is_empty = matches!(actual, Some(Tree::Structure(members)) if members.is_empty());
    (is_request && is_payload && expected.is_none() && is_empty)
        .then_some("a payload that is not set is written as `{}`, so that it cannot be told from an empty one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_a_protocol_are_found_by_its_trait() {
        assert!(rules("aws.protocols#restJson1").is_ok() && rules("weland.openapi#rest").is_ok());
        let failure = rules("example#carrierPigeon").err().unwrap().to_string();
        assert!(
            failure.contains("`example#carrierPigeon`; known are: aws.protocols#restJson1, aws.protocols#awsJson1_0, "),
            "{failure}"
        );
    }

    #[test]
    fn a_request_is_made_of_the_uri_of_an_operation() {
        let operation = OperationSchema::http("Get", "PUT", "/things/{Name}/{Rest+}?x=1&y");
        let request = bound_request(&operation);
        assert_eq!((&*request.method, &*request.uri), ("PUT", "/things/%7BName%7D/%7BRest+%7D"));
        assert_eq!(request.query_params, ["x=1", "y"]);
    }
}
