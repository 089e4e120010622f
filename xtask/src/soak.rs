//! `cargo xtask soak [--requests N] [--connections N] [--faults PERCENT] [--seed N]`: many calls of the generated client to the
//! generated server, with faults between them.

use crate::faults;
use crate::repo::Repo;

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    soak(repo, arguments).map_err(|error| eprintln!("error: {error}")).unwrap_or(false)
}

/// Whether everything is as it should be.
fn soak(repo: &Repo, arguments: &[String]) -> Result<bool, String> {
    let program = faults::build(repo, "soak")?;
    let status = std::process::Command::new(program).arg("run").args(arguments).status();
    Ok(status.map_err(|error| format!("can't run the program: {error}"))?.success())
}
