//! Reads models, once per process, and reports time and memory.
//!
//! - `read load FILE…`: a model of these files, with validation
//! - `read parse FILE…`: the same without validation
//! - `read json FILE`: `serde_json::Value` of a file
//! - `read make FILE MEGABYTES`: writes a large file of the JSON AST
//!
//! Prints JSON: the seconds that reading took, excluding reading files from the disk and freeing memory; the processor
//! time; the size of the files and the peak memory of the process, in bytes. Values that are only available on Linux are
//! `null` on other platforms.

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
    let watch = Watch::start();
    let (model, diagnostics) = if validated { loader.load() } else { loader.load_unvalidated() };
    let time = watch.stop();
    let errors = diagnostics.iter().filter(|item| item.severity == weland_model::Severity::Error).count();
    if errors > 0 {
        return Err(format!("the model has {errors} errors"));
    }
    report(&time, bytes, model.own_shapes().count());
    Ok(())
}

fn json(path: &str) -> Result<(), String> {
    let text = text(path)?;
    let watch = Watch::start();
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    let time = watch.stop();
    report(&time, text.len(), black_box(&value)["shapes"].as_object().map_or(0, serde_json::Map::len));
    Ok(())
}

fn make(path: &str, megabytes: &str) -> Result<(), String> {
    let megabytes: usize = megabytes.parse().map_err(|_| format!("`{megabytes}` is not a number"))?;
    std::fs::write(path, synthetic::model(megabytes * 1_000_000))
        .map_err(|error| format!("can't write {path}: {error}"))
}

/// Measures the time.
struct Watch {
    start: Instant,
    processor: Option<f64>,
}

struct Time {
    seconds: f64,
    processor: Option<f64>,
}

impl Watch {
    fn start() -> Self {
        Self { processor: processor_seconds(), start: Instant::now() }
    }

    fn stop(self) -> Time {
        let seconds = self.start.elapsed().as_secs_f64();
        let processor = self.processor.zip(processor_seconds()).map(|(before, after)| after - before);
        Time { seconds, processor }
    }
}

fn report(time: &Time, bytes: usize, shapes: usize) {
    let (seconds, processor, memory) = (time.seconds, time.processor, peak_memory());
    let result = json!({
        "seconds": seconds, "processor": processor, "bytes": bytes, "shapes": shapes, "memory": memory,
    });
    println!("{result}");
}

/// The processor time of this process.
fn processor_seconds() -> Option<f64> {
    let nanoseconds: f64 = std::fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// The peak memory of this process so far, in bytes; only available on Linux.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
