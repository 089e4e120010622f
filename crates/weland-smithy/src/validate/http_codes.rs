//! Status codes and methods fit what they stand for.

use weland_model::query::http::{HttpBinding, Roles};
use weland_model::{Diagnostic, Diagnostics, Member, Node, Severity, Shape, trait_id};

use super::context::Context;
use super::header_names::is_token_character;

/// Whether operations of a method must be read-only, or can't be; and the same for idempotent.
const METHODS: [(&str, bool, Option<bool>); 8] = [
    ("GET", true, Some(false)),
    ("HEAD", true, Some(false)),
    ("OPTIONS", true, Some(false)),
    ("TRACE", true, Some(false)),
    ("POST", false, None),
    ("DELETE", false, Some(true)),
    ("PUT", false, Some(true)),
    ("PATCH", false, None),
];

/// Methods whose requests have no body, or one without a meaning.
const WITHOUT_BODY: [&str; 5] = ["GET", "HEAD", "OPTIONS", "TRACE", "DELETE"];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        error_code(shape, diagnostics);
        let Some(http) = shape.traits.get(trait_id::HTTP) else { continue };
        if let Some(code) = http.get("code") {
            let success = code.as_i64().is_none_or(|code| (200..300).contains(&code) || !(100..1000).contains(&code));
            if !success {
                let message = "the status code of a success should be between 200 and 299";
                let danger = Diagnostic::new(Severity::Danger, "status-code", message).at(code.span);
                diagnostics.push(danger.help("use a code such as 200; give errors theirs with `@httpError`"));
            }
        }
        body(context, shape, diagnostics);
        method(shape, http, diagnostics);
    }
}

fn error_code(shape: &Shape, diagnostics: &mut Diagnostics) {
    let (Some(kind), Some(applied)) =
        (shape.traits.get_str(trait_id::ERROR), shape.traits.applied(trait_id::HTTP_ERROR))
    else {
        return;
    };
    let (codes, name) = match kind {
        "client" => (400..500, "400 to 499"),
        "server" => (500..600, "500 to 599"),
        _ => return,
    };
    let code = applied.value.as_i64();
    if let Some(code) = code.filter(|code| !codes.contains(code)) {
        let message = format!("the status code of a {kind} error must be in {name}, not {code}");
        let danger = Diagnostic::new(Severity::Danger, "status-code", message).at(applied.span);
        diagnostics.push(danger.help(format!("use a code from {name}, or change `@error`")));
    }
}

/// Requests of some methods have no body that servers could rely on.
fn body(context: &Context<'_>, operation: &Shape, diagnostics: &mut Diagnostics) {
    let (Some(data), Some(http)) = (operation.as_operation(), operation.traits.get(trait_id::HTTP)) else { return };
    let method = http.get("method").filter(|method| method.as_str().is_some_and(|text| WITHOUT_BODY.contains(&text)));
    let (Some(method), Some(input)) = (method, context.whole(&data.input)) else { return };
    // A member that lacks the binding to its label is reported as such.
    let uri = http.get_str("uri").unwrap_or_default();
    let is_label = |name: &str| uri.contains(&format!("{{{name}}}")) || uri.contains(&format!("{{{name}+}}"));
    let in_body = |member: &&Member| {
        let binding = HttpBinding::of(&member.traits, Roles::INPUT);
        matches!(binding, HttpBinding::Body | HttpBinding::Payload)
            && !member.traits.contains(trait_id::HOST_LABEL)
            && !is_label(&member.name)
    };
    if let Some(member) = input.members.iter().find(in_body) {
        let text = method.as_str().unwrap_or_default();
        let message =
            format!("the body of a {text} request has no meaning, but the input's member `{}` needs one", member.name);
        let danger = Diagnostic::new(Severity::Danger, "body-without-meaning", message).at(method.span);
        let danger = danger.related(member.span, "the member");
        diagnostics.push(danger.help("bind the member to the query string or a header, or use another method"));
    }
}

/// What a method promises to everyone between client and server, the operation promises, too.
fn method(operation: &Shape, http: &Node, diagnostics: &mut Diagnostics) {
    let Some((node, text)) = http.get("method").and_then(|node| Some((node, node.as_str()?))) else { return };
    if let Some(wrong) = text.chars().find(|character| !is_token_character(*character)) {
        let message = format!("a method of HTTP can't contain `{}`", wrong.escape_debug());
        let help = "use a method such as `GET` or `POST`";
        diagnostics.push(Diagnostic::error("invalid-trait-value", node.span, message).help(help));
    }
    let Some((name, readonly, idempotent)) = METHODS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text)) else {
        return;
    };
    let mut warn = |kind: &str, message: String, help: String| {
        let warning = Diagnostic::warning("method-semantics", node.span, message).help(help);
        diagnostics.push(warning.reference(format!("HttpMethodSemantics{kind}")));
    };
    if *name != text {
        warn("", format!("methods are written in upper case, but this is `{text}`"), format!("write `{name}`"));
    }
    if *name == "OPTIONS" {
        let message = "OPTIONS requests are what browsers send for CORS, and no part of an API";
        warn(".OPTIONS", message.to_owned(), "remove the operation, and put `@cors` on the service".to_owned());
    }
    let mut promise = |id: &str, kind: &str, wanted: bool| {
        let word = id.split_once('#').map_or(id, |(_, name)| name);
        if operation.traits.contains(id) == wanted {
            return;
        }
        let id = &operation.id;
        match wanted {
            true => warn(
                &format!(".Missing{kind}Trait"),
                format!("`{id}` uses {name}, but lacks `@{word}`"),
                format!("put `@{word}` on the operation, or use another method"),
            ),
            false => warn(
                &format!(".Unnecessary{kind}Trait"),
                format!("`{id}` uses {name}, but has `@{word}`"),
                format!("remove `@{word}` from the operation, or use another method"),
            ),
        }
    };
    promise(trait_id::READONLY, "Readonly", *readonly);
    if let Some(idempotent) = idempotent {
        promise(trait_id::IDEMPOTENT, "Idempotent", *idempotent);
    }
}
