//! Lets the generated client of Lambda and the AWS SDK meet the same faults, in real time, and says what they make of them.
//!
//! `faults compare` prints a table as Markdown, `faults compare --json` what was measured. Each call has a process of its own, which
//! is this program again as `faults call`: what it has asked of the allocator is that of one client and one call.

mod call;
mod compare;
mod limits;
mod ours;
mod outcome;
mod reasons;
mod report;
mod sdk;

use std::process::ExitCode;

use peak_alloc::PeakAlloc;

/// Counts what is allocated and not yet freed.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        ["compare", ref options @ ..] => compare::run(options),
        ["call", client, call, url] => call::run(client, call, url),
        _ => {
            eprintln!("usage: faults compare [--json] [--only TEXT]");
            ExitCode::from(2)
        }
    }
}
