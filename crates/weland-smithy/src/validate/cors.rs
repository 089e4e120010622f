//! What `@cors` says is possible and doesn't contradict itself.

use weland_model::{Diagnostic, Diagnostics, Node, Shape, trait_id};

use super::context::Context;

/// The schemes of authentication whose credentials browsers keep.
const KEPT_BY_BROWSERS: [&str; 2] = [trait_id::HTTP_BASIC_AUTH, trait_id::HTTP_DIGEST_AUTH];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes() {
        let Some(cors) = service.traits.get(trait_id::CORS) else { continue };
        contradiction(cors, diagnostics);
        credentials(service, cors, diagnostics);
        if let Some(age) = cors.get("maxAge").filter(|age| age.as_i64().is_some_and(|age| age < -1)) {
            let message = "a response can't be cached for a negative number of seconds";
            let help = "use a positive number for `maxAge`, or -1 if browsers are to ask each time";
            diagnostics.push(Diagnostic::error("invalid-cors", age.span, message).help(help));
        }
        let origins = cors.get("origins").and_then(Node::as_object);
        let named = origins.into_iter().flat_map(|origins| origins.iter().map(|(_, origin)| origin));
        cors.get("origin").into_iter().chain(named).for_each(|origin| shape_of_origin(origin, diagnostics));
        for key in ["additionalAllowedHeaders", "additionalExposedHeaders"] {
            let names = cors.get(key).and_then(Node::as_array).unwrap_or_default();
            names.iter().for_each(|name| header_name(name, diagnostics));
        }
    }
}

fn contradiction(cors: &Node, diagnostics: &mut Diagnostics) {
    let origin = cors.get("origin").filter(|origin| origin.as_str() != Some("*"));
    let origins = cors.get("origins").filter(|origins| origins.as_object().is_some_and(|map| !map.is_empty()));
    if let (Some(origin), Some(origins)) = (origin, origins) {
        let message = "`origin` and `origins` both say which origins are allowed";
        diagnostics.push(
            Diagnostic::error("invalid-cors", origin.span, message)
                .related(origins.span, "`origins` is set here")
                .help("remove one of the two"),
        );
    }
}

/// Browsers send what they keep to services only that name the origin.
fn credentials(service: &Shape, cors: &Node, diagnostics: &mut Diagnostics) {
    let names_origins = cors.get_str("origin").is_some_and(|origin| origin != "*")
        || cors.get("origins").and_then(Node::as_object).is_some_and(|origins| !origins.is_empty());
    let kept = KEPT_BY_BROWSERS.into_iter().find(|id| service.traits.contains(id));
    if let (false, Some(scheme)) = (names_origins, kept) {
        let name = scheme.rsplit('#').next().unwrap_or(scheme);
        let message = format!(
            "scripts of all origins may call the service, so browsers don't send it what they keep for `@{name}`"
        );
        let help = "name the one origin whose scripts may authenticate in this way: `@cors(origin: \"https://…\")`";
        diagnostics.push(Diagnostic::warning("invalid-cors", cors.span, message).help(help));
    }
}

/// An origin is compared letter by letter with what browsers send.
fn shape_of_origin(origin: &Node, diagnostics: &mut Diagnostics) {
    let Some(text) = origin.as_str().filter(|text| *text != "*") else { return };
    let host = text.split_once("://").map(|(_, host)| host);
    let is_origin = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '*']));
    if !is_origin || !text.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase()) {
        let message = format!("no browser sends the origin `{text}`");
        let help = "an origin is a scheme and a host in lower case, perhaps with a port: `https://example.com`";
        diagnostics.push(Diagnostic::warning("invalid-cors", origin.span, message).help(help));
    }
}

fn header_name(name: &Node, diagnostics: &mut Diagnostics) {
    let Some(text) = name.as_str() else { return };
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if !text.bytes().all(is_letter) {
        let message = format!("`{text}` is no name of a header");
        let help = "each element is one name of letters, digits and hyphens, such as `X-Trace-Id`";
        diagnostics.push(Diagnostic::warning("invalid-cors", name.span, message).help(help));
    }
}
