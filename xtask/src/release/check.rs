//! Whether a release could be made.

use std::path::PathBuf;

use super::texts::Version;
use super::{execute, git};
use crate::repo::Repo;
use crate::tidy;

/// Where the program runs that is handed out.
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// Makes all checks. Interfaces are compared with those of `baseline`, a revision, or else of the last release.
pub(super) fn run(repo: &Repo, baseline: Option<&str>) -> Result<(), String> {
    type Check<'a> = &'a dyn Fn() -> Result<(), String>;
    let checks: [(&str, Check<'_>); 4] = [
        ("packages", &|| packages(repo)),
        ("dependencies", &|| dependencies(repo)),
        ("interfaces", &|| interfaces(repo, baseline)),
        ("program", &|| program(repo)),
    ];
    let mut failed = Vec::new();
    for (name, check) in checks {
        println!("== {name}");
        if let Err(message) = check() {
            eprintln!("error: {message}");
            failed.push(name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

/// Packs all crates and compiles what was packed.
fn packages(repo: &Repo) -> Result<(), String> {
    execute(&mut repo.command("cargo", &["publish", "--workspace", "--dry-run"]))
}

/// Licences, sources and bans, by `deny.toml`.
fn dependencies(repo: &Repo) -> Result<(), String> {
    let arguments = ["deny", "check", "licenses", "bans", "sources"];
    execute(&mut repo.command("cargo", &arguments))
        .map_err(|message| format!("{message} (`cargo install --locked cargo-deny` installs the tool)"))
}

/// Compares the interfaces of the runtime crates with those of an earlier version: what breaks users needs a version that says
/// so.
fn interfaces(repo: &Repo, baseline: Option<&str>) -> Result<(), String> {
    let last = match baseline {
        Some(revision) => Some(revision.to_owned()),
        None => last_release(&git(repo, &["tag", "--merged", "HEAD", "--list", "v*", "--sort", "-version:refname"])?),
    };
    let Some(baseline) = last else {
        println!("there is no earlier release to compare with; `--baseline REVISION` compares with any revision");
        return Ok(());
    };
    println!("compared with {baseline}");
    let packages = repo.packages()?;
    let runtime = packages.iter().filter(|package| tidy::is_runtime(package));
    let mut arguments = vec!["semver-checks", "check-release", "--baseline-rev", &baseline];
    arguments.extend(runtime.flat_map(|package| ["--package", &package.name]));
    execute(&mut repo.command("cargo", &arguments))
        .map_err(|message| format!("{message} (`cargo install --locked cargo-semver-checks` installs the tool)"))
}

/// The tag of the newest release among tags that are sorted, the newest first.
fn last_release(tags: &str) -> Option<String> {
    let is_release = |tag: &&str| tag.strip_prefix('v').is_some_and(|version| Version::parse(version).is_ok());
    tags.lines().find(is_release).map(str::to_owned)
}

/// Builds the program: linked statically, so that it runs on any Linux, and without symbols.
fn program(repo: &Repo) -> Result<(), String> {
    let arguments = ["build", "--release", "--locked", "--package", "weland", "--target", TARGET];
    let mut build = repo.command("cargo", &arguments);
    execute(build.env("RUSTFLAGS", "-C target-feature=+crt-static").env("CARGO_PROFILE_RELEASE_STRIP", "symbols"))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.root().join("target"), PathBuf::from);
    let program = target.join(TARGET).join("release/weland");
    let program = program.to_str().ok_or("the path of the program isn't UTF-8")?;
    execute(&mut repo.command(program, &["--version"]))?;
    // What is linked dynamically doesn't run everywhere.
    let described = repo.command("ldd", &[program]).output().map_err(|error| format!("can't run ldd: {error}"))?;
    let described = [described.stdout, described.stderr].concat();
    let described = String::from_utf8_lossy(&described);
    if !described.contains("statically linked") && !described.contains("not a dynamic executable") {
        return Err(format!("the program is not linked statically:\n{described}"));
    }
    println!("{program}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_release_is_a_tag_of_a_version() {
        let cases =
            [("", None), ("v0.2.0\nv0.1.0", Some("v0.2.0")), ("vision\nv1\nv1.0.0-rc.1\nv0.1.0", Some("v0.1.0"))];
        for (tags, expected) in cases {
            assert_eq!(last_release(tags).as_deref(), expected, "{tags}");
        }
    }
}
