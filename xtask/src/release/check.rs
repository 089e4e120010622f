//! Whether a release could be made.

use std::path::PathBuf;

use super::execute;
use crate::repo::Repo;

/// Where the program runs that is handed out.
const TARGET: &str = "x86_64-unknown-linux-gnu";

type Check = fn(&Repo) -> Result<(), String>;

pub(super) fn run(repo: &Repo) -> Result<(), String> {
    let checks: [(&str, Check); 3] = [("packages", packages), ("dependencies", dependencies), ("program", program)];
    let mut failed = Vec::new();
    for (name, check) in checks {
        println!("== {name}");
        if let Err(message) = check(repo) {
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
