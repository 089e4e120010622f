//! `weland generate --watch`: runs again when a file changes that the last run has read.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::files::Disk;

/// How long a change takes to be noticed at most, and how long files have to stay as they are until the next run.
const INTERVAL: Duration = Duration::from_millis(200);

/// What a run has depended on.
pub(crate) type Watched = BTreeSet<PathBuf>;

/// Waits for as long as an interval, every time.
pub(crate) fn sleep() -> bool {
    thread::sleep(INTERVAL);
    true
}

/// Runs at once, and again after each change of what the last run has depended on, until `wait` is false, which says how long an
/// interval is. Errors in files don't end it, as the next change may mend them.
///
/// # Errors
/// If a run fails to write its results.
pub(crate) fn watch<R>(
    disk: &Disk,
    wait: &mut dyn FnMut() -> bool,
    mut run: impl FnMut() -> io::Result<(R, Watched)>,
) -> io::Result<R> {
    loop {
        let started = SystemTime::now();
        let (result, watched) = run()?;
        let mut before = disk.state(&watched);
        // What has changed during the run may not be what it has read.
        let mut is_changed = before.changed_between(started, SystemTime::now());
        loop {
            if !wait() {
                return Ok(result);
            }
            let now = disk.state(&watched);
            // Editors write several files, or one in several steps.
            let is_calm = now == before;
            is_changed |= !is_calm;
            before = now;
            if is_changed && is_calm {
                break;
            }
        }
    }
}

/// Says in the output for people that it goes on.
pub(crate) fn announce(stderr: &mut dyn Write) -> io::Result<()> {
    writeln!(stderr, "watching for changes; press Ctrl+C to stop\n")?;
    stderr.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_dir::TestDir;
    use crate::{Environment, run_until};

    const CONFIG: &str = "version: 1\ntargets:\n  a:\n    model: [model]\n    output: out\n    runtime: { version: '1' }\n    \
                          crates: { types: { name: a-types } }\n";

    fn service(operation: &str) -> String {
        format!(
            "$version: \"2\"\nnamespace a\nuse aws.protocols#restJson1\n\n@restJson1\nservice S {{\n    version: \"1\"\n    \
             operations: [{operation}]\n}}\n\n@http(method: \"GET\", uri: \"/\")\n@readonly\noperation {operation} {{}}\n"
        )
    }

    /// Makes one change after the other, each when the one before has been dealt with, and returns what was written of each run.
    fn runs(dir: &TestDir, changes: &[&dyn Fn()]) -> Vec<String> {
        let environment = Environment { folder: dir.path().to_owned(), color: false };
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let (mut waits, mut next) = (0, changes.iter());
        // What was written shortly before a run makes it run once more; so does each change, once files stay as they are.
        let mut wait = || {
            waits += 1;
            thread::sleep(Duration::from_millis(2));
            if waits % 6 > 0 {
                return true;
            }
            next.next().map(|change| change()).is_some()
        };
        run_until(["generate", "--watch"], &environment, &mut io::empty(), &mut stdout, &mut stderr, &mut wait);
        let text = String::from_utf8(stderr).unwrap();
        text.split("watching for changes; press Ctrl+C to stop\n\n").map(str::to_owned).collect()
    }

    #[test]
    fn changes_of_models_and_configurations_are_followed_and_errors_are_survived() {
        let dir = TestDir::with(&[("weland.yaml", CONFIG), ("model/s.smithy", &service("GetOne"))]);
        // So that the first run doesn't see them as just written.
        thread::sleep(Duration::from_millis(30));
        let written = runs(
            &dir,
            &[
                &|| dir.write("model/s.smithy", service("GetThings")),
                &|| dir.write("model/broken.smithy", "namespace a\nlist L { member: Missing }\n"),
                &|| std::fs::remove_file(dir.path().join("model/broken.smithy")).unwrap(),
                &|| dir.write("weland.yaml", CONFIG.replace("a-types", "b-types")),
                &|| dir.write("model/notes.txt", "no model"),
            ],
        );
        let is = |index: usize, what: &str| assert!(written[index].contains(what), "{index} {what}: {written:#?}");
        assert_eq!(written.len(), 6, "{written:#?}");
        is(0, "wrote ");
        let told = "warning[operation-renamed]: the operation `a#GetOne` is called `a#GetThings` now\n\nnote[api-changed]: the \
                    API of `a` has changed since version 0.1.0: 1 change: a major version of generated crates\n\n";
        assert!(written[1].starts_with(told), "{written:#?}");
        is(1, "wrote ");
        is(2, "error[unresolved-target]");
        is(2, "nothing was written: 1 error");
        is(3, "wrote 0 files, removed 0, left ");
        is(4, "wrote ");
        assert_eq!(written[5], "");
        let tree = dir.tree();
        assert!(tree.contains_key("out/b-types/src/operations/get_things.rs"), "{tree:#?}");
    }

    #[test]
    fn a_configuration_that_is_not_there_yet_is_waited_for() {
        let dir = TestDir::with(&[("model/s.smithy", &service("GetOne"))]);
        let written = runs(&dir, &[&|| dir.write("weland.yaml", CONFIG)]);
        assert!(written[0].contains("error[not-found]") && written[1].contains("wrote "), "{written:#?}");
    }
}
