//! Uploads in chunks: with and without signatures, with and without a checksum behind them.

use std::time::SystemTime;

use weland_client::Client;
use weland_core::{ByteStream, OperationError as _};
use weland_server::{Router, ServerConfig};

use crate::service::*;

/// Enough for several chunks, the last of which is not full.
const LENGTH: usize = 200_000;

fn body() -> ByteStream {
    let bytes: Vec<u8> = (0..LENGTH).map(|index| u8::try_from(index % 251).unwrap()).collect();
    ByteStream::replayable(LENGTH as u64, move || ByteStream::from(bytes.clone()))
}

/// The ways in which our client sends a stream, by what there is to know of them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    Signed,
    SignedTrailer,
    UnsignedTrailer,
}

const MODES: [Mode; 3] = [Mode::Signed, Mode::SignedTrailer, Mode::UnsignedTrailer];

impl Mode {
    fn endpoint(self) -> &'static str {
        // What is encrypted on its way is not signed in chunks.
        if self == Self::UnsignedTrailer { "https://wire.example" } else { "http://wire.example" }
    }

    fn content_hash(self) -> &'static str {
        match self {
            Self::Signed => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            Self::SignedTrailer => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            Self::UnsignedTrailer => "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        }
    }

    fn input(self) -> StoreInput {
        // A checksum of one's own leaves none for the trailer.
        let own = (self == Self::Signed).then(|| "T6O0FLUvGKiwB6zEklQGWfMQKC0=".to_owned());
        StoreInput { own, body: body(), ..StoreInput::default() }
    }
}

async fn sent(client: &Client, input: StoreInput) -> Result<Stored, (u16, String, String)> {
    client.call::<Store>(input).await.map_err(|error| {
        let other = error.other().unwrap();
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        (other.status().unwrap_or(0), text(other.code()), other.message().to_owned())
    })
}

fn in_process(
    router: Router,
    mode: Mode,
    change: impl Fn(&mut http::request::Parts, &mut Vec<u8>) + Send + Sync + 'static,
) -> Client {
    let transport = through(router, move |parts, bytes| {
        assert_eq!(parts.headers["x-amz-content-sha256"], mode.content_hash());
        change(parts, bytes);
    });
    client(config(mode.endpoint()).transport(transport).clock(moment))
}

fn stored() -> Stored {
    let length = i64::try_from(LENGTH).unwrap();
    Stored { bytes: length, encoding: None, length: Some(length) }
}

#[tokio::test]
async fn uploads_arrive_without_their_chunks() {
    for mode in MODES {
        for router in [router(moment), open_router()] {
            let client = in_process(router, mode, |_, _| {});
            assert_eq!(sent(&client, mode.input()).await, Ok(stored()), "{mode:?}");
            let encoded = StoreInput { encoding: Some("br".into()), ..mode.input() };
            assert_eq!(sent(&client, encoded).await.unwrap().encoding.as_deref(), Some("br"), "{mode:?}");
        }
    }
    for algorithm in ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] {
        for mode in [Mode::SignedTrailer, Mode::UnsignedTrailer] {
            let client = in_process(router(moment), mode, |_, _| {});
            let input = StoreInput { algorithm: Some(algorithm.into()), ..mode.input() };
            assert_eq!(sent(&client, input).await, Ok(stored()), "{algorithm} {mode:?}");
        }
    }
    for mode in [Mode::SignedTrailer, Mode::UnsignedTrailer] {
        let client = in_process(router(moment), mode, |_, _| {});
        let empty = StoreInput { body: ByteStream::sized(0, ByteStream::default()), ..StoreInput::default() };
        assert_eq!(sent(&client, empty).await.map(|stored| stored.bytes), Ok(0), "{mode:?}");
    }
}

#[tokio::test]
async fn uploads_arrive_over_sockets() {
    let plain = served(ServerConfig::new(), router(SystemTime::now)).await;
    let tls = served(ServerConfig::new().tls(server_tls()), router(SystemTime::now)).await;
    for mode in MODES {
        let endpoint = match mode {
            Mode::UnsignedTrailer => format!("https://localhost:{}", tls.port()),
            _ => format!("http://{plain}"),
        };
        let client = client(config(&endpoint).tls(client_tls()));
        for _ in 0..2 {
            assert_eq!(sent(&client, mode.input()).await, Ok(stored()), "{mode:?}");
        }
    }
}

