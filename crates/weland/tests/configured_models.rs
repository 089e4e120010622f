//! Commands without paths, which read the models of `weland.yaml`.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const CITY: &str = "$version: \"2\"\n\nnamespace example.city\n\n@aws.protocols#restJson1\nservice City {\n    version: \"1\"\n    \
                    operations: [\n        GetCity\n    ]\n}\n\n@readonly\n@http(method: \"GET\", uri: \"/city\")\noperation GetCity {}\n";

const STREETS: &str =
    "$version: \"2\"\nnamespace example.streets\n@aws.protocols#restJson1\nservice Streets { version: \"1\" }\n";

const PETS: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths:\n  /pets:\n    get:\n      operationId: getPets\n      \
                    responses: { '200': { description: All., content: { text/csv: { schema: {} } } } }\n";

fn run(dir: &TestDir, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// A configuration with these targets: their names, models and further keys.
fn config(targets: &[(&str, &str, &str)]) -> String {
    let target = |(name, model, more): &(&str, &str, &str)| {
        format!(
            "  {name}:\n    model: [{model}]\n    output: out\n    runtime: {{ version: '1' }}\n    crates: {{ types: {{ name: {name}-types }} }}\n{more}"
        )
    };
    format!("version: 1\ntargets:\n{}", targets.iter().map(target).collect::<String>())
}

#[test]
fn a_model_of_the_configuration_is_read_like_a_path() {
    let dir = TestDir::with(&[("api/m/city.smithy", CITY), ("api/weland.yaml", &config(&[("city", "m", "")]))]);
    for command in ["ast", "check", "idl", "openapi", "report", "report --json", "list"] {
        let configured = run(&dir, &format!("{command} --config api/weland.yaml"));
        assert_eq!(configured, run(&dir, &format!("{command} api/m")), "{command}");
        assert_eq!(configured.0, Exit::Success, "{command}: {}", configured.2);
    }
    assert_eq!(run(&dir, "check --config api/weland.yaml").2, "checked 1 file: no problems\n");
}

#[test]
fn check_tells_what_is_wrong_with_all_models() {
    let broken = CITY.replace("        GetCity\n", "        GetCty\n");
    let unresolved = PETS.replace("schema: {}", "schema: { $ref: '#/components/schemas/Pet' }");
    let dir = TestDir::with(&[
        ("m/city.smithy", &broken),
        ("m/pets.yaml", &unresolved),
        (
            "weland.yaml",
            &config(&[("city", "m/city.smithy", ""), ("again", "m/city.smithy", ""), ("pets", "m/pets.yaml", "")]),
        ),
    ]);
    let (exit, _, stderr) = run(&dir, "check");
    assert_eq!(exit, Exit::Failure);
    assert_eq!(stderr.matches("error[unresolved-target]").count(), 1, "{stderr}");
    assert!(stderr.contains("--> m/pets.yaml:") && stderr.contains("checked 2 files: 2 errors"), "{stderr}");
    dir.write("weland.yaml", config(&[("city", "m/none.smithy", "")]));
    let (exit, _, stderr) = run(&dir, "check");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("error[not-found]") && stderr.contains("--> weland.yaml:4:13"), "{stderr}");
}

#[test]
fn outputs_with_place_for_one_model_want_one() {
    let two = config(&[("city", "city.smithy", ""), ("pets", "pets.yaml", "")]);
    let dir = TestDir::with(&[("city.smithy", CITY), ("pets.yaml", PETS), ("weland.yaml", &two)]);
    for command in ["ast", "idl", "idl --output out", "report --json"] {
        let (exit, stdout, stderr) = run(&dir, command);
        assert_eq!((exit, &*stdout), (Exit::Failure, ""), "{command}");
        let message = "error[several-models]: the configuration has several models, those of `city`, `pets`\n";
        assert!(stderr.contains(message), "{command}: {stderr}");
        assert!(stderr.contains("help: name the files or folders of one of them"), "{command}: {stderr}");
    }
    let (exit, stdout, stderr) = run(&dir, "report");
    assert_eq!(exit, Exit::Success, "{stderr}");
    assert!(stdout.starts_with("# target city\n\n") && stdout.contains("\n\n# target pets\n\n"), "{stdout}");
}

#[test]
fn a_document_is_that_of_the_service_that_a_target_chooses() {
    let both = [("a.smithy", CITY), ("b.smithy", STREETS)];
    let dir = TestDir::with(&both);
    let model = "a.smithy, b.smithy";
    dir.write("weland.yaml", config(&[("city", model, "    service: example.streets#Streets\n")]));
    assert!(run(&dir, "openapi").1.contains("title: Streets"));
    assert!(run(&dir, "openapi --service example.city#City").1.contains("title: City"));
    dir.write("weland.yaml", config(&[("city", "a.smithy", ""), ("streets", "b.smithy", "")]));
    let (exit, _, stderr) = run(&dir, "openapi");
    assert_eq!(exit, Exit::Failure);
    let help = "pass `--service` with one of `example.city#City`, `example.streets#Streets`";
    assert!(stderr.contains("error[several-services]") && stderr.contains(help), "{stderr}");
    assert!(run(&dir, "openapi --service example.streets#Streets").1.contains("title: Streets"));
}

#[test]
fn only_smithy_files_are_formatted() {
    let messy = CITY.replace("operation GetCity {}", "operation   GetCity {}");
    let files = [
        ("m/city.smithy", &*messy),
        ("m/pets.yaml", PETS),
        ("m/ast.json", "{\"smithy\": \"2.0\"}"),
        ("other.smithy", &messy),
    ];
    let dir = TestDir::with(&files);
    // Targets may share files.
    dir.write(
        "weland.yaml",
        config(&[("a", "m/city.smithy, m/ast.json", ""), ("b", "m/city.smithy", ""), ("c", "m/pets.yaml", "")]),
    );
    let (exit, _, stderr) = run(&dir, "fmt --check");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("error[unformatted]: `m/city.smithy` isn't formatted"), "{stderr}");
    assert!(stderr.contains("checked 1 file: 1 error"), "{stderr}");
    let (exit, _, stderr) = run(&dir, "fmt");
    assert_eq!((exit, &*stderr), (Exit::Success, "formatted 1 file, left 0 unchanged\n"));
    let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
    assert_eq!((read("m/city.smithy"), read("m/pets.yaml"), read("other.smithy")), (CITY.into(), PETS.into(), messy));
    // A configuration without such files leaves nothing to do.
    dir.write("weland.yaml", config(&[("c", "m/pets.yaml", "")]));
    assert_eq!(run(&dir, "fmt"), (Exit::Success, String::new(), "formatted 0 files, left 0 unchanged\n".into()));
}

#[test]
fn without_paths_and_configuration_there_is_advice() {
    let dir = TestDir::with(&[("city.smithy", CITY)]);
    for command in
        ["ast", "check", "fmt", "fmt --check", "idl", "openapi", "report", "list", "validate --shape A a.json"]
    {
        let (exit, stdout, stderr) = run(&dir, command);
        assert_eq!((exit, &*stdout), (Exit::Failure, ""), "{command}");
        assert!(stderr.contains("error[not-found]: can't read `weland.yaml`"), "{command}: {stderr}");
        let help = "help: name the files or folders of a model, or create a configuration with `weland init`";
        assert!(stderr.contains(help), "{command}: {stderr}");
    }
}
