//! Schemas that are made at run time, beside those of the generated validator: they are the same, and so are their verdicts.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use weland_codegen::Schemas;
use weland_lambda_validator::{JsonError, SHAPES, Schema, validate_json};
use weland_model::Diagnostics;
use weland_smithy::Loader;

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "smithy") {
            found.push(path);
        }
    }
}

/// The schemas of the model that the validator was generated from.
fn lambda() -> Schemas {
    let mut files = Vec::new();
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/lambda"), &mut files);
    files.sort();
    let mut loader = Loader::new();
    for path in &files {
        loader.add(path.to_string_lossy(), fs::read_to_string(path).unwrap());
    }
    let (model, _) = loader.load();
    let service = model.services().find(|shape| !model.is_built_in(shape)).unwrap();
    let mut diagnostics = Diagnostics::new();
    Schemas::new(&model, &service.id, None, &mut diagnostics).unwrap()
}

/// What is known of a schema itself, as text.
fn own(schema: &Schema) -> String {
    let members: Vec<String> = schema
        .members
        .iter()
        .map(|it| {
            format!(
                "{} {:?} {} {} {} {} {:?}",
                it.name, it.wire_names, it.required, it.nullable, it.rest, it.stream, it.timestamp_format
            )
        })
        .collect();
    format!(
        "{} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {} {} {} {} {:?} {} {} {:?} {members:?} {:?}",
        schema.name,
        schema.shape_type,
        schema.length,
        schema.range,
        schema.pattern,
        schema.values,
        schema.internal_values,
        schema.numbers,
        schema.unique_items,
        schema.sensitive,
        schema.streaming,
        schema.requires_length,
        schema.encoding,
        schema.open,
        schema.nullable,
        schema.rest,
        schema.error,
    )
}

/// Compares two schemas and all that they refer to.
fn assert_same(made: &Schema, generated: &Schema, path: &str, seen: &mut HashSet<*const Schema>) {
    if !seen.insert(std::ptr::from_ref(generated)) {
        return;
    }
    assert_eq!(own(made), own(generated), "{path}");
    for (made, generated) in made.members.iter().zip(generated.members) {
        assert_same(made.schema, generated.schema, &format!("{path}/{}", generated.name), seen);
    }
}

#[test]
fn schemas_are_those_of_the_generated_crate() {
    let schemas = lambda();
    let names: Vec<&str> = SHAPES.iter().map(|root| root.schema.name).collect();
    assert_eq!(schemas.shapes(), names);
    for root in SHAPES {
        let made = schemas.root(root.schema.name, 0).unwrap();
        assert_eq!(made.member.nullable, root.nullable);
        assert_same(made.member.schema, root.schema, root.schema.name, &mut HashSet::new());
    }
    assert_eq!(schemas.operations().len(), 66);
    assert!(schemas.root("Nothing", 0).is_none());
}

/// A valid request, and what becomes of it when a part of it is left out, replaced or repeated.
fn mutations(json: &str) -> Vec<String> {
    let mut texts = vec![json.to_owned()];
    let ends: Vec<usize> = json.char_indices().map(|(index, _)| index).collect();
    for &at in &ends {
        let (before, after) = json.split_at(at);
        let mut rest = after.chars();
        rest.next();
        texts.push(format!("{before}{}", rest.as_str()));
        for other in ["0", "\"", "é", "]", "null", "-", " "] {
            texts.push(format!("{before}{other}{}", rest.as_str()));
        }
        texts.push(before.to_owned());
    }
    texts
}

#[test]
fn verdicts_are_those_of_the_generated_validator() {
    let schemas = lambda();
    let cases = [
        ("GetAliasRequest", r#"{"FunctionName": "thumbnails", "Name": "live"}"#),
        (
            "CreateFunctionRequest",
            r#"{"FunctionName":"f","Role":"arn:aws:iam::123456789012:role/r","Code":{"ZipFile":"UEsDBA=="},"MemorySize":128,"Timeout":3,"Runtime":"nodejs20.x","Environment":{"Variables":{"KEY":"v"}},"Tags":{"a":"b"},"Layers":["arn:aws:lambda:eu-west-1:123456789012:layer:l:1"],"VpcConfig":{"SubnetIds":["a"],"SecurityGroupIds":[]}}"#,
        ),
        ("Tags", r#"{"a": "b", "c": "d"}"#),
        ("MemorySize", "128"),
        ("CompatibleRuntimes", r#"["nodejs20.x", "cobol"]"#),
    ];
    let (mut valid, mut malformed, mut invalid) = (0, 0, 0);
    for (shape, json) in cases {
        let root = schemas.root(shape, 0).unwrap().member;
        for text in mutations(json) {
            let expected = validate_json(shape, text.as_bytes());
            let found = weland_validate(root, text.as_bytes());
            assert_eq!(found, expected, "{shape}: {text}");
            match expected {
                Ok(()) => valid += 1,
                Err(JsonError::Malformed(_)) => malformed += 1,
                Err(_) => invalid += 1,
            }
        }
    }
    assert!(valid > 100 && malformed > 1000 && invalid > 100, "{valid} {malformed} {invalid}");
}

fn weland_validate(root: &'static weland_lambda_validator::Member, json: &[u8]) -> Result<(), JsonError> {
    weland_lambda_validator::weland_validate::validate_json_value(root, json)
}
