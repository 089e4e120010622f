//! `cargo xtask fuzz TARGET [SECONDS]`: collects the seed corpus and runs libFuzzer.

use std::fs;
use std::path::Path;

use crate::repo::{Repo, files};

/// A fuzz target in `fuzz/targets/`.
struct Target {
    name: &'static str,
    help: &'static str,
    seeds: fn(&Path, &str) -> Vec<String>,
    /// The maximum length of an input, in bytes.
    longest: usize,
}

const TARGETS: &[Target] = &[
    Target { name: "ast", help: "round trips of the JSON AST", seeds: ast_files, longest: 8192 },
    Target { name: "format", help: "the formatter", seeds: idl_files, longest: 8192 },
    Target { name: "idl", help: "round trips of the IDL", seeds: idl_files, longest: 8192 },
    Target { name: "pattern", help: "patterns: both engines give the same result", seeds: patterns, longest: 512 },
    Target { name: "selector", help: "selectors on a small model", seeds: selectors, longest: 512 },
];

/// The folders that seeds are collected from, in addition to the official test data.
const SOURCES: &[&str] = &["crates", "model"];

/// The default of `SECONDS`.
const SECONDS: u32 = 900;

/// The maximum time for an input, in seconds. A quadratic step takes far less for a few kilobytes.
const SLOW: u32 = 5;

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    match start(repo, arguments) {
        Ok(()) => true,
        Err(message) => {
            eprintln!("error: {message}");
            false
        }
    }
}

fn start(repo: &Repo, arguments: &[String]) -> Result<(), String> {
    let (name, seconds) = match arguments {
        [name] => (name, SECONDS),
        [name, seconds] => (name, seconds.parse().map_err(|_| format!("`{seconds}` is not a number of seconds"))?),
        _ => return Err(usage()),
    };
    let target = TARGETS.iter().find(|target| target.name == name).ok_or_else(usage)?;
    let corpus = repo.root().join("fuzz/corpus").join(name);
    let count = gather(repo, target, &corpus)?;
    println!("{count} seeds in fuzz/corpus/{name}");
    let mut command = repo.command("cargo", &["fuzz", "run", "--sanitizer", "none", name, "--"]);
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-timeout={SLOW}"));
    command.arg(format!("-max_len={}", target.longest)).args(["-rss_limit_mb=2048", "-print_final_stats=1"]);
    let dictionary = repo.root().join("fuzz").join(format!("{name}.dict"));
    if dictionary.is_file() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    // Enables instrumentation, an unstable compiler option, on stable compilers.
    command.env("RUSTC_BOOTSTRAP", "1").current_dir(repo.root().join("fuzz"));
    let status = command.status().map_err(|error| format!("can't run cargo fuzz: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("cargo fuzz: {status}; if it is missing, install it with `cargo install cargo-fuzz`"))
}

fn usage() -> String {
    let targets: String = TARGETS.iter().map(|target| format!("\n  {:<10} {}", target.name, target.help)).collect();
    format!("say which target, and for how many seconds if not {SECONDS}:{targets}")
}

/// Adds the seeds to the corpus of earlier runs.
fn gather(repo: &Repo, target: &Target, corpus: &Path) -> Result<usize, String> {
    let message = |error| format!("can't write to {}: {error}", corpus.display());
    fs::create_dir_all(corpus).map_err(message)?;
    let mut count = 0;
    let own = SOURCES.iter().map(|source| repo.root().join(source));
    for source in own.chain([repo.suite()]).filter(|source| source.is_dir()) {
        for path in files(&source, "")? {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            for seed in (target.seeds)(&path, &text).into_iter().filter(|seed| seed.len() <= target.longest) {
                fs::write(corpus.join(format!("seed-{count:04}")), seed).map_err(message)?;
                count += 1;
            }
        }
    }
    Ok(count)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

fn idl_files(path: &Path, text: &str) -> Vec<String> {
    if has_ending(path, "smithy") { vec![text.to_owned()] } else { Vec::new() }
}

fn ast_files(path: &Path, text: &str) -> Vec<String> {
    if has_ending(path, "json") && text.contains("\"smithy\"") { vec![text.to_owned()] } else { Vec::new() }
}

/// The patterns of a model, each with a text.
fn patterns(path: &Path, text: &str) -> Vec<String> {
    let found = strings_after(path, text, "@pattern(");
    found.into_iter().map(|pattern| format!("{pattern}\nab-12.Z_:/ \u{e9}")).collect()
}

fn selectors(path: &Path, text: &str) -> Vec<String> {
    strings_after(path, text, "selector: ")
}

/// The string literals that follow a word, without their quotes.
fn strings_after(path: &Path, text: &str, word: &str) -> Vec<String> {
    if !has_ending(path, "smithy") {
        return Vec::new();
    }
    let rests = text.split(word).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    rests.filter_map(|rest| Some(rest.split_once('"')?.0.replace("\\\\", "\\"))).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_seeds() {
        let repo = Repo::find().unwrap();
        for target in TARGETS {
            let program = repo.root().join("fuzz/targets").join(target.name).with_extension("rs");
            assert!(program.is_file(), "{}", target.name);
            let own = SOURCES.iter().map(|source| repo.root().join(source));
            let read = |path: std::path::PathBuf| {
                let text = fs::read_to_string(&path).unwrap_or_default();
                (target.seeds)(&path, &text)
            };
            let seeds: Vec<String> = own.flat_map(|source| files(&source, "").unwrap()).flat_map(read).collect();
            assert!(seeds.len() >= 5, "{}: only {} seeds", target.name, seeds.len());
        }
    }

    #[test]
    fn strings_are_taken_without_quotes_and_escapes() {
        let found = strings_after(Path::new("a.smithy"), "@pattern(\"^\\\\d$\")\n@pattern( \"\")", "@pattern(");
        assert_eq!(found, ["^\\d$"]);
    }
}
