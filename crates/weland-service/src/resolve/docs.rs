//! Documentation and deprecations.

use weland_model::{Node, Object, Traits, trait_id};

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
    if let Some(statuses) = traits.get(trait_id::OPENAPI_HEADER_OF).and_then(Node::as_object) {
        notes.push(header_of(statuses));
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

/// The statuses of responses that a header is part of.
fn header_of(statuses: &Object) -> String {
    let with = |is_required: bool| {
        let statuses = statuses.iter().filter(|(_, node)| (node.as_bool() == Some(true)) == is_required);
        statuses.map(|(status, _)| format!("`{status}`")).collect::<Vec<_>>().join(", ")
    };
    match (&*with(true), &*with(false)) {
        ("", optional) => format!("Perhaps part of responses with status {optional}."),
        (required, "") => format!("Part of responses with status {required}."),
        (required, optional) => {
            format!("Part of responses with status {required}, and perhaps of those with {optional}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use weland_model::{Sources, Span};

    use super::*;

    #[test]
    fn headers_say_which_responses_they_are_part_of() {
        let span = Span::new(Sources::default().add("a", ""), 0, 0);
        let said = |statuses: &[(&str, bool)]| {
            let entry = |(status, is_required): &(&str, bool)| weland_model::Entry {
                key: (*status).into(),
                key_span: span,
                value: Node::new(weland_model::NodeKind::Bool(*is_required), span),
            };
            header_of(&Object::new(statuses.iter().map(entry).collect()))
        };
        assert_eq!(said(&[("201", true), ("202", true)]), "Part of responses with status `201`, `202`.");
        assert_eq!(said(&[("2XX", false)]), "Perhaps part of responses with status `2XX`.");
        let both = "Part of responses with status `200`, and perhaps of those with `202`.";
        assert_eq!(said(&[("200", true), ("202", false)]), both);
    }
}
