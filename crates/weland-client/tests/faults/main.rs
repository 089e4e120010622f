//! A server that does everything wrong that a server can do, and what a client makes of each.
//!
//! The outcomes are in `docs/faults.md`, which this test compares and, with `BLESS=1`, writes. Client and server share a thread and
//! a paused clock, which only goes on while nothing happens on their sockets. It is the only test of its program, which counts what is
//! allocated.
#![cfg(feature = "hyper")]
#![allow(missing_docs, missing_debug_implementations, unreachable_pub, clippy::unwrap_used, clippy::panic)]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../client/fake.rs"]
mod fake;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../client/service.rs"]
mod service;
mod watch;

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use peak_alloc::PeakAlloc;
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};
use weland_client::hooks::{Attempt, Hook};
use weland_client::protocol::RestJson1;
use weland_client::{Client, Config, Credentials, TlsConfig};
use weland_core::{BoxError, ErrorKind, OperationError, OtherError};
use weland_faults::certificates::TRUSTED;
use weland_faults::{Call, Scenario, Words, all, serve};

use self::service::*;
use self::watch::{Event, Stretch, Watch};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const BEGIN: &str = "<!-- outcomes -->\n";
const END: &str = "<!-- end of outcomes -->\n";

const WORDS: Words = Words { member: "Name", error: "NotFound", event: "Chunk", last_event: "Done" };

/// Counts attempts.
#[derive(Debug, Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Hook for Count {
    fn after_attempt(&self, _: &Attempt, _: Result<&http::response::Parts, &OtherError>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

struct Outcome {
    error: Option<OtherError>,
    modeled: Option<String>,
    attempts: usize,
    seconds: u64,
    /// The most that was allocated at once by client and server, beyond what was before the call.
    bytes: usize,
}

/// Lets the clock go on slowly enough for what is on its way between sockets.
async fn calm() {
    loop {
        let begin = std::time::Instant::now();
        while begin.elapsed() < Duration::from_millis(2) {
            tokio::task::yield_now().await;
        }
        sleep(Duration::from_secs(1)).await;
    }
}

async fn run(scenario: Scenario) -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("{}://{}", scenario.scheme(), listener.local_addr().unwrap());
    let call = scenario.call;
    let server = tokio::spawn(serve(listener, Arc::new(scenario), Duration::from_secs(1)));
    tokio::task::yield_now().await;
    let calm = tokio::spawn(calm());
    let count = Count::default();
    let client = Client::new(&SERVICE, &RestJson1, config(&url).hook(count.clone()));
    HEAP.reset_peak_usage();
    let (begin, before) = (Instant::now(), HEAP.current_usage());
    let result = meet(&client, call).await;
    let (seconds, bytes) = (begin.elapsed().as_secs(), HEAP.peak_usage().saturating_sub(before));
    server.abort();
    calm.abort();
    let attempts = count.0.load(Ordering::SeqCst);
    match result {
        Ok(()) => Outcome { error: None, modeled: None, attempts, seconds, bytes },
        Err(ThingError::Other(error)) => Outcome { error: Some(error), modeled: None, attempts, seconds, bytes },
        Err(error) => {
            let modeled = error.other().is_none().then(|| error.to_string());
            Outcome { error: None, modeled, attempts, seconds, bytes }
        }
    }
}

/// Makes a call, and reads its response to the end.
async fn meet(client: &Client, call: Call) -> Result<(), ThingError> {
    match call {
        Call::Get => client.call::<Get>(get("a")).await.map(drop),
        Call::Put => client.call::<Put>(PutRequest::default()).await.map(drop),
        Call::Download => {
            let stream = client.call::<Download>(ListRequest::default()).await?;
            stream.body.collect().await.map(drop).map_err(of_stream)
        }
        Call::Watch => {
            let mut stream = client.call::<Watch>(ListRequest::default()).await?;
            let mut first = true;
            while let Some(event) = stream.events.next().await {
                let event = event.map_err(of_stream)?;
                assert!(!std::mem::take(&mut first) || event == Event::Chunk(Stretch { bytes: Some("one".into()) }));
            }
            assert!(!first, "the first event is always right");
            Ok(())
        }
    }
}

/// What has become of a stream, as an error of its call.
fn of_stream(error: BoxError) -> ThingError {
    let kind = error.downcast_ref::<OtherError>().map_or(ErrorKind::Transport, OtherError::kind);
    ThingError::Other(OtherError::new(kind, error.to_string()))
}

fn config(url: &str) -> Config {
    Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint(url)
        .tls(TlsConfig::new().roots_from_pem(TRUSTED.pem()).unwrap())
        .connect_timeout(Duration::from_secs(5))
        .first_byte_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(10))
        .max_response_size(100_000)
}

/// A row of the table: what the server does, the call, and what comes of it.
fn row(name: &str, call: Call, outcome: &Outcome) -> String {
    let (kind, message) = match (&outcome.error, &outcome.modeled) {
        (Some(error), _) => (format!("`{:?}`", error.kind()), without_address(&error.to_string())),
        (None, Some(modeled)) => ("modeled".to_owned(), modeled.clone()),
        (None, None) => ("success".to_owned(), String::new()),
    };
    // Waits between attempts are random, and take less than five seconds together.
    let time = match outcome.seconds / 5 * 5 {
        0 => "at once".to_owned(),
        seconds => format!("{seconds} s"),
    };
    let (attempts, memory) = (outcome.attempts, bound(outcome.bytes));
    format!("| {name} | {} | {kind} | {attempts} | {time} | {memory} | {message} |\n", call.name())
}

/// A bound of what was allocated, so far above it that buffers of another size don't matter.
fn bound(bytes: usize) -> &'static str {
    match bytes {
        0..=600_000 => "0.6 MB",
        600_001..=2_000_000 => "2 MB",
        _ => panic!("{bytes} bytes are more than any of these calls may take"),
    }
}

/// A message without what differs from run to run.
fn without_address(message: &str) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once("127.0.0.1:") {
        let _ = write!(text, "{before}server");
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    text.push_str(rest);
    while let Some((before, (_, after))) =
        text.split_once(" (os error ").and_then(|(a, b)| Some((a, b.split_once(')')?)))
    {
        text = format!("{before}{after}");
    }
    let text = text.replace('|', "\\|").replace('\n', " ");
    // Times of certificates, and the words of the system.
    let end = text.find(": invalid peer certificate").unwrap_or(text.len());
    text[..end].chars().take(220).collect()
}

#[test]
fn every_fault_has_the_outcome_that_the_documentation_says() {
    let mut table = String::from(
        "| the server | call | outcome | attempts | after | memory | message |\n|---|---|---|---|---|---|---|\n",
    );
    let scenarios = all(WORDS);
    assert!(scenarios.len() >= 120, "{}", scenarios.len());
    for scenario in scenarios {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        let (name, call) = (scenario.name.clone(), scenario.call);
        let outcome = runtime.block_on(run(scenario));
        table.push_str(&row(&name, call, &outcome));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/faults.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
        return;
    }
    for (expected, found) in written.lines().zip(table.lines()) {
        assert_eq!(found, expected, "`BLESS=1 cargo test -p weland-client --test faults` writes the table");
    }
    assert_eq!(written.lines().count(), table.lines().count());
}
