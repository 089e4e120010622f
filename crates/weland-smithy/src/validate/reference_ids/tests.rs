use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostics, Severity};

use super::{REFERENCE_IDS, codes_of_reference, reference_ids, row};
use crate::Loader;

/// A model that gives a diagnostic: IDL below `namespace example`, with `metadata` and `use` among it, or a whole AST.
struct Example {
    code: &'static str,
    /// The id by which the diagnostic is suppressed: the one of the table, or one below it.
    id: &'static str,
    text: &'static str,
}

const fn example(code: &'static str, id: &'static str, text: &'static str) -> Example {
    Example { code, id, text }
}

const GREEDY: &str = "@http(method: \"POST\", uri: \"/{a+}/{b}\")
    operation O { input := { @required @httpLabel a: String, @required @httpLabel b: String } }";

/// One at least for each id of the table.
const EXAMPLES: &[Example] = &[
    example(
        "ambiguous-binding",
        "HttpPrefixHeadersTrait",
        "structure S { @httpPrefixHeaders(\"\") a: M, @httpHeader(\"b\") b: String }
        map M { key: String, value: String }",
    ),
    example(
        "ambiguous-binding",
        "HttpQueryParamsTrait",
        "structure S { @httpQueryParams a: M, @httpQuery(\"b\") b: String }
        map M { key: String, value: String }",
    ),
    example("deprecated-trait", "DeprecatedTrait", "@trait @deprecated structure old {}\n@old string S"),
    example("greedy-label", "HttpUriGreedyLabel.GreedyLabelIsNotLastLabel", GREEDY),
    example("ignored-binding", "HttpBindingTraitIgnored.Input", "operation O { output := { @httpQuery(\"a\") a: String } }"),
    example(
        "ignored-binding",
        "HttpBindingTraitIgnored.Output",
        "structure S { s: T }\nstructure T { @httpResponseCode a: Integer }",
    ),
    example(
        "ignored-binding",
        "HttpBindingTraitIgnored.TopLevel",
        "structure S { s: T }\nstructure T { @httpHeader(\"a\") a: String }",
    ),
    example("ignored-binding", "IdempotencyTokenIgnored", "operation O { output := { @idempotencyToken a: String } }"),
    example("invalid-default", "DefaultTrait", "structure S {\n a: Blob = \"a b\"\n }"),
    example(
        "invalid-example",
        "ExamplesTrait",
        "@examples([{ title: \"a\", input: {}, output: { a: {} } }])
        operation O { output := { a: U } }
        union U { a: String }",
    ),
    example("invalid-header-name", "HttpHeaderTrait", "structure S { @httpHeader(\"a b\") a: String }"),
    example(
        "invalid-pagination",
        "PaginatedTrait.WrongShapeType.pageSize",
        "@readonly @paginated(inputToken: \"t\", outputToken: \"t\", pageSize: \"n\")
        operation O { input := { t: String, n: Long }, output := { t: String } }",
    ),
    example(
        "invalid-pagination",
        "PaginatedTrait.ShouldNotBeRequired.pageSize",
        "@readonly @paginated(inputToken: \"t\", outputToken: \"t\", pageSize: \"n\")
        operation O { input := { t: String, @required n: Integer }, output := { t: String } }",
    ),
    example(
        "missing-reference",
        "MemberShouldReferenceResource",
        "resource R { identifiers: { id: String } }\nstructure S { id: String }",
    ),
    example(
        "open-host-prefix",
        "HostLabelTrait",
        "@endpoint(hostPrefix: \"{a}\") operation O { input := { @required @hostLabel a: String } }",
    ),
    example(
        "overridden-identifier",
        "ResourceIdentifierBinding",
        "structure S { a: String, @required @resourceIdentifier(\"a\") b: String }",
    ),
    example("reserved-header", "HttpHeaderTrait", "structure S { @httpHeader(\"Host\") a: String }"),
    example(
        "service-bound-operation",
        "ServiceBoundResourceOperation.example#S.O",
        "service S { operations: [O], resources: [R] }
        resource R { identifiers: { id: String } }
        operation O { input := { @required id: String } }",
    ),
    example("unanchored-pattern", "PatternTrait", "@pattern(\"a\") string S"),
    example(
        "undocumented-parameter",
        "RuleSetParamMissingDocs",
        "@smithy.rules#endpointRuleSet({ version: \"1.0\", parameters: { A: { type: \"string\", builtIn: \"A\" } }, rules: [] })\nservice S {}",
    ),
    example("unstable-trait", "UnstableTrait.example#new", "@trait @unstable structure new {}\n@new string S"),
    example("ambiguous-auth", "ServiceAuthDefinitions", "@httpBasicAuth @httpBearerAuth service S {}"),
    example(
        "body-without-meaning",
        "HttpMethodSemantics.UnexpectedPayload",
        "@readonly @http(method: \"GET\", uri: \"/\") operation O { input := { a: String } }",
    ),
    example(
        "ambiguous-error-code",
        "QueryErrorCode",
        "@aws.protocols#awsQuery @xmlNamespace(uri: \"https://example.com\") service S { errors: [A, B] }
        @error(\"client\") structure A {}
        @error(\"client\") @aws.protocols#awsQueryError(code: \"A\", httpResponseCode: 400) structure B {}",
    ),
    example("endpoint-discovery", "ClientEndpointDiscovery.MissingErrorDefinition", DISCOVERY_WITHOUT_ERROR),
    example(
        "endpoint-discovery",
        "ClientEndpointDiscovery.NoOperations",
        "@aws.api#clientEndpointDiscovery(operation: O, error: E) service S { operations: [O] }
        operation O { output := { Endpoints: Endpoints } }
        list Endpoints { member: Endpoint }
        structure Endpoint { Address: String, CachePeriodInMinutes: Long }
        @error(\"client\") structure E {}",
    ),
    example("invalid-test-body", "HttpRequestTestsInput", BODY_OF_REQUEST),
    example("invalid-test-body", "HttpResponseTestsOutput", BODY_OF_RESPONSE),
    example("invalid-test-body", "HttpResponseTestsError", BODY_OF_ERROR),
    example("missing-taggable", "TaggableResource", TAGS),
    example("signing-name", "SigV4Traits", "@aws.auth#sigv4(name: \"a\") @aws.auth#sigv4a(name: \"b\") service S {}"),
    example("tag-enabled", "TaggableResource", "service S { resources: [R] }\n@aws.api#taggable resource R {}"),
    example(
        "tag-operation",
        "ServiceTagging",
        "@aws.api#tagEnabled(disableDefaultOperations: true) service S { resources: [R] }
        @aws.api#taggable resource R {}",
    ),
    example("tag-operation", "TagEnabledService", TAGS),
    example("tag-property-name", "TagResourcePropertyName", UPDATE_OF_TAGS),
    example("tags-on-update", "TaggableResource", UPDATE_OF_TAGS),
    example("untaggable-resource", "TaggableResource", "service S { resources: [R] }\n@aws.api#taggable resource R {}"),
    example("box-in-union", "Union", "@@v1 union U { @box a: Integer }"),
    example(
        "checksum-header",
        "HttpChecksumTrait",
        "@aws.protocols#httpChecksum(requestChecksumRequired: true) @http(method: \"POST\", uri: \"/\") operation O {
            input := { @httpHeader(\"x-amz-checksum-crc32\") a: String }
        }",
    ),
    example(
        "conflicting-names",
        "Service",
        "service S { operations: [O] }
        operation O { input := { a: A, b: a } }
        list A { member: String }
        list a { member: String }",
    ),
    example("default-in-union", "Union", "union U { a: PrimitiveInteger }"),
    example("default-in-update", "DefaultValueInUpdate", "operation UpdateIt { input := {\n a: String = \"\"\n } }"),
    example(
        "doubtful-path",
        "WaitableTraitJmespathProblem",
        "@smithy.waiters#waitable(Done: { acceptors: [{ state: \"success\", matcher: { output: {
            path: \"a\", expected: \"true\", comparator: \"booleanEquals\" } } }] })
        operation O { output := { a: String } }",
    ),
    example(
        "empty-shape-closure",
        "ShapeClosure.EmptyNamespace",
        "metadata shapeClosures = [{ id: \"c#c\", includeNamespaces: [\"c\"] }]",
    ),
    example(
        "empty-shape-closure",
        "ShapeClosure.EmptySelector.c#c",
        "metadata shapeClosures = [{ id: \"c#c\", includeBySelector: \"[id|name = none]\" }]",
    ),
    example(
        "ignored-xml-name",
        "XmlFlattenedTrait",
        "@restXml service S { operations: [O] }
        @http(method: \"POST\", uri: \"/\") operation O { input := { @xmlFlattened a: A } }
        list A { @xmlName(\"b\") member: String }",
    ),
    example("invalid-test", "HttpRequestTestsInput", INVALID_TEST),
    example("invalid-test", "HttpResponseTestsOutput", INVALID_TEST),
    example("invalid-test", "HttpResponseTestsError", INVALID_TEST),
    example("invalid-test", "EventStreamTestsTrait", INVALID_TEST),
    example("method-semantics", "HttpMethodSemantics", "@readonly @http(method: \"get\", uri: \"/\") operation O {}"),
    example(
        "method-semantics",
        "HttpMethodSemantics.OPTIONS",
        "@readonly @http(method: \"OPTIONS\", uri: \"/\") operation O {}",
    ),
    example(
        "method-semantics",
        "HttpMethodSemantics.MissingReadonlyTrait",
        "@http(method: \"GET\", uri: \"/\") operation O {}",
    ),
    example(
        "method-semantics",
        "HttpMethodSemantics.UnnecessaryReadonlyTrait",
        "@readonly @http(method: \"POST\", uri: \"/\") operation O {}",
    ),
    example(
        "method-semantics",
        "HttpMethodSemantics.MissingIdempotentTrait",
        "@http(method: \"PUT\", uri: \"/\") operation O {}",
    ),
    example(
        "method-semantics",
        "HttpMethodSemantics.UnnecessaryIdempotentTrait",
        "@readonly @idempotent @http(method: \"GET\", uri: \"/\") operation O {}",
    ),
    example("repeated-shape", "Model.IgnoredDuplicateDefinition", "string A\nstring A"),
    example(
        "shape-closure-names",
        "ShapeClosure.NameConflicts",
        "metadata shapeClosures = [{ id: \"c#c\", includeNamespaces: [\"example\"] }]
        structure A { a: String }
        string string",
    ),
    example(
        "status-code",
        "HttpResponseCodeSemantics",
        "@http(method: \"POST\", uri: \"/\", code: 400) operation O {}",
    ),
    example("unattached-documentation", "Model.BadDocumentationComment", "@tags([\"a\"])\n/// Late.\nstring A"),
    example(
        "unknown-auth-scheme",
        "AuthTrait",
        "@httpBasicAuth @auth([httpBearerAuth]) service S {}",
    ),
    example("unknown-control", "Model", "$unknown: 1"),
    example("unknown-member", "TraitValue.UnknownMember", "@sensitive(a: 1) string A"),
    example("unknown-member", "TypedMetadata", "metadata m = { a: 1 }\n@metadata(key: \"m\") structure A {}"),
    example(
        "unknown-member",
        "ExamplesTrait.UnknownMember",
        "@examples([{ title: \"A\", input: { b: \"\" } }]) operation O { input := { a: String } }",
    ),
    example("unknown-member", "HttpRequestTestsInput.UnknownMember", UNKNOWN_IN_TEST),
    example("unknown-member", "HttpResponseTestsOutput.UnknownMember", UNKNOWN_IN_TEST),
    example("unknown-member", "HttpResponseTestsError.UnknownMember", UNKNOWN_IN_TEST),
    example("unknown-member", "EventStreamTestsTrait.UnknownMember", UNKNOWN_IN_TEST),
    example("unknown-property", "Model", r#"{ "smithy": "2.0", "metadata": {}, "unknown": 1 }"#),
    example(
        "unknown-waiter-error",
        "WaitableTraitInvalidErrorType",
        "@smithy.waiters#waitable(Done: { acceptors: [{ state: \"success\", matcher: { errorType: \"E\" } }] })
        operation O {}",
    ),
    example(
        "unreferenced-shape",
        "UnreferencedShape",
        "metadata validators = [{ name: \"UnreferencedShape\" }]\nstring A",
    ),
    example("unresolved-trait", "Model.UnresolvedTrait", "@other#one string A"),
    example("unresolved-use", "Model", "use other#One"),
    example("unsupported-pattern", "PatternTrait", UNSUPPORTED_PATTERN),
    // Ids that the model gives, and one that is made of the model's.
    example(
        "custom-validator",
        "Own.Id",
        "metadata validators = [{ name: \"EmitEachSelector\", id: \"Own.Id\", configuration: { selector: \"string\" } }]
        string A",
    ),
    example(
        "trait-validator",
        "Own.Id",
        "@trait @traitValidators(\"Own.Id\": { selector: \"*\", severity: \"NOTE\" }) structure t {}
        @t string A",
    ),
    example("unknown-validator", "UnknownValidator_Own", "metadata validators = [{ name: \"Own\" }]"),
];

const DISCOVERY_WITHOUT_ERROR: &str = "@aws.api#clientEndpointDiscovery(operation: O) service S { operations: [O, P] }
    operation O { output := { Endpoints: Endpoints } }
    @aws.api#clientDiscoveredEndpoint(required: true) operation P {}
    list Endpoints { member: Endpoint }
    structure Endpoint { Address: String, CachePeriodInMinutes: Long }";

const BODY_OF_REQUEST: &str = "@smithy.test#httpRequestTests([
        { id: \"aa\", protocol: restXml, method: \"POST\", uri: \"/\", body: \"<\", bodyMediaType: \"text/xml\" }
    ])
    @http(method: \"POST\", uri: \"/\") operation O {}";

const BODY_OF_RESPONSE: &str = "@smithy.test#httpResponseTests([
        { id: \"aa\", protocol: restXml, code: 200, body: \"<\", bodyMediaType: \"text/xml\" }
    ])
    @http(method: \"POST\", uri: \"/\") operation O {}";

const BODY_OF_ERROR: &str = "@smithy.test#httpResponseTests([
        { id: \"aa\", protocol: restXml, code: 400, body: \"{\", bodyMediaType: \"application/json\" }
    ])
    @error(\"client\") structure E {}";

/// A resource that lacks a trait, and an operation that another one takes the place of.
const TAGS: &str = "@aws.api#tagEnabled(apiConfig: { tagApi: PutTags })
    service S { resources: [R, Q], operations: [PutTags, TagResource, UntagResource, ListTagsForResource] }
    @aws.api#taggable @aws.api#arn(template: \"r\") resource R {}
    @aws.api#arn(template: \"q\") resource Q {}
    operation PutTags { input := { arn: String, tags: Tags } }
    operation TagResource { input := { arn: String, tags: Tags } }
    operation UntagResource { input := { arn: String, tagKeys: Keys } }
    operation ListTagsForResource { input := { arn: String }, output := { tags: Tags } }
    map Tags { key: String, value: String }
    list Keys { member: String }";

const UPDATE_OF_TAGS: &str = "@aws.api#taggable(property: \"labels\") resource R {
        properties: { labels: Tags }
        identifiers: { a: String }
        update: O
    }
    operation O { input := { @required a: String, labels: Tags } }
    map Tags { key: String, value: String }";

const INVALID_TEST: &str = "@smithy.test#httpRequestTests([
        { id: \"a\", protocol: aws.protocols#restJson1, method: \"POST\", uri: \"/\", vendorParamsShape: A }
    ])
    @http(method: \"POST\", uri: \"/\") operation O {}
    structure A {}";

const UNKNOWN_IN_TEST: &str = "@smithy.test#httpRequestTests([
        { id: \"a\", protocol: aws.protocols#restJson1, method: \"POST\", uri: \"/\", params: { b: 1 } }
    ])
    @http(method: \"POST\", uri: \"/\") operation O { input := { a: String } }";

const UNSUPPORTED_PATTERN: &str = r#"@pattern("^(.)\\1$") string A"#;

/// The model of an example, in which ids are suppressed. Lines of metadata and imports are put where they belong.
fn model(example: &Example, suppressed: &[&str]) -> String {
    let entry = |id: &&str| format!("{{ \"id\": \"{id}\", \"namespace\": \"*\" }}");
    let suppression = format!("[{}]", suppressed.iter().map(entry).collect::<Vec<_>>().join(", "));
    if example.text.starts_with('{') {
        let metadata = format!("\"metadata\": {{ \"suppressions\": {suppression}");
        return example.text.replace("\"metadata\": {", &metadata);
    }
    let (version, text) = match example.text.strip_prefix("@@v1 ") {
        Some(text) => ("1", text),
        None => ("2", example.text),
    };
    let starts = ["$", "metadata ", "use "];
    let part = |start: &str| -> String {
        let is_part = |line: &&str| match start {
            "" => !starts.iter().any(|start| line.starts_with(start)),
            start => line.starts_with(start),
        };
        text.lines().map(str::trim_start).filter(is_part).map(|line| format!("{line}\n")).collect()
    };
    let [control, metadata, imports] = starts.map(part);
    format!(
        "$version: \"{version}\"\n{control}{metadata}metadata suppressions = {suppression}\nnamespace example\n\
         use aws.protocols#restXml\n{imports}{}",
        part("")
    )
}

fn load(text: &str) -> Diagnostics {
    let mut loader = Loader::new();
    loader.add("a", text);
    loader.load().1
}

fn has(text: &str, code: &str) -> bool {
    load(text).iter().any(|item| item.code == code && item.severity != Severity::Error)
}

#[test]
fn each_id_suppresses_its_diagnostic() {
    for example in EXAMPLES {
        let Example { code, id, .. } = example;
        let plain = model(example, &[]);
        assert!(has(&plain, code), "{code}, {id}: nothing to suppress in\n{plain}\n{:?}", load(&plain));
        let start = id.split(['.', '_']).next().unwrap_or_default();
        let others = [format!("{id}x"), format!("{start}x"), format!("{id}.x"), format!("{code}.x")];
        let text = model(example, &others.each_ref().map(String::as_str));
        assert!(has(&text, code), "{code} is suppressed by one of {others:?}");
        let general = id.split('.').next().unwrap_or_default();
        for known in BTreeSet::from([*id, code, general]) {
            let text = model(example, &[known]);
            assert!(!has(&text, code), "{code} is not suppressed by `{known}`");
        }
    }
}

#[test]
fn an_id_of_one_problem_suppresses_no_other() {
    let text = "$version: \"2\"\nnamespace example\n@suppress([\"HttpMethodSemantics.MissingReadonlyTrait\"])\n\
                @http(method: \"get\", uri: \"/\")\noperation O {}";
    let left: Vec<String> = load(text).iter().map(|item| item.message.clone()).collect();
    assert_eq!(left, ["methods are written in upper case, but this is `get`"]);
}

#[test]
fn severities_are_raised_by_reference_ids() {
    let raised = "metadata severityOverrides = [{ id: \"Union\", namespace: \"*\", severity: \"DANGER\" }]";
    let text = format!("$version: \"2\"\n{raised}\nnamespace example\nunion U {{ a: PrimitiveInteger }}");
    let severities: Vec<Severity> = load(&text).iter().map(|item| item.severity).collect();
    assert_eq!(severities, [Severity::Danger]);
}

#[test]
fn each_row_has_an_example() {
    let is_sorted = REFERENCE_IDS.is_sorted_by(|(a, _), (b, _)| a < b);
    assert!(is_sorted, "rows are looked up by their codes, which have to be in order");
    for (code, ids) in REFERENCE_IDS {
        for id in *ids {
            let is_tried = EXAMPLES.iter().any(|example| example.code == *code && example.id.starts_with(id));
            // No default can have members.
            assert!(is_tried || *id == "DefaultTrait.UnknownMember", "{code}: no example for `{id}`");
        }
    }
    for example in EXAMPLES {
        let diagnostics = load(&model(example, &[]));
        let item = diagnostics.iter().find(|item| item.code == example.code && item.severity != Severity::Error);
        let reference = item.and_then(|item| item.reference.as_deref());
        let ids = reference_ids(example.code);
        let is_listed = |reference: &str| ids.is_empty() || ids.iter().any(|id| reference.starts_with(id));
        assert!(reference.is_none_or(is_listed), "{}: `{reference:?}` is below none of {ids:?}", example.code);
    }
}

#[test]
fn codes_are_found_by_ids() {
    let found = |id| codes_of_reference(id).collect::<Vec<_>>();
    assert_eq!(found("HttpMethodSemantics"), ["body-without-meaning", "method-semantics"]);
    assert_eq!(found("HttpMethodSemantics.MissingReadonlyTrait"), ["method-semantics"]);
    assert_eq!(found("WaitableTraitInvalidErrorType.A.0"), ["unknown-waiter-error"]);
    assert!(found("Http").is_empty() && found("").is_empty());
}

/// The files below a folder with an ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.to_string_lossy().ends_with(ending) => found.push(path),
                false => {}
            }
        }
    }
    found
}

/// The codes that follow these words in the files.
fn codes(files: &[PathBuf], before: &[&str], after: char) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for text in files.iter().filter_map(|path| fs::read_to_string(path).ok()) {
        for before in before {
            for rest in text.split(before).skip(1) {
                let word = rest.trim_start().trim_start_matches('"').split(after).next().unwrap_or_default();
                let is_code = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && word.contains('-');
                codes.extend(is_code.then(|| word.to_owned()));
            }
        }
    }
    codes
}

#[test]
fn each_code_that_can_be_suppressed_has_a_row() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = files(&root.join("src"), ".rs");
    let before = ["Diagnostic::warning(", "Severity::Note,", "Severity::Warning,", "Severity::Danger,"];
    let mut found = codes(&sources, &before, '"');
    found.extend(codes(&files(&root.join("cases"), ".txt"), &["note[", "warning[", "danger["], ']'));
    assert!(found.len() > 20, "only {found:?} were found");
    let missing: Vec<&String> = found.iter().filter(|code| row(code).is_none()).collect();
    let help = "add rows to REFERENCE_IDS: what does the reference implementation call the problem, if it knows it?";
    assert!(missing.is_empty(), "{missing:?}: {help}");
}
