//! `cargo xtask codegen [--check]`: regenerates the crates in `generated/`, and those of the examples.

use std::io;

use weland::{Environment, Exit};

use crate::repo::Repo;

/// The configuration of the crates for Lambda.
pub(crate) const CONFIG: &str = "model/weland.yaml";

/// The configurations of the examples.
const EXAMPLES: &[&str] = &["examples/fastapi/weland.yaml", "examples/library/weland.yaml"];

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    // All of them, so that one run tells everything.
    let failed = [CONFIG].iter().chain(EXAMPLES).filter(|config| !generate(repo, config, arguments)).count();
    failed == 0
}

fn generate(repo: &Repo, config: &str, arguments: &[String]) -> bool {
    let own = ["generate", "--config", config].map(str::to_owned);
    let arguments = own.into_iter().chain(arguments.iter().cloned());
    let environment = Environment { folder: repo.root().to_owned(), color: repo.color() };
    let exit = weland::run(arguments, &environment, &mut io::stdout(), &mut io::stderr());
    exit == Exit::Success
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_crates_are_up_to_date() {
        let repo = Repo::find().unwrap();
        assert!(run(&repo, &["--check".to_owned()]), "run `cargo xtask codegen`");
    }
}
