//! The protocol that is used, out of those of a service.

use weland_model::edit::Stated;
use weland_model::query::protocols::protocols;
use weland_model::{Diagnostic, Diagnostics, Model, Node, Shape, ShapeId, closest};

const CODE: &str = "unsupported-protocol";

/// The protocol of a service that a user names by its trait, or by the name of that without its namespace: the id of the trait.
/// Reports a name of no supported protocol of the service.
pub fn choose_protocol(
    model: &Model,
    service: &ShapeId,
    supported: &[&str],
    chosen: &Stated,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let shape = model.get(service);
    let of_service: Vec<String> =
        shape.into_iter().flat_map(|shape| protocols(model, shape)).map(|applied| applied.id.to_string()).collect();
    let is_meant = |id: &str| chosen.text == id || chosen.text == name(id);
    let usable: Vec<&str> = usable(&of_service, supported).collect();
    let found = usable.iter().find(|id| is_meant(id));
    if found.is_none() {
        let message = match of_service.iter().any(|id| is_meant(id)) {
            true => format!("the protocol `{}` of `{service}` is not supported", chosen.text),
            false => format!("`{service}` doesn't have the protocol `{}`", chosen.text),
        };
        diagnostics.push(Diagnostic::error(CODE, chosen.span, message).help(instead(chosen, &usable)));
    }
    found.map(|id| (*id).to_owned())
}

/// What could be chosen.
fn instead(chosen: &Stated, usable: &[&str]) -> String {
    let names: Vec<&str> = usable.iter().map(|id| name(id)).collect();
    match (closest(&chosen.text, names.iter().chain(usable).copied()), names.is_empty()) {
        (Some(meant), _) => format!("did you mean `{meant}`?"),
        (None, false) => format!("the service has {}", names.join(" and ")),
        (None, true) => "the service has no protocol that is supported".to_owned(),
    }
}

/// The first protocol of a service that is supported, or the chosen one, which is named by its trait.
pub(super) fn find(
    service: &Shape,
    protocols: &[String],
    supported: &[&str],
    chosen: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let found = usable(protocols, supported).find(|id| chosen.is_none_or(|chosen| chosen == *id));
    if found.is_none() {
        let of_service: Vec<String> = protocols.iter().map(|id| format!("`@{id}`")).collect();
        let message = match of_service.is_empty() {
            true => format!("`{}` has no protocol", service.id),
            false => format!("`{}` has no supported protocol, only {}", service.id, of_service.join(" and ")),
        };
        let supported: Vec<String> = supported.iter().map(|id| format!("`@{id}`")).collect();
        let help = format!("apply {} to the service", supported.join(" or "));
        diagnostics.push(Diagnostic::error(CODE, service.span, message).help(help));
    }
    found.map(str::to_owned)
}

/// The protocols of a service that are supported, in their order.
pub(super) fn usable<'a>(protocols: &'a [String], supported: &[&str]) -> impl Iterator<Item = &'a str> {
    protocols.iter().map(String::as_str).filter(|id| supported.contains(id))
}

/// The name of a trait without its namespace.
fn name(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}

/// Whether a protocol of a service has HTTP/2 for streams of events, by `eventStreamHttp` or, without it, by `http`.
pub(super) fn has_http2_for_events(service: &Shape, protocol: &str) -> bool {
    let value = service.traits.iter().find(|applied| applied.id == *protocol).map(|applied| &applied.value);
    let versions = value.and_then(|value| value.get("eventStreamHttp").or_else(|| value.get("http")));
    versions.and_then(Node::as_array).unwrap_or_default().iter().any(|version| version.as_str() == Some("h2"))
}
