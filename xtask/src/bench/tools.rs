//! Running programs and measuring their cost.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

use crate::repo::Repo;

/// The cost of a program.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) seconds: f64,
    /// The processor time of the program and its children; only available on Linux.
    pub(super) processor: Option<f64>,
}

/// The folder that the benchmarks build in and write to.
pub(super) fn folder(repo: &Repo) -> PathBuf {
    repo.root().join("target/bench")
}

/// The path of the command line program, which is built first.
pub(super) fn weland(repo: &Repo) -> Result<String, String> {
    let target = folder(repo).join("weland");
    let arguments = ["build", "--release", "--package", "weland", "--target-dir"];
    execute(cargo(repo, repo.root(), &arguments).arg(&target))?;
    Ok(target.join("release/weland").to_string_lossy().into_owned())
}

/// A cargo command in the workspace of the measured programs.
pub(super) fn cargo(repo: &Repo, workspace: &Path, arguments: &[&str]) -> Command {
    let mut command = repo.command("cargo", arguments);
    command.current_dir(workspace);
    // Settings for other builds must not affect the benchmarks.
    for variable in ["CARGO_BUILD_TARGET", "CARGO_TARGET_DIR", "RUSTFLAGS"] {
        command.env_remove(variable);
    }
    // A wrapper that keeps what was compiled would spare what is to be measured; an empty one goes before that of a configuration.
    command.env("RUSTC_WRAPPER", "");
    command
}

/// Runs a command without showing its output.
pub(super) fn execute(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("can't run {command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let messages = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} failed: {}\n{messages}", output.status))
}

/// The standard output of a command.
pub(super) fn output(command: &mut Command) -> Result<String, String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| format!("can't run {command:?}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?} failed: {}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{command:?} doesn't print text"))
}

/// Runs a command. Returns its cost.
pub(super) fn timed(command: &mut Command) -> Result<Cost, String> {
    let (start, before) = (Instant::now(), children_seconds());
    execute(command)?;
    let seconds = start.elapsed().as_secs_f64();
    let processor = before.zip(children_seconds()).map(|(before, after)| after - before);
    Ok(Cost { seconds, processor })
}

/// The minimum cost of a command in several runs.
pub(super) fn best(runs: usize, mut run: impl FnMut() -> Result<Cost, String>) -> Result<f64, String> {
    let mut best = f64::INFINITY;
    for _ in 0..runs {
        best = best.min(run()?.seconds);
    }
    Ok(best)
}

/// The processor time of all terminated children, including their children.
fn children_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field may contain spaces, but ends with the last parenthesis; the children's times are fields 16 and 17.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(13);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    /// Linux counts in hundredths of a second on all platforms that Rust supports.
    const TICKS: f64 = 100.0;
    Some((user + system) / TICKS)
}

/// Removes a folder with its contents, if it exists.
pub(super) fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("can't remove {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// The size of a file, in bytes.
pub(super) fn size(path: &Path) -> Result<f64, String> {
    let data = fs::metadata(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    Ok(data.len() as f64)
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("can't read {}: {error}", path.display()))
}

/// Writes a file, creating its parent folders.
pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("can't write {}: {error}", path.display()))
}

/// The machine that the benchmarks run on.
pub(super) fn machine(repo: &Repo) -> Value {
    let cpu = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let rustc = output(repo.command("rustc", &["--version"]).stdin(Stdio::null())).ok();
    let cores = std::thread::available_parallelism().ok().map(std::num::NonZero::get);
    json!({ "cpu": cpu, "cores": cores, "rustc": rustc.map(|text| text.trim().to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_commands_are_told_with_what_they_said() {
        let repo = Repo::find().unwrap();
        let error = execute(&mut repo.command("cargo", &["no-such-command"])).unwrap_err();
        assert!(error.contains("no-such-command") && error.contains("exit status"), "{error}");
    }

    #[test]
    fn processor_time_never_runs_backwards() {
        let repo = Repo::find().unwrap();
        let cost = timed(&mut repo.command("cargo", &["--version"])).unwrap();
        assert!(cost.processor.is_none_or(|seconds| seconds >= 0.0) && cost.seconds > 0.0, "{cost:?}");
    }
}
