//! Requests that different readers read differently, and those that are too large.

use super::peer::Step::{Flood, Send};
use super::peer::{Row, row, sends};

/// Another request, which a reader sees that does not read the body of the first one as it is.
const HIDDEN: &str = "GET /things/hidden HTTP/1.1\r\nhost: x\r\n\r\n";

fn upload(headers: &str, body: &str) -> Vec<u8> {
    format!("POST /upload HTTP/1.1\r\nhost: x\r\n{headers}\r\n\r\n{body}").into_bytes()
}

fn get(headers: &str) -> Vec<u8> {
    format!("GET /things/a HTTP/1.1\r\n{headers}\r\n\r\n").into_bytes()
}

fn chunked(body: &str) -> Vec<u8> {
    upload("transfer-encoding: chunked", body)
}

fn line(line: &str) -> Vec<u8> {
    format!("{line}\r\nhost: x\r\n\r\n").into_bytes()
}

pub fn rows() -> Vec<Row> {
    let hidden = |headers: &str| upload(headers, HIDDEN);
    let both = format!("0\r\n\r\n{HIDDEN}");
    let length = HIDDEN.len();
    let mut rows = vec![
        sends(
            "smuggles: length, then chunks",
            upload(&format!("content-length: {}\r\ntransfer-encoding: chunked", length + 5), &both),
        ),
        sends(
            "smuggles: chunks, then length",
            upload(&format!("transfer-encoding: chunked\r\ncontent-length: {}", length + 5), &both),
        ),
        sends("smuggles: two lengths that differ", hidden(&format!("content-length: 0\r\ncontent-length: {length}"))),
        sends("smuggles: two lengths in one line", hidden(&format!("content-length: 0, {length}"))),
        sends("smuggles: the same length twice", upload("content-length: 3\r\ncontent-length: 3", "abc")),
        sends("smuggles: a length with a sign", hidden("content-length: +5")),
        sends("smuggles: a negative length", hidden("content-length: -1")),
        sends("smuggles: a length in hexadecimal digits", hidden("content-length: 0x5")),
        sends("smuggles: a length beyond 64 bits", hidden("content-length: 18446744073709551617")),
        sends("smuggles: an empty length", hidden("content-length:")),
        sends("smuggles: a length with a space in front of its colon", hidden(&format!("content-length : {length}"))),
        sends("smuggles: chunks with a space in front of the colon", upload("transfer-encoding : chunked", &both)),
        sends("smuggles: chunks behind a tab", upload("transfer-encoding:\tchunked", &both)),
        sends("smuggles: chunks on a folded line", upload("transfer-encoding:\r\n chunked", &both)),
        sends("smuggles: a header on a folded line", get("host: x\r\nx-a: b\r\n c")),
        sends("smuggles: chunks, and then something else", upload("transfer-encoding: chunked, identity", &both)),
        sends("smuggles: something else, and then chunks", upload("transfer-encoding: gzip, chunked", "0\r\n\r\n")),
        sends(
            "smuggles: chunks twice",
            upload("transfer-encoding: chunked\r\ntransfer-encoding: chunked", "0\r\n\r\n"),
        ),
        sends("smuggles: chunks misspelt", upload("transfer-encoding: xchunked", &both)),
        sends("smuggles: chunks with a control character", upload("transfer-encoding: \x0bchunked", &both)),
        sends("smuggles: chunks in capitals", upload("TRANSFER-ENCODING: CHUNKED", &both)),
        sends(
            "smuggles: chunks in HTTP/1.0",
            format!("POST /upload HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n{both}"),
        ),
        sends("smuggles: a body without a length", hidden("x: y")),
        sends(
            "smuggles: a body of a GET",
            format!("GET /things/a HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n{HIDDEN}"),
        ),
        sends("smuggles: line feeds alone", format!("GET /things/a HTTP/1.1\nhost: x\n\n{HIDDEN}")),
        sends(
            "smuggles: a line feed alone at the end of a header",
            b"GET /things/a HTTP/1.1\r\nhost: x\nx: y\r\n\r\n".to_vec(),
        ),
        sends("smuggles: a carriage return within a header", get("host: x\r\nx-a: b\rc")),
        sends("smuggles: a NUL within a header", get("host: x\r\nx-a: b\0c")),
        sends("smuggles: a header without a name", get("host: x\r\n: b")),
        sends("smuggles: a header without a colon", get("host: x\r\nheader")),
        sends("smuggles: a name with a space", get("host: x\r\nx a: b")),
        sends("smuggles: a space in front of the first header", b"GET /things/a HTTP/1.1\r\n host: x\r\n\r\n".to_vec()),
        sends("chunks: an extension", chunked("3;a=b\r\nabc\r\n0\r\n\r\n")),
        sends("chunks: an extension of 100 kB", chunked(&format!("3;{}\r\nabc\r\n0\r\n\r\n", "a".repeat(100_000)))),
        row(
            "chunks: extensions without end",
            [Send(chunked("")), Flood(format!("1;{}\r\na\r\n", "b".repeat(1000)).into_bytes(), 10 << 20)],
        ),
        sends("chunks: a size with a sign", chunked("+3\r\nabc\r\n0\r\n\r\n")),
        sends("chunks: a size that is no number", chunked("three\r\nabc\r\n0\r\n\r\n")),
        sends("chunks: a size beyond 64 bits", chunked("10000000000000003\r\nabc\r\n0\r\n\r\n")),
        sends("chunks: the largest size", chunked("ffffffffffffffff\r\nabc\r\n0\r\n\r\n")),
        sends("chunks: a size with a space behind it", chunked("3 \r\nabc\r\n0\r\n\r\n")),
        sends("chunks: a size with line feeds alone", chunked("3\nabc\n0\n\n")),
        sends("chunks: more bytes than the size", chunked("3\r\nabcdef\r\n0\r\n\r\n")),
        sends("chunks: no end of the line", chunked("3\r\nabc0\r\n\r\n")),
        sends("chunks: a trailer", chunked("3\r\nabc\r\n0\r\ncontent-length: 100\r\n\r\n")),
        sends("chunks: 10,000 trailers", chunked(&format!("0\r\n{}\r\n", "a: b\r\n".repeat(10_000)))),
        row("chunks: a trailer without end", [Send(chunked("0\r\na: ")), Flood(vec![b'x'; 1000], 10 << 20)]),
        sends("chunks: 20,000 of a byte each", chunked(&format!("{}0\r\n\r\n", "1\r\na\r\n".repeat(20_000)))),
        sends("no host", get("x: y")),
        sends("two hosts", get("host: x\r\nhost: y")),
        sends("a host that is none", get("host: a b")),
        sends("an empty line first", [b"\r\n".to_vec(), get("host: x")].concat()),
        row("empty lines without end", [Flood(b"\r\n".to_vec(), 10 << 20)]),
        sends("no version", line("GET /things/a")),
        sends("HTTP/0.9", b"GET /things/a\r\n\r\n".to_vec()),
        sends("HTTP/1.9", line("GET /things/a HTTP/1.9")),
        sends("HTTP/3.0", line("GET /things/a HTTP/3.0")),
        sends("a version in small letters", line("GET /things/a http/1.1")),
        sends("two spaces in the request line", line("GET  /things/a HTTP/1.1")),
        sends("an unknown method", line("BREW /things/a HTTP/1.1")),
        sends("a method that is none", line("G@T\x01 /things/a HTTP/1.1")),
        sends("CONNECT", line("CONNECT other:443 HTTP/1.1")),
        sends("TRACE", line("TRACE /things/a HTTP/1.1")),
        sends("an absolute URI of another host", line("GET http://other/things/a HTTP/1.1")),
        sends("a URI with a control character", line("GET /things/\x01 HTTP/1.1")),
        sends("a URI with bytes that are no ASCII", b"GET /things/\xff HTTP/1.1\r\nhost: x\r\n\r\n".to_vec()),
        sends("a URI with a broken percent-encoding", line("GET /things/%zz HTTP/1.1")),
        sends("a URI with dots", line("GET /things/../../etc/passwd HTTP/1.1")),
        sends("a URI of 60 kB", line(&format!("GET /things/{} HTTP/1.1", "a".repeat(60_000)))),
        sends("a URI of 100 kB", line(&format!("GET /things/{} HTTP/1.1", "a".repeat(100_000)))),
        row("a URI without end", [Send(b"GET /".to_vec()), Flood(vec![b'a'; 1000], 10 << 20)]),
        sends("10,000 parameters in the query", line(&format!("GET /things/a?{} HTTP/1.1", "a=b&".repeat(10_000)))),
        row("a method without end", [Flood(vec![b'A'; 1000], 10 << 20)]),
        sends("99 headers", get(&format!("host: x\r\n{}y: z", "x: y\r\n".repeat(97)))),
        sends("1,000 headers", get(&format!("host: x\r\n{}y: z", "x: y\r\n".repeat(1000)))),
        row("headers without end", [Send(b"GET / HTTP/1.1\r\n".to_vec()), Flood(b"x: y\r\n".to_vec(), 10 << 20)]),
        sends("a header of 100 kB", get(&format!("host: x\r\nx: {}", "y".repeat(100_000)))),
        sends("a header of 1 MB", get(&format!("host: x\r\nx: {}", "y".repeat(1_000_000)))),
        row("a header without end", [Send(b"GET / HTTP/1.1\r\nx: ".to_vec()), Flood(vec![b'x'; 1000], 10 << 20)]),
        sends("the name of a header of 100 kB", get(&format!("host: x\r\n{}: y", "x".repeat(100_000)))),
        sends(
            "an upgrade to h2c",
            get("host: x\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__"),
        ),
        sends("an upgrade to a WebSocket", get("host: x\r\nconnection: upgrade\r\nupgrade: websocket")),
        sends("an expectation that is unknown", upload("expect: magic\r\ncontent-length: 3", "abc")),
    ];
    rows.push(sends("three hosts in one", get("host: a, b, c")));
    rows.push(sends("a host with a user", get("host: user@x")));
    rows.push(sends("bytes that are no HTTP", (0..=255).cycle().take(10_000).collect::<Vec<u8>>()));
    rows.into_iter().map(Row::leaves).collect()
}
