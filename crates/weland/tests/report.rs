//! `weland report`, and how notes that it lists are shown elsewhere.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use serde_json::{Value, json};
use test_dir::TestDir;
use weland::{Environment, Exit};

fn run(text: &str, name: &str, arguments: &str) -> (Exit, String, String) {
    let dir = TestDir::with(&[(name, text)]);
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

const API: &str = r##"openapi: 3.1.0
info:
  title: City
  version: "1"
  contact: { name: Hall }
paths:
  /streets:
    get:
      operationId: getStreets
      parameters:
        - { name: filter, in: query, schema: { $ref: "#/components/schemas/Anything" } }
      responses:
        "200":
          description: Streets.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Street" }
components:
  schemas:
    Anything: {}
    Street:
      type: object
      not: { required: [cars] }
      properties:
        cars: { type: integer, x-unit: "1" }
        notes: { description: Of all kinds. }
        owner: { $ref: "#/components/schemas/Anything" }
"##;

#[test]
fn what_is_lost_is_listed_for_people() {
    let (exit, stdout, stderr) = run(API, "api.yaml", "report api.yaml");
    let expected = "\
city#City

constraint: which values are accepted (1)
  `not`: values that the schema forbids are accepted [not-carried-constraint]
    api.yaml:23:7

annotation: what is said to people and tools (2)
  extensions: nothing is generated from this [ignored-trait]
    api.yaml:25:40
  whom to contact: it is not part of generated code [not-carried]
    api.yaml:5:3

untyped: members that can be any JSON (3)
  city#GetStreetsInput$filter: the schema allows everything
    api.yaml:20:15
  city#Street$notes: the schema allows everything
    api.yaml:26:16
  city#Street$owner: the schema allows everything
    api.yaml:20:15
";
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    assert_eq!(stdout, expected);
}

#[test]
fn what_is_lost_is_listed_for_tools() {
    let (_, stdout, _) = run(API, "api.yaml", "report api.yaml --json");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["services"], json!(["city#City"]));
    let place = |line, column, end| json!({"path": "api.yaml", "line": line, "column": column, "endLine": line, "endColumn": end});
    let contact = json!({
        "kind": "annotation",
        "code": "not-carried",
        "what": "whom to contact",
        "effect": "it is not part of generated code",
        "places": [place(5, 3, 10)],
    });
    assert!(report["losses"].as_array().unwrap().contains(&contact), "{stdout}");
    let mut notes = place(26, 16, 46);
    notes["member"] = "city#Street$notes".into();
    notes["reason"] = "the schema allows everything".into();
    assert_eq!(report["untyped"][1], notes);
}

#[test]
fn models_in_smithy_lose_traits_and_behaviour() {
    let model = "$version: \"2\"\nnamespace city\nuse aws.protocols#restJson1\n@restJson1\n@httpDigestAuth\nservice City { version: \"1\", operations: [Find] }\n\
                 @readonly\n@http(method: \"GET\", uri: \"/\")\noperation Find { output := { any: Document, @aws.cloudformation#cfnMutability(\"read\") name: String } }\n";
    let (exit, stdout, stderr) = run(model, "city.smithy", "report city.smithy");
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    let listed = [
        "behavior: what is sent and received, or what clients and servers do (1)\n  generated crates do not implement the authentication scheme `httpDigestAuth`",
        "  `@aws.cloudformation#cfnMutability`: nothing is generated from this [ignored-trait]\n    city.smithy:9:",
        "  city#FindOutput$any: any value is allowed here\n",
    ];
    for text in listed {
        assert!(stdout.contains(text), "{text}\n{stdout}");
    }
    let small =
        "$version: \"2\"\nnamespace city\nuse aws.protocols#restJson1\n@restJson1\nservice City { version: \"1\" }\n";
    let (_, stdout, _) = run(small, "city.smithy", "report city.smithy");
    assert_eq!(stdout, "city#City\n\nnothing is lost\n");
}

#[test]
fn models_with_errors_have_no_report() {
    let (exit, stdout, stderr) =
        run("$version: \"2\"\nnamespace a\nlist B { member: C }\n", "a.smithy", "report a.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("error[unresolved-target]"), "{stderr}");
}

#[test]
fn notes_that_are_alike_are_counted() {
    let with = |count: usize| {
        let servers: String =
            (0..count).map(|number| format!("  - {{ url: /{number}, x-place-{number}: 1 }}\n")).collect();
        format!("openapi: 3.1.0\ninfo: {{ title: City, version: \"1\" }}\npaths: {{}}\nservers:\n{servers}")
    };
    let check = |count| run(&with(count), "api.yaml", "check api.yaml").2;
    let five = check(5);
    assert_eq!(five.matches("note[not-carried]").count(), 3, "{five}");
    assert!(five.contains("… and 2 other notes like this; `weland report` lists all\n\n"), "{five}");
    assert!(five.ends_with("checked 1 file: 5 notes\n"), "{five}");
    // Four take as much room as three and the line that tells of the fourth.
    let four = check(4);
    assert!(four.matches("note[not-carried]").count() == 4 && !four.contains('…'), "{four}");
    // Tools get all of them.
    let (_, _, lines) = run(&with(5), "api.yaml", "check api.yaml --format json");
    assert_eq!(lines.lines().count(), 5);
}
