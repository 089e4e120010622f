//! What came of it, and whether that is as it should be.

use std::process::ExitCode;

use crate::options::Options;
use crate::run::{Findings, Sample};

/// How much more memory a process may have at the end than after the first fifth.
const GROWTH: f64 = 0.05;
/// Errors that faults make: of the connection, of time, and of the service (503).
const EXPECTED: &[&str] = &["NotSent", "Transport", "Timeout", "Service"];

pub fn print(options: &Options, findings: &Findings) -> ExitCode {
    let number = |pointer: &str| findings.client.pointer(pointer).and_then(|it| it.as_f64()).unwrap_or(f64::NAN);
    let server = |name: &str| findings.after[name].as_f64().unwrap_or(f64::NAN);
    let requests = options.requests as f64;
    println!(
        "| {} calls, {} connections, {} % faults | |\n|---|---|",
        options.requests, options.connections, options.faults
    );
    println!("| seconds | {:.0} |", number("/seconds"));
    println!("| calls per second | {:.0} |", requests / number("/seconds"));
    let (client_seconds, server_seconds) = findings.processor;
    println!(
        "| processor time of client and server per call | {:.0} µs, {:.0} µs |",
        client_seconds / requests * 1e6,
        server_seconds / requests * 1e6
    );
    for (name, of) in [("all calls", "times"), ("successful calls", "successes")] {
        let time = |quantile: &str| number(&format!("/{of}/{quantile}")) / 1000.0;
        println!(
            "| {name}: p50, p99, p999, longest | {:.1} ms, {:.1} ms, {:.1} ms, {:.1} ms |",
            time("p50"),
            time("p99"),
            time("p999"),
            time("max")
        );
    }
    let faults = findings.faults as f64 + server("faults");
    println!("| faults | {faults:.0} ({:.2} % of calls) |", faults / requests * 100.0);
    let errors = findings.client["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let failed = errors.iter().filter_map(|error| error["count"].as_u64()).sum::<u64>() as f64;
    println!("| calls that failed | {failed:.0} ({:.2} %) |", failed / requests * 100.0);
    for error in errors {
        println!(
            "| … `{}` | {}, such as “{}” |",
            error["kind"].as_str().unwrap_or_default(),
            error["count"],
            error["first"].as_str().unwrap_or_default()
        );
    }
    let growth =
        [memory("client", &findings.samples, |it| it.client), memory("server", &findings.samples, |it| it.server)];
    let is_known = |kind: &serde_json::Value| kind.as_str().is_some_and(|kind| EXPECTED.contains(&kind));
    let checks = [
        ("every response is what it should be", number("/wrong") == 0.0),
        ("no call was executed twice that must not be", server("twice") == 0.0),
        ("calls fail by faults alone", errors.iter().all(|error| is_known(&error["kind"])) && failed <= faults),
        ("the memory of the client is flat", growth[0] <= GROWTH),
        ("the memory of the server is flat", growth[1] <= GROWTH),
        ("the client has no task and no descriptor left", number("/tasks") == 0.0 && number("/descriptors") == 0.0),
        ("the server has no task left", findings.after["tasks"] == findings.before["tasks"]),
        ("the server has no descriptor left", findings.after["descriptors"] == findings.before["descriptors"]),
    ];
    println!();
    for (name, holds) in checks {
        println!("- {}: {name}", if holds { "yes" } else { "NO" });
    }
    if let Some(first) = findings.client["first_wrong"].as_str() {
        println!("\nThe first wrong response: {first}");
    }
    if checks.iter().all(|(_, holds)| *holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints the memory of a process, and returns by which part it has grown.
fn memory(name: &str, samples: &[Sample], of: fn(&Sample) -> u64) -> f64 {
    let last = samples.last().map_or(0, |sample| sample.done);
    let within = |from: f64, to: f64| {
        let part = |sample: &&Sample| (from..=to).contains(&(sample.done as f64 / last.max(1) as f64));
        let mut all: Vec<u64> = samples.iter().filter(part).map(of).collect();
        all.sort_unstable();
        all.get(all.len() / 2).copied().unwrap_or_default() as f64
    };
    let (early, late) = (within(0.2, 0.4), within(0.8, 1.0));
    let most = samples.iter().map(of).max().unwrap_or_default();
    let growth = late / early - 1.0;
    println!(
        "| memory of the {name}: second fifth, last fifth, most | {early:.0} kB, {late:.0} kB ({:+.1} %), {most} kB |",
        growth * 100.0
    );
    growth
}
