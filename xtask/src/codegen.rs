//! `cargo xtask codegen [--check]`: regenerates the crates in `generated/`.

use std::io;

use weland::{Environment, Exit};

use crate::repo::Repo;

/// The configuration of the generated crates.
pub(crate) const CONFIG: &str = "model/weland.yaml";

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let own = ["generate", "--config", CONFIG].map(str::to_owned);
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
