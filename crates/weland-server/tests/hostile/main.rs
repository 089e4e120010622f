//! Peers that do everything that a server has to bear, and what comes of each.
//!
//! The outcomes are in `docs/hostile-requests.md`, which this test compares and, with `BLESS=1`, writes. Peers and server share a
//! thread and a paused clock, which only goes on while nothing happens on their sockets.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::panic)]

#[path = "../service/mod.rs"]
mod service;

mod bodies;
mod http1;
mod http2;
mod outcome;
mod peer;
mod times;

use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bytes::Bytes;
use peak_alloc::PeakAlloc;
use rcgen::{CertificateParams, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};
use tokio::time::{Instant, sleep};
use tokio_rustls::TlsConnector;
use weland_core::ByteStream;
use weland_server::protocol::{AwsQuery, RestJson1, RestXml, RpcV2Cbor};
use weland_server::{Context, Router, ServerConfig, TlsConfig};

use self::outcome::outcome;
use self::peer::{Row, Seen, Server, play};
use self::service::{Compressed, Download, GetOutput, SERVICE, Stream, Thing, ThingError, with_operations};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const BEGIN: &str = "<!-- outcomes -->\n";
const END: &str = "<!-- end of outcomes -->\n";

/// How long a peer is watched that the server does not cut off.
const WATCHED: Duration = Duration::from_secs(300);
/// How large bodies may be that are read into memory.
const LIMIT: usize = 1_000_000;
/// How many connections there may be.
const CONNECTIONS: usize = 40;
/// How much memory a row may take, of the server and of the peers together.
const MEMORY_LIMIT: usize = 64 << 20;

/// More than the buffers of both sockets hold, once for all.
static LARGE: LazyLock<Bytes> = LazyLock::new(|| vec![b'x'; 8 << 20].into());

async fn large(_: GetOutput, _: Context) -> Result<Stream, ThingError> {
    Ok(Stream { content: ByteStream::from(LARGE.clone()) })
}

async fn compressed(input: Thing, _: Context) -> Result<GetOutput, ThingError> {
    Ok(GetOutput { id: input.name, version: None })
}

fn router(server: Server) -> Router {
    let router = match server {
        Server::Xml => Router::new(&SERVICE, &RestXml),
        _ => Router::new(&SERVICE, &RpcV2Cbor).protocol(&RestJson1).protocol(&AwsQuery),
    };
    // The first one counts.
    let router = router.route::<Download, _, _>(large).route::<Compressed, _, _>(compressed);
    with_operations(router).body_limit(LIMIT).on_failure(|_| {})
}

static IDENTITY: LazyLock<(String, String)> = LazyLock::new(|| {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
});

/// Lets the clock go on slowly enough for what is on its way between sockets.
async fn calm() {
    loop {
        let begin = std::time::Instant::now();
        while begin.elapsed() < Duration::from_millis(1) {
            tokio::task::yield_now().await;
        }
        sleep(Duration::from_millis(500)).await;
    }
}

/// A client that does nothing wrong, and how long it waits for its response in seconds; `None` if there is none.
async fn other_client(address: SocketAddr, is_tls: bool) -> Option<u64> {
    let begin = Instant::now();
    let stream = TcpStream::connect(address).await.ok()?;
    let is_served = match is_tls {
        true => asks(connector().connect(ServerName::try_from("localhost").unwrap(), stream).await.ok()?).await?,
        false => asks(stream).await?,
    };
    is_served.then(|| begin.elapsed().as_secs())
}

fn connector() -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(IDENTITY.0.as_bytes()).unwrap()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots);
    TlsConnector::from(Arc::new(builder.with_no_client_auth()))
}

