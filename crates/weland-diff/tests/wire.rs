//! What changes mean on the wire, where that depends on the protocol or on what generated peers do.

use weland_diff::{Change, Effect, RustApi, RustCode, Verdict, Wire};
use weland_model::Model;
use weland_smithy::Loader;

fn load(text: &str) -> Model {
    let mut loader = Loader::new();
    loader.define_openapi();
    loader.add("model.smithy", format!("$version: \"2\"\nnamespace example\n{text}"));
    let (model, diagnostics) = loader.load();
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    model
}

fn model(protocol: &str, rest: &str) -> Model {
    load(&format!(
        "@{protocol}\nservice City {{ version: \"1\", operations: [GetStreet] }}\n\
         @http(method: \"POST\", uri: \"/streets\") operation GetStreet {{ {rest} }}"
    ))
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

const BEARER: &str = "httpBearerAuth";

/// What becomes of peers if the traits of a service and of its operation change; the codes of what is told.
fn auth(old: [&str; 2], new: [&str; 2]) -> (Vec<&'static str>, Wire) {
    let of = |[service, operation]: [&str; 2]| {
        load(&format!(
            "{service}\nservice City {{ version: \"1\", operations: [GetStreet] }}\n{operation}\noperation GetStreet {{}}"
        ))
    };
    let changes = weland_diff::diff(&of(old), &of(new), RustCode::AS_IN_THE_MODEL);
    (changes.iter().map(|change| change.code).collect(), Verdict::of(&changes).wire)
}

#[test]
fn credentials_that_nobody_asks_for_do_no_harm() {
    let breaks_old = Wire { old_clients: Effect::Breaking, ..Wire::COMPATIBLE };
    let breaks_new = Wire { new_clients: Effect::Breaking, ..Wire::COMPATIBLE };
    let may_break_new = Wire { new_clients: Effect::Conditional, ..Wire::COMPATIBLE };
    let both = format!("@{BEARER} @httpBasicAuth");
    let one = format!("@{BEARER}");
    let only = |names: &str| format!("@auth([{names}])");
    let change = |old: &str, new: &str| auth([&both, old], [&both, new]);
    // Servers that need none serve old clients; those of before refuse whoever has none.
    assert_eq!(change(&only(BEARER), &only("")), (vec!["auth-changed"], breaks_new));
    assert_eq!(change(&only(""), &only(BEARER)), (vec!["auth-changed"], breaks_old));
    assert_eq!(change(&only(BEARER), "@optionalAuth"), (vec!["auth-changed"], may_break_new));
    assert_eq!(change(&only(BEARER), &only("httpBasicAuth")), (vec!["auth-changed"], Wire::BREAKING));
    let both_of = only("httpBearerAuth, httpBasicAuth");
    assert_eq!(change(&both_of, &only(BEARER)), (vec!["auth-changed"], breaks_old));
    assert_eq!(change(&only(BEARER), &both_of), (vec!["auth-changed"], may_break_new));
    // So it is with the schemes of a service that states no more than these.
    assert_eq!(auth([&one, ""], ["", ""]), (vec!["auth-scheme-removed"], breaks_new));
    assert_eq!(auth(["", ""], [&one, ""]), (vec!["auth-scheme-added"], breaks_old));
    assert_eq!(auth([&both, ""], [&one, ""]), (vec!["auth-scheme-removed"], breaks_old));
    assert_eq!(auth([&one, ""], [&both, ""]), (vec!["auth-scheme-added"], may_break_new));
    // Schemes that no operation accepts are nobody's.
    let stated = format!("{one} @auth([{BEARER}])");
    let stated_with_other = format!("{both} @auth([{BEARER}])");
    assert_eq!(auth([&stated_with_other, ""], [&stated, ""]), (vec!["auth-scheme-removed"], Wire::COMPATIBLE));
}

#[test]
fn security_of_openapi_is_what_it_is_in_smithy() {
    let change = |old: [&str; 2], new: [&str; 2]| {
        let of = |[service, operation]: [&str; 2]| {
            let schemes = r#"@weland.openapi#securitySchemes({ key: { type: "apiKey", in: "header", name: "X-Key" }, token: { type: "http", scheme: "bearer" } })"#;
            let security = |stated: &str| match stated {
                "" => String::new(),
                stated => format!("@weland.openapi#security({stated})"),
            };
            load(&format!(
                "{schemes} {}\nservice City {{ version: \"1\", operations: [GetStreet] }}\n{}\noperation GetStreet {{}}",
                security(service),
                security(operation)
            ))
        };
        Verdict::of(&weland_diff::diff(&of(old), &of(new), RustCode::AS_IN_THE_MODEL)).wire
    };
    let breaks_old = Wire { old_clients: Effect::Breaking, ..Wire::COMPATIBLE };
    let breaks_new = Wire { new_clients: Effect::Breaking, ..Wire::COMPATIBLE };
    assert_eq!(change(["", "[{ key: [] }]"], ["", ""]), breaks_new);
    assert_eq!(change(["", ""], ["", "[{ key: [] }]"]), breaks_old);
    assert_eq!(change(["", "[{ key: [] }]"], ["", "[{ token: [] }]"]), Wire::BREAKING);
    // Whoever needs nothing is served where nothing is one of the alternatives.
    let may_break_new = Wire { new_clients: Effect::Conditional, ..Wire::COMPATIBLE };
    assert_eq!(change(["", ""], ["", "[{ key: [] }, {}]"]), Wire::COMPATIBLE);
    assert_eq!(change(["", "[{ key: [] }]"], ["", "[{ key: [] }, {}]"]), may_break_new);
    // Operations without requirements have those of the service.
    assert_eq!(change(["[{ key: [] }]", ""], ["[{ key: [] }]", "[{ key: [] }]"]), Wire::COMPATIBLE);
    assert_eq!(change(["[{ key: [] }]", ""], ["[{ key: [] }]", "[]"]), breaks_new);
}

#[test]
fn constraints_are_told_beside_a_type_where_they_mean_something_of_their_own() {
    let shapes = "
        @pattern(\"^[a-z]+$\")
        string Name
        enum Kind {
            ROAD = \"road\"
        }
        enum Mark {
            A1 = \"a1\"
        }
        list Names { member: String }
        @length(max: 3)
        list Few { member: String }
        @range(max: 9)
        integer Floor
        intEnum Step {
            ONE = 1
        }
        intEnum Stair {
            MANY = 10
        }";
    let codes = |old: &str, new: &str| {
        let of = |target: &str| {
            load(&format!(
                "@aws.protocols#restJson1 service City {{ version: \"1\", operations: [GetStreet] }}\n\
                 @http(method: \"POST\", uri: \"/streets\") operation GetStreet {{ input := {{ a: {target} }} }}\n{shapes}"
            ))
        };
        let changes = weland_diff::diff(&of(old), &of(new), RustCode::AS_IN_THE_MODEL);
        let mut codes: Vec<_> = changes.iter().map(|change| change.code).collect();
        codes.sort_unstable();
        codes
    };
    let (lost, got) =
        (vec!["constraint-widened", "member-type-changed"], vec!["constraint-narrowed", "member-type-changed"]);
    let alone = vec!["member-type-changed"];
    // Values that have nothing in common have no constraints in common.
    for (one, other) in
        [("Name", "Integer"), ("Name", "Names"), ("Name", "Document"), ("Floor", "String"), ("Few", "String")]
    {
        assert_eq!(codes(one, other), alone, "{one}, {other}");
        assert_eq!(codes(other, one), alone, "{other}, {one}");
    }
    // Both types have values that the constraint is about.
    for (one, other) in
        [("Name", "String"), ("Floor", "Integer"), ("Floor", "Long"), ("Floor", "Double"), ("Few", "Names")]
    {
        assert_eq!(codes(one, other), lost, "{one}, {other}");
        assert_eq!(codes(other, one), got, "{other}, {one}");
    }
    // Enums have the values that they list: a constraint is about those that it refuses.
    for (one, kept, refused) in [("Name", "Kind", "Mark"), ("Floor", "Step", "Stair")] {
        assert_eq!(codes(one, kept), alone, "{one}, {kept}");
        assert_eq!(codes(kept, one), alone, "{kept}, {one}");
        assert_eq!(codes(one, refused), lost, "{one}, {refused}");
        assert_eq!(codes(refused, one), got, "{refused}, {one}");
    }
}

#[test]
fn names_of_shapes_without_a_type_are_no_api_but_in_files() {
    let of = |name: &str| {
        model(
            "aws.protocols#restJson1",
            &format!("input := {{ a: {name} }} }}\n@length(max: 3) list {name} {{ member: String"),
        )
    };
    let changes = weland_diff::diff(&of("Few"), &of("Some"), RustCode::AS_IN_THE_MODEL);
    let told: Vec<_> = changes.iter().map(|change| (change.code, change.rust, change.wire)).collect();
    assert_eq!(told, [("shape-renamed", RustApi::Patch, Wire::COMPATIBLE)]);
}

#[test]
fn errors_with_other_names_are_renamed_if_only_one_is_like_them() {
    let errors = |errors: &[(&str, u16)]| {
        let shape = |(name, status): &(&str, u16)| {
            format!("@error(\"client\") @httpError({status})\nstructure {name} {{ message: String }}")
        };
        let shapes: Vec<String> = errors.iter().map(shape).collect();
        let names: Vec<&str> = errors.iter().map(|(name, _)| *name).collect();
        load(&format!(
            "@weland.openapi#rest service City {{ version: \"1\", operations: [GetStreet] }}\n\
             @http(method: \"POST\", uri: \"/streets\") operation GetStreet {{ errors: [{}] }}\n{}",
            names.join(", "),
            shapes.join("\n")
        ))
    };
    let changes = |old: &[(&str, u16)], new: &[(&str, u16)]| {
        let changes = weland_diff::diff(&errors(old), &errors(new), RustCode::AS_IN_THE_MODEL);
        changes.iter().map(|change| change.code).collect::<Vec<_>>()
    };
    assert_eq!(changes(&[("A", 404), ("B", 409)], &[("C", 404), ("B", 409)]), ["shape-renamed"]);
    assert_eq!(changes(&[("A", 404), ("B", 409)], &[("C", 409), ("D", 404)]), ["shape-renamed", "shape-renamed"]);
    let replaced = ["error-removed", "shape-removed", "error-added", "shape-added"];
    let mut found = changes(&[("A", 404)], &[("C", 410)]);
    found.sort_unstable();
    let mut wanted = replaced;
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    // Which of two it was can't be told.
    assert!(!changes(&[("A", 404)], &[("C", 404), ("D", 404)]).contains(&"shape-renamed"));
}

#[test]
fn what_responses_alone_have_is_required_where_requests_have_nothing_of_it() {
    let of = |id: &str, operations: &str| {
        load(&format!(
            "@weland.openapi#rest service City {{ version: \"1\", operations: [{operations}] }}\n\
             @http(method: \"GET\", uri: \"/street\") operation GetStreet {{ output := {{ @httpPayload @required street: Street }} }}\n\
             @http(method: \"PUT\", uri: \"/street\") operation PutStreet {{ input := {{ @httpPayload @required street: Street }} }}\n\
             structure Street {{ {id} id: String }}"
        ))
    };
    let changes = |old: &Model, new: &Model| weland_diff::diff(old, new, RustCode::AS_IN_THE_MODEL);
    let (optional, read_only) = ("", "@required @weland.openapi#readOnly");
    // A value that constructors take is one more field that everyone has to give.
    let became = changes(&of(optional, "GetStreet"), &of(read_only, "GetStreet"));
    let required: Vec<_> = became.iter().filter(|change| change.code == "member-became-required").collect();
    let breaks_new = Wire { new_clients: Effect::Breaking, ..Wire::COMPATIBLE };
    assert_eq!(required.iter().map(|it| (it.rust, it.wire)).collect::<Vec<_>>(), [(RustApi::Major, breaks_new)]);
    let both = "GetStreet, PutStreet";
    assert!(changes(&of(optional, both), &of(read_only, both)).iter().all(|change| change.rust < RustApi::Major));
    // With requests that have it as well, the field is another one, though responses are the same.
    let added = changes(&of(read_only, "GetStreet"), &of(read_only, both));
    let field: Vec<_> = added.iter().filter(|change| change.code == "field-changed").collect();
    assert_eq!(field.iter().map(|it| (it.rust, it.wire)).collect::<Vec<_>>(), [(RustApi::Major, Wire::COMPATIBLE)]);
    assert!(added.iter().all(|change| change.wire.old_clients == Effect::Compatible), "{added:?}");
}
