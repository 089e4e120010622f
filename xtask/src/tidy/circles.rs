//! Modules beside each other do not depend on each other in a circle.

mod graph;
mod paths;
mod scope;

use std::collections::BTreeMap;

use self::graph::Graph;
use self::paths::{Paths, Reference};
use self::scope::{Scopes, Target};
use super::modules::{Crate, read_crates};
use super::{Problem, Tree};

/// Where a module uses another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    file: String,
    line: usize,
    path: String,
}

/// Within each folder of a crate, modules (with all below them) do not use each other in a circle.
///
/// What a parent defines itself may be used below it, and a name that is exported again counts for the module that
/// defines it.
pub(super) fn modules_have_no_circles(tree: &Tree) -> Vec<Problem> {
    let (crates, mut problems) = read_crates(tree);
    problems.extend(crates.iter().flat_map(circles));
    problems
}

fn circles(krate: &Crate) -> Vec<Problem> {
    let folders = siblings(krate);
    let found = folders.iter().flat_map(|(folder, graph)| {
        let file = krate.modules.get(*folder).map_or("", |module| &module.file);
        let circles = graph.circles();
        circles.into_iter().map(|circle| Problem::new(file, describe(krate, graph, &circle))).collect::<Vec<_>>()
    });
    found.collect()
}

/// For each module, which of its modules use which.
fn siblings(krate: &Crate) -> BTreeMap<usize, Graph<Use>> {
    let paths: Vec<Paths> = krate.modules.iter().map(Paths::of).collect();
    let scopes = Scopes::new(krate, &paths);
    let mut folders: BTreeMap<usize, Graph<Use>> = BTreeMap::new();
    for (user, paths) in paths.iter().enumerate() {
        for reference in &paths.references {
            for target in scopes.resolve(user, &reference.segments) {
                if let Target::Item(used) = target
                    && let Some((folder, from, to)) = branches(krate, user, used)
                {
                    folders.entry(folder).or_default().add(from, to, place(krate, user, reference));
                }
            }
        }
    }
    folders
}

fn place(krate: &Crate, user: usize, reference: &Reference) -> Use {
    let file = krate.modules.get(user).map_or_else(String::new, |module| module.file.clone());
    Use { file, line: reference.line, path: reference.segments.join("::") }
}

/// The innermost module that two modules have in common, and what in it leads to each of them.
///
/// `None` if one is within the other.
fn branches(krate: &Crate, a: usize, b: usize) -> Option<(usize, usize, usize)> {
    let (a, b) = (ancestors(krate, a), ancestors(krate, b));
    let common = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    Some((*a.get(common.checked_sub(1)?)?, *a.get(common)?, *b.get(common)?))
}

/// The modules from the root to a module, both included.
fn ancestors(krate: &Crate, module: usize) -> Vec<usize> {
    let parent = |index: &usize| krate.modules.get(*index).and_then(|module| module.parent);
    let mut path: Vec<usize> = std::iter::successors(Some(module), parent).collect();
    path.reverse();
    path
}

fn describe(krate: &Crate, graph: &Graph<Use>, circle: &graph::Circle) -> String {
    let name = |index: usize| krate.modules.get(index).map_or("", |module| &module.name);
    let mut text = String::from("modules in a circle: ");
    for pair in circle.steps.windows(2) {
        if let [from, to] = *pair {
            text += &format!("{} → ", name(from));
            if let Some(Use { file, line, path }) = graph.example(from, to) {
                text += &format!("({file}:{line} uses `{path}`) ");
            }
        }
    }
    text += name(circle.steps.last().copied().unwrap_or_default());
    if circle.members.len() + 1 > circle.steps.len() {
        let names: Vec<&str> = circle.members.iter().map(|index| name(*index)).collect();
        text += &format!("; {} modules hang together: {}", names.len(), names.join(", "));
    }
    text
}

#[cfg(test)]
mod tests;
