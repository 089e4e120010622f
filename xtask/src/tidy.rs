//! `cargo xtask tidy`: the rules of this repository that the compiler doesn't check.

mod circles;
mod code;
mod edges;
mod files;
mod functions;
mod links;
mod modules;
mod packages;
mod strip;

use crate::repo::{Package, Repo, TextFile};

/// A violation of a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The path, with a line if known.
    place: String,
    message: String,
    /// Whether it is only a warning.
    is_warning: bool,
}

impl Problem {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into(), is_warning: false }
    }

    fn warning(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { is_warning: true, ..Self::new(place, message) }
    }
}

/// The input of the rules.
struct Tree {
    packages: Vec<Package>,
    files: Vec<TextFile>,
    /// The path of the repository on this machine.
    here: Option<String>,
}

/// All rules. To add one, add a line here and a function in a module below.
const RULES: &[fn(&Tree) -> Vec<Problem>] = &[
    edges::own_edges_are_allowed,
    edges::tools_stay_with_their_user,
    code::disk_is_touched_in_one_module,
    code::nothing_is_left_undone,
    code::crates_forbid_unsafe_code,
    code::crates_take_the_lints_of_the_workspace,
    code::files_are_short,
    functions::functions_are_short,
    circles::modules_have_no_circles,
    packages::crates_can_be_published,
    packages::one_version_of_rust_is_needed,
    files::no_paths_of_a_machine,
    files::generated_files_have_the_header,
    files::models_are_formatted,
    links::links_lead_somewhere,
    links::the_book_has_all_pages,
];

pub(crate) use edges::is_runtime;

/// Whether a path is in a folder of generated crates.
pub(crate) fn is_generated(path: &str) -> bool {
    path.starts_with("generated/") || path.starts_with("examples/") && path.contains("/generated/")
}

pub(crate) fn run(repo: &Repo, _: &[String]) -> bool {
    let tree = repo.packages().and_then(|packages| {
        let files = repo.text_files().map_err(|error| error.to_string())?;
        let here = repo.root().to_str().map(str::to_owned);
        Ok(Tree { packages, files, here })
    });
    let tree = match tree {
        Ok(tree) => tree,
        Err(error) => {
            eprintln!("error: {error}");
            return false;
        }
    };
    let mut problems: Vec<Problem> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    problems.sort_by(|a, b| (b.is_warning, &a.place).cmp(&(a.is_warning, &b.place)));
    for problem in &problems {
        let kind = if problem.is_warning { "warning" } else { "error" };
        eprintln!("{kind}: {}: {}", problem.place, problem.message);
    }
    let errors = problems.iter().filter(|problem| !problem.is_warning).count();
    let files = tree.files.len();
    eprintln!("checked {files} files: {errors} errors, {} warnings", problems.len() - errors);
    errors == 0
}

#[cfg(test)]
mod tests;
