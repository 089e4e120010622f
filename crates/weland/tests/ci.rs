//! The pipelines of `docs/ci.md`: the workflow is what `weland init` writes, and the steps fail for what they are there for.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../../tests/skip.rs"]
mod skip;
#[path = "../src/test_dir.rs"]
mod test_dir;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;
use test_dir::TestDir;

const PAGE: &str = include_str!("../../../docs/ci.md");

/// The pipelines that the page has, by the name of their file.
fn pipeline(name: &str) -> &'static str {
    let block = PAGE.split_once(&format!("`{name}`\n\n```yaml\n")).unwrap().1;
    block.split_once("```\n").unwrap().0
}

/// What a pipeline executes of ours.
fn scripts(name: &str) -> Vec<String> {
    let pipeline: Value = serde_yaml::from_str(pipeline(name)).unwrap();
    let job =
        if name.starts_with(".github") { &pipeline["jobs"]["weland"]["steps"] } else { &pipeline["weland"]["script"] };
    let steps = job.as_sequence().unwrap().iter();
    let scripts = steps.filter_map(|step| step["run"].as_str().or(step.as_str()));
    scripts.filter(|script| !script.starts_with("cargo ")).map(str::to_owned).collect()
}

/// Whether a script succeeds, with our program in the path.
fn succeeds(folder: &Path, script: &str) -> bool {
    let program = Path::new(env!("CARGO_BIN_EXE_weland")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-ec", script]).current_dir(folder).env("PATH", path);
    shell.env("GITHUB_BASE_REF", "main").env("CI_MERGE_REQUEST_DIFF_BASE_SHA", "origin/main");
    shell.output().unwrap().status.success()
}

fn must(folder: &Path, script: &str) {
    assert!(succeeds(folder, script), "{script}");
}

fn read(dir: &TestDir, file: &str) -> String {
    fs::read_to_string(dir.path().join(file)).unwrap()
}

/// Narrows a constraint, which breaks old clients.
fn break_the_model(dir: &TestDir) {
    let model = read(dir, "model/greetings.smithy");
    assert!(model.contains("max: 100"), "{model}");
    dir.write("model/greetings.smithy", model.replace("max: 100", "max: 10"));
}

/// A project with a branch `main` that was pushed, and a checkout of it; none where there is no Git.
fn project() -> Option<TestDir> {
    let dir = TestDir::with(&[]);
    if !succeeds(dir.path(), "git --version") {
        skip::skip("there is no git");
        return None;
    }
    let identity = "git config user.name a && git config user.email a@example.com";
    must(dir.path(), &format!("git init -q -b main . && {identity} && weland init && weland generate"));
    must(dir.path(), "git add . && git commit -qm first && git update-ref refs/remotes/origin/main main");
    Some(dir)
}

#[test]
fn the_workflow_is_what_init_writes() {
    let dir = TestDir::with(&[]);
    must(dir.path(), "weland init");
    assert_eq!(read(&dir, ".github/workflows/weland.yml"), pipeline(".github/workflows/weland.yml"));
}

#[test]
fn pipelines_fail_for_what_they_check() {
    for name in [".github/workflows/weland.yml", ".gitlab-ci.yml"] {
        let Some(dir) = project() else { return };
        let results =
            |dir: &TestDir| -> Vec<bool> { scripts(name).iter().map(|script| succeeds(dir.path(), script)).collect() };
        let reports = |dir: &TestDir| -> Vec<usize> {
            let count = |file: &str| {
                let log: serde_json::Value = serde_json::from_str(&read(dir, &format!("sarif/{file}.sarif"))).unwrap();
                log["runs"][0]["results"].as_array().unwrap().len()
            };
            ["generate", "diff"].map(count).into()
        };
        assert_eq!((results(&dir), reports(&dir)), (vec![true, true], vec![0, 0]), "{name}");
        // A change that breaks old clients, from which nothing was generated yet.
        break_the_model(&dir);
        assert_eq!(results(&dir), [false, false], "{name}");
        assert!(reports(&dir).iter().all(|count| *count > 0), "{name}: {:?}", reports(&dir));
        // Once it is generated, only the change is left.
        must(dir.path(), "weland generate");
        assert_eq!(results(&dir), [true, false], "{name}");
    }
}

#[test]
fn a_model_that_is_not_merged_yet_is_compared_with_nothing() {
    for name in [".github/workflows/weland.yml", ".gitlab-ci.yml"] {
        let Some(dir) = project() else { return };
        // The branch that was pushed has another file only.
        must(
            dir.path(),
            "git checkout -q --orphan base && git rm -rfq --cached . && git add Cargo.toml && git commit -qm base",
        );
        must(dir.path(), "git update-ref refs/remotes/origin/main base && git checkout -qf main");
        for script in scripts(name) {
            must(dir.path(), &script);
            // A branch of GitLab has no base at all; GitHub doesn't come this far.
            must(dir.path(), &format!("unset CI_MERGE_REQUEST_DIFF_BASE_SHA\n{script}"));
        }
        assert!(!dir.path().join("sarif/diff.sarif").exists(), "{name}");
    }
}

#[test]
fn the_summary_has_the_changes() {
    let Some(dir) = project() else { return };
    break_the_model(&dir);
    let line = PAGE.lines().find(|line| line.contains("GITHUB_STEP_SUMMARY")).unwrap();
    let script = line.trim().strip_prefix("run: ").unwrap().replace("$GITHUB_STEP_SUMMARY", "summary.md");
    must(dir.path(), &script);
    assert!(read(&dir, "summary.md").contains("constraint-narrowed"));
}
