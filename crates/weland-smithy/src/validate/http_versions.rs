//! Event streams go over versions of HTTP that the service speaks at all.

use weland_model::query::protocols::protocols;
use weland_model::{Diagnostic, Diagnostics, Node};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        for protocol in protocols(context.graph(), service) {
            let versions = |key| protocol.value.get(key).and_then(Node::as_array).unwrap_or_default();
            let known = versions("http");
            let mut missing = versions("eventStreamHttp").iter().filter(|version| !known.contains(version)).peekable();
            let Some(first) = missing.peek().map(|version| version.span) else { continue };
            let names: Vec<&str> = missing.filter_map(Node::as_str).collect();
            let names = names.join("`, `");
            let message = format!("event streams use `{names}`, but `http` does not list that");
            diagnostics.push(
                Diagnostic::error("event-stream-http", first, message)
                    .help(format!("add `{names}` to `http`, or remove it from `eventStreamHttp`")),
            );
        }
    }
}
