//! Methods, paths and status codes.

use weland_model::query::http;
use weland_model::{Severity, ShapeType, Span, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::{Comparison, Pair};
use crate::pairs;
use crate::usage::Features;

pub(super) fn http(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Operation) {
        let span = |shape: &weland_model::Shape| shape.traits.applied(trait_id::HTTP).map_or(shape.span, |it| it.span);
        let spans = (span(pair.old), span(pair.new));
        match (http::operation(&pair.old.traits), http::operation(&pair.new.traits)) {
            (Some(old), Some(new)) => lines(pair, spans, (old, new), changes),
            (Some(old), None) => {
                let message = format!("`{}` lost its HTTP binding `{} {}`", pair.new.id, old.method, old.uri);
                changes.push(
                    change(pair, spans, "http-removed", message)
                        .reference("TraitBreakingChange.Remove.smithy.api#http"),
                );
            }
            (None, Some(new)) => {
                let message = format!("`{}` got the HTTP binding `{} {}`", pair.new.id, new.method, new.uri);
                let change = change(pair, spans, "http-added", message);
                changes.push(Change { severity: Severity::Note, help: None, wire: Default::default(), ..change });
            }
            (None, None) => {}
        }
    }
}

fn lines(
    pair: Pair<'_>,
    spans: (Span, Span),
    (old, new): (http::HttpRequestLine<'_>, http::HttpRequestLine<'_>),
    changes: &mut Vec<Change>,
) {
    let id = &pair.new.id;
    let reference = |path: &str| format!("TraitBreakingChange.Update.smithy.api#http{path}");
    if old.method != new.method {
        let message = format!("the HTTP method of `{id}` changed from `{}` to `{}`", old.method, new.method);
        changes.push(change(pair, spans, "http-method-changed", message).reference(reference("")));
    }
    if pairs::blank_labels(old.uri) != pairs::blank_labels(new.uri) {
        let message = format!("the path of `{id}` changed from `{}` to `{}`", old.uri, new.uri);
        let change = change(pair, spans, "http-uri-changed", message).reference(reference(""));
        let bare = |uri| pairs::blank_labels(uri).trim_end_matches('/').to_owned();
        changes.push(match bare(old.uri) == bare(new.uri) {
            true => Change { severity: Severity::Danger, ..change }
                .help("generated servers take the path with a slash at the end and without; others may not")
                .wire(pair.usage.read_by(Features::HTTP).conditional()),
            false => change,
        });
    }
    if old.status != new.status {
        let message = format!("the status code of `{id}` changed from {} to {}", old.status, new.status);
        let status = change(pair, spans, "http-status-changed", message).reference(reference(""));
        let usage = pair.usage.read_by(Features::HTTP);
        // Both mean success.
        changes.push(status.wire(usage.conditional()).help("clients may compare it; keep the old one"));
    }
}

fn change(pair: Pair<'_>, spans: (Span, Span), code: &'static str, message: String) -> Change {
    let usage = pair.usage.read_by(Features::HTTP);
    Change::new(code, Severity::Error, pair.new.id.clone(), message)
        .help("add another operation, and keep this one as it was")
        .at(spans.0, spans.1)
        .wire(usage.rewritten())
        .rust(if pair.usage.is_used() { RustApi::Patch } else { RustApi::None })
}
