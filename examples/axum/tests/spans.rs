//! What the application writes of requests. The test is alone in its program, since subscribers of other tests would decide
//! what is of interest.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::io::Write;
use std::sync::{Arc, Mutex};

use library_axum::{App, KEY, application};
use support::{send, serve};

/// What subscribers write, for tests to read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Write::write(&mut *self.0.lock().unwrap(), bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

// On one thread, so that the subscriber of the test is that of the server.
#[tokio::test(flavor = "current_thread")]
async fn spans_have_the_operation_and_the_id() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let address = serve(application(App::default())).await;
    send(address, "GET /v1/items/bo-1", &format!("X-Request-Id: mine\r\nX-Library-Key: {KEY}\r\n")).await;
    send(address, "GET /", "X-Request-Id: page\r\n").await;
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let line = |id: &str| text.lines().find(|line| line.contains(&format!("id=\"{id}\""))).unwrap();
    assert!(line("mine").contains("operation=\"GetItem\""), "{text}");
    assert!(line("mine").contains("responded status=404"), "{text}");
    assert!(!line("page").contains("operation="), "{text}");
    assert!(!text.contains(KEY), "{text}");
}
