//! The worked example of `docs/changes.md`: the Lambda API of January 2024, whose model is in this repository, and that of April
//! 2025 in the model of AWS.
//!
//! `BLESS=1 cargo test -p weland --test lambda_changes` writes `docs/changes-lambda.md` anew.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../../tests/skip.rs"]
mod skip;

use std::fs;
use std::path::Path;

use weland::Environment;

#[test]
fn the_worked_example_is_what_the_command_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let new = "../shared/aws-models/lambda-2015-03-31.json";
    if !root.join(new).exists() {
        skip::skip("the API models of AWS are not beside the repository");
        return;
    }
    let environment = Environment { folder: root.clone(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = ["diff", "model/lambda", new, "--config", "docs/changes-lambda.yaml", "--format", "markdown"];
    weland::run(arguments, &environment, &mut stdout, &mut stderr);
    // All that the configuration accepts has to be there.
    assert_eq!(String::from_utf8(stderr).unwrap(), "");
    let text = String::from_utf8(stdout).unwrap().replace(new, "lambda-2015-03-31.json");
    let path = root.join("docs/changes-lambda.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let help = "`BLESS=1 cargo test -p weland --test lambda_changes` writes it anew";
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "{help}");
}