/// Whether a request is answered.
async fn asks(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> Option<bool> {
    stream.write_all(b"GET /things/a HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.ok()?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.ok()?;
    Some(response.starts_with(b"HTTP/1.1 200 "))
}

async fn run(row: Rc<Row>) -> (Seen, Option<u64>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut config = ServerConfig::new().max_connections(CONNECTIONS);
    if matches!(row.server, Server::Tls) {
        config = config.tls(TlsConfig::from_pem(&IDENTITY.0, &IDENTITY.1).unwrap());
    }
    let server = spawn_local(config.serve(listener, router(row.server)));
    let calm = spawn_local(calm());
    let peers: Vec<_> = (0..row.peers).map(|_| spawn_local(play(address, Rc::clone(&row)))).collect();
    // So that the others are there before.
    sleep(Duration::from_secs(1)).await;
    let served = tokio::time::timeout(WATCHED, other_client(address, matches!(row.server, Server::Tls))).await;
    let mut seen = None;
    for peer in peers {
        seen = Some(peer.await.unwrap());
    }
    server.abort();
    calm.abort();
    (seen.unwrap(), served.ok().flatten())
}

fn line(row: Row) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let row = Rc::new(row);
    LazyLock::force(&LARGE);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let (seen, served) = LocalSet::new().block_on(&runtime, run(Rc::clone(&row)));
    let memory = MEMORY.peak_usage().saturating_sub(before);
    assert!(memory < MEMORY_LIMIT, "{}: {memory} bytes", row.name);
    let served = served.unwrap_or_else(|| panic!("{}: nobody else is served", row.name));
    let classes = [(4 << 20, "4 MiB"), (16 << 20, "16 MiB"), (MEMORY_LIMIT, "64 MiB")];
    let class = classes.iter().find(|(bytes, _)| memory < *bytes).map_or("", |(_, class)| class);
    let others = if served < 5 { "at once".to_owned() } else { format!("after {} s", served / 5 * 5) };
    format!("| {} | {} | {others} | {class} |\n", row.name, outcome(&row, &seen))
}

/// How much later a peer may see something than the table says, and how much more memory it may take: the clock goes on while a machine
/// is busy with something else.
const LATER: u64 = 20;
const MORE: u64 = 4;

/// Whether two rows say the same, but for what depends on the machine.
fn is_same(expected: &str, found: &str) -> bool {
    let ((expected, expected_numbers), (found, found_numbers)) = (without_numbers(expected), without_numbers(found));
    let close = |(index, (expected, found)): (usize, (&u64, &u64))| match index {
        2 => *found <= expected * MORE,
        _ => expected.abs_diff(*found) <= LATER,
    };
    expected == found && expected_numbers.iter().zip(&found_numbers).enumerate().all(close)
}

/// A row without its times and its memory, and these.
fn without_numbers(row: &str) -> (String, [u64; 3]) {
    let columns: Vec<&str> = row.split('|').map(str::trim).collect();
    let [_, name, outcome, served, memory, ..] = columns[..] else { return (row.to_owned(), [0; 3]) };
    let number = |text: &str| text.split(' ').find_map(|word| word.parse().ok()).unwrap_or(0);
    let (outcome, closed) = outcome.split_once(" after ").unwrap_or((outcome, ""));
    (format!("{name} | {outcome}"), [number(closed), number(served), number(memory)])
}

#[test]
fn every_peer_meets_what_the_documentation_says() {
    let mut table =
        String::from("| the peer | what comes of it | another client is served | memory below |\n|---|---|---|---|\n");
    let rows: Vec<Row> = [times::rows(), http1::rows(), bodies::rows(), http2::rows()].into_iter().flatten().collect();
    assert!(rows.len() >= 100, "{}", rows.len());
    for row in rows {
        table.push_str(&line(row));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/hostile-requests.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
        return;
    }
    for (expected, found) in written.lines().zip(table.lines()) {
        assert!(
            is_same(expected, found),
            "{found}\nis not\n{expected}\n`BLESS=1 cargo test -p weland-server --all-features --test hostile` writes the table"
        );
    }
    assert_eq!(written.lines().count(), table.lines().count());
}
