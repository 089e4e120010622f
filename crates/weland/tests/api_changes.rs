//! What `weland generate` says of changes of an API.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../../tests/skip.rs"]
mod skip;
#[path = "../src/test_dir.rs"]
mod test_dir;

use std::process::Command;

use serde_json::Value;
use test_dir::TestDir;
use weland::{Environment, Exit};

const CONFIG: &str = "\
# The city.
version: 1
targets:
  city:
    model: [model]
    output: out
    runtime: { version: \"0.1\" }
    crates:
      types:
        name: city-types # names come first
      client: { name: city-client, version: '1.4.0' }
";

const MODEL: &str = "\
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
        name: String
    }
    output := {
        length: Integer
        kind: Kind
        next: Street
    }
}

structure Street {
    name: StreetName
}

string StreetName

enum Kind {
    WIDE
    NARROW
}
";

/// Where the model of the last generation is.
const RECORD: &str = "out/city-types/model/example.smithy";

fn run(dir: &TestDir, arguments: &str) -> (Exit, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    assert_eq!(String::from_utf8(stdout).unwrap(), "", "{arguments}");
    (exit, String::from_utf8(stderr).unwrap())
}

/// A folder with crates of the model, and then this one in its place.
fn changed(config: &str, model: &str) -> TestDir {
    let dir = TestDir::with(&[("weland.yaml", CONFIG), ("model/city.smithy", MODEL)]);
    let (exit, said) = run(&dir, "generate");
    assert_eq!(exit, Exit::Success, "{said}");
    assert!(said.starts_with("wrote "), "a first generation has nothing to say: {said}");
    dir.write("weland.yaml", config);
    dir.write("model/city.smithy", model);
    dir
}

fn read(dir: &TestDir, path: &str) -> String {
    std::fs::read_to_string(dir.path().join(path)).unwrap()
}

