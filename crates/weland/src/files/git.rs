//! Files as they are in a revision of a repository, by way of `git`.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, process};

use super::{Disk, reason};
use crate::report::LocatedDiagnostic;

/// What models can be made of.
const ENDINGS: [&str; 6] = [".smithy", ".json", ".yaml", ".yml", ".jar", ".zip"];

/// The files of a revision that models can be made of, in a folder of their own, which goes when this is dropped.
#[derive(Debug)]
pub(crate) struct Revision {
    /// The disk, with the folder that corresponds to the one of the run.
    pub(crate) disk: Disk,
    folder: PathBuf,
}

impl Drop for Revision {
    fn drop(&mut self) {
        // What is left in a temporary folder does no harm.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Revision {
    /// Writes out the files of a revision.
    pub(crate) fn export(disk: &Disk, revision: &str) -> Result<Self, Box<LocatedDiagnostic>> {
        let git = Git { folder: disk.absolute(Path::new("")) };
        let top = git.text(&["rev-parse", "--show-toplevel"]).map_err(|error| no_repository(&error))?;
        let below = git.text(&["rev-parse", "--show-prefix"]).map_err(|error| no_repository(&error))?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git.text(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let commit = commit.map_err(|_| unknown(revision))?;
        let folder = new_folder().map_err(|error| not_written(&error))?;
        let exported = Self { disk: Disk::new(&folder.join("tree").join(&below)), folder };
        exported.fill(&Git { folder: PathBuf::from(top) }, &commit).map_err(|error| not_written(&error))?;
        Ok(exported)
    }

    fn fill(&self, git: &Git, commit: &str) -> Result<(), String> {
        let index = self.folder.join("index");
        let tree = self.folder.join("tree");
        fs::create_dir_all(&tree).map_err(|error| reason(&error))?;
        let all = git.run(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit], None, &[])?;
        let is_wanted = |name: &&[u8]| ENDINGS.iter().any(|ending| name.ends_with(ending.as_bytes()));
        let wanted: Vec<&[u8]> = all.split(|&byte| byte == 0).filter(is_wanted).collect();
        let index = Some(index.as_os_str());
        git.run(&["read-tree", commit], index, &[])?;
        let prefix = format!("--prefix={}/", tree.display());
        git.run(&["checkout-index", "-z", "--stdin", &prefix], index, &wanted.join(&0))?;
        Ok(())
    }
}

struct Git {
    folder: PathBuf,
}

impl Git {
    /// Runs a command, with an index of its own and something on its standard input.
    fn run(&self, arguments: &[&str], index: Option<&OsStr>, input: &[u8]) -> Result<Vec<u8>, String> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments);
        if let Some(index) = index {
            command.env("GIT_INDEX_FILE", index);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("`git` can't be run: {}", reason(&error)))?;
        if let Some(mut stdin) = child.stdin.take() {
            // If it doesn't read all of it, it says why.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().map_err(|error| reason(&error))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().next().unwrap_or("`git` failed").trim_start_matches("fatal: ");
        Err(line.to_owned())
    }

    /// Runs a command whose output is a line.
    fn text(&self, arguments: &[&str]) -> Result<String, String> {
        let output = self.run(arguments, None, &[])?;
        Ok(String::from_utf8_lossy(&output).trim_end_matches(['\n', '\r']).to_owned())
    }
}

/// A new folder for temporary files.
fn new_folder() -> Result<PathBuf, String> {
    for attempt in 0..100 {
        let folder = env::temp_dir().join(format!("weland-{}-{attempt}", process::id()));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(reason(&error)),
        }
    }
    Err("there are too many temporary folders".to_owned())
}

fn no_repository(error: &str) -> Box<LocatedDiagnostic> {
    let message = format!("`--base` needs a repository of git: {error}");
    Box::new(LocatedDiagnostic::error("no-repository", message).help("run it in a checkout, or name both models"))
}

fn unknown(revision: &str) -> Box<LocatedDiagnostic> {
    let message = format!("there is no revision `{revision}`");
    let help = "name a commit, a tag or a branch; a shallow clone lacks older commits (`git fetch --unshallow`)";
    Box::new(LocatedDiagnostic::error("unknown-revision", message).help(help))
}

fn not_written(error: &str) -> Box<LocatedDiagnostic> {
    let message = format!("the files of the revision can't be read: {error}");
    Box::new(LocatedDiagnostic::error("unreadable-revision", message).help("check the repository and the disk"))
}