fn replace(bytes: &mut Vec<u8>, from: &str, to: &str) {
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    bytes.splice(at..at + from.len(), to.bytes());
}

#[tokio::test]
async fn what_was_changed_on_its_way_is_refused() {
    type Fault = (&'static str, fn(&mut Vec<u8>), [(u16, &'static str); 3]);
    const SIGNATURE: (u16, &str) = (403, "InvalidSignatureException");
    const LENGTH: (u16, &str) = (400, "IncompleteBody");
    const FRAMING: (u16, &str) = (400, "InvalidRequest");
    const TRAILER: (u16, &str) = (400, "MalformedTrailerError");
    const NONE: (u16, &str) = (200, "");
    let faults: &[Fault] = &[
        ("a byte of a chunk", |it| it[150] ^= 1, [SIGNATURE, SIGNATURE, (400, "BadDigest")]),
        ("cut short", |it| it.truncate(100_000), [LENGTH; 3]),
        ("without its last byte", |it| it.truncate(it.len() - 1), [LENGTH; 3]),
        ("without anything", |it| it.clear(), [LENGTH; 3]),
        ("something behind it", |it| it.extend(b"0\r\n\r\n"), [LENGTH; 3]),
        ("size without a number", |it| it[0] = b'x', [FRAMING; 3]),
        ("size too large", |it| it[0] = b'9', [LENGTH; 3]),
        ("size too small", |it| it[0] = b'0', [SIGNATURE, SIGNATURE, FRAMING]),
        (
            "no signatures",
            |it| {
                while let Some(at) = it.windows(17).position(|it| it == b";chunk-signature=") {
                    drop(it.drain(at..at + 81))
                }
            },
            [FRAMING, FRAMING, NONE],
        ),
        ("an extension", |it| replace(it, "10000", "10000;a=b"), [FRAMING; 3]),
        ("a line feed alone", |it| replace(it, "\r\n", "\n"), [FRAMING; 3]),
        ("a line without end", |it| drop(it.splice(0..0, b"0".repeat(10_000))), [FRAMING; 3]),
    ];
    for (what, change, expected) in faults {
        for (mode, (status, code)) in MODES.into_iter().zip(expected) {
            let client = in_process(router(moment), mode, move |_, bytes| change(bytes));
            let outcome = match sent(&client, mode.input()).await {
                Ok(_) => (200, String::new()),
                Err((status, code, _)) => (status, code),
            };
            assert_eq!(outcome, (*status, (*code).to_owned()), "{what} {mode:?}");
        }
    }
    for (mode, signed) in [(Mode::SignedTrailer, true), (Mode::UnsignedTrailer, false)] {
        let refused = if signed { SIGNATURE } else { (400, "BadDigest") };
        let trailers: [(&str, &str, (u16, &str)); 4] = [
            ("x-amz-checksum-crc32:", "x-amz-checksum-sha1:", TRAILER),
            ("x-amz-checksum-crc32:", "x-amz-checksum-crc32", TRAILER),
            ("x-amz-checksum-crc32:", "x-amz-checksum-crc32:A", (400, "BadDigest")),
            ("x-amz-trailer-signature:", "x-amz-trailer-signature:0", if signed { TRAILER } else { NONE }),
        ];
        for (from, to, expected) in trailers.into_iter().filter(|it| it.2 != NONE) {
            let client = in_process(router(moment), mode, move |_, bytes| replace(bytes, from, to));
            let (status, code, message) = sent(&client, mode.input()).await.unwrap_err();
            assert_eq!((status, &*code), expected, "{to} {mode:?}: {message}");
        }
        // Without the layer, checksums and lengths count, and signatures do not.
        let client = in_process(open_router(), mode, |_, bytes| bytes[150] ^= 1);
        let (status, code, _) = sent(&client, mode.input()).await.unwrap_err();
        assert_eq!((status, &*code), (400, "BadDigest"), "{mode:?}, {refused:?}");
    }
}

