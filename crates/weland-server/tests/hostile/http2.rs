//! Peers that speak HTTP/2.

use super::peer::Step::{Flood, Send, Slowly, Wait};
use super::peer::{Reads, Row, Step, row};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const PRIORITY: u8 = 2;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH: u8 = 5;
const PING: u8 = 6;
const FAREWELL: u8 = 7;
const WINDOW: u8 = 8;
const CONTINUATION: u8 = 9;

fn frame(kind: u8, flags: u8, stream: u32, payload: impl AsRef<[u8]>) -> Vec<u8> {
    let payload = payload.as_ref();
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// Compressed headers of a request: method, scheme, path, host.
fn head(method: u8, path: &str) -> Vec<u8> {
    let mut block = vec![method, 0x86, 0x04, u8::try_from(path.len()).unwrap()];
    block.extend(path.bytes());
    block.extend([0x01, 1, b'x']);
    block
}

fn header(name: &str, value: &str) -> Vec<u8> {
    let length = |text: &str| -> Vec<u8> {
        let mut rest = text.len();
        if rest < 127 {
            return vec![u8::try_from(rest).unwrap()];
        }
        let mut bytes = vec![127];
        rest -= 127;
        while rest >= 128 {
            bytes.push(u8::try_from(rest % 128 + 128).unwrap());
            rest /= 128;
        }
        bytes.push(u8::try_from(rest).unwrap());
        bytes
    };
    [vec![0], length(name), name.into(), length(value), value.into()].concat()
}

const GET: u8 = 0x82;
const POST: u8 = 0x83;

fn get(stream: u32) -> Vec<u8> {
    frame(HEADERS, END_STREAM | END_HEADERS, stream, head(GET, "/things/a"))
}

fn large(stream: u32) -> Vec<u8> {
    frame(HEADERS, END_STREAM | END_HEADERS, stream, head(GET, "/download"))
}

fn upload(stream: u32) -> Vec<u8> {
    frame(HEADERS, END_HEADERS, stream, head(POST, "/upload"))
}

fn with_header(name: &str, value: &str) -> Vec<u8> {
    frame(HEADERS, END_STREAM | END_HEADERS, 1, [head(GET, "/things/a"), header(name, value)].concat())
}

/// A peer that has greeted, with these settings.
fn greets(name: &str, settings: &[u8], steps: impl IntoIterator<Item = Step>) -> Row {
    let greeting = [PREFACE, &frame(SETTINGS, 0, 0, settings), &frame(SETTINGS, 1, 0, [])].concat();
    let steps: Vec<Step> = std::iter::once(Send(greeting)).chain(steps).collect();
    Row { is_http2: true, ..row(&format!("HTTP/2: {name}"), steps) }
}

fn then(name: &str, bytes: impl Into<Vec<u8>>) -> Row {
    greets(name, &[], [Send(bytes.into())])
}

/// The initial window of streams is empty.
const NO_WINDOW: &[u8] = &[0, 4, 0, 0, 0, 0];

pub fn rows() -> Vec<Row> {
    let odd = |count: u32| (0..count).map(|index| 2 * index + 1);
    let resets: Vec<u8> =
        odd(2000).flat_map(|stream| [get(stream), frame(RESET, 0, stream, [0, 0, 0, 8])].concat()).collect();
    let endless: Vec<u8> =
        odd(2000).flat_map(|stream| [upload(stream), frame(RESET, 0, stream, [0, 0, 0, 8])].concat()).collect();
    let filler = vec![0; 16_384];
    let table = [vec![0x40], header("x-large", &"y".repeat(3000))[1..].to_vec(), vec![0xbe; 12_000]].concat();
    let mut rows = vec![
        Row { is_http2: true, ..row("HTTP/2: a part of the preface", [Send(PREFACE[..20].to_vec())]) },
        Row { is_http2: true, ..row("HTTP/2: the preface alone", [Send(PREFACE.to_vec())]) },
        Row { is_http2: true, ..row("HTTP/2: the preface, a byte every 2 s", [Slowly(PREFACE.to_vec(), 2000)]) },
        Row { is_http2: true, ..row("HTTP/2: a request in place of settings", [Send([PREFACE, &get(1)].concat())]) },
        greets("no request", &[], []),
        greets("a request, and nothing more", &[], [Send(get(1))]),
        greets("pings without end, beside no request", &[], [Slowly(frame(PING, 0, 0, [0; 8]).repeat(100), 500)]),
        greets("pings on an idle connection", &[], [Send(get(1)), Slowly(frame(PING, 0, 0, [0; 8]).repeat(100), 500)]),
        greets("headers of which half come", &[], [Send(frame(HEADERS, 0, 1, head(GET, "/things/a")))]),
        greets("a byte of the headers every 2 s", &[], [Slowly(get(1).repeat(100), 2000)]),
        greets("a body that does not come", &[], [Send(upload(1))]),
        greets(
            "a byte of the body every 2 s",
            &[],
            [Send(upload(1)), Slowly(frame(DATA, 0, 1, b"x").repeat(100), 200)],
        ),
        greets("a large response without a window", NO_WINDOW, [Send(large(1))]),
        greets("100 large responses without a window", NO_WINDOW, [Send(odd(100).flat_map(large).collect())]),
        greets(
            "a window of a byte every 2 s",
            NO_WINDOW,
            [Send(large(1)), Slowly(frame(WINDOW, 0, 1, [0, 0, 0, 1]).repeat(30), 154)],
        ),
        greets(
            "large responses, of which it reads nothing",
            &[0, 4, 0x7f, 0xff, 0xff, 0xff],
            [Send(frame(WINDOW, 0, 0, [0x7f, 0, 0, 0])), Send(odd(50).flat_map(large).collect())],
        )
        .reads(Reads::Nothing),
        greets("150 requests at once, where 100 may be open", NO_WINDOW, [Send(odd(150).flat_map(large).collect())]),
        then("2,000 requests that it resets at once", resets),
        then("2,000 uploads that it resets at once", endless),
        greets(
            "requests and resets without end, of which it reads nothing",
            &[],
            [Send(get(1)), Flood(frame(RESET, 0, 1, [0, 0, 0, 8]), 10 << 20)],
        )
        .reads(Reads::Nothing),
        greets("settings without end", &[], [Flood(frame(SETTINGS, 0, 0, []), 1 << 20)]),
        greets(
            "settings without end, whose answers it does not read",
            &[],
            [Flood(frame(SETTINGS, 0, 0, []), 100 << 20)],
        )
        .reads(Reads::Nothing),
        greets("pings without end", &[], [Flood(frame(PING, 0, 0, [0; 8]), 1 << 20)]),
        greets("pings without end, whose answers it does not read", &[], [Flood(frame(PING, 0, 0, [0; 8]), 100 << 20)])
            .reads(Reads::Nothing),
        greets("empty data without end", &[], [Send(upload(1)), Flood(frame(DATA, 0, 1, []), 1 << 20)]),
        greets("priorities without end", &[], [Flood(frame(PRIORITY, 0, 3, [0, 0, 0, 1, 0]), 1 << 20)]),
        greets("unknown frames without end", &[], [Flood(frame(0x55, 0, 0, [0; 100]), 10 << 20)]),
        greets("window updates without end", &[], [Flood(frame(WINDOW, 0, 0, [0, 0, 0, 1]), 1 << 20)]),
        greets(
            "continuations without end",
            &[],
            [
                Send(frame(HEADERS, 0, 1, head(GET, "/things/a"))),
                Flood(frame(CONTINUATION, 0, 1, header("x", "y")), 10 << 20),
            ],
        ),
        greets(
            "empty continuations without end",
            &[],
            [Send(frame(HEADERS, 0, 1, head(GET, "/things/a"))), Flood(frame(CONTINUATION, 0, 1, []), 10 << 20)],
        ),
        then("headers of 10 kB", with_header("x", &"y".repeat(10_000))),
        greets(
            "headers of 100 kB",
            &[],
            [
                Send(frame(HEADERS, END_STREAM, 1, head(GET, "/things/a"))),
                Send((0..10).flat_map(|_| frame(CONTINUATION, 0, 1, header("x", &"y".repeat(10_000)))).collect()),
                Send(frame(CONTINUATION, END_HEADERS, 1, header("x", "y"))),
            ],
        ),
        then(
            "a header that is stated once and repeated 12,000 times",
            frame(HEADERS, END_STREAM | END_HEADERS, 1, [head(GET, "/things/a"), table].concat()),
        ),
        then("an index that is in no table", frame(HEADERS, END_STREAM | END_HEADERS, 1, [0xff, 0xff, 0xff, 0x7f])),
        then("a text that ends early", frame(HEADERS, END_STREAM | END_HEADERS, 1, [0x82, 0x86, 0x04, 0x7f])),
        then("a number without end", frame(HEADERS, END_STREAM | END_HEADERS, 1, vec![0xff; 100])),
        then(
            "a table larger than allowed",
            frame(
                HEADERS,
                END_STREAM | END_HEADERS,
                1,
                [vec![0x3f, 0xff, 0xff, 0xff, 0x0f], head(GET, "/things/a")].concat(),
            ),
        ),
        then("no path", frame(HEADERS, END_STREAM | END_HEADERS, 1, [0x82, 0x86])),
        then("no method", frame(HEADERS, END_STREAM | END_HEADERS, 1, [0x84, 0x86])),
        then("two paths", frame(HEADERS, END_STREAM | END_HEADERS, 1, [head(GET, "/things/a"), vec![0x84]].concat())),
        then("a header in capitals", with_header("X-Y", "z")),
        then("a line break in a header", with_header("x", "a\r\nb: c")),
        then("a NUL in a header", with_header("x", "a\0b")),
        then("`connection`", with_header("connection", "close")),
        then("`transfer-encoding`", with_header("transfer-encoding", "chunked")),
        then("a length that is not that of the body", with_header("content-length", "10")),
        then("two hosts", with_header("host", "other")),
        then(
            "CONNECT",
            frame(
                HEADERS,
                END_STREAM | END_HEADERS,
                1,
                [vec![0x02, 7], b"CONNECT".to_vec(), vec![0x01, 1, b'x']].concat(),
            ),
        ),
        then("a stream with an even number", get(2)),
        then("a stream with a lower number", [get(5), get(3)].concat()),
        then("a stream twice", [get(1), get(1)].concat()),
        then("headers on the connection", frame(HEADERS, END_STREAM | END_HEADERS, 0, head(GET, "/things/a"))),
        then("data on the connection", frame(DATA, 0, 0, [0; 10])),
        then("data of no request", frame(DATA, 0, 1, [0; 10])),
        then("data behind the end of a request", [get(1), frame(DATA, END_STREAM, 1, [0; 10])].concat()),
        then("more data than the window", [vec![upload(1)], vec![frame(DATA, 0, 1, &filler); 80]].concat().concat()),
        then("a frame of 20 kB", frame(DATA, 0, 1, vec![0; 20_000])),
        then(
            "a frame of 16 MB of which little comes",
            [vec![0xff, 0xff, 0xff, DATA, 0, 0, 0, 0, 1], vec![0; 100]].concat(),
        ),
        then("more padding than there is", [upload(1), frame(DATA, 8, 1, [200, 0, 0])].concat()),
        then("a window beyond 31 bits", [upload(1), frame(WINDOW, 0, 1, [0x7f, 0xff, 0xff, 0xff])].concat()),
        then("a window of the connection beyond 31 bits", frame(WINDOW, 0, 0, [0x7f, 0xff, 0xff, 0xff]).repeat(2)),
        then("a window update of nothing", [upload(1), frame(WINDOW, 0, 1, [0; 4])].concat()),
        then("a window of a stream that does not exist", frame(WINDOW, 0, 99, [0, 0, 0, 1])),
        then("an initial window beyond 31 bits", frame(SETTINGS, 0, 0, [0, 4, 0xff, 0xff, 0xff, 0xff])),
        then("a frame size of 100", frame(SETTINGS, 0, 0, [0, 5, 0, 0, 0, 100])),
        then("settings of 5 bytes", frame(SETTINGS, 0, 0, [0; 5])),
        then("settings of a stream", frame(SETTINGS, 0, 1, [])),
        then("a ping of 7 bytes", frame(PING, 0, 0, [0; 7])),
        then("a reset of no request", frame(RESET, 0, 1, [0, 0, 0, 8])),
        then("a promise", frame(PUSH, END_HEADERS, 1, [vec![0, 0, 0, 2], head(GET, "/things/a")].concat())),
        then("a continuation of nothing", frame(CONTINUATION, END_HEADERS, 1, [0x82])),
        then(
            "something between headers and continuation",
            [frame(HEADERS, 0, 1, head(GET, "/things/a")), frame(PING, 0, 0, [0; 8])].concat(),
        ),
        then(
            "a stream that depends on itself",
            frame(HEADERS, END_STREAM | END_HEADERS | 0x20, 1, [vec![0, 0, 0, 1, 0], head(GET, "/things/a")].concat()),
        ),
        greets("a farewell, and then silence", &[], [Send(get(1)), Send(frame(FAREWELL, 0, 0, [0; 8]))]),
        greets("a request after 60 s, and again", &[], [Send(get(1)), Wait(60), Send(get(3)), Wait(60), Send(get(5))]),
        then("HTTP/1.1 behind the preface", b"GET /things/a HTTP/1.1\r\nhost: x\r\n\r\n".to_vec()),
    ];
    rows.push(greets("39 peers with a large response and no window", NO_WINDOW, [Send(large(1))]).peers(39));
    rows
}
