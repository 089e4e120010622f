//! Spans and events of the feature `tracing`.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;
use std::time::Duration;

use tracing_subscriber::fmt::format::FmtSpan;

use crate::fake::{Fake, Step, error, respond};
use crate::service::*;

thread_local! {
    /// What the calls of this thread, which are those of one test, have written.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A line for each event and for each span that is closed, in a call of `Get`.
async fn lines(script: impl IntoIterator<Item = Step>) -> Vec<String> {
    // Spans and events are switched off for all threads by one that has no subscriber, so there is one for all.
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        let subscriber = tracing_subscriber::fmt().without_time().with_ansi(false).with_target(false);
        let subscriber = subscriber.with_max_level(tracing::Level::DEBUG).with_span_events(FmtSpan::CLOSE);
        tracing::subscriber::set_global_default(subscriber.with_writer(|| Log).finish()).unwrap();
    });
    drop(client(&Fake::new(script)).call::<Get>(get("secret name")).await);
    let text = String::from_utf8(LOG.take()).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// Whether a line has all of these parts.
fn has(line: &str, parts: &[&str]) -> bool {
    parts.iter().all(|part| line.contains(part))
}

#[tokio::test(start_paused = true)]
async fn attempts_are_spans_within_that_of_their_call() {
    let id = ("x-amzn-requestid", "id-1".to_owned());
    let lines = lines([error(503, "X"), Step::Respond(200, vec![id], b"{}".to_vec())]).await;
    let [first, retry, second, last, call] = lines.as_slice() else { panic!("{lines:#?}") };
    let name = r#"call{otel.name=Things.Get otel.kind="client" rpc.service="Things" rpc.method="Get""#;
    let endpoint = r#"endpoint="https://things.eu-central-1.amazonaws.com""#;
    assert!(has(first, &[name, "attempt=1", endpoint, "request.bytes=0", "status_code=503", "close"]), "{first}");
    assert!(has(retry, &["INFO", name, "retrying attempt=1 max=3 after="]), "{retry}");
    assert!(has(second, &["attempt=2", "status_code=200", "response.bytes=2", r#"request_id="id-1""#]), "{second}");
    assert!(has(last, &["DEBUG", "final attempt=2"]), "{last}");
    assert!(has(call, &["attempts=2", "status_code=200", r#"request_id="id-1""#, "close"]), "{call}");
}

#[tokio::test(start_paused = true)]
async fn failures_say_why_and_nothing_shows_paths_or_headers() {
    let lines = lines([Step::Refuse, Step::Refuse, error(503, "X")]).await;
    assert!(has(&lines[0], &["attempt=1", "error=cannot reach https://things.eu-central-1.amazonaws.com: refused"]));
    assert!(has(&lines[5], &["INFO", "not retrying attempt=3 max=3 reason=MaxAttempts"]), "{lines:#?}");
    for line in &lines {
        assert!(!has(line, &["secret"]) && !has(line, &["authorization"]) && !has(line, &["AKID"]), "{line}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_has_its_error() {
    let late = || Step::After(Duration::from_secs(1000), Box::new(respond(200, "{}")));
    let lines = lines([late(), late(), late()]).await;
    assert!(has(lines.last().unwrap(), &["call{", "error=no response within"]), "{lines:#?}");
}
