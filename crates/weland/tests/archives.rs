//! Models in archives, named and found.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::io::{Cursor, Write as _};

use test_dir::TestDir;
use weland::{Environment, Exit};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MODEL: &str = "$version: \"2\"\nnamespace a\nstring A\n";

fn run(dir: &TestDir, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (exit, text(stdout), text(stderr))
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        writer.start_file(*path, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An archive with one model.
fn jar(model: &str) -> Vec<u8> {
    zip(&[("META-INF/smithy/manifest", "a.smithy\n"), ("META-INF/smithy/a.smithy", model)])
}

#[test]
fn an_archive_is_a_model_wherever_one_is_named() {
    let dir = TestDir::with(&[("model/b.smithy", "$version: \"2\"\nnamespace b\nuse a#A\nlist L { member: A }\n")]);
    for path in ["a.jar", "a.ZIP", "model/a.jar", "other/x.jar"] {
        dir.write(path, jar(MODEL));
    }
    dir.write("other/tool.jar", zip(&[("Tool.class", "")]));
    dir.write("other/tool.zip", "not an archive");
    let two = "checked 2 files: no problems\n";
    for (paths, expected) in [
        ("a.jar model/b.smithy", two),
        ("a.ZIP model/b.smithy", two),
        ("model", two),
        ("other model/b.smithy", two),
        ("other/*.jar model/b.smithy", two),
        ("{a,b}.jar model/b.smithy", two),
    ] {
        let (exit, _, stderr) = run(&dir, &format!("check {paths}"));
        assert_eq!((exit, &*stderr), (Exit::Success, expected), "{paths}");
    }
    let (exit, stdout, _) = run(&dir, "ast a.jar");
    assert_eq!(exit, Exit::Success);
    assert!(stdout.contains("\"a#A\""), "{stdout}");
}

#[test]
fn crates_are_generated_from_archives() {
    let config = "version: 1\ntargets:\n  t:\n    model: [lib/a.jar]\n    output: out\n    runtime: { version: \"0.1\" }\n    \
                  crates: { types: { name: a-types } }\n";
    let dir = TestDir::with(&[("weland.yaml", config)]);
    dir.write(
        "lib/a.jar",
        jar("$version: \"2\"\nnamespace a\n@aws.protocols#awsJson1_0\nservice S { version: \"1\" }\n"),
    );
    let (exit, _, stderr) = run(&dir, "generate");
    assert_eq!(exit, Exit::Success, "{stderr}");
    let (exit, _, stderr) = run(&dir, "generate --check");
    assert_eq!(exit, Exit::Success, "{stderr}");
    assert!(dir.tree().contains_key("out/a-types/src/lib.rs"));
}

#[test]
fn diagnostics_name_the_file_in_the_archive() {
    let dir = TestDir::with(&[]);
    dir.write("lib/a.jar", jar("$version: \"2\"\nnamespace a\nlist L { member: Missing }\n"));
    let (exit, _, stderr) = run(&dir, "check lib/a.jar");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("--> lib/a.jar!/META-INF/smithy/a.smithy:3:"), "{stderr}");
    dir.write("b.jar", zip(&[("META-INF/smithy/manifest", "# ours\n../../a.smithy\n")]));
    let (exit, _, stderr) = run(&dir, "check b.jar");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.starts_with("error[invalid-manifest]: "), "{stderr}");
    assert!(stderr.contains("--> b.jar!/META-INF/smithy/manifest:2:1\n"), "{stderr}");
}

#[test]
fn archives_without_models_are_errors_only_where_they_are_named() {
    let dir = TestDir::with(&[("garbage.jar", "garbage")]);
    dir.write("lib/tool.jar", zip(&[("Tool.class", "")]));
    let cases = [
        ("lib/tool.jar", "error[empty-archive]: can't read `lib/tool.jar`: the archive has no models, since it has no"),
        ("lib", "error[empty-folder]: can't read `lib`: "),
        ("lib/*.jar", "error[no-match]: can't read `lib/*.jar`: "),
        ("garbage.jar", "error[broken-archive]: can't read `garbage.jar`: it isn't a ZIP archive"),
    ];
    for (path, expected) in cases {
        let (exit, _, stderr) = run(&dir, &format!("check {path}"));
        assert_eq!(exit, Exit::Failure);
        assert!(stderr.starts_with(expected), "{stderr}");
    }
    let (_, _, stderr) = run(&dir, "fmt garbage.jar");
    assert!(stderr.starts_with("error[unknown-file-type]: "), "{stderr}");
}

#[test]
fn an_archive_named_twice_is_read_once() {
    let dir = TestDir::with(&[]);
    dir.write("m/a.jar", jar(MODEL));
    for paths in ["m/a.jar m/a.jar", "m m/a.jar", "m/a.jar m"] {
        let (exit, _, stderr) = run(&dir, &format!("check {paths}"));
        assert_eq!(exit, Exit::Success);
        assert!(stderr.starts_with("note[named-twice]: "), "{stderr}");
        assert!(stderr.ends_with("checked 1 file: 1 note\n"), "{stderr}");
    }
}

#[test]
fn archives_may_define_traits_that_are_known_anyway() {
    let traits =
        "$version: \"2\"\nnamespace aws.api\n@trait(selector: \"service\")\nstructure service { sdkId: String }\n";
    let model =
        "$version: \"2\"\nnamespace b\nuse aws.api#service\n@service(sdkId: \"B\")\nservice B { version: \"1\" }\n";
    let dir = TestDir::with(&[("b.smithy", model)]);
    dir.write("traits.jar", jar(traits));
    let (exit, _, stderr) = run(&dir, "check traits.jar b.smithy");
    assert_eq!(exit, Exit::Success, "{stderr}");
}
