//! Media types that say the same. ASP.NET Core lists each body as `text/plain`, `application/json` and `text/json`, all of which
//! are JSON unless the value is a text: an enum of three variants would only ask callers which one they mean.

use weland_model::Entry;

use crate::lower::Lowering;
use crate::lower::text::write;
use crate::media_type::essence;

/// The media types without those that are other names of `application/json` beside it.
pub(super) fn without_other_names<'d>(lowering: &mut Lowering<'d, '_>, all: Vec<&'d Entry>) -> Vec<&'d Entry> {
    let json: Vec<&Entry> = all.iter().copied().filter(|entry| essence(&entry.key) == "application/json").collect();
    if json.is_empty() || all.len() < 2 {
        return all;
    }
    let mut kept = Vec::new();
    for entry in &all {
        let same = json.iter().find(|json| is_same(lowering, json, entry)).copied();
        let Some(json) = same.filter(|_| is_other_name(lowering, &all, entry)) else {
            kept.push(*entry);
            continue;
        };
        let effect = format!("bodies are `{}`, which has the same schema", json.key);
        let message = format!("the media type `{}` is not carried into the model", entry.key);
        lowering.report.note("not-carried-behavior", entry.key_span, message, &effect);
    }
    kept
}

/// Whether two media types have the same parameters and the same schema.
fn is_same(lowering: &Lowering<'_, '_>, one: &Entry, other: &Entry) -> bool {
    let parameters = |entry: &Entry| entry.key.split(';').skip(1).map(|it| it.trim().to_owned()).collect::<Vec<_>>();
    let schema = |entry: &Entry| {
        let node = lowering.source.resolve(&entry.value).map_or(&entry.value, |resolved| resolved.node);
        let mut text = String::new();
        write(node.get("schema").filter(|_| node.get("encoding").is_none())?, &mut text);
        Some(text)
    };
    parameters(one) == parameters(other) && schema(one).is_some_and(|one| schema(other) == Some(one))
}

/// Whether a media type that has the same schema as `application/json` has the same bodies.
fn is_other_name(lowering: &Lowering<'_, '_>, all: &[&Entry], entry: &Entry) -> bool {
    let has_text_json = all.iter().any(|entry| essence(&entry.key) == "text/json");
    match &*essence(&entry.key) {
        "text/json" | "application/*+json" => true,
        // That is another language, but in this company it is meant to be the value.
        "application/json-patch+json" => has_text_json,
        // A text is itself there, without quotation marks.
        "text/plain" => has_text_json || !is_text(lowering, entry),
        _ => false,
    }
}

/// Whether values may be texts.
fn is_text(lowering: &Lowering<'_, '_>, entry: &Entry) -> bool {
    let node = lowering.source.resolve(&entry.value).map_or(&entry.value, |resolved| resolved.node);
    let schema = node.get("schema").and_then(|schema| lowering.source.resolve(schema));
    let stated = schema.and_then(|schema| schema.node.get_str("type"));
    !matches!(stated, Some("object" | "array"))
}
