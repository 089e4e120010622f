//! One call, in a process that does nothing else.

use std::future::Future;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::outcome::{Class, Outcome};
use crate::{HEAP, limits, ours, sdk};

/// The environment variable with the certificate of the authority.
pub const ROOTS: &str = "FAULTS_ROOTS";

/// What a client says of a call.
pub struct Verdict {
    pub class: Class,
    pub name: String,
    pub message: String,
}

/// How many attempts a client has made.
pub type Attempts = Arc<AtomicU64>;

pub fn run(client: &str, call: &str, url: &str) -> ExitCode {
    let roots = std::env::var(ROOTS).unwrap_or_default();
    let attempts = Attempts::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let outcome = match client {
        "ours" => {
            let client = ours::client(url, &roots, &attempts);
            measure(&runtime, &attempts, ours::call(&client, call))
        }
        _ => {
            let client = runtime.block_on(async { sdk::client(url, &roots, &attempts) });
            measure(&runtime, &attempts, sdk::call(&client, call))
        }
    };
    println!("{}", outcome.to_json());
    ExitCode::SUCCESS
}

fn measure(runtime: &tokio::runtime::Runtime, attempts: &Attempts, call: impl Future<Output = Verdict>) -> Outcome {
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    let start = Instant::now();
    watch(Arc::clone(attempts), start, before);
    let verdict = runtime.block_on(call);
    outcome(verdict, attempts, start, before)
}

fn outcome(verdict: Verdict, attempts: &Attempts, start: Instant, before: usize) -> Outcome {
    let Verdict { class, name, message } = verdict;
    Outcome {
        class,
        name,
        message,
        attempts: attempts.load(Ordering::SeqCst),
        seconds: start.elapsed().as_secs_f64(),
        bytes: HEAP.peak_usage().saturating_sub(before) as u64,
    }
}

/// Ends the process when the call goes beyond the limits, also if it does not let go of its thread.
fn watch(attempts: Attempts, start: Instant, before: usize) {
    std::thread::spawn(move || {
        let name = loop {
            if HEAP.current_usage() > limits::MEMORY {
                break format!("more than {} MB", limits::MEMORY >> 20);
            }
            if start.elapsed() > limits::PATIENCE {
                break format!("more than {} s", limits::PATIENCE.as_secs());
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let verdict = Verdict { class: Class::Endless, name, message: String::new() };
        println!("{}", outcome(verdict, &attempts, start, before).to_json());
        std::process::exit(0);
    });
}