#[tokio::test]
async fn headers_of_chunks_have_to_fit() {
    let set = |name: &'static str, value: &'static str| {
        move |parts: &mut http::request::Parts, _: &mut Vec<u8>| match value {
            "" => drop(parts.headers.remove(name)),
            value => drop(parts.headers.insert(name, value.parse().unwrap())),
        }
    };
    for (name, value, expected) in [
        ("x-amz-decoded-content-length", "", (411, "MissingContentLength")),
        ("x-amz-decoded-content-length", "x", (400, "InvalidRequest")),
        ("x-amz-decoded-content-length", "199999", (400, "IncompleteBody")),
        ("x-amz-decoded-content-length", "200001", (400, "IncompleteBody")),
        ("x-amz-trailer", "", (400, "InvalidRequest")),
        ("x-amz-trailer", "x-amz-checksum-sha1", (400, "MalformedTrailerError")),
        ("x-amz-trailer", "authorization", (400, "InvalidRequest")),
    ] {
        for mode in [Mode::SignedTrailer, Mode::UnsignedTrailer] {
            let client = in_process(open_router(), mode, set(name, value));
            let (status, code, message) = sent(&client, mode.input()).await.unwrap_err();
            assert_eq!((status, &*code), expected, "{name}: {value} {mode:?}: {message}");
        }
        // With the layer, it is the signature of the headers that does not fit.
        let client = in_process(router(moment), Mode::SignedTrailer, set(name, value));
        assert!(sent(&client, Mode::SignedTrailer.input()).await.is_err(), "{name}: {value}");
    }
}

#[tokio::test]
async fn what_is_not_signed_is_refused_unless_that_is_accepted() {
    let strict = || open_router().sigv4(verifier());
    let client = in_process(strict(), Mode::UnsignedTrailer, |_, _| {});
    let (status, code, message) = sent(&client, Mode::UnsignedTrailer.input()).await.unwrap_err();
    assert_eq!((status, &*code, &*message), (403, "InvalidSignatureException", "the body has to be signed"));
    let client = in_process(strict(), Mode::SignedTrailer, |_, _| {});
    assert_eq!(sent(&client, Mode::SignedTrailer.input()).await, Ok(stored()));
}

#[tokio::test]
async fn checksums_in_headers_are_those_of_the_body() {
    for change in [false, true] {
        let transport = through(open_router(), move |parts, bytes| {
            assert!(parts.headers.contains_key("x-amz-checksum-crc32"));
            if change {
                replace(bytes, "hello", "hullo");
            }
        });
        let client = client(config("http://wire.example").transport(transport));
        let result = client.call::<Note>(NoteInput { text: Some("hello".into()) }).await;
        match result {
            Ok(stored) => assert!(stored.bytes == 5 && !change),
            Err(error) => {
                let error = error.other().unwrap();
                assert_eq!((error.status(), error.code(), change), (Some(400), Some("BadDigest"), true), "{error}");
            }
        }
    }
    // So is the one beside chunks.
    let client = in_process(open_router(), Mode::Signed, |_, _| {});
    let wrong = StoreInput { own: Some("AAAAFLUvGKiwB6zEklQGWfMQKC0=".into()), ..Mode::Signed.input() };
    let (status, code, _) = sent(&client, wrong).await.unwrap_err();
    assert_eq!((status, &*code), (400, "BadDigest"));
}

/// An operation whose input is no stream takes chunks as well.
#[tokio::test]
async fn documents_may_come_in_chunks() {
    let body = r#"{"Text":"hello"}"#;
    for (encoded, expected) in [
        (format!("4\r\n{}\r\nc\r\n{}\r\n0\r\n\r\n", &body[..4], &body[4..]), 200),
        (format!("4\r\n{}\r\nc\r\n{}\r\n0\r\n", &body[..4], &body[4..]), 400),
        (body.to_owned(), 400),
    ] {
        let transport = through(open_router(), move |parts, bytes| {
            parts.headers.insert("content-encoding", "aws-chunked".parse().unwrap());
            parts.headers.insert("x-amz-decoded-content-length", "16".parse().unwrap());
            *bytes = encoded.clone().into_bytes();
        });
        let client = client(config("http://wire.example").transport(transport));
        let result = client.call::<Note>(NoteInput { text: Some("hello".into()) }).await;
        let status = result.err().map_or(200, |error| error.other().and_then(|other| other.status()).unwrap_or(0));
        assert_eq!(status, expected);
    }
}
