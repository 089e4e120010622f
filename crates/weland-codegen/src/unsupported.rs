//! What a model asks for and generated crates do not do. Whoever relies on it has to know.

mod endpoints;
mod formats;

use std::collections::BTreeSet;

use weland_model::{Diagnostic, Diagnostics, ShapeType, Span, trait_id};
use weland_service::{Member, Operation, Pagination, Service, Shape, ShapeIndex, ShapeKind};

use crate::lower::{check_default, file_members, is_file, is_nullable};
use crate::options::CrateKind;
use crate::protocols::{Protocol, Protocols};

const IGNORED: &str = "ignored-trait";

/// The schemes of authentication that the runtime has.
const IMPLEMENTED: [&str; 4] =
    [trait_id::SIGV4, trait_id::HTTP_BASIC_AUTH, trait_id::HTTP_BEARER_AUTH, trait_id::HTTP_API_KEY_AUTH];

/// Reports what crates cannot do of what a service asks for, and removes it from the service.
pub(crate) fn remove(service: &mut Service, protocols: &Protocols, kinds: &[CrateKind], diagnostics: &mut Diagnostics) {
    of_service(service, diagnostics);
    of_shapes(service, diagnostics);
    formats::check(service, protocols, kinds, diagnostics);
    defaults(service, diagnostics);
    if kinds.iter().any(|kind| matches!(kind, CrateKind::Server | CrateKind::Validator)) {
        patterns(service, diagnostics);
    }
    let mut operations = std::mem::take(&mut service.operations);
    operations.retain(|operation| {
        has_binding(operation, protocols.chosen, diagnostics)
            && can_stream(service, operation, protocols, kinds, diagnostics)
    });
    for operation in &mut operations {
        pages(service, operation, diagnostics);
        waiters(service, operation, diagnostics);
    }
    service.operations = operations;
    if kinds.contains(&CrateKind::Client) {
        endpoints::report(service, diagnostics);
    }
}

fn ignored(span: Option<Span>, message: &str, help: &str, diagnostics: &mut Diagnostics) {
    if let Some(span) = span {
        diagnostics.push(Diagnostic::warning(IGNORED, span, message).help(help));
    }
}

fn of_service(service: &Service, diagnostics: &mut Diagnostics) {
    let is_known = |id: &str| IMPLEMENTED.contains(&id);
    let of_smithy = service.auth_schemes.iter().filter(|scheme| !is_known(&scheme.id));
    let of_smithy = of_smithy.map(|scheme| (scheme.id.rsplit('#').next().unwrap_or(&scheme.id), scheme.span));
    let others = service.other_schemes.iter().map(|scheme| (&*scheme.name, scheme.span));
    for (name, span) in of_smithy.chain(others) {
        let message = format!("generated crates do not implement the authentication scheme `{name}`");
        let help = match name {
            "sigv4a" | "httpDigestAuth" => {
                "add it to clients by `Config::auth_scheme`, or else calls that need it fail; let the server check it \
                 by `Router::verify`, or else nobody can call what needs it"
            }
            _ => {
                "add it to clients by `Config::auth_scheme`, or let callers set the header by `Call::header`; let the server \
                 check it by `Router::verify`, or else nobody can call what needs it"
            }
        };
        ignored(Some(span), &message, help, diagnostics);
    }
}

fn of_shapes(service: &Service, diagnostics: &mut Diagnostics) {
    part_headers(service, diagnostics);
    for shape in &service.shapes {
        nulls(shape, diagnostics);
        rules(service, shape, diagnostics);
        media_types(service, shape, diagnostics);
    }
}

/// Structured bodies in media types that no codec writes.
fn media_types(service: &Service, shape: &Shape, diagnostics: &mut Diagnostics) {
    let is_structured = |member: &&Member| {
        let target = &service.shape(member.target).kind;
        !matches!(target, ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_))
    };
    for member in shape.members().filter(is_structured) {
        let of_field = member.field.as_ref().and_then(|field| field.content_type.as_deref());
        let stated = member.content.as_deref().or(of_field.filter(|_| !is_list_of_simple(service, member)));
        let Some(media_type) = stated.filter(|media_type| !is_written(media_type)) else { continue };
        let message = format!("generated crates write JSON here, not `{media_type}`");
        let help =
            "give the body a media type of JSON, of forms or of multipart; or make it a blob, which is sent as it is";
        ignored(Some(member.span), &message, help, diagnostics);
    }
}

