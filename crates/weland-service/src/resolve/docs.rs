//! Documentation and deprecations.

use weland_model::{Node, Traits, trait_id};

use crate::shape::Docs;

/// The documentation of a shape or member.
pub(super) fn docs(traits: &Traits) -> Docs {
    Docs {
        text: traits.get_str(trait_id::DOCUMENTATION).map(str::to_owned),
        deprecated: traits.get(trait_id::DEPRECATED).map(deprecation),
        notes: notes(traits),
    }
}

/// The message, and since when. Rust wants a version of the crate for the latter, which the model does not speak of.
fn deprecation(node: &Node) -> String {
    let message = node.get_str("message").unwrap_or_default();
    match (message, node.get_str("since")) {
        ("", Some(since)) => format!("Since {since}."),
        (message, Some(since)) => format!("{message} (since {since})"),
        (message, None) => message.to_owned(),
    }
}

fn notes(traits: &Traits) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(links) = traits.get(trait_id::EXTERNAL_DOCUMENTATION).and_then(Node::as_object) {
        let links = links.iter().filter_map(|(name, url)| Some(format!("[{name}]({})", url.as_str()?)));
        notes.push(format!("See {}.", links.collect::<Vec<_>>().join(", ")));
    }
    if let Some(since) = traits.get_str(trait_id::SINCE) {
        notes.push(format!("Since {since}."));
    }
    if let Some(recommended) = traits.get(trait_id::RECOMMENDED) {
        let reason = recommended.get_str("reason").map(|reason| format!(": {reason}")).unwrap_or(".".to_owned());
        notes.push(format!("Recommended{reason}"));
    }
    if traits.contains(trait_id::OPENAPI_READ_ONLY) {
        notes.push("Part of responses only.".to_owned());
    }
    if traits.contains(trait_id::OPENAPI_WRITE_ONLY) {
        notes.push("Part of requests only.".to_owned());
    }
    let format = traits.get_str(trait_id::OPENAPI_FORMAT);
    let format = format.or(traits.contains(trait_id::ALLOY_UUID_FORMAT).then_some("uuid"));
    if let Some(format) = format.or(traits.contains(trait_id::ALLOY_DATE_FORMAT).then_some("date")) {
        notes.push(format!("In the format `{format}`."));
    }
    if traits.contains(trait_id::UNSTABLE) {
        notes.push("Unstable: this may change.".to_owned());
    }
    if traits.contains(trait_id::INTERNAL) {
        notes.push("Internal: not meant for customers of the service.".to_owned());
    }
    notes
}
