//! Rules about packages as they are published.

use super::{Problem, Tree, is_generated};

/// Crates have what users of a registry look for. What generated ones have besides is up to `weland.yaml`.
pub(super) fn crates_can_be_published(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for package in &tree.packages {
        let needed = |what: &&&str| !is_generated(&package.folder) || !matches!(**what, "LICENSE" | "documentation");
        for what in package.lacks.iter().filter(needed) {
            let place = format!("{}/Cargo.toml", package.folder);
            problems.push(Problem::new(place, format!("the package is published without `{what}`")));
        }
    }
    problems
}