/// The diagnostics of a run.
fn lines(dir: &TestDir, arguments: &str) -> (Exit, Vec<Value>) {
    let (exit, said) = run(dir, &format!("{arguments} --format json"));
    (exit, said.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn codes(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["code"].as_str().unwrap()).collect()
}

/// The verdict and the changes, by code, with what each means for the crates.
fn verdict(dir: &TestDir) -> (Value, Vec<(String, String)>) {
    let (_, lines) = lines(dir, "generate --check");
    let verdict = lines.iter().find(|line| line["code"] == "api-changed").cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let changes = lines.iter().filter(|line| line.get("shape").is_some());
    (verdict, changes.map(|line| (text(&line["code"]), text(&line["rust"]))).collect())
}

fn rust_of(config: &str, model: &str) -> Vec<(String, String)> {
    verdict(&changed(config, model)).1
}

fn pair(code: &str, rust: &str) -> (String, String) {
    (code.to_owned(), rust.to_owned())
}

#[test]
fn changes_the_verdict_and_the_version_are_said() {
    let dir = changed(CONFIG, &MODEL.replace("        length: Integer\n", "        length: Long\n"));
    let (exit, said) = run(&dir, "generate");
    assert_eq!(exit, Exit::Success, "{said}");
    let expected = "\
warning[member-type-changed]: the type of `example#GetStreetOutput$length` changed from `smithy.api#Integer` (integer) to \
                    `smithy.api#Long` (long): the new one has more values
  --> model/city.smithy:19:17
   |
19 |         length: Long
   |                 ^^^^
   |
   = help: add a member of the new type, and deprecate this one
           may affect old clients of a new server; a major version of generated crates
note: it was this in the old model
  --> out/city-types/model/example.smithy:39:13
   |
39 |     length: Integer
   |             ^^^^^^^

note[api-changed]: the API of `city` has changed since version 0.1.0: 1 change: may affect old clients of a new server; a major \
                    version of generated crates
  --> weland.yaml:10:15
   |
10 |         name: city-types # names come first
   |               ^^^^^^^^^^

warning[version-too-low]: the changes ask for version 0.2.0 of `city-types`, which has 0.1.0, and for version 2.0.0 of \
                    `city-client`, which has 1.4.0
  --> weland.yaml:10:15
   |
10 |         name: city-types # names come first
   |               ^^^^^^^^^^
   |
   = help: write `version: \"0.2.0\"` into the configuration; `weland generate --base HEAD --bump` compares with the last \
                    commit, and writes it
";
    assert!(said.starts_with(expected), "{said}");
    let (exit, said) = run(&dir, "generate");
    assert_eq!(exit, Exit::Success);
    assert!(said.starts_with("wrote 0 files, removed 0, "), "what was generated is what is compared with: {said}");
}

#[test]
fn versions_are_raised_once() {
    let dir = changed(CONFIG, &MODEL.replace("    NARROW\n", ""));
    let before = read(&dir, "weland.yaml");
    let (exit, said) = run(&dir, "generate --bump");
    assert_eq!(exit, Exit::Success, "{said}");
    assert!(said.contains("note[version-raised]: the version of `city-types` is 0.2.0 now instead of 0.1.0"), "{said}");
    assert!(!said.contains("version-too-low"), "{said}");
    let after = read(&dir, "weland.yaml");
    let expected = before
        .replace("# names come first\n", "# names come first\n        version: \"0.2.0\"\n")
        .replace("'1.4.0'", "\"2.0.0\"");
    assert_eq!(after, expected);
    assert!(read(&dir, "out/city-client/Cargo.toml").contains("version = \"2.0.0\""));
    assert!(read(&dir, RECORD).contains("\"city-types\": \"0.2.0\""));
    let (_, said) = run(&dir, "generate --bump");
    assert!(said.starts_with("wrote 0 files"), "{said}");
    assert_eq!(read(&dir, "weland.yaml"), after);
    assert_eq!(run(&dir, "generate --check --bump").0, Exit::Success);
}

#[test]
fn versions_that_are_high_enough_stay() {
    let raised = CONFIG.replace("# names come first", "\n        version: 1.0.0").replace("1.4.0", "2.0.0-rc.1");
    let dir = changed(&raised, &MODEL.replace("    NARROW\n", ""));
    let (exit, said) = run(&dir, "generate --bump");
    assert_eq!(exit, Exit::Success, "{said}");
    assert!(said.contains("note[api-changed]") && !said.contains("version-"), "{said}");
    assert_eq!(read(&dir, "weland.yaml"), raised);
}

#[test]
fn a_version_of_a_minor_change_grows_as_cargo_has_it() {
    let dir = changed(CONFIG, &MODEL.replace("    NARROW\n", "    NARROW\n    STEEP\n"));
    let (_, said) = run(&dir, "generate --bump");
    assert!(said.contains("`city-types` is 0.1.1 now instead of 0.1.0"), "{said}");
    assert!(said.contains("`city-client` is 1.5.0 now instead of 1.4.0"), "{said}");
}

#[test]
fn the_check_says_the_same_and_writes_nothing() {
    let dir = changed(CONFIG, &MODEL.replace("    NARROW\n", ""));
    let before = dir.tree();
    let (exit, found) = lines(&dir, "generate --check");
    assert_eq!(exit, Exit::Failure);
    let codes_before = ["enum-value-removed", "api-changed", "version-too-low"];
    assert_eq!(codes(&found)[..3], codes_before);
    assert!(codes(&found)[3..].iter().all(|code| *code == "stale-file"), "{found:?}");
    assert_eq!(found[2]["severity"], "warning");
    let (exit, found) = lines(&dir, "generate --check --bump");
    assert_eq!((exit, codes(&found)[2], &found[2]["severity"]), (Exit::Failure, "version-too-low", &"error".into()));
    assert_eq!(dir.tree(), before);
}

#[test]
fn tools_are_told_the_verdict_and_the_versions() {
    let dir = changed(CONFIG, &MODEL.replace("    NARROW\n", ""));
    let (verdict, changes) = verdict(&dir);
    assert_eq!(changes, [pair("enum-value-removed", "major")]);
    assert_eq!(verdict["rust"], "major");
    assert_eq!(verdict["target"], "city");
    assert_eq!(verdict["wire"]["oldClients"], "compatible");
    assert_eq!(verdict["wire"]["newClients"], "conditional");
    assert_eq!(verdict["versions"][1]["asked"], "2.0.0");
    assert_eq!(verdict["versions"][1]["tooLow"], true);
    let (_, sarif) = run(&dir, "generate --check --format sarif");
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "version-too-low"), "{results:?}");
}

