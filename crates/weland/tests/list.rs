//! `weland list`.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const CITY: &str = r#"$version: "2"

namespace example.city

use aws.protocols#restJson1

/// Cities and their mayors.
@restJson1
service City {
    version: "2026-01-01"
    operations: [GetCity]
    resources: [Street]
}

resource Street {
    identifiers: { name: Name }
    read: GetStreet
}

@http(method: "GET", uri: "/cities/{name}")
@readonly
operation GetCity {
    input := {
        @required
        @httpLabel
        name: Name
    }
    errors: [NoSuchCity]
}

@http(method: "GET", uri: "/streets/{name}")
@readonly
operation GetStreet {
    input := {
        @required
        @httpLabel
        name: Name
    }
}

@error("client")
@httpError(404)
structure NoSuchCity {
    @deprecated
    message: String
    kind: Kind
    names: Names
}

string Name

list Names {
    member: Name
}

enum Kind {
    BIG
    SMALL
}

map Unused {
    key: Name
    value: Kind
}
"#;

const PETS: &str = r#"openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "204": { description: ok } }
"#;

fn run(dir: &TestDir, arguments: &[&str]) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments, &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn listed(dir: &TestDir, arguments: &[&str]) -> String {
    let (exit, stdout, stderr) = run(dir, &[&["list"], arguments].concat());
    assert_eq!(exit, Exit::Success, "{stderr}");
    stdout
}

#[test]
fn shapes_are_listed_in_columns_by_kind() {
    let dir = TestDir::with(&[("city.smithy", CITY)]);
    let (exit, stdout, stderr) = run(&dir, &["list", "city.smithy"]);
    let expected = "\
service    example.city#City            city.smithy:9:9    restJson1; version 2026-01-01; 2 operations
resource   example.city#Street          city.smithy:15:10  by name; 1 operation
operation  example.city#GetCity         city.smithy:22:11  GET /cities/{name}; GetCityInput → ()
operation  example.city#GetStreet       city.smithy:33:11  GET /streets/{name}; GetStreetInput → ()
structure  example.city#GetCityInput    city.smithy:23:5   1 member
structure  example.city#GetStreetInput  city.smithy:34:5   1 member
structure  example.city#NoSuchCity      city.smithy:43:11  3 members; error 404
list       example.city#Names           city.smithy:52:6   of Name
map        example.city#Unused          city.smithy:61:5   Name → Kind
enum       example.city#Kind            city.smithy:56:6   2 values
string     example.city#Name            city.smithy:50:8
";
    assert_eq!(exit, Exit::Success);
    assert_eq!(stdout, expected);
    // The model has warnings, which `weland check` is for.
    assert_eq!(stderr, "listed 11 shapes\n");
}

#[test]
fn kinds_selectors_and_services_filter() {
    let dir = TestDir::with(&[("city.smithy", CITY)]);
    let ids = |arguments: &[&str]| {
        let text = listed(&dir, &[&["city.smithy"], arguments].concat());
        let ids = text.lines().map(|line| line.split_whitespace().nth(1).unwrap().replace("example.city#", ""));
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--kind", "list", "--kind", "map"]), ["Names", "Unused"]);
    assert_eq!(ids(&["--service", "example.city#City", "--kind", "map"]), [""; 0]);
    assert_eq!(ids(&["--service", "City", "--kind", "list"]), ["Names"]);
    let deprecated = ["NoSuchCity$message"];
    assert_eq!(ids(&["--select", "member [trait|deprecated]"]), deprecated);
    assert_eq!(ids(&["--select", "[trait|deprecated]", "--kind", "member"]), deprecated);
    assert_eq!(ids(&["--select", "structure", "--kind", "operation"]), [""; 0]);
    assert_eq!(ids(&["--select", "enum > member"]), ["Kind$BIG", "Kind$SMALL"]);
}

#[test]
fn json_has_a_line_for_each_shape() {
    let dir = TestDir::with(&[("city.smithy", CITY)]);
    let text = listed(&dir, &["city.smithy", "--format", "json"]);
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 11);
    let find = |id: &str| lines.iter().find(|line| line["id"] == format!("example.city#{id}")).unwrap();
    let city = find("City");
    assert_eq!(city["protocols"], serde_json::json!(["aws.protocols#restJson1"]));
    assert_eq!(city["documentation"], "Cities and their mayors.");
    let operation = find("GetCity");
    assert_eq!((&operation["method"], &operation["uri"]), (&"GET".into(), &"/cities/{name}".into()));
    assert_eq!(operation["input"], "example.city#GetCityInput");
    assert_eq!(operation["errors"], serde_json::json!(["example.city#NoSuchCity"]));
    assert_eq!((&operation["path"], &operation["line"]), (&"city.smithy".into(), &22.into()));
    assert_eq!(find("Kind")["members"], serde_json::json!(["BIG", "SMALL"]));
    assert_eq!(find("Kind")["services"], serde_json::json!(["example.city#City"]));
    assert_eq!(find("Unused").get("services"), None);
    assert_eq!(find("NoSuchCity")["status"], 404);
    let members = listed(&dir, &["city.smithy", "--format", "json", "--select", "member [trait|deprecated]"]);
    let member: serde_json::Value = serde_json::from_str(&members).unwrap();
    assert_eq!((&member["kind"], &member["target"]), (&"member".into(), &"smithy.api#String".into()));
    assert_eq!(member["deprecated"], true);
}

