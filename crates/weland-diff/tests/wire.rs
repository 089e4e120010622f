//! What changes mean on the wire, where that depends on the protocol or on what generated peers do.

use weland_diff::{Change, Effect, RustCode, Wire};
use weland_model::Model;
use weland_smithy::Loader;

fn model(protocol: &str, rest: &str) -> Model {
    let mut loader = Loader::new();
    let text = format!(
        "$version: \"2\"\nnamespace example\n@{protocol}\nservice City {{ version: \"1\", operations: [GetStreet] }}\n\
         @http(method: \"POST\", uri: \"/streets\") operation GetStreet {{ {rest} }}"
    );
    loader.add("model.smithy", text);
    let (model, diagnostics) = loader.load();
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    model
}

fn changes(protocol: &str, old: &str, new: &str) -> Vec<Change> {
    weland_diff::diff(&model(protocol, old), &model(protocol, new), RustCode::AS_IN_THE_MODEL)
}

fn codes(protocol: &str, old: &str, new: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> = changes(protocol, old, new).into_iter().map(|change| change.code).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn members_are_renamed_where_every_protocol_reads_the_name_that_they_keep() {
    let header = |name: &str| format!("input := {{ @httpHeader(\"x-file\") {name}: String }}");
    let json = |name: &str| format!("input := {{ @jsonName(\"File\") {name}: String }}");
    for edit in [header, json].map(|of: fn(&str) -> String| (of("file"), of("path"))) {
        let codes = |protocol| codes(protocol, &edit.0, &edit.1);
        assert_eq!(codes("aws.protocols#restJson1"), ["member-renamed"], "{edit:?}");
        for protocol in ["smithy.protocols#rpcv2Cbor", "aws.protocols#awsJson1_0"] {
            assert_eq!(codes(protocol), ["member-added", "member-removed"], "{protocol}, {edit:?}");
        }
        // A service with several protocols has clients of each.
        let both = "aws.protocols#restJson1 @aws.protocols#awsJson1_0";
        assert_eq!(codes(both), ["member-added", "member-removed"], "{edit:?}");
    }
}

#[test]
fn smaller_numbers_break_whoever_reads_larger_ones() {
    let wire = |part: &str, old: &str, new: &str| {
        let of = |target: &str| format!("{part} := {{ length: {target} }}");
        let found = changes("aws.protocols#restJson1", &of(old), &of(new));
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].wire
    };
    let breaks_new = Wire { new_clients: Effect::Breaking, ..Wire::COMPATIBLE };
    let breaks_old = Wire { old_clients: Effect::Breaking, ..Wire::COMPATIBLE };
    assert_eq!(wire("output", "Long", "Short"), breaks_new);
    assert_eq!(wire("output", "Double", "Integer"), breaks_new);
    assert_eq!(wire("input", "Long", "Short"), breaks_old);
    assert_eq!(wire("output", "Short", "Long"), Wire { old_clients: Effect::Conditional, ..Wire::COMPATIBLE });
}