#[test]
fn accepted_changes_ask_for_nothing() {
    let config = format!(
        "{CONFIG}accepted:\n  - {{ change: enum-value-removed, shape: \"example#Kind$NARROW\", reason: nobody has one }}\n  \
         - {{ change: member-removed, reason: not now }}\n"
    );
    let dir = changed(&config, &MODEL.replace("    NARROW\n", ""));
    let (exit, said) = run(&dir, "generate --bump");
    assert_eq!(exit, Exit::Success);
    assert!(said.starts_with("wrote "), "neither changes nor acceptances without a use are told: {said}");
    assert_eq!(read(&dir, "weland.yaml"), config);
}

#[test]
fn rules_of_the_configuration_are_changes_of_the_rust_api() {
    let with = |rules: &str| CONFIG.replace("    crates:", &format!("{rules}    crates:"));
    let cases = [
        ("    rename: { shapes: { Street: Road } }\n", vec![pair("code-name-changed", "major")]),
        ("    rename: { members: { Street.name: called } }\n", vec![pair("code-name-changed", "major")]),
        ("    rename: { members: { Kind.WIDE: Broad } }\n", vec![pair("code-name-changed", "major")]),
        ("    rename: { shapes: { Street: street } }\n", vec![]),
        ("    derives: [Eq]\n", vec![pair("rule-changed", "minor")]),
        (
            "    types: { shapes: { StreetName: my::Name } }\n    dependencies: { my: \"1\" }\n",
            vec![pair("rule-changed", "major")],
        ),
    ];
    for (rules, expected) in cases {
        let dir = changed(&with(rules), MODEL);
        let (_, said) = run(&dir, "generate --check");
        assert_eq!(verdict(&dir).1, expected, "{rules}: {said}");
        // Taking it away again is a change, too.
        run(&dir, "generate");
        dir.write("weland.yaml", CONFIG);
        let back = verdict(&dir).1;
        assert_eq!(back.len(), expected.len(), "{rules}");
        assert!(back.iter().all(|(_, rust)| rust == "major"), "{rules}: {back:?}");
    }
}

#[test]
fn a_rename_in_the_configuration_makes_up_for_one_in_the_model() {
    let renamed = MODEL.replace("Street\n    }", "Road\n    }").replace("structure Street", "structure Road");
    assert_eq!(rust_of(CONFIG, &renamed), [pair("shape-renamed", "major")]);
    let kept = CONFIG.replace("    crates:", "    rename: { shapes: { Road: Street } }\n    crates:");
    assert_eq!(rust_of(&kept, &renamed), [pair("shape-renamed", "patch")]);
}

#[test]
fn operations_that_the_configuration_takes_away_are_gone() {
    let two = MODEL.replace("[GetStreet]", "[GetStreet, Ping]")
        + "\n@readonly\n@http(method: \"GET\", uri: \"/ping\")\noperation Ping {}\n";
    let dir = changed(CONFIG, &two);
    assert_eq!(verdict(&dir).1, [pair("operation-added", "minor")]);
    run(&dir, "generate");
    dir.write("weland.yaml", CONFIG.replace("    crates:", "    only: { operations: [GetStreet] }\n    crates:"));
    assert_eq!(verdict(&dir).1, [pair("operation-removed", "major")]);
}

#[test]
fn members_that_become_boxed_are_other_fields() {
    let flat = MODEL.replace("    name: StreetName\n", "    name: StreetName\n    crossing: Crossing\n")
        + "\nstructure Crossing {\n    name: StreetName\n}\n";
    let dir = changed(CONFIG, &flat);
    assert_eq!(verdict(&dir).1, [pair("member-added", "minor"), pair("shape-added", "minor")]);
    run(&dir, "generate");
    // A new member closes a cycle, and the box is where the cycle is entered.
    dir.write("model/city.smithy", flat.replace("Crossing {\n", "Crossing {\n    street: Street\n"));
    let changes = verdict(&dir).1;
    assert!(changes.contains(&pair("box-changed", "major")), "{changes:?}");
    run(&dir, "generate");
    dir.write("model/city.smithy", &flat);
    assert!(verdict(&dir).1.contains(&pair("box-changed", "major")));
}

