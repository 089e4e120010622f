//! Bodies of protocol tests are of the media type that the test states.

use weland_model::{Diagnostic, Diagnostics, FileId, Node, Severity, trait_id};

use super::context::Context;
use super::text_span::part;
use crate::{json, xml};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for id in [trait_id::HTTP_REQUEST_TESTS, trait_id::HTTP_RESPONSE_TESTS] {
        for tests in context.applied(id) {
            let reference = match tests.shape.as_operation() {
                Some(_) if id == trait_id::HTTP_REQUEST_TESTS => "HttpRequestTestsInput",
                Some(_) => "HttpResponseTestsOutput",
                None => "HttpResponseTestsError",
            };
            for case in tests.applied.value.as_array().unwrap_or_default() {
                check_body(case, reference, diagnostics);
            }
        }
    }
}

fn check_body(case: &Node, reference: &str, diagnostics: &mut Diagnostics) {
    let (Some(body), Some(media_type)) = (case.get("body"), case.get_str("bodyMediaType")) else { return };
    let text = body.as_str().unwrap_or_default();
    let Some((offset, reason)) = fault(body.span.file, text, media_type).filter(|_| !text.is_empty()) else { return };
    let message = format!("the body of the test is not of the media type `{media_type}`: {reason}");
    diagnostics.push(
        Diagnostic::new(Severity::Danger, "invalid-test-body", message)
            .at(part(body, offset..offset))
            .help("correct the body, or its `bodyMediaType`")
            .reference(reference),
    );
}

/// Where and why a text is not of a media type. Types other than JSON and XML hold any text.
fn fault(file: FileId, text: &str, media_type: &str) -> Option<(usize, String)> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    let suffix = subtype.rsplit_once('+').map_or(subtype, |(_, suffix)| suffix);
    match suffix.to_ascii_lowercase().as_str() {
        "json" => json::check(file, text).err(),
        "xml" => xml::check(text).err().map(|fault| (fault.offset, fault.message)),
        _ => None,
    }
}
