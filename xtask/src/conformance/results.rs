//! Running tests, and reading what they print.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use weland_codegen::Protocol;

use super::build::Program;
use super::cases::Kind;
use super::suite::Suite;

/// The result of a case.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) protocol: &'static Protocol,
    pub(super) kind: Kind,
    pub(super) service: String,
    /// The name of its test.
    pub(super) name: String,
    pub(super) passed: bool,
    /// What the test printed.
    pub(super) output: String,
}

impl Outcome {
    /// The remark that a passed test prints about its case.
    pub(super) fn notes(&self) -> impl Iterator<Item = &str> {
        self.output.lines().filter(|_| self.passed).filter_map(|line| line.strip_prefix("note: "))
    }
}

/// Runs all tests, or those whose case has an id that contains `case`.
pub(super) fn run(programs: &[Program], suite: &Suite, case: Option<&str>) -> Result<Vec<Outcome>, String> {
    let mut outcomes = Vec::new();
    for program in programs {
        let names = list(program)?;
        let wanted: Vec<&String> = names.iter().filter(|name| case.is_none_or(|case| has_id(name, case))).collect();
        if wanted.is_empty() {
            continue;
        }
        let mut command = Command::new(&program.path);
        // The position of a test in the code is irrelevant.
        command.arg("--show-output").stdin(Stdio::null()).env("RUST_BACKTRACE", "0");
        if case.is_some() {
            command.arg("--exact").args(&wanted);
        }
        let output = command.output().map_err(|error| format!("can't run {}: {error}", program.path.display()))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let (passed, outputs) = (verdicts(&text), outputs(&text));
        for name in wanted {
            let Some(kind) = Kind::of(program.is_client, name.split("::").next().unwrap_or_default()) else { continue };
            outcomes.push(Outcome {
                protocol: program.service.protocol,
                kind,
                service: program.service.id.to_string(),
                name: name.clone(),
                // A test without a result terminated the whole program.
                passed: passed.get(name.as_str()).copied().unwrap_or(false),
                output: outputs.get(name.as_str()).cloned().unwrap_or_default(),
            });
        }
    }
    match case {
        Some(case) if outcomes.is_empty() => Err(format!("{} has no case `{case}`", suite.name)),
        _ => Ok(outcomes),
    }
}

/// Whether the test belongs to a case whose id contains a string.
fn has_id(test: &str, id: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace('_', "");
    plain(test).contains(&plain(id))
}

fn list(program: &Program) -> Result<Vec<String>, String> {
    let output = Command::new(&program.path).args(["--list", "--format", "terse"]).output();
    let output = output.map_err(|error| format!("can't run {}: {error}", program.path.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

/// Which tests passed, by name.
fn verdicts(text: &str) -> BTreeMap<&str, bool> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("test ")?.split_once(" ... "));
    lines.map(|(name, verdict)| (name, verdict == "ok")).collect()
}

/// What the tests printed, by name.
fn outputs(text: &str) -> BTreeMap<&str, String> {
    let mut outputs = BTreeMap::<&str, String>::new();
    let mut current = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("---- ").and_then(|line| line.strip_suffix(" stdout ----")) {
            current = Some(name);
        } else if matches!(line, "failures:" | "successes:") || line.starts_with("test result:") {
            current = None;
        } else if let Some(name) = current {
            let output = outputs.entry(name).or_default();
            output.push_str(line);
            output.push('\n');
        }
    }
    outputs
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "
running 2 tests
test requests::a_b ... ok
test responses::c ... FAILED

successes:

---- requests::a_b stdout ----
note: odd


successes:
    requests::a_b

failures:

---- responses::c stdout ----

thread panicked
expected 1

failures:
    responses::c

test result: FAILED. 1 passed; 1 failed
";

    #[test]
    fn verdicts_and_outputs_are_read() {
        assert_eq!(verdicts(TEXT), BTreeMap::from([("requests::a_b", true), ("responses::c", false)]));
        let outputs = outputs(TEXT);
        assert_eq!(outputs["requests::a_b"].trim(), "note: odd");
        assert_eq!(outputs["responses::c"].trim(), "thread panicked\nexpected 1");
    }

    #[test]
    fn a_case_is_found_by_a_part_of_its_id() {
        assert!(has_id("requests::rest_json_all_query", "RestJsonAll"));
        assert!(!has_id("requests::rest_json_all_query", "RestJsonNone"));
    }
}