/// Whether a member is a field for each element of a list, none of which is structured.
fn is_list_of_simple(service: &Service, member: &Member) -> bool {
    let ShapeKind::List { element } = &service.shape(member.target).kind else { return false };
    let element = &service.shape(element.target).kind;
    matches!(element, ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_))
}

/// Whether structured values are written in a media type, or in one of a range.
fn is_written(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    let known = ["json", "multipart/", "x-www-form-urlencoded", "event-stream", "*"];
    known.iter().any(|part| media_type.contains(part))
}

/// Headers of parts: those of files are text, those of other values nowhere.
fn part_headers(service: &Service, diagnostics: &mut Diagnostics) {
    let files = file_members(service);
    for (index, shape) in service.shapes.iter().enumerate() {
        for member in shape.members() {
            let is_file = is_file(&files, service, ShapeIndex(index), member);
            for header in member.field.iter().flat_map(|field| &field.headers) {
                let name = &header.name;
                if !is_file {
                    let message = format!("generated crates neither send nor read the header `{name}` of this part");
                    let help = "send what it says in a part of its own; only parts that are files have headers";
                    ignored(Some(header.span), &message, help, diagnostics);
                } else if header.constrained {
                    let message =
                        format!("the header `{name}` of this part is text, which is not compared with its schema");
                    let help = "check it where the file is used: `FilePart::get_header` has it";
                    ignored(Some(header.span), &message, help, diagnostics);
                }
            }
        }
    }
}

/// Constraints of members whose targets have types of their own, which hold the schemas of the values.
fn rules(service: &Service, shape: &Shape, diagnostics: &mut Diagnostics) {
    for member in shape.members() {
        let target = &service.shape(member.target).kind;
        let is_structured = matches!(target, ShapeKind::Structure { .. } | ShapeKind::Union { .. });
        if is_structured
            && member.constraints.as_ref().is_some_and(|own| own.constants.is_some() || !own.all_of.is_empty())
        {
            let message =
                "generated crates take no notice of `@values` and `@allOf` on members that target structures or unions";
            let help = "apply them to the structure or union, or to one of its own for this member";
            ignored(Some(member.span), message, help, diagnostics);
        }
    }
}

/// Members that may be null where nothing can stand for it.
fn nulls(shape: &Shape, diagnostics: &mut Diagnostics) {
    let (members, is_union) = match &shape.kind {
        ShapeKind::Structure { members, .. } => (members, false),
        ShapeKind::Union { members, .. } => (members, true),
        _ => return,
    };
    for member in members.iter().filter(|member| member.presence.nullable && (is_union || !is_nullable(member))) {
        let message = "generated crates take no notice of `@nullable` here: null is a value of members of structures only, \
                       in documents";
        let help = "leave it out; in a union, target a structure with a member that may be null";
        ignored(Some(member.span), message, help, diagnostics);
    }
}

/// Defaults that are no values of their shapes, in place of which nothing can be made up.
fn defaults(service: &Service, diagnostics: &mut Diagnostics) {
    for member in service.shapes.iter().flat_map(|shape| shape.members()) {
        let Some(node) = &member.default else { continue };
        if let Err(expected) = check_default(service, member.target, node) {
            let message = format!("this is no default that `{}` can have: expected {expected}", member.name);
            diagnostics.push_over(Diagnostic::error("invalid-default", node.span, message));
        }
    }
}

/// Patterns that servers and validators would have to match, and cannot.
fn patterns(service: &Service, diagnostics: &mut Diagnostics) {
    let of_shapes = service.shapes.iter().map(|shape| &shape.constraints);
    let of_members = service.shapes.iter().flat_map(|shape| shape.members()).filter_map(|it| it.constraints.as_ref());
    let patterns = of_shapes.chain(of_members).flat_map(|constraints| {
        let of_keys = constraints.pattern_properties.iter().map(|(pattern, _)| pattern);
        constraints.pattern.iter().chain(of_keys)
    });
    let mut told = BTreeSet::new();
    for pattern in patterns.filter_map(|pattern| pattern.unusable.as_ref()).filter(|it| told.insert(it.span)) {
        let message = format!("servers and validators can't match this pattern: {}", pattern.reason);
        let help = format!("{}; or generate only types and a client", pattern.help);
        diagnostics.push_over(Diagnostic::error("unsupported-pattern", pattern.span, message).help(help));
    }
}

