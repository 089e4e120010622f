//! A server that does everything wrong that a server can do, and what a client makes of each.
//!
//! The outcomes are in `docs/faults.md`, which this test compares and, with `BLESS=1`, writes. Client and server share a thread and
//! a paused clock, which only goes on while nothing happens on their sockets.

mod scenarios;

use std::cell::Cell;
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};
use tokio::time::{Instant, sleep};
use tokio_rustls::TlsAcceptor;
use weland_client::hooks::{Attempt, Hook};
use weland_client::protocol::RestJson1;
use weland_client::{Client, Config, Credentials};
use weland_core::{ErrorKind, OperationError, OtherError};

use self::scenarios::{Call, Scenario, Step, Wire, all};
use crate::service::*;
use crate::tls::trusting;

const BEGIN: &str = "<!-- outcomes -->\n";
const END: &str = "<!-- end of outcomes -->\n";

/// Counts attempts.
#[derive(Debug, Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Hook for Count {
    fn after_attempt(&self, _: &Attempt, _: Result<&http::response::Parts, &OtherError>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// What a server does with one connection.
async fn play(mut stream: impl AsyncRead + AsyncWrite + Unpin, steps: &[Step]) -> std::io::Result<()> {
    for step in steps {
        match step {
            Step::ReadRequest => {
                let mut seen = Vec::new();
                while !seen.ends_with(b"\r\n\r\n") {
                    seen.push(stream.read_u8().await?);
                }
            }
            Step::Read(count) => drop(stream.read_exact(&mut vec![0; *count]).await?),
            Step::Send(text) => stream.write_all(text).await?,
            Step::Wait(seconds) => sleep(Duration::from_secs(*seconds)).await,
            Step::Slowly(text, seconds) => {
                for byte in text.iter() {
                    stream.write_all(&[*byte]).await?;
                    stream.flush().await?;
                    sleep(Duration::from_secs(*seconds)).await;
                }
            }
            Step::Forever(text) => loop {
                stream.write_all(text).await?;
            },
            Step::Hang => std::future::pending().await,
        }
        stream.flush().await?;
    }
    // What a client has sent in vain would make a reset of the end, and what was sent could be lost.
    stream.shutdown().await?;
    drop(tokio::io::copy(&mut stream, &mut tokio::io::sink()).await);
    Ok(())
}

async fn connection(stream: TcpStream, scenario: Rc<Scenario>, number: usize) {
    // A connection beyond the scripts is like the last one.
    let script = &scenario.scripts[number.min(scenario.scripts.len() - 1)];
    if script.resets {
        stream.set_zero_linger().unwrap();
    }
    match &scenario.wire {
        // What becomes of the server is not the question.
        Wire::Plain | Wire::RawTls if script.resets => drop(play_and_reset(stream, &script.steps).await),
        Wire::Plain | Wire::RawTls => drop(play(stream, &script.steps).await),
        Wire::Tls(settings) => {
            if let Ok(stream) = TlsAcceptor::from(Arc::clone(settings)).accept(stream).await {
                drop(play(stream, &script.steps).await);
            }
        }
    }
}

/// The same, but ends with a reset.
async fn play_and_reset(mut stream: TcpStream, steps: &[Step]) -> std::io::Result<()> {
    for step in steps {
        match step {
            Step::ReadRequest => drop(stream.read(&mut [0; 16 * 1024]).await?),
            Step::Send(text) => stream.write_all(text).await?,
            _ => unreachable!("a reset comes after reading and sending"),
        }
    }
    // So that the client has read what was sent before.
    sleep(Duration::from_millis(10)).await;
    Ok(())
}

struct Outcome {
    error: Option<OtherError>,
    modeled: Option<String>,
    attempts: usize,
    seconds: u64,
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
    let scheme = if matches!(scenario.wire, Wire::Plain) { "http" } else { "https" };
    let url = format!("{scheme}://{}", listener.local_addr().unwrap());
    let scenario = Rc::new(scenario);
    let counter = Cell::new(0);
    let script = Rc::clone(&scenario);
    let server = spawn_local(async move {
        if script.refuses {
            return drop(listener);
        }
        while let Ok((stream, _)) = listener.accept().await {
            let number = counter.replace(counter.get() + 1);
            spawn_local(connection(stream, Rc::clone(&script), number));
        }
    });
    tokio::task::yield_now().await;
    let calm = spawn_local(calm());
    let count = Count::default();
    let client = Client::new(&SERVICE, &RestJson1, config(&url).hook(count.clone()));
    let begin = Instant::now();
    let result = match scenario.call {
        Call::Get => client.call::<Get>(get("a")).await.map(drop),
        Call::Put => client.call::<Put>(PutRequest::default()).await.map(drop),
        Call::Download => match client.call::<Download>(ListRequest::default()).await {
            Ok(stream) => stream.body.collect().await.map(drop).map_err(|error| {
                let kind = error.downcast_ref::<OtherError>().map_or(ErrorKind::Transport, OtherError::kind);
                ThingError::Other(OtherError::new(kind, error.to_string()))
            }),
            Err(error) => Err(error),
        },
    };
    let seconds = begin.elapsed().as_secs();
    server.abort();
    calm.abort();
    let attempts = count.0.load(Ordering::SeqCst);
    match result {
        Ok(()) => Outcome { error: None, modeled: None, attempts, seconds },
        Err(ThingError::Other(error)) => Outcome { error: Some(error), modeled: None, attempts, seconds },
        Err(error) => {
            let modeled = error.other().is_none().then(|| error.to_string());
            Outcome { error: None, modeled, attempts, seconds }
        }
    }
}

fn config(url: &str) -> Config {
    Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint(url)
        .tls(trusting())
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
    let attempts = outcome.attempts;
    format!("| {name} | {} | {kind} | {attempts} | {time} | {message} |\n", call.name())
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
    let mut table =
        String::from("| the server | call | outcome | attempts | after | message |\n|---|---|---|---|---|---|\n");
    let scenarios = all();
    assert!(scenarios.len() >= 120, "{}", scenarios.len());
    for scenario in scenarios {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        let (name, call) = (scenario.name.clone(), scenario.call);
        let outcome = LocalSet::new().block_on(&runtime, run(scenario));
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
        assert_eq!(found, expected, "`BLESS=1 cargo test -p weland-client --test client faults` writes the table");
    }
    assert_eq!(written.lines().count(), table.lines().count());
}
