//! `cargo xtask bench [--quick] [--json] [--resume | --finish] [NAME…]`: runs the benchmarks, each together with its rivals. Without names, it
//! writes what it measured to `BENCHMARKS.md`, to the README and to the plots.

mod build;
mod check;
mod effort;
mod generate;
mod openapi;
mod patterns;
mod plot;
mod read;
mod reasons;
mod report;
mod row;
mod speed;
mod taken;
mod tools;
mod types;
mod wire;

use std::time::Instant;

use serde_json::json;

use crate::repo::Repo;
use effort::Effort;
use row::Row;
use taken::Taken;

/// A benchmark. Its help includes the time that it takes on two cores.
struct Bench {
    name: &'static str,
    help: &'static str,
    /// Whether it is part of a quick run that doesn't name it.
    is_quick: bool,
    run: fn(&Repo, Effort) -> Result<Vec<Row>, String>,
}

impl Bench {
    const fn quick(name: &'static str, help: &'static str, run: fn(&Repo, Effort) -> Result<Vec<Row>, String>) -> Self {
        Self { name, help, is_quick: true, run }
    }

    const fn long(name: &'static str, help: &'static str, run: fn(&Repo, Effort) -> Result<Vec<Row>, String>) -> Self {
        Self { name, help, is_quick: false, run }
    }
}

const BENCHES: &[Bench] = &[
    Bench::quick("codec", "JSON of a page of functions, compared with serde (1 min)", speed::codec),
    Bench::quick(
        "messages",
        "JSON of a function with its code and of an item, compared with serde (1 min)",
        speed::messages,
    ),
    Bench::quick("xml", "XML of a page of objects, compared with quick-xml and serde (1 min)", speed::xml),
    Bench::quick("cbor", "CBOR of a page of objects, compared with ciborium (1 min)", speed::cbor),
    Bench::quick("form", "a request of awsQuery, compared with serde_urlencoded (1 min)", speed::form),
    Bench::quick("validate", "a request to create a function, compared with jsonschema (1 min)", speed::validate),
    Bench::quick("server", "requests through the router (1 min)", speed::server),
    Bench::quick("routing", "the operation of a request, compared with matchit (1 min)", speed::routing),
    Bench::quick("patterns", "patterns that are used for the first time (1 min)", patterns::run),
    Bench::long("serve", "the server over loopback, compared with axum (2 min)", wire::served),
    Bench::long("call", "calls over loopback, compared with the AWS SDK and hyper (4 min)", wire::called),
    Bench::long("openapi", "large documents in OpenAPI, compared with other generators (15 min)", openapi::run),
    Bench::quick("check", "the Lambda model, and all API models of AWS (1 min)", check::check),
    Bench::quick("diff", "editions of GitHub's API as OpenAPI, 11 to 14 MB each (1 min)", check::diff),
    Bench::quick("generate", "the generator on the Lambda model (1 min)", generate::run),
    Bench::quick("models", "the generator on all API models of AWS (1 min)", generate::models),
    Bench::long("read", "models, up to one of 100 MB (3 min)", read::run),
    Bench::long("types", "checks of the generated types of large APIs by the compiler (5 min)", types::run),
    Bench::long("build", "a client program, compared with the AWS SDK (18 min)", build::run),
];

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options<'a> {
    quick: bool,
    json: bool,
    resume: bool,
    finish: bool,
    names: Vec<&'a str>,
}

impl<'a> Options<'a> {
    fn of(arguments: &'a [String]) -> Result<Self, &'a str> {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--quick" => options.quick = true,
                "--json" => options.json = true,
                "--resume" => options.resume = true,
                "--finish" => options.finish = true,
                name if BENCHES.iter().any(|bench| bench.name == name) => options.names.push(name),
                other => return Err(other),
            }
        }
        Ok(options)
    }

    fn wants(&self, bench: &Bench) -> bool {
        if self.names.is_empty() { !self.quick || bench.is_quick } else { self.names.contains(&bench.name) }
    }

    /// Whether everything is measured as it has to be for `BENCHMARKS.md`.
    fn is_whole(&self) -> bool {
        !self.quick && self.names.is_empty()
    }
}

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let options = match Options::of(arguments) {
        Ok(options) => options,
        Err(unknown) => {
            explain(unknown);
            return false;
        }
    };
    match measure(repo, &options) {
        Ok(()) => true,
        Err(message) => {
            eprintln!("error: {message}");
            false
        }
    }
}

fn explain(unknown: &str) {
    eprintln!("unknown benchmark `{unknown}`; use `--quick`, `--json`, `--resume`, `--finish`, or some of:");
    for bench in BENCHES {
        eprintln!("  {:<10} {}", bench.name, bench.help);
    }
}

fn measure(repo: &Repo, options: &Options<'_>) -> Result<(), String> {
    if options.finish {
        return report::write(repo, &Taken::begin(repo, true)?);
    }
    let effort = if options.quick { Effort::Quick } else { Effort::Full };
    let mut taken = if options.is_whole() { Taken::begin(repo, options.resume)? } else { Taken::unsaved() };
    let mut failures = Vec::new();
    for bench in BENCHES.iter().filter(|bench| options.wants(bench)) {
        if taken.has(bench.name) {
            eprintln!("== {}: measured before", bench.name);
            continue;
        }
        eprintln!("== {}", bench.name);
        let start = Instant::now();
        match (bench.run)(repo, effort) {
            Ok(rows) => taken.add(bench.name, rows)?,
            Err(message) => failures.push(format!("{}: {message}", bench.name)),
        }
        eprintln!("   took {:.0} s", start.elapsed().as_secs_f64());
    }
    let rows = taken.rows();
    if options.json {
        let rows: Vec<_> = rows.iter().map(Row::to_json).collect();
        println!("{}", json!({ "machine": tools::machine(repo), "rows": rows }));
    } else if !rows.is_empty() {
        println!("{}", row::table(&rows));
    }
    if !failures.is_empty() {
        return Err(failures.join("\nerror: "));
    }
    if options.is_whole() { report::write(repo, &taken) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(text: &str) -> Result<(bool, Vec<&'static str>), String> {
        let arguments: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let options = Options::of(&arguments).map_err(str::to_owned)?;
        Ok((options.is_whole(), BENCHES.iter().filter(|it| options.wants(it)).map(|it| it.name).collect()))
    }

    #[test]
    fn only_a_run_of_everything_is_whole() {
        let all: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        assert_eq!(options(""), Ok((true, all.clone())));
        assert_eq!(options("--resume"), Ok((true, all)));
        assert_eq!(options("build codec"), Ok((false, vec!["codec", "build"])));
    }

    #[test]
    fn a_quick_run_has_long_benchmarks_only_by_name() {
        let (is_whole, names) = options("--quick").unwrap();
        assert!(!is_whole && names.contains(&"codec") && !names.contains(&"build"), "{names:?}");
        assert_eq!(options("--quick build"), Ok((false, vec!["build"])));
    }

    #[test]
    fn unknown_names_and_options_are_told() {
        assert_eq!(options("codec --fast"), Err("--fast".to_owned()));
        assert_eq!(options("codecs"), Err("codecs".to_owned()));
    }
}