#[test]
fn an_earlier_model_that_is_not_there_or_cannot_be_read_is_noted() {
    let model = MODEL.replace("    NARROW\n", "");
    type Break<'a> = &'a dyn Fn(&str) -> String;
    let cases: [(&str, Break<'_>); 4] = [
        ("its last model can't be read", &|text| text.replace("service City", "<<<<<<< HEAD\nservice City")),
        ("its last model can't be read", &|text| text.replace("    kind: Kind", "    kind")),
        ("it was written by another version of Weland", &|text| text.replace("form: 1", "form: 0")),
        ("it was written by another version of Weland", &|text| text.replace("\"weland.generated\"", "\"other\"")),
    ];
    for (reason, broken) in cases {
        let dir = changed(CONFIG, &model);
        let text = read(&dir, RECORD);
        assert_ne!(broken(&text), text);
        dir.write(RECORD, broken(&text));
        let (exit, said) = run(&dir, "generate");
        assert_eq!(exit, Exit::Success, "{said}");
        assert!(said.starts_with("note[earlier-model-unreadable]: "), "{said}");
        assert!(said.contains(reason), "{said}");
        assert!(said.contains("wrote "), "{said}");
        assert!(run(&dir, "generate").1.starts_with("wrote 0 files"));
    }
    let dir = changed(CONFIG, &model);
    std::fs::remove_dir_all(dir.path().join("out/city-types/model")).unwrap();
    let (exit, said) = run(&dir, "generate");
    assert_eq!(exit, Exit::Success);
    assert!(said.starts_with("note[earlier-model-missing]: "), "{said}");
}

#[test]
fn a_file_of_the_users_in_the_place_of_the_model_is_never_lost() {
    let dir = changed(CONFIG, MODEL);
    dir.write(RECORD, "// mine\n");
    let (exit, said) = run(&dir, "generate");
    assert_eq!(exit, Exit::Failure);
    assert!(said.contains("error[foreign-file]"), "{said}");
    assert_eq!(read(&dir, RECORD), "// mine\n");
}

#[test]
fn a_configuration_that_cannot_be_edited_is_left_with_all_else() {
    let odd = CONFIG.replace("        name: city-types # names come first\n", "        ? name\n        : city-types\n");
    let dir = changed(&odd, &MODEL.replace("    NARROW\n", ""));
    let before = dir.tree();
    let (exit, said) = run(&dir, "generate --bump");
    assert_eq!(exit, Exit::Failure);
    assert!(said.contains("error[version-not-written]"), "{said}");
    assert!(said.contains("write them yourself: `city-types`: 0.2.0, `city-client`: 2.0.0"), "{said}");
    assert_eq!(dir.tree(), before);
}

#[test]
fn generated_models_are_no_part_of_a_model_around_them() {
    let config = CONFIG.replace("[model]", "[.]");
    let dir = TestDir::with(&[("weland.yaml", &*config), ("city.smithy", MODEL)]);
    for _ in 0..2 {
        let (exit, said) = run(&dir, "generate");
        assert_eq!(exit, Exit::Success, "{said}");
    }
    // Who names the folder means it.
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(["diff", "out/city-types/model", "city.smithy"], &environment, &mut stdout, &mut stderr);
    assert_eq!((exit, String::from_utf8(stdout).unwrap().as_str()), (Exit::Success, "nothing has changed\n"));
    assert_eq!(String::from_utf8(stderr).unwrap(), "");
    let (_, said) = run(&dir, "fmt --check .");
    assert!(said.contains("checked 1 file:"), "{said}");
}

#[test]
fn a_namespace_with_another_name_leaves_nothing_behind() {
    let dir = changed(CONFIG, &MODEL.replace("namespace example", "namespace com.example"));
    let (exit, said) = run(&dir, "generate");
    assert_eq!(exit, Exit::Success);
    assert!(said.contains("the service `example#City` is called `com.example#City` now"), "{said}");
    assert!(!said.contains("removed`") && said.contains("removed 1, "), "{said}");
    let files: Vec<String> =
        dir.tree().into_keys().filter(|path| path.starts_with("out/") && path.ends_with(".smithy")).collect();
    assert_eq!(files, ["out/city-types/model/com.example.smithy"]);
}

#[test]
fn targets_in_one_folder_are_told_apart() {
    let second = "  town:\n    model: [model]\n    output: out\n    runtime: { version: \"0.1\" }\n    crates: { types: { name: \
                  town-types } }\n";
    let config = format!("{CONFIG}{second}");
    let dir = TestDir::with(&[("weland.yaml", &*config), ("model/city.smithy", MODEL)]);
    assert_eq!(run(&dir, "generate").0, Exit::Success);
    dir.write("weland.yaml", config.replace("name: town-types", "name: town-types, version: 0.2.0"));
    dir.write("model/city.smithy", MODEL.replace("    NARROW\n", ""));
    let (_, found) = lines(&dir, "generate");
    let targets: Vec<&Value> = found.iter().filter_map(|line| line.get("target")).collect();
    assert_eq!(targets, ["city", "town"]);
    let low: Vec<&str> = found
        .iter()
        .filter(|line| line["code"] == "version-too-low")
        .map(|line| line["message"].as_str().unwrap())
        .collect();
    assert!(low.len() == 1 && !low[0].contains("town-types"), "{low:?}");
}

#[test]
fn the_output_may_be_the_folder_of_the_configuration() {
    let config = CONFIG.replace("output: out", "output: .");
    let dir = TestDir::with(&[("weland.yaml", &*config), ("model/city.smithy", MODEL)]);
    assert_eq!(run(&dir, "generate").0, Exit::Success);
    dir.write("model/city.smithy", MODEL.replace("    NARROW\n", ""));
    let (exit, said) = run(&dir, "generate --bump");
    assert_eq!(exit, Exit::Success, "{said}");
    assert!(read(&dir, "weland.yaml").contains("version: \"2.0.0\""), "{said}");
}

#[test]
fn a_revision_is_compared_with_instead() {
    let git = |dir: &TestDir, arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(dir.path()).args(["-c", "user.name=a", "-c", "user.email=a@b"]).args(arguments);
        command.output().is_ok_and(|output| output.status.success())
    };
    let dir = changed(CONFIG, MODEL);
    if !git(&dir, &["init", "-q"]) {
        skip::skip("git is missing");
        return;
    }
    assert!(git(&dir, &["add", "-A"]) && git(&dir, &["commit", "-q", "-m", "one"]) && git(&dir, &["tag", "v0.1.0"]));
    for model in [MODEL.replace("    NARROW\n", "    NARROW\n    STEEP\n"), MODEL.replace("NARROW", "STEEP")] {
        dir.write("model/city.smithy", &model);
        assert_eq!(run(&dir, "generate").0, Exit::Success);
    }
    let (exit, found) = lines(&dir, "generate --check --base v0.1.0");
    assert_eq!(exit, Exit::Success);
    assert_eq!(codes(&found), ["enum-value-removed", "enum-value-added", "api-changed", "version-too-low"]);
    assert_eq!(found[0]["path"], "model/city.smithy");
    assert_eq!(found[0]["related"][0]["path"], format!("v0.1.0:{RECORD}"));
    let (exit, said) = run(&dir, "generate --base v0.1.0 --bump");
    assert_eq!(exit, Exit::Success, "{said}");
    assert!(read(&dir, "weland.yaml").contains("version: \"0.2.0\""), "{said}");
    let (exit, _) = run(&dir, "generate --check --base v0.1.0 --bump");
    assert_eq!(exit, Exit::Success);
    let (exit, said) = run(&dir, "generate --base nothing");
    assert!(exit == Exit::Failure && said.contains("error[unknown-revision]"), "{said}");
}

#[test]
fn the_model_is_no_part_of_a_published_crate() {
    let dir = changed(CONFIG, MODEL);
    assert!(read(&dir, "out/city-types/Cargo.toml").contains("\nexclude = [\"/model\"]\n"));
    assert!(!read(&dir, "out/city-client/Cargo.toml").contains("exclude"));
}
