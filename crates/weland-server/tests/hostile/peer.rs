//! What peers do.

use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::{Instant, sleep, timeout};

use super::WATCHED;

/// How much of what comes back is kept.
const KEPT: usize = 64 * 1024;

/// How long a peer waits for further responses, if it waits no longer.
const QUIET: Duration = Duration::from_secs(8);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    Json,
    Xml,
    Tls,
}

#[derive(Debug, Clone)]
pub enum Step {
    Send(Vec<u8>),
    /// A byte every so many milliseconds.
    Slowly(Vec<u8>, u64),
    /// The same again and again, so many bytes at most, until that fails.
    Flood(Vec<u8>, usize),
    /// In seconds.
    Wait(u64),
    /// Says that no more will come.
    End,
}

/// How a peer reads what comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    All,
    Nothing,
    /// A byte every so many milliseconds.
    Slowly(u64),
}

pub struct Row {
    pub name: String,
    pub server: Server,
    pub steps: Vec<Step>,
    pub reads: Reads,
    /// How many do the same.
    pub peers: usize,
    pub is_http2: bool,
    /// Whether it leaves when it has got responses and there are no more for some time.
    pub leaves: bool,
}

pub fn row(name: &str, steps: impl IntoIterator<Item = Step>) -> Row {
    let steps = steps.into_iter().collect();
    Row {
        name: name.to_owned(),
        server: Server::Json,
        steps,
        reads: Reads::All,
        peers: 1,
        is_http2: false,
        leaves: false,
    }
}

/// A peer that sends something at once.
pub fn sends(name: &str, bytes: impl Into<Vec<u8>>) -> Row {
    row(name, [Step::Send(bytes.into())])
}

impl Row {
    pub fn reads(self, reads: Reads) -> Self {
        Self { reads, ..self }
    }

    pub fn leaves(self) -> Self {
        Self { leaves: true, ..self }
    }

    pub fn peers(self, peers: usize) -> Self {
        Self { peers, ..self }
    }

    pub fn server(self, server: Server) -> Self {
        Self { server, ..self }
    }
}

/// What a peer has seen.
pub struct Seen {
    pub received: Vec<u8>,
    /// When the connection was closed, in seconds; `None` if it was not.
    pub closed: Option<u64>,
}

pub async fn play(address: SocketAddr, row: Rc<Row>) -> Seen {
    let stream = TcpStream::connect(address).await.unwrap();
    let start = Instant::now();
    let (reader, writer) = stream.into_split();
    let writing = tokio::task::spawn_local(write(writer, Rc::clone(&row)));
    let reading = tokio::task::spawn_local(read(reader, row.reads, row.leaves));
    let (mut received, mut closed) = (Vec::new(), None);
    if row.reads == Reads::All {
        let (bytes, has_ended) = timeout(WATCHED, reading).await.map_or_else(|_| Default::default(), Result::unwrap);
        closed = has_ended.then(|| start.elapsed().as_secs());
        received = bytes;
        writing.abort();
    } else {
        // Whoever does not read to the end sees it when it can't write any more.
        let mut writer = writing.await.unwrap();
        while start.elapsed() < WATCHED && closed.is_none() {
            sleep(Duration::from_secs(1)).await;
            let has_failed = writer.write_all(b" ").await.is_err();
            closed = has_failed.then(|| start.elapsed().as_secs());
        }
        reading.abort();
    }
    Seen { received, closed }
}

async fn read(mut reader: OwnedReadHalf, reads: Reads, leaves: bool) -> (Vec<u8>, bool) {
    let mut received = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let count = match reads {
            Reads::Nothing => std::future::pending().await,
            Reads::All if leaves && !received.is_empty() => match timeout(QUIET, reader.read(&mut buffer)).await {
                Ok(count) => count,
                Err(_) => return (received, false),
            },
            Reads::All => reader.read(&mut buffer).await,
            Reads::Slowly(pace) => {
                sleep(Duration::from_millis(pace)).await;
                reader.read(&mut buffer[..1]).await
            }
        };
        match count {
            Ok(0) | Err(_) => return (received, true),
            Ok(count) => received.extend_from_slice(&buffer[..count.min(KEPT.saturating_sub(received.len()))]),
        }
    }
}

async fn write(mut writer: OwnedWriteHalf, row: Rc<Row>) -> OwnedWriteHalf {
    for step in &row.steps {
        if do_step(&mut writer, step).await.is_err() {
            break;
        }
    }
    if row.reads == Reads::All {
        // The connection is not closed by the peer.
        sleep(WATCHED * 2).await;
    }
    writer
}

async fn do_step(writer: &mut OwnedWriteHalf, step: &Step) -> std::io::Result<()> {
    match step {
        Step::Send(bytes) => writer.write_all(bytes).await,
        Step::Slowly(bytes, pace) => {
            for byte in bytes {
                writer.write_all(&[*byte]).await?;
                sleep(Duration::from_millis(*pace)).await;
            }
            Ok(())
        }
        Step::Flood(bytes, limit) => {
            let many = bytes.repeat((4096 / bytes.len()).max(1));
            let mut sent = 0;
            while sent < *limit {
                timeout(WATCHED, writer.write_all(&many)).await??;
                sent += many.len();
            }
            Ok(())
        }
        Step::Wait(seconds) => {
            sleep(Duration::from_secs(*seconds)).await;
            Ok(())
        }
        Step::End => writer.shutdown().await,
    }
}
