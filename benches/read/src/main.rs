//! Reads models, once per process, and reports time and memory.
//!
//! - `read load FILE…`: a model of these files, with validation
//! - `read parse FILE…`: the same without validation
//! - `read json FILE`: `serde_json::Value` of a file
//! - `read make FILE MEGABYTES`: writes a large file of the JSON AST
//!
//! Prints JSON: the seconds that reading took, excluding reading files from the disk and freeing memory; the size of the
//! files and the peak memory of the process, in bytes, which is only available on Linux and `null` on other platforms.

mod synthetic;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use serde_json::json;
use weland_smithy::Loader;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["load", paths @ ..] => load(paths, true),
        ["parse", paths @ ..] => load(paths, false),
        ["json", path] => json(path),
        ["make", path, megabytes] => make(path, megabytes),
        _ => Err("say `load`, `parse`, `json` or `make`".to_owned()),
    };
    if let Err(message) = &result {
        eprintln!("error: {message}");
    }
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn text(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("can't read {path}: {error}"))
}

fn load(paths: &[&str], validated: bool) -> Result<(), String> {
    let mut loader = Loader::new();
    let mut bytes = 0;
    for path in paths {
        let text = text(path)?;
        bytes += text.len();
        loader.add(*path, text);
    }
    let start = Instant::now();
    let (model, diagnostics) = if validated { loader.load() } else { loader.load_unvalidated() };
    let seconds = start.elapsed().as_secs_f64();
    let errors = diagnostics.iter().filter(|item| item.severity == weland_model::Severity::Error).count();
    if errors > 0 {
        return Err(format!("the model has {errors} errors"));
    }
    report(seconds, bytes, model.own_shapes().count());
    Ok(())
}

fn json(path: &str) -> Result<(), String> {
    let text = text(path)?;
    let start = Instant::now();
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    let seconds = start.elapsed().as_secs_f64();
    report(seconds, text.len(), black_box(&value)["shapes"].as_object().map_or(0, serde_json::Map::len));
    Ok(())
}

fn make(path: &str, megabytes: &str) -> Result<(), String> {
    let megabytes: usize = megabytes.parse().map_err(|_| format!("`{megabytes}` is not a number"))?;
    std::fs::write(path, synthetic::model(megabytes * 1_000_000))
        .map_err(|error| format!("can't write {path}: {error}"))
}

fn report(seconds: f64, bytes: usize, shapes: usize) {
    let memory = peak_memory();
    println!("{}", json!({ "seconds": seconds, "bytes": bytes, "shapes": shapes, "memory": memory }));
}

/// The peak memory of this process so far, in bytes; only available on Linux.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
