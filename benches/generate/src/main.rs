//! `generate FILE…`: reads each file as a model and generates the four crates of its service, all in one process, and reports
//! time and memory.
//!
//! Threads, as many as there are cores, take one model after the other; what was made of a model is freed before the next.
//! Prints JSON: the seconds that it took, including reading files from the disk; the number of models, the size of what was
//! generated and the peak memory of the process, in bytes, which is `null` where it is not known.

use std::num::NonZero;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use serde_json::json;
use weland_codegen::{CrateKind, CrateOptions, Options, Package, Rules, Runtime, Templates};
use weland_model::Diagnostics;
use weland_smithy::Loader;

const KINDS: [(CrateKind, &str); 4] = [
    (CrateKind::Types, "types"),
    (CrateKind::Client, "client"),
    (CrateKind::Server, "server"),
    (CrateKind::Validator, "validator"),
];

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    match run(&paths) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(paths: &[String]) -> Result<(), String> {
    let start = Instant::now();
    let next = AtomicUsize::new(0);
    let work = || -> Result<usize, String> {
        let take = || paths.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(take).map(|path| generate(path).map_err(|problem| format!("{path}: {problem}"))).sum()
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let bytes: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| thread.join().unwrap_or(Err("panicked".to_owned()));
        threads.into_iter().map(join).sum::<Result<usize, String>>()
    })?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{}", json!({ "seconds": seconds, "models": paths.len(), "bytes": bytes, "memory": peak_memory() }));
    Ok(())
}

/// The size of all files that are generated for the service of a model.
fn generate(path: &str) -> Result<usize, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut loader = Loader::new();
    loader.add(path, text);
    let (model, mut diagnostics) = loader.load();
    let Some(service) = model.services().next().map(|service| service.id.clone()) else {
        return Err("the model has no service".to_owned());
    };
    let krate = |(kind, suffix): (CrateKind, &str)| CrateOptions {
        kind,
        name: format!("api-{suffix}"),
        version: "0.1.0".to_owned(),
        openapi: None,
    };
    let options = Options {
        service,
        protocol: None,
        crates: KINDS.map(krate).to_vec(),
        runtime: Runtime::Version("0.1".to_owned()),
        package: Package::default(),
        templates: Templates::default(),
        rules: Rules::default(),
        source_label: path.to_owned(),
        command: "weland generate".to_owned(),
    };
    let files = weland_codegen::generate(&model, &options, &mut diagnostics);
    no_error(&diagnostics)?;
    Ok(files.values().map(String::len).sum())
}

fn no_error(diagnostics: &Diagnostics) -> Result<(), String> {
    let errors = diagnostics.iter().filter(|item| item.severity == weland_model::Severity::Error);
    errors.map(|item| Err(item.message.to_string())).next().unwrap_or(Ok(()))
}

/// The peak memory of this process so far, in bytes; only available on Linux.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
