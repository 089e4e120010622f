//! Dependencies between crates.

use super::{Problem, Tree, is_generated};
use crate::repo::Package;

/// All crates, with the crates of this repository that each may depend on. `ARCHITECTURE.md` has the reasons.
const ALLOWED: &[(&str, &[&str])] = &[
    // the generator
    ("weland-model", &["weland-rules"]),
    ("weland-smithy", &["weland-jmespath", "weland-model", "weland-pattern", "weland-rules"]),
    ("weland-openapi", &["weland-model", "weland-pattern"]),
    ("weland-diff", &["weland-model", "weland-pattern"]),
    ("weland-service", &["weland-model", "weland-pattern", "weland-rules"]),
    ("weland-codegen", &["weland-core", "weland-model", "weland-service"]),
    (
        "weland",
        &["weland-codegen", "weland-diff", "weland-model", "weland-openapi", "weland-smithy", "weland-validate"],
    ),
    (
        "xtask",
        &[
            "weland",
            "weland-codegen",
            "weland-jmespath",
            "weland-model",
            "weland-openapi",
            "weland-rules",
            "weland-service",
            "weland-smithy",
        ],
    ),
    // the runtime
    ("weland-core", &[]),
    ("weland-jmespath", &[]),
    ("weland-pattern", &[]),
    ("weland-rules", &[]),
    ("weland-protocol", &["weland-core"]),
    ("weland-client", &["weland-core", "weland-jmespath", "weland-protocol", "weland-rules"]),
    (
        "weland-credentials",
        &["weland-client", "weland-core", "weland-sso-client", "weland-sso-oidc-client", "weland-sts-client"],
    ),
    ("weland-validate", &["weland-core", "weland-pattern", "weland-protocol"]),
    ("weland-server", &["weland-core", "weland-protocol", "weland-validate"]),
    ("weland-testing", &["weland-client", "weland-core", "weland-pattern", "weland-protocol", "weland-server"]),
];

/// The crates that generated crates may use.
const RUNTIME: &[&str] = &[
    "weland-client",
    "weland-core",
    "weland-jmespath",
    "weland-pattern",
    "weland-protocol",
    "weland-rules",
    "weland-server",
    "weland-validate",
];

/// The generator: nothing of the runtime may use it, not even for tests.
const GENERATOR: &[&str] =
    &["weland", "weland-codegen", "weland-diff", "weland-model", "weland-openapi", "weland-service", "weland-smithy"];

/// Whether a crate is a part of the runtime, whose interface generated crates and their users see.
pub(crate) fn is_runtime(package: &Package) -> bool {
    package.folder.starts_with("crates/") && !GENERATOR.contains(&&*package.name)
}

/// Libraries that only some crates may use.
const ONLY_USER: &[(&str, &[&str])] = &[
    ("annotate-snippets", &["weland"]),
    ("heck", &["weland-codegen"]),
    ("minijinja", &["weland-codegen"]),
    ("prettyplease", &["weland-codegen"]),
    ("proc-macro2", &["weland-codegen"]),
    ("quote", &["weland-codegen"]),
    ("saphyr-parser", &["weland", "weland-openapi"]),
    ("syn", &["weland-codegen"]),
];

/// Dependencies between our crates are those of the table.
pub(super) fn own_edges_are_allowed(tree: &Tree) -> Vec<Problem> {
    let is_own = |name: &str| tree.packages.iter().any(|package| package.name == name);
    let mut problems = Vec::new();
    for package in &tree.packages {
        let manifest = format!("{}/Cargo.toml", package.folder);
        let known = ALLOWED.iter().any(|(name, _)| *name == package.name);
        if package.folder.starts_with("crates/") && !known {
            let message = "the crate isn't in the table of xtask/src/tidy/edges.rs";
            problems.push(Problem::new(&manifest, message));
        }
        for dependency in &package.dependencies {
            let name = &*dependency.name;
            if is_own(name) && !may_use(tree, package, name, dependency.is_dev) {
                let message = format!("`{}` must not depend on `{name}`", package.name);
                problems.push(Problem::new(&manifest, message));
            }
        }
    }
    problems
}

fn may_use(tree: &Tree, package: &Package, name: &str, is_dev: bool) -> bool {
    let user = &*package.name;
    if is_generated(&package.folder) {
        let other = tree.packages.iter().find(|package| package.name == name);
        return RUNTIME.contains(&name) || other.is_some_and(|other| is_generated(&other.folder));
    }
    if RUNTIME.contains(&user) && GENERATOR.contains(&name) {
        return false;
    }
    let allowed = ALLOWED.iter().find(|(other, _)| *other == user);
    // Packages elsewhere are tests and examples, which may use everything.
    is_dev || allowed.is_none_or(|(_, allowed)| allowed.contains(&name))
}

/// Libraries for one purpose are used by the crate of that purpose alone.
pub(super) fn tools_stay_with_their_user(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for package in &tree.packages {
        for dependency in package.dependencies.iter().filter(|it| !it.is_dev) {
            let only = ONLY_USER.iter().find(|(name, _)| *name == dependency.name);
            if let Some((name, users)) = only.filter(|(_, users)| !users.contains(&&*package.name)) {
                let manifest = format!("{}/Cargo.toml", package.folder);
                let message = format!("only {} may depend on `{name}`", users.join(", "));
                problems.push(Problem::new(manifest, message));
            }
        }
    }
    problems
}
