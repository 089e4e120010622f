//! Programs that use generated crates: clients call servers in one process.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Case, KINDS, case_options, cases, sync, text};
use weland_codegen::{DeriveRule, ExternalCrate, Files, Rules, Runtime, TypeRule, check_rules, generate};
use weland_model::edit::Stated;
use weland_model::{Severity, Sources, Span};

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
    for mut options in case_options(case, &model, &Runtime::Path(runtime.to_owned())) {
        options.rules = rules(case);
        let mut diagnostics = check_rules(&model, &options);
        files.extend(generate(&model, &options, &mut diagnostics));
        assert!(
            diagnostics.iter().all(|it| it.severity == Severity::Note),
            "{}:\n{}",
            case.name,
            text(&model, diagnostics)
        );
    }
    files
}

/// The rules for types that are in the file `rules.txt` of a case, one a line.
fn rules(case: &Case) -> Rules {
    let text = std::fs::read_to_string(case.path.join("rules.txt")).unwrap_or_default();
    let file = Sources::default().add("rules.txt", &*text);
    let stated = |text: &str| Stated { text: text.to_owned(), span: Span::new(file, 0, 0) };
    let mut rules = Rules::default();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let to = |from: &str, to: &str| TypeRule { from: stated(from), to: stated(to), has_default: words.len() < 4 };
        match words.as_slice() {
            ["format", from, path, ..] => rules.formats.push(to(from, path)),
            ["shape", from, path, ..] => rules.shapes.push(to(from, path)),
            ["derive", path] => rules.derives.push(DeriveRule { path: stated(path), shapes: None }),
            ["derive", path, shape] => {
                rules.derives.push(DeriveRule { path: stated(path), shapes: Some(vec![stated(shape)]) });
            }
            ["dependency", name, version] => rules.dependencies.push(ExternalCrate {
                name: stated(name),
                version: (*version).to_owned(),
                defaults: true,
                features: Vec::new(),
            }),
            _ => panic!("{line}"),
        }
    }
    rules
}

/// A package whose tests are the `.rs` files of the case.
fn program(case: &Case) -> Files {
    let name = &case.name;
    let mut manifest =
        format!("[package]\nname = \"{name}-program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n");
    for (_, kind) in KINDS {
        manifest.push_str(&format!("{name}-{kind} = {{ path = \"../{name}-{kind}\" }}\n"));
    }
    for ExternalCrate { name, version, .. } in rules(case).dependencies {
        manifest.push_str(&format!("{} = {version:?}\n", name.text));
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