/// Whether an operation has the HTTP binding that its protocol needs.
fn has_binding(operation: &Operation, protocol: &Protocol, diagnostics: &mut Diagnostics) -> bool {
    let is_missing = operation.http.is_none() && protocol.has_http_bindings;
    if is_missing {
        let message = format!("`{}` has no `@http` trait, which its protocol needs", operation.id);
        diagnostics.push(Diagnostic::error("missing-http", operation.span, message));
    }
    !is_missing
}

/// Whether streams have a place in messages. Those of bytes are bodies, which in protocols without HTTP bindings are documents;
/// those of events are bodies, too, which may not be forms.
fn can_stream(
    service: &Service,
    operation: &Operation,
    protocols: &Protocols,
    kinds: &[CrateKind],
    diagnostics: &mut Diagnostics,
) -> bool {
    let data = [operation.input, operation.output].into_iter().flatten();
    let streams = data.flat_map(|index| service.shape(index).members());
    let streams = streams.filter(|member| service.shape(member.target).streaming);
    let mut have_place = true;
    for member in streams {
        have_place &= has_place(service, member, protocols, kinds, diagnostics);
    }
    have_place
}

fn has_place(
    service: &Service,
    member: &Member,
    protocols: &Protocols,
    kinds: &[CrateKind],
    diagnostics: &mut Diagnostics,
) -> bool {
    let is_of_bytes = matches!(service.shape(member.target).kind, ShapeKind::Simple(_));
    let lacks_place = |protocol: &Protocol| if is_of_bytes { !protocol.has_http_bindings } else { protocol.has_forms };
    let is_chosen = lacks_place(protocols.chosen);
    if is_chosen || protocols.any(lacks_place) && kinds.contains(&CrateKind::Server) {
        let (stream, place, help) = match is_of_bytes {
            true => (
                "a stream of bytes",
                "a protocol without HTTP bindings",
                "target a blob that is no stream, or a stream of events; or choose another protocol in `weland.yaml`",
            ),
            false => ("a stream of events", "a protocol with forms", "choose another protocol in `weland.yaml`"),
        };
        let message = format!("`{}` is {stream}, which has no place in {place}", member.name);
        let diagnostic = match is_chosen {
            true => Diagnostic::error("misplaced-stream", member.span, message),
            false => Diagnostic::warning("misplaced-stream", member.span, message),
        };
        diagnostics.push(diagnostic.help(help));
    }
    !is_chosen
}

fn pages(service: &Service, operation: &mut Operation, diagnostics: &mut Diagnostics) {
    let Some(pages) = &operation.pagination else { return };
    let reason = if !is_string(service, &pages.input_token) || !is_string(service, &pages.output_token) {
        "its token isn't a string"
    } else if streams_input(service, operation) {
        "its input is a stream, which can be sent only once"
    } else if paths(pages).any(|member| is_nullable(member) && !member.presence.required) {
        "a member on the way to its token or items may be absent and may be null, which is more than a `None` can say"
    } else {
        return;
    };
    let message = format!("`{}` has no pages in Rust: {reason}", operation.id);
    diagnostics.push(Diagnostic::warning("unusable-pagination", pages.span, message));
    operation.pagination = None;
}

/// The members that paths of a pagination lead along.
fn paths(pages: &Pagination) -> impl Iterator<Item = &Member> {
    pages.input_token.iter().chain(&pages.output_token).chain(pages.items.iter().flatten())
}

fn is_string(service: &Service, path: &[Member]) -> bool {
    let target = path.last().map(|member| &service.shape(member.target).kind);
    matches!(target, Some(ShapeKind::Simple(ShapeType::String)))
}

fn waiters(service: &Service, operation: &mut Operation, diagnostics: &mut Diagnostics) {
    if operation.waiters.is_empty() || !streams_input(service, operation) {
        return;
    }
    let message =
        format!("`{}` has no waiters in Rust: its input is a stream, which can be sent only once", operation.id);
    diagnostics.push(Diagnostic::warning("waiter-with-stream", operation.span, message));
    operation.waiters.clear();
}

/// A stream is gone once it was sent, so there is nothing to call again with.
fn streams_input(service: &Service, operation: &Operation) -> bool {
    operation.input.is_some_and(|input| service.has_stream(input))
}
