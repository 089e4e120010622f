//! `weland diff`.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../../tests/skip.rs"]
mod skip;
#[path = "../src/test_dir.rs"]
mod test_dir;

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use test_dir::TestDir;
use weland::{Environment, Exit};

const OLD: &str = "\
$version: \"2\"
namespace example

@aws.protocols#restJson1
service City {
    version: \"1\"
    operations: [GetStreet]
}

@readonly
@http(method: \"GET\", uri: \"/streets/{name}\")
operation GetStreet {
    input := {
        @required
        @httpLabel
        name: Name
    }
    output := {
        length: Integer
        mayor: String
    }
}

@pattern(\"^[a-z0-9]+$\")
string Name
";

fn run(dir: &Path, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// A folder with the old model and another one.
fn models(new: &str) -> TestDir {
    TestDir::with(&[("old.smithy", OLD), ("new.smithy", new)])
}

/// The changes, and the verdict.
fn lines(stdout: &str) -> (Vec<Value>, Value) {
    let mut lines: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let last = lines.pop().unwrap();
    (lines, last["verdict"].clone())
}

fn codes(changes: &[Value]) -> Vec<&str> {
    changes.iter().map(|change| change["code"].as_str().unwrap()).collect()
}

#[test]
fn a_change_is_shown_with_both_places_and_its_verdict() {
    let dir = models(&OLD.replace("[a-z0-9]", "[a-z]"));
    let (exit, stdout, stderr) = run(dir.path(), "diff old.smithy new.smithy");
    assert_eq!((exit, &*stderr), (Exit::Failure, ""));
    let expected = "\
error[constraint-narrowed]: the pattern of `example#Name` changed from \"^[a-z0-9]+$\" to \"^[a-z]+$\", which is narrower: \
                    `0` no longer matches
  --> new.smithy:24:1
   |
24 | @pattern(\"^[a-z]+$\")
   | ^^^^^^^^^^^^^^^^^^^^
   |
   = help: old clients may send what is refused now; keep what was allowed
           breaks old clients of a new server; a patch of generated crates
note: it was this in the old model
  --> old.smithy:24:1
   |
24 | @pattern(\"^[a-z0-9]+$\")
   | ^^^^^^^^^^^^^^^^^^^^^^^

changes: 1 error
old clients, new server: breaking
new clients, old server: compatible
Rust API of generated crates: patch
";
    assert_eq!(stdout, expected);
}

#[test]
fn a_model_does_not_differ_from_itself_in_any_language() {
    let dir = models(OLD);
    assert_eq!(
        run(dir.path(), "diff old.smithy new.smithy"),
        (Exit::Success, "nothing has changed\n".into(), String::new())
    );
    let (_, ast, _) = run(dir.path(), "ast old.smithy");
    dir.write("new.json", ast);
    assert_eq!(run(dir.path(), "diff old.smithy new.json").1, "nothing has changed\n");
    assert_eq!(run(dir.path(), "diff new.json old.smithy").1, "nothing has changed\n");
}

#[test]
fn models_in_different_languages_are_compared() {
    let dir = models(OLD);
    let (_, document, _) = run(dir.path(), "openapi old.smithy");
    dir.write("city.yaml", document);
    let (_, stdout, stderr) = run(dir.path(), "diff old.smithy city.yaml --format json");
    assert_eq!(stderr, "");
    let (changes, _) = lines(&stdout);
    // The operation is found by its method and path, whatever service and namespace are called.
    let codes = codes(&changes);
    assert!(codes.contains(&"protocol-removed") && !codes.contains(&"operation-removed"), "{codes:?}");
}

#[test]
fn a_renamed_service_keeps_its_shapes() {
    let dir = models(&OLD.replace("namespace example", "namespace example.town").replace("City", "Town"));
    let (exit, stdout, _) = run(dir.path(), "diff old.smithy new.smithy --format json --fail-on breaking");
    assert_eq!(exit, Exit::Success);
    let (changes, verdict) = lines(&stdout);
    assert!(codes(&changes).iter().all(|code| code.ends_with("-renamed")), "{changes:?}");
    // restJson1 sends no names of services.
    assert_eq!(verdict["wire"]["oldClients"], "compatible");
    let rpc = |model: &str| model.replace("aws.protocols#restJson1", "smithy.protocols#rpcv2Cbor");
    dir.write("old.smithy", rpc(OLD));
    dir.write("new.smithy", rpc(&OLD.replace("City", "Town")));
    let (_, stdout, _) = run(dir.path(), "diff old.smithy new.smithy --format json");
    assert_eq!(lines(&stdout).1["wire"]["oldClients"], "breaking");
}

#[test]
fn the_level_of_failure_can_be_chosen() {
    let dir = models(&OLD.replace("length: Integer", "length: Integer\n        width: Integer"));
    for (level, fails) in [
        ("error", false),
        ("warning", false),
        ("danger", true),
        ("note", true),
        ("breaking", false),
        ("major", false),
        ("minor", true),
        ("never", false),
    ] {
        let (exit, ..) = run(dir.path(), &format!("diff old.smithy new.smithy --fail-on {level}"));
        // The members have another order, which is a danger; what is a danger is more than a warning.
        let expected = fails || level == "warning";
        assert_eq!(exit, if expected { Exit::Failure } else { Exit::Success }, "{level}");
    }
    let (exit, _, stderr) = run(dir.path(), "diff old.smithy new.smithy --fail-on all");
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("invalid value 'all' for '--fail-on <LEVEL>'"), "{stderr}");
}

#[test]
fn changes_are_written_for_tools_and_for_changelogs() {
    let dir = models(&OLD.replace("        mayor: String\n", "").replace("@readonly", "/// A street.\n@readonly"));
    let (_, stdout, _) = run(dir.path(), "diff old.smithy new.smithy --format sarif");
    let log: Value = serde_json::from_str(&stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let removed = results.iter().find(|result| result["ruleId"] == "member-removed").unwrap();
    assert_eq!(removed["level"], "error");
    assert_eq!(removed["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "old.smithy");
    let (_, stdout, _) = run(dir.path(), "diff old.smithy new.smithy --format markdown");
    let expected = "\
# Changes from `old.smithy` to `new.smithy`

| | |
|---|---|
| old clients, new server | conditional |
| new clients, old server | compatible |
| Rust API of generated crates | major |

## Breaking

- The member `mayor` of `example#GetStreetOutput` was removed. May affect old clients of a new server; a major version of \
                    generated crates. Keep it and mark it as `@deprecated`. [`member-removed`]

Further changes: 1 of documentation.
";
    assert_eq!(stdout, expected);
}

#[test]
fn broken_models_are_told_apart() {
    let dir = models(&OLD.replace("name: Name", "name: Nmae"));
    let (exit, stdout, stderr) = run(dir.path(), "diff old.smithy new.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("--> new.smithy:16:15"), "{stderr}");
    assert!(
        stderr.contains("error[unusable-model]: the new model, `new.smithy`, can't be compared: it has 1 error\n"),
        "{stderr}"
    );
    let (_, _, stderr) = run(dir.path(), "diff new.smithy old.smithy");
    assert!(stderr.contains("the old model, `new.smithy`, can't be compared: it has 1 error"), "{stderr}");
    let (_, _, stderr) = run(dir.path(), "diff none.smithy old.smithy");
    assert!(stderr.contains("can't read `none.smithy`") && stderr.contains("the old model, `none.smithy`"), "{stderr}");
}

#[test]
fn invalid_tests_and_examples_are_no_reason_to_compare_nothing() {
    let case = "@http(method: \"GET\", uri: \"/\")\n@httpRequestTests([{ id: \"Ab\", protocol: restJson1, method: \"GET\", uri: \"/\", params: { count: \"one\" } }])\n\
                @examples([{ title: \"A\", input: { count: \"one\" } }])\n";
    let model = |case: &str, members: &str| {
        format!(
            "$version: \"2\"\nnamespace example\nuse aws.protocols#restJson1\nuse smithy.test#httpRequestTests\n\
             @restJson1\nservice S {{ version: \"1\", operations: [O] }}\n{case}operation O {{ input := {{ @httpQuery(\"count\") count: Integer }}, output := {{ {members} }} }}\n"
        )
    };
    let dir = TestDir::with(&[
        ("old.smithy", &model("@http(method: \"GET\", uri: \"/\")\n", "a: String")),
        ("new.smithy", &model(case, "")),
        ("broken.smithy", &model(case, "a: Strng")),
    ]);
    let (exit, stdout, stderr) = run(dir.path(), "diff old.smithy new.smithy --fail-on never");
    assert_eq!(exit, Exit::Success, "{stderr}");
    assert!(stdout.contains("member-removed"), "{stdout}");
    assert!(
        stderr.contains("warning[") && stderr.contains("--> new.smithy:8:") && !stderr.contains("error["),
        "{stderr}"
    );
    // An error elsewhere is one.
    let (exit, stdout, stderr) = run(dir.path(), "diff old.smithy broken.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(
        stderr.contains("error[unresolved-target]") && stderr.contains("can't be compared: it has 1 error\n"),
        "{stderr}"
    );
}

#[test]
fn two_models_are_needed() {
    let dir = models(OLD);
    for arguments in ["diff", "diff old.smithy", "diff old.smithy new.smithy old.smithy"] {
        let (exit, _, stderr) = run(dir.path(), arguments);
        assert_eq!(exit, Exit::Usage);
        assert!(stderr.contains("expected two models, the old and the new one"), "{stderr}");
    }
}

const TARGET: &str = "version: 1\ntargets:\n  city:\n    model: [model]\n    output: out\n    runtime: { version: \"0.1\" }\n    \
                      crates: { types: { name: city-types } }\n";

#[test]
fn accepted_changes_do_not_count() {
    let dir = models(&OLD.replace("        mayor: String\n", ""));
    let accepted = "accepted:\n  - { change: member-removed, shape: example#GetStreetOutput$mayor, reason: it was never set }\n  \
                    - { change: RemovedShape.Never, reason: left over }\n";
    dir.write("weland.yaml", format!("{TARGET}{accepted}"));
    let (exit, stdout, stderr) = run(dir.path(), "diff old.smithy new.smithy");
    assert_eq!(exit, Exit::Success);
    assert_eq!(stdout, "nothing has changed that isn't accepted\naccepted in the configuration: 1\n");
    assert!(stderr.contains("warning[unused-acceptance]: no change is accepted as `RemovedShape.Never`"), "{stderr}");
    let (_, stdout, _) = run(dir.path(), "diff old.smithy new.smithy --format json");
    let (changes, verdict) = lines(&stdout);
    assert_eq!(changes[0]["accepted"], "it was never set");
    assert_eq!((verdict["changes"].as_u64(), verdict["rust"].as_str()), (Some(0), Some("none")));
    dir.write("weland.yaml", format!("{TARGET}accepted: [{{ change: member-removed, reason: \" \" }}]\n"));
    let (exit, stdout, stderr) = run(dir.path(), "diff old.smithy new.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("a change is accepted without a reason"), "{stderr}");
}

#[test]
fn a_revision_of_git_is_the_old_model() {
    let dir = TestDir::with(&[("api/model/city.smithy", OLD), ("api/weland.yaml", TARGET), ("readme.txt", "x")]);
    let git = |arguments: &str| {
        let mut command = Command::new("git");
        command.arg("-C").arg(dir.path()).args(["-c", "user.name=a", "-c", "user.email=a@b.c"]);
        let output = command.args(arguments.split_whitespace()).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !(git("init -q") && git("add .") && git("commit -q -m first")) {
        skip::skip("git can't make a repository");
        return;
    }
    let folder = dir.path().join("api");
    let before = dir.tree().len();
    assert_eq!(run(&folder, "diff --base HEAD").1, "nothing has changed\n");
    dir.write("api/model/city.smithy", OLD.replace("        mayor: String\n", ""));
    let (exit, stdout, stderr) = run(&folder, "diff --base HEAD");
    assert_eq!((exit, &*stderr), (Exit::Failure, ""));
    assert!(stdout.contains("--> HEAD:model/city.smithy:20:9"), "{stdout}");
    // The index and the files are those of before.
    assert!(run(&folder, "diff --base HEAD model --format json").1.contains("member-removed"));
    assert_eq!(dir.tree().len(), before);
    let (_, _, stderr) = run(&folder, "diff --base none");
    assert!(stderr.contains("error[unknown-revision]: there is no revision `none`"), "{stderr}");
    let (_, _, stderr) = run(&folder, "diff --base=--output=x");
    assert!(stderr.contains("there is no revision `--output=x`"), "{stderr}");
    // A revision whose model is broken.
    dir.write("api/model/city.smithy", "namespace");
    assert!(git("add .") && git("commit -q -m broken"));
    dir.write("api/model/city.smithy", OLD);
    let (_, _, stderr) = run(&folder, "diff --base HEAD");
    assert!(stderr.contains("--> HEAD:model/city.smithy:1"), "{stderr}");
    assert!(stderr.contains("the old model, `model`, in the revision `HEAD`, can't be compared"), "{stderr}");
}

#[test]
fn each_target_is_compared_by_itself() {
    // Both define the same shapes, as versions of an API do.
    let two = "  two:\n    model: [two]\n    output: out\n    runtime: { version: \"0.1\" }\n    crates: { types: { name: \
               two-types } }\n  again:\n    model: [two]\n    output: again\n    runtime: { version: \"0.1\" }\n    crates: { \
               types: { name: again-types } }\n";
    let dir = TestDir::with(&[
        ("model/city.smithy", OLD),
        ("two/city.smithy", OLD),
        ("weland.yaml", &format!("{TARGET}{two}")),
    ]);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(dir.path()).args(["-c", "user.name=a", "-c", "user.email=a@b.c"]);
        command.args(arguments).output().is_ok_and(|output| output.status.success())
    };
    if !(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-q", "-m", "first"])) {
        skip::skip("git can't make a repository");
        return;
    }
    assert_eq!(run(dir.path(), "diff --base HEAD"), (Exit::Success, "nothing has changed\n".into(), String::new()));
    dir.write("two/city.smithy", OLD.replace("        mayor: String\n", ""));
    let (_, stdout, stderr) = run(dir.path(), "diff --base HEAD --format json");
    assert_eq!(stderr, "");
    let (changes, _) = lines(&stdout);
    assert_eq!(codes(&changes), ["member-removed"], "targets with the same model have its changes once");
    assert_eq!(changes[0]["old"]["path"], "HEAD:two/city.smithy");
}

#[test]
fn a_base_needs_a_repository_and_a_model() {
    let dir = models(OLD);
    let (_, _, stderr) = run(dir.path(), "diff --base main");
    assert!(stderr.contains("error[no-model]"), "{stderr}");
    let (_, _, stderr) = run(dir.path(), "diff --base main new.smithy");
    assert!(stderr.contains("error[no-repository]") || stderr.contains("error[unknown-revision]"), "{stderr}");
}

/// A document in OpenAPI whose operation takes settings in its body, and of whose components one property is described by this
/// schema.
fn document(property: &str, more: &str) -> String {
    let text = r##"{
      "openapi": "3.0.3", "info": { "title": "City", "version": "1" },
      "paths": { "/settings": { "put": {
        "operationId": "putSettings",
        "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Settings" } } } },
        "responses": { "204": { "description": "done" } }
      } } },
      "components": { "schemas": {
        "Settings": { "type": "object", "properties": { MORE "scan": PROPERTY } },
        "Scan": { "type": "object", "properties": { "runner": { "type": "string" } } },
        "Other": { "type": "object", "properties": { "own": { "$ref": "#/components/schemas/Scan" } } }
      } }
    }"##;
    text.replace("PROPERTY", property).replace("MORE", more)
}

#[test]
fn properties_have_no_order() {
    let scan = r##"{ "$ref": "#/components/schemas/Scan" }"##;
    let new = document(scan, r#""area": { "type": "string" },"#);
    let dir = TestDir::with(&[("old.json", &*document(scan, "")), ("new.json", &*new)]);
    let (exit, stdout, stderr) = run(dir.path(), "diff old.json new.json --format json");
    let (changes, _) = lines(&stdout);
    assert_eq!((exit, codes(&changes)), (Exit::Success, vec!["member-added"]), "{stderr}");
}

#[test]
fn types_that_share_members_have_values_in_common() {
    let own = r##"{ "$ref": "#/components/schemas/Scan" }"##;
    let extended = |more: &str| {
        format!(
            r##"{{ "allOf": [{own}, {{ "type": "object", "properties": {{ "always": {{ "type": "boolean" }} }}{more} }}] }}"##
        )
    };
    let other = r#"{ "type": "object", "properties": { "other": { "type": "string" } } }"#;
    let required = r#", "required": ["always"]"#;
    for (old, new, words, old_clients) in [
        (own, &*extended(""), "the new one has more values", "compatible"),
        (&*extended(""), own, "the new one has fewer values", "breaking"),
        (own, &*extended(required), "the new one has fewer values", "breaking"),
        (&*extended(required), own, "their values have nothing in common", "breaking"),
        (own, other, "their values have nothing in common", "breaking"),
    ] {
        let dir = TestDir::with(&[("old.json", &*document(old, "")), ("new.json", &*document(new, ""))]);
        let (_, stdout, stderr) = run(dir.path(), "diff old.json new.json --format json");
        let (changes, _) = lines(&stdout);
        let change = changes.iter().find(|change| change["code"] == "member-type-changed").expect(&stderr);
        let message = change["message"].as_str().unwrap();
        assert!(message.ends_with(words), "{message}");
        assert_eq!(change["wire"]["oldClients"], old_clients, "{message}");
    }
}

/// A model in which each name is replaced as it says, with the verdicts on old clients, new clients and the Rust API.
const VERDICTS: [(&str, &str, [&str; 3]); 7] = [
    // The name that the member has without it.
    ("mayor: String", "@jsonName(\"mayor\") mayor: String", ["compatible", "compatible", "patch"]),
    ("mayor: String", "@jsonName(\"major\") mayor: String", ["breaking", "breaking", "patch"]),
    // An output is the same, whether it is marked or not.
    ("@output\nstructure Street", "structure Street", ["compatible", "compatible", "patch"]),
    // The variant is the same, what it stands for is not.
    ("PAVED = \"paved\"", "PAVED = \"stone\"", ["conditional", "conditional", "patch"]),
    // Only bodies have media types of their own.
    ("string Picture", "@mediaType(\"image/svg+xml\") string Picture", ["compatible", "compatible", "patch"]),
    ("blob Photo", "@mediaType(\"image/png\") blob Photo", ["breaking", "compatible", "patch"]),
    // Clients that have no scheme of the old server can't call it.
    ("@auth([httpBearerAuth])", "@auth([httpBasicAuth])", ["breaking", "breaking", "minor"]),
];

const JUDGED: &str = "\
$version: \"2\"
namespace example

@aws.protocols#restJson1
@httpBearerAuth
@httpBasicAuth
@auth([httpBearerAuth])
service City {
    version: \"1\"
    operations: [PutPhoto]
}

@http(method: \"POST\", uri: \"/photos\")
operation PutPhoto {
    input := {
        @httpPayload
        photo: Photo
    }
    output: Street
}

@output
structure Street {
    mayor: String
    surface: Surface
    picture: Picture
}

enum Surface {
    GRAVEL = \"gravel\"
    PAVED = \"paved\"
}

string Picture

blob Photo
";

#[test]
fn verdicts_are_what_peers_make_of_changes() {
    for (old, new, expected) in VERDICTS {
        assert!(JUDGED.contains(old), "{old}");
        let dir = TestDir::with(&[("old.smithy", JUDGED), ("new.smithy", &JUDGED.replace(old, new))]);
        let (_, stdout, stderr) = run(dir.path(), "diff old.smithy new.smithy --format json");
        assert_eq!(stderr, "");
        let (_, verdict) = lines(&stdout);
        let found = [&verdict["wire"]["oldClients"], &verdict["wire"]["newClients"], &verdict["rust"]];
        assert_eq!(found, expected, "{new}");
    }
}
