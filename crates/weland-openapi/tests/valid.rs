//! Documents that are written are valid by the official JSON Schemas of OpenAPI 3.1.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use support::{files_below, load, official_data, skip, sources_of};
use weland_openapi::{Syntax, to_openapi};
use weland_smithy::Loader;

/// The interpreter of Python, with the packages that validation needs.
fn python() -> Option<String> {
    let python = std::env::var("WELAND_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let checked = Command::new(&python).args(["-c", "import jsonschema, referencing, yaml"]).output();
    if checked.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    skip("there is no Python with the packages jsonschema and PyYAML");
    None
}

/// The mistakes that the official schemas find in documents.
fn mistakes(python: &str, schemas: &Path, documents: &BTreeMap<String, serde_json::Value>) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validate.py");
    let mut command = Command::new(python);
    command.arg("-B").arg(script).arg(schemas).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(&serde_json::to_vec(documents).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let mut lines: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(lines.pop().as_deref(), Some("done"));
    lines
}

fn documents_of(sources: &[(String, String)], name: &str, documents: &mut BTreeMap<String, serde_json::Value>) {
    let model = load(sources);
    for service in model.services().filter(|shape| !model.is_built_in(shape)) {
        let (text, _) = to_openapi(&model, service, Syntax::Json);
        documents.insert(format!("{name} {}", service.id), serde_json::from_str(&text).unwrap());
    }
}

fn read(path: &Path) -> (String, String) {
    (path.display().to_string(), std::fs::read_to_string(path).unwrap())
}

#[test]
fn documents_are_valid() {
    let (Some(data), Some(python)) = (official_data(), python()) else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = BTreeMap::new();
    let own = files_below(&root.join("cases/write"), ".smithy");
    for case in own.iter().filter(|case| !case.to_string_lossy().contains("-other")) {
        documents_of(&sources_of(case), &case.display().to_string(), &mut documents);
    }
    let lambda = files_below(&root.join("../../model/lambda"), ".smithy");
    documents_of(&lambda.iter().map(|path| read(path)).collect::<Vec<_>>(), "lambda", &mut documents);
    for path in reference_models(&data) {
        documents_of(&[read(&path)], &path.display().to_string(), &mut documents);
    }
    assert!(documents.len() > 40, "only {} documents", documents.len());
    let found = mistakes(&python, &data.join("oai-3.1/validation"), &documents);
    assert!(found.is_empty(), "{}", found.join("\n"));
    println!("{} documents are valid", documents.len());
}

/// The models of the reference implementation's tests that are free of errors.
fn reference_models(data: &Path) -> Vec<PathBuf> {
    let mut paths = files_below(&data.join("smithy-openapi"), ".smithy");
    let json = files_below(&data.join("smithy-openapi"), ".json");
    paths.extend(json.into_iter().filter(|path| !path.to_string_lossy().ends_with(".openapi.json")));
    paths.retain(|path| {
        let mut loader = Loader::new();
        let (name, text) = read(path);
        loader.add(name, text);
        !loader.load().1.has_errors()
    });
    paths
}

/// Models of AWS, which have the size and the oddities of real ones.
#[test]
fn documents_of_models_of_aws_are_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/aws-models");
    let (Some(data), Some(python)) = (official_data(), python()) else { return };
    if !folder.is_dir() {
        return skip("the models of AWS are not beside the repository");
    }
    let mut documents = BTreeMap::new();
    for path in files_below(&folder, ".json") {
        let (name, text) = read(&path);
        if text.len() > 60_000 || !text.contains("aws.protocols#restJson1") {
            continue;
        }
        let mut loader = Loader::new();
        loader.add(name.as_str(), text);
        let (model, _) = loader.load_unvalidated();
        for service in model.services().filter(|shape| !model.is_built_in(shape)) {
            let (text, _) = to_openapi(&model, service, Syntax::Json);
            documents.insert(name.clone(), serde_json::from_str(&text).unwrap());
        }
    }
    assert!(documents.len() >= 10, "only {} documents", documents.len());
    let found = mistakes(&python, &data.join("oai-3.1/validation"), &documents);
    assert!(found.is_empty(), "{}", found.join("\n"));
    println!("{} documents are valid", documents.len());
}
