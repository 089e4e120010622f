//! Programs that use generated crates: clients call servers in one process.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Case, KINDS, case_options, cases, sync, text};
use weland_codegen::{Files, Runtime, generate};
use weland_model::Diagnostics;

const WORKSPACE: &str = r#"[workspace]
resolver = "3"
members = ["*-types", "*-client", "*-server", "*-validator", "*-program"]

[profile.dev]
debug = "line-tables-only"
"#;

#[test]
fn programs_run_as_their_tests_say() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let runtime = root.canonicalize().unwrap().to_str().unwrap().to_owned();
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), WORKSPACE.to_owned()),
        ("Cargo.lock".to_owned(), std::fs::read_to_string(root.join("../Cargo.lock")).unwrap()),
    ]);
    for case in cases("programs") {
        files.extend(crates(&case, &runtime));
        files.extend(program(&case));
    }
    sync(&workspace, &files);
    let target: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let tested = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--quiet", "--package", "*-program", "--tests"])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let output = [&tested.stdout, &tested.stderr].map(|text| String::from_utf8_lossy(text).into_owned()).concat();
    assert!(tested.status.success(), "{output}");
    let passed = output.split("test result: ok. ").skip(1).filter_map(|it| it.split(' ').next()?.parse::<u32>().ok());
    assert!(passed.sum::<u32>() > 0, "no test was run:\n{output}");
}

fn crates(case: &Case, runtime: &str) -> Files {
    let model = case.model();
    let mut files = Files::new();
    for options in case_options(case, &model, &Runtime::Path(runtime.to_owned())) {
        let mut diagnostics = Diagnostics::new();
        files.extend(generate(&model, &options, &mut diagnostics));
        assert!(diagnostics.is_empty(), "{}:\n{}", case.name, text(&model, diagnostics));
    }
    files
}

/// A package whose tests are the `.rs` files of the case.
fn program(case: &Case) -> Files {
    let name = &case.name;
    let mut manifest =
        format!("[package]\nname = \"{name}-program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n");
    for (_, kind) in KINDS {
        manifest.push_str(&format!("{name}-{kind} = {{ path = \"../{name}-{kind}\" }}\n"));
    }
    manifest
        .push_str("tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\", \"sync\"] }\n");
    let mut files = Files::from([
        (format!("{name}-program/Cargo.toml"), manifest),
        (format!("{name}-program/src/lib.rs"), String::new()),
    ]);
    for entry in std::fs::read_dir(&case.path).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "rs") {
            let file = path.file_name().unwrap().to_str().unwrap();
            files.insert(format!("{name}-program/tests/program/{file}"), std::fs::read_to_string(&path).unwrap());
        }
    }
    assert!(files.contains_key(&format!("{name}-program/tests/program/main.rs")), "{name} has no program");
    files
}
