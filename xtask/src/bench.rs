//! `cargo xtask bench [--json] [NAME…]`: runs the benchmarks, each together with its rivals.

mod build;
mod check;
mod generate;
mod openapi;
mod patterns;
mod read;
mod row;
mod speed;
mod tools;
mod wire;

use std::time::Instant;

use serde_json::json;

use crate::repo::Repo;
use row::Row;

/// A benchmark. Its help includes the time that it takes on two cores.
struct Bench {
    name: &'static str,
    help: &'static str,
    run: fn(&Repo) -> Result<Vec<Row>, String>,
}

const BENCHES: &[Bench] = &[
    Bench { name: "codec", help: "JSON of a page of functions, compared with serde (1 min)", run: speed::codec },
    Bench { name: "xml", help: "XML of a page of objects, compared with quick-xml and serde (1 min)", run: speed::xml },
    Bench { name: "cbor", help: "CBOR of a page of objects, compared with ciborium (1 min)", run: speed::cbor },
    Bench { name: "form", help: "a request of awsQuery, compared with serde_urlencoded (1 min)", run: speed::form },
    Bench {
        name: "validate",
        help: "a request to create a function, compared with jsonschema (1 min)",
        run: speed::validate,
    },
    Bench { name: "server", help: "requests through the router (1 min)", run: speed::server },
    Bench { name: "patterns", help: "patterns that are used for the first time (1 min)", run: patterns::run },
    Bench { name: "serve", help: "the server over loopback, compared with axum (2 min)", run: wire::served },
    Bench { name: "call", help: "calls over loopback, compared with the AWS SDK and hyper (2 min)", run: wire::called },
    Bench { name: "read", help: "models, up to one of 100 MB (3 min)", run: read::run },
    Bench { name: "check", help: "the Lambda model, and all API models of AWS (1 min)", run: check::check },
    Bench { name: "diff", help: "editions of GitHub's API as OpenAPI, 11 to 14 MB each (1 min)", run: check::diff },
    Bench { name: "generate", help: "the generator on the Lambda model (1 min)", run: generate::run },
    Bench { name: "models", help: "the generator on all API models of AWS (1 min)", run: generate::models },
    Bench {
        name: "openapi",
        help: "large documents in OpenAPI, compared with other generators (15 min)",
        run: openapi::run,
    },
    Bench { name: "build", help: "a client program, compared with the AWS SDK (18 min)", run: build::run },
];

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let (options, names): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|text| text.starts_with('-'));
    let unknown_option = options.iter().find(|option| **option != "--json");
    let unknown = unknown_option.or_else(|| names.iter().find(|name| !BENCHES.iter().any(|it| it.name == ***name)));
    if let Some(unknown) = unknown {
        eprintln!("unknown benchmark `{unknown}`; use `--json` or one of:");
        for bench in BENCHES {
            eprintln!("  {:<10} {}", bench.name, bench.help);
        }
        return false;
    }
    let wanted = |bench: &&Bench| names.is_empty() || names.iter().any(|name| *name == bench.name);
    let results: Vec<_> = BENCHES.iter().filter(wanted).map(|bench| take(repo, bench)).collect();
    let succeeded = results.iter().all(Result::is_ok);
    let rows: Vec<Row> = results.into_iter().flatten().flatten().collect();
    if options.is_empty() && !rows.is_empty() {
        println!("{}", row::table(&rows));
    } else if !options.is_empty() {
        let rows: Vec<_> = rows.iter().map(Row::to_json).collect();
        println!("{}", json!({ "machine": tools::machine(repo), "rows": rows }));
    }
    succeeded
}

fn take(repo: &Repo, bench: &Bench) -> Result<Vec<Row>, ()> {
    eprintln!("== {}", bench.name);
    let start = Instant::now();
    let result = (bench.run)(repo);
    eprintln!("   took {:.0} s", start.elapsed().as_secs_f64());
    result.map_err(|message| eprintln!("error: {}: {message}", bench.name))
}