#[test]
fn documents_in_openapi_are_listed_as_well() {
    let dir = TestDir::with(&[("pets.yaml", PETS)]);
    let text = listed(&dir, &["pets.yaml", "--kind", "operation"]);
    assert!(text.contains("pets#GetPet") && text.contains("GET /pets/{id}"), "{text}");
}

#[test]
fn without_paths_the_models_are_those_of_the_configuration() {
    let target = |name: &str, model: &str| {
        format!(
            "  {name}:\n    model: [{model}]\n    output: {name}\n    runtime: {{ version: '1' }}\n    crates: {{ types: {{ name: {name} }} }}\n"
        )
    };
    let config = |targets: &[String]| format!("version: 1\ntargets:\n{}", targets.concat());
    let dir = TestDir::with(&[("m/city.smithy", CITY), ("m/pets.yaml", PETS)]);
    dir.write("m/weland.yaml", config(&[target("a", "city.smithy"), target("b", "city.smithy")]));
    let text = listed(&dir, &["--config", "m/weland.yaml", "--kind", "service"]);
    // Both targets have the same model.
    assert_eq!(text.lines().count(), 1, "{text}");
    dir.write("weland.yaml", config(&[target("a", "m/city.smithy"), target("b", "m/pets.yaml")]));
    let text = listed(&dir, &["--kind", "service"]);
    assert!(
        text.starts_with("# target a\n\nservice  example.city#City") && text.contains("\n\n# target b\n\n"),
        "{text}"
    );
    let json = listed(&dir, &["--kind", "service", "--format", "json"]);
    assert!(json.lines().last().unwrap().starts_with(r#"{"targetName":"b","kind":"service""#), "{json}");
}

#[test]
fn what_cannot_be_listed_is_explained() {
    let dir = TestDir::with(&[("city.smithy", CITY), ("broken.smithy", "namespace a\nlist L { member: Missing }\n")]);
    let cases: [(&[&str], Exit, &str); 6] = [
        (&["city.smithy", "--service", "Cty"], Exit::Failure, "error[unknown-service]: there is no service `Cty`"),
        (&["broken.smithy"], Exit::Failure, "error[unresolved-target]"),
        (&[], Exit::Failure, "error[not-found]: can't read `weland.yaml`"),
        (
            &["city.smithy", "--select", "structure > membre"],
            Exit::Usage,
            "'structure > membre' for '--select <SELECTOR>': it is wrong at offset 12",
        ),
        (&["city.smithy", "--kind", "lst"], Exit::Usage, "similar value exists: 'list'"),
        (&["city.smithy", "--config", "x"], Exit::Usage, "'[PATH]...' cannot be used with '--config <FILE>'"),
    ];
    for (arguments, expected, message) in cases {
        let (exit, stdout, stderr) = run(&dir, &[&["list"], arguments].concat());
        assert_eq!((exit, &*stdout), (expected, ""), "{stderr}");
        assert!(stderr.contains(message), "{arguments:?}: {stderr}");
    }
}
