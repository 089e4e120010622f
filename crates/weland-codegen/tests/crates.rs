//! Models full of obstacles, and those of the golden files: what is generated from them compiles without a warning, has
//! documentation without a warning, and can be packaged.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{KINDS, case_options, cases, sync, text};
use weland_codegen::{Files, Runtime, generate};
use weland_model::Diagnostics;

const WORKSPACE: &str = r#"[workspace]
resolver = "3"
members = ["*-types", "*-client", "*-server", "*-validator"]

[profile.dev]
debug = "line-tables-only"
"#;

#[test]
fn generated_crates_compile_without_warnings() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated-crates");
    let count = write(&workspace);
    assert_checked(&workspace, &["--workspace", "--all-targets"], count);
    // With serde, the macros of the runtime make more of each type.
    assert_checked(&workspace, &["--all-features", "--package", "*-types"], count / KINDS.len());
    assert_success("cargo doc", &cargo(&workspace, &["doc", "--workspace", "--no-deps"]));
    assert_packaged(&workspace, count);
    assert_left_alone_by_formatter(&workspace, count);
    println!("{count} crates");
}

/// Generates all crates into a workspace and gives their number.
fn write(workspace: &Path) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let runtime = Runtime::Path(root.canonicalize().unwrap().to_str().unwrap().to_owned());
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), WORKSPACE.to_owned()),
        // The same versions as everywhere else, so that nothing is downloaded or built twice.
        ("Cargo.lock".to_owned(), std::fs::read_to_string(root.join("../Cargo.lock")).unwrap()),
    ]);
    let mut count = 0;
    for case in cases("crates").iter().chain(&cases("files")) {
        let model = case.model();
        for options in case_options(case, &model, &runtime) {
            let mut diagnostics = Diagnostics::new();
            let made = generate(&model, &options, &mut diagnostics);
            assert!(!diagnostics.has_errors(), "{}:\n{}", case.name, text(&model, diagnostics));
            count += options.crates.len();
            files.extend(examples(&made));
            files.extend(front_pages(&made));
            files.extend(made);
        }
    }
    sync(workspace, &files);
    count
}

/// The programs that readmes show, as examples of their crates, so that they are compiled, too.
fn examples(files: &Files) -> Files {
    let example = |(path, text): (&String, &String)| {
        let program = text.split("```rust\n").nth(1)?.split("```").next()?;
        let path = format!("{}/examples/readme.rs", path.strip_suffix("/README.md")?);
        Some((path, format!("//! From the readme.\n#![allow(dead_code)]\n{program}\nfn main() {{}}\n")))
    };
    let found: Files = files.iter().filter_map(example).collect();
    let operations = files.keys().any(|path| path.contains("/src/operations/"));
    assert_eq!(found.len(), if operations { 2 } else { 0 }, "readmes of a client and a server");
    found
}

/// The programs in the docs of each crate's root, as examples, in a function as rustdoc puts them.
fn front_pages(files: &Files) -> Files {
    let roots = files.iter().filter_map(|(path, text)| Some((path.strip_suffix("/src/lib.rs")?, text)));
    let found: Files = roots.flat_map(|(krate, text)| programs(krate, text)).collect();
    let operations = files.keys().any(|path| path.contains("/src/operations/"));
    for krate in ["-client/", "-server/", "-validator/"] {
        let has_program = found.keys().any(|path| path.contains(krate));
        assert!(has_program || !operations, "no program in the docs of {krate}");
    }
    found
}

fn programs(krate: &str, root: &str) -> Files {
    let docs: String =
        root.lines().filter_map(|line| line.strip_prefix("//!")).map(|line| format!("{line}\n")).collect();
    let blocks = docs.split(" ```no_run\n").skip(1).filter_map(|block| block.split(" ```\n").next());
    let example = |(number, program): (usize, &str)| {
        let path = format!("{krate}/examples/front_page_{number}.rs");
        (path, format!("//! From the docs.\n#![allow(dead_code)]\nfn main() {{\n{program}\n}}\n"))
    };
    blocks.enumerate().map(example).collect()
}

fn cargo(workspace: &Path, arguments: &[&str]) -> Output {
    let target: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap()
}

/// Checks some crates of the workspace, which has to be as many as are known.
fn assert_checked(workspace: &Path, which: &[&str], count: usize) {
    let arguments = [&["check", "--keep-going", "--message-format=json"], which].concat();
    let checked = cargo(workspace, &arguments);
    let (found, seen) = warnings(workspace, &checked);
    assert!(found.is_empty(), "{} diagnostics\n{}", found.len(), found.join("\n"));
    assert_success("cargo check", &checked);
    assert_eq!(seen, count, "crates that were compiled");
}

/// The diagnostics of the compiler in generated crates, and how many of these were compiled.
fn warnings(workspace: &Path, output: &Output) -> (Vec<String>, usize) {
    let (mut found, mut seen) = (Vec::new(), 0);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        let manifest = message["manifest_path"].as_str().unwrap_or_default();
        if !Path::new(manifest).starts_with(workspace) {
            continue;
        }
        match message["reason"].as_str() {
            Some("compiler-message") => found.push(message["message"]["rendered"].as_str().unwrap().to_owned()),
            Some("compiler-artifact")
                if message["target"]["kind"][0] == "lib" && message["profile"]["test"] == false =>
            {
                seen += 1;
            }
            _ => {}
        }
    }
    (found, seen)
}

fn assert_packaged(workspace: &Path, count: usize) {
    let listed = cargo(workspace, &["package", "--workspace", "--list", "--allow-dirty"]);
    assert_success("cargo package", &listed);
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    for file in ["Cargo.toml", "README.md", "src/lib.rs"] {
        assert_eq!(listed.lines().filter(|line| *line == file).count(), count, "{file} in packages");
    }
}

/// Whoever formats a program together with the generated crates in it, must not make them stale.
fn assert_left_alone_by_formatter(workspace: &Path, count: usize) {
    let package = "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let program = workspace.join("program");
    std::fs::create_dir_all(program.join("src")).unwrap();
    std::fs::write(program.join("Cargo.toml"), format!("{package}\n[workspace]\n")).unwrap();
    std::fs::write(program.join("src/lib.rs"), "fn  unformatted( ) {}\n").unwrap();
    let format = |folder: &Path| {
        let format = Command::new(env!("CARGO")).arg("fmt").current_dir(folder).output().unwrap();
        assert_success("cargo fmt", &format);
    };
    format(&program);
    // The formatter is there and does its work, so that what stays as it is does so for a reason.
    assert_eq!(std::fs::read_to_string(program.join("src/lib.rs")).unwrap(), "fn unformatted() {}\n");
    std::fs::remove_dir_all(&program).unwrap();
    let before = support::tree(workspace);
    assert_eq!(before.keys().filter(|path| path.ends_with("/rustfmt.toml")).count(), count);
    format(workspace);
    let changed: Vec<_> =
        support::tree(workspace).into_iter().filter(|(path, text)| before.get(path) != Some(text)).collect();
    assert!(changed.is_empty(), "{:?}", changed.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

fn assert_success(what: &str, output: &Output) {
    assert!(output.status.success(), "{what}:\n{}", String::from_utf8_lossy(&output.stderr));
}
