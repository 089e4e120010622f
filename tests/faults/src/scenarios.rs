//! What servers do wrong.

use std::sync::Arc;

use crate::Step::{Forever, Hang, Read, ReadRequest, Send, Slowly, Wait};
use crate::certificates::{BOTH, Identity, TRUSTED, settings};
use crate::{Call, Scenario, Script, Step, Wire, Words, events};

/// A response with these lines in its head.
pub(crate) fn response(head: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {head}\r\n\r\n{body}").into_bytes()
}

/// A response with a body of the right length.
fn whole(head: &str, body: &str) -> Vec<u8> {
    response(&format!("{head}\r\ncontent-length: {}", body.len()), body)
}

/// The faults that come from single responses, after the request has been read.
fn responses(words: Words) -> Vec<(&'static str, Vec<u8>)> {
    let Words { member, error, .. } = words;
    let ok = |headers: &str, body: &str| response(&format!("200 OK\r\n{headers}"), body);
    let chunked = |body: &str| ok("transfer-encoding: chunked", body);
    let coded = |encoding: &str| whole(&format!("200 OK\r\ncontent-encoding: {encoding}"), "\u{1f}packed");
    vec![
        ("no response", Vec::new()),
        ("ends within the status line", b"HTTP/1.1 20".to_vec()),
        ("ends within the headers", b"HTTP/1.1 200 OK\r\ncontent-le".to_vec()),
        ("ends before the body", ok("content-length: 2", "")),
        ("ends within the body", ok("content-length: 24", &format!("{{\"{member}\":"))),
        ("ends within a chunk", chunked("5\r\n{\"N")),
        ("ends between chunks", chunked("2\r\n{}\r\n")),
        ("body longer than its length", ok("content-length: 2", "{}{}{}{}")),
        ("body until the end of the connection", ok("connection: close", "{}")),
        ("negative length", ok("content-length: -2", "{}")),
        ("length that is no number", ok("content-length: two", "{}")),
        ("length beyond 64 bits", ok("content-length: 99999999999999999999999", "{}")),
        ("two lengths that differ", ok("content-length: 2\r\ncontent-length: 3", "{} ")),
        ("length beside chunks", ok("content-length: 2\r\ntransfer-encoding: chunked", "2\r\n{}\r\n0\r\n\r\n")),
        ("size of a chunk that is no number", chunked("two\r\n{}\r\n0\r\n\r\n")),
        ("size of a chunk beyond 64 bits", chunked("fffffffffffffffff\r\n{}\r\n0\r\n\r\n")),
        ("chunk longer than its size", chunked("1\r\n{}\r\n0\r\n\r\n")),
        ("unknown transfer encoding", ok("transfer-encoding: magic", "{}")),
        ("not HTTP", b"220 mail.example ESMTP\r\n\r\n".to_vec()),
        ("HTTP of another version", b"HTTP/3.9 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_vec()),
        ("no status", response("OK", "")),
        ("status 99", whole("99 Low", "{}")),
        ("status 1000", whole("1000 High", "{}")),
        ("header without a colon", ok("content-length 2", "{}")),
        ("header with a NUL", ok("x: \0\r\ncontent-length: 2", "{}")),
        ("headers of 500 kB", ok(&format!("x: {}\r\ncontent-length: 2", "x".repeat(500_000)), "{}")),
        ("1,000 headers", ok(&format!("{}content-length: 2", "x: y\r\n".repeat(1000)), "{}")),
        ("only line feeds", b"HTTP/1.1 200 OK\ncontent-length: 2\n\n{}".to_vec()),
        ("early hints first", [response("103 Early Hints\r\nlink: </a>", ""), whole("200 OK", "{}")].concat()),
        ("no content", response("204 No Content", "")),
        ("upgrade that nobody asked for", response("101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade", "")),
        ("body that is no JSON", whole("200 OK", "<html>")),
        ("body that is JSON of another type", whole("200 OK", &format!("{{\"{member}\":[1]}}"))),
        (
            "body that is no UTF-8",
            [&*ok(&format!("content-length: {}", member.len() + 8), &format!("{{\"{member}\":\"")), b"\xff\"}"]
                .concat(),
        ),
        ("body nested 90,000 deep", whole("200 OK", &format!("{{\"x\":{}", "[".repeat(90_000)))),
        ("body larger than the limit", whole("200 OK", &format!("\"{}\"", "x".repeat(200_000)))),
        ("larger length than the limit", ok("content-length: 1000000000000", "{}")),
        ("compressed by gzip", coded("gzip")),
        ("compressed by brotli", coded("br")),
        ("compressed by something unknown", coded("magic")),
        ("redirect", whole("301 Moved Permanently\r\nlocation: http://elsewhere/", "")),
        ("redirect for now", whole("307 Temporary Redirect\r\nlocation: /again", "")),
        ("redirect without a place", whole("302 Found", "")),
        ("not modified", response("304 Not Modified", "")),
        ("modeled error", whole(&format!("404 Not Found\r\nx-amzn-errortype: {error}"), "{\"message\":\"gone\"}")),
        ("error that is no JSON", whole("400 Bad Request", "<html>")),
        ("error with an empty body", whole("403 Forbidden", "")),
        ("status 429", whole("429 Too Many Requests", "{}")),
        ("status 500", whole("500 Internal Server Error", "{}")),
        ("status 502 with HTML", whole("502 Bad Gateway", "<html>")),
        ("status 503", whole("503 Service Unavailable", "{}")),
        ("status 504", whole("504 Gateway Timeout", "{}")),
        ("status 429 with Retry-After: 20", whole("429 Too Many Requests\r\nretry-after: 20", "{}")),
        ("status 503 with Retry-After: 20", whole("503 Service Unavailable\r\nretry-after: 20", "{}")),
        ("status 503 with Retry-After: 3600", whole("503 Service Unavailable\r\nretry-after: 3600", "{}")),
        ("status 503 with Retry-After: soon", whole("503 Service Unavailable\r\nretry-after: soon", "{}")),
        ("throttling by code", whole("400 Bad Request\r\nx-amzn-errortype: ThrottlingException", "{}")),
        (
            "clock of the client is slow",
            whole(
                "403 Forbidden\r\ndate: Fri, 01 Jan 2100 00:00:00 GMT\r\nx-amzn-errortype: RequestTimeTooSkewed",
                "{}",
            ),
        ),
        (
            "clock of the client is fast",
            whole("403 Forbidden\r\ndate: Sat, 01 Jan 2000 00:00:00 GMT\r\nx-amzn-errortype: RequestExpired", "{}"),
        ),
    ]
}

/// The faults that are about time, or about amounts.
fn pacing() -> Vec<(&'static str, Vec<Step>)> {
    let head = |headers: &str| Send(response(&format!("200 OK\r\n{headers}"), ""));
    vec![
        ("accepts and stays silent", vec![Hang]),
        ("reads a byte and stays silent", vec![Read(1), Hang]),
        ("reads the request and stays silent", vec![ReadRequest, Hang]),
        ("stays silent within the status line", vec![ReadRequest, Send(b"HTTP/1.1 2".to_vec()), Hang]),
        ("stays silent within the headers", vec![ReadRequest, Send(b"HTTP/1.1 200 OK\r\nx: ".to_vec()), Hang]),
        ("stays silent before the body", vec![ReadRequest, head("content-length: 2"), Hang]),
        ("stays silent within the body", vec![ReadRequest, head("content-length: 2"), Send(b"{".to_vec()), Hang]),
        (
            "stays silent within a chunk",
            vec![ReadRequest, head("transfer-encoding: chunked"), Send(b"5\r\n{".to_vec()), Hang],
        ),
        ("responds after 5 seconds", vec![ReadRequest, Wait(5), Send(whole("200 OK", "{}"))]),
        ("sends a byte of its head every 2 seconds", vec![ReadRequest, Slowly(whole("200 OK", "{}"), 2)]),
        (
            "sends a byte of its body every 5 seconds",
            vec![ReadRequest, head("content-length: 4"), Slowly(b"{  }".to_vec(), 5)],
        ),
        (
            "sends headers without end",
            vec![ReadRequest, Send(b"HTTP/1.1 200 OK\r\n".to_vec()), Forever(b"x: y\r\n".repeat(100))],
        ),
        (
            "sends a header without end",
            vec![ReadRequest, Send(b"HTTP/1.1 200 OK\r\nx: ".to_vec()), Forever(vec![b'x'; 1000])],
        ),
        ("sends a body without end", vec![ReadRequest, head("connection: close"), Forever(vec![b' '; 1000])]),
        (
            "sends chunks without end",
            vec![ReadRequest, head("transfer-encoding: chunked"), Forever(b"1\r\n \r\n".repeat(100))],
        ),
        ("sends a response before the request", vec![Send(whole("200 OK", "{}")), ReadRequest, Wait(1)]),
    ]
}

fn tls() -> Vec<(&'static str, Wire, Vec<Step>)> {
    let record = |bytes: &[u8]| vec![Read(5), Send(bytes.to_vec())];
    let served = Wire::Tls(Arc::new(settings(&Identity::of_address(), BOTH, None)));
    let wanting = Wire::Tls(Arc::new(settings(&Identity::of_address(), BOTH, Some(&TRUSTED))));
    let elsewhere = Wire::Tls(Arc::new(settings(&Identity::of_localhost(), BOTH, None)));
    let [unknown, itself, expired, early] =
        Identity::wrong().map(|identity| Wire::Tls(Arc::new(settings(&identity, BOTH, None))));
    vec![
        ("TLS: ends before the handshake", Wire::RawTls, vec![]),
        ("TLS: ends within the handshake", Wire::RawTls, record(&[0x16, 3, 3])),
        ("TLS: stays silent", Wire::RawTls, vec![Hang]),
        ("TLS: plain HTTP", Wire::RawTls, record(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
        ("TLS: version too old", Wire::RawTls, record(&[0x15, 3, 1, 0, 2, 2, 70])),
        ("TLS: no cipher in common", Wire::RawTls, record(&[0x15, 3, 3, 0, 2, 2, 40])),
        ("TLS: unknown host", Wire::RawTls, record(&[0x15, 3, 3, 0, 2, 2, 112])),
        ("TLS: unknown authority", unknown, vec![]),
        ("TLS: self-signed certificate", itself, vec![]),
        ("TLS: expired certificate", expired, vec![]),
        ("TLS: certificate not valid yet", early, vec![]),
        ("TLS: certificate of another host", elsewhere, vec![]),
        ("TLS: certificate of the client missing", wanting, vec![ReadRequest]),
        ("TLS: no response", served.clone(), vec![ReadRequest]),
        (
            "TLS: ends within the body",
            served.clone(),
            vec![ReadRequest, Send(response("200 OK\r\ncontent-length: 9", "{"))],
        ),
        ("TLS: stays silent after the request", served, vec![ReadRequest, Hang]),
    ]
}

/// All of them, in the order of the table, for a service with these names.
#[must_use]
pub fn all(words: Words) -> Vec<Scenario> {
    let mut all = Vec::new();
    let calls = [Call::Get, Call::Put];
    for call in calls {
        all.push(Scenario { refuses: true, ..Scenario::new("refuses connections", call, vec![]) });
        let head = response("200 OK\r\ncontent-length: 9", "{");
        for (name, steps) in [
            ("resets a connection at once", vec![]),
            ("resets after the request", vec![ReadRequest]),
            ("resets within the headers", vec![ReadRequest, Send(b"HTTP/1.1 200 OK\r\nx:".to_vec())]),
            ("resets within the body", vec![ReadRequest, Send(head)]),
        ] {
            all.push(Scenario { scripts: vec![Script { steps, resets: true }], ..Scenario::new(name, call, vec![]) });
        }
    }
    let after_request = |bytes: &Vec<u8>| vec![ReadRequest, Send(bytes.clone())];
    for (name, bytes) in responses(words) {
        all.extend(calls.map(|call| Scenario::new(name, call, after_request(&bytes))));
    }
    for (name, steps) in pacing() {
        all.extend(calls.map(|call| Scenario::new(name, call, steps.clone())));
    }
    for (name, wire, steps) in tls() {
        all.extend(calls.map(|call| Scenario { wire: wire.clone(), ..Scenario::new(name, call, steps.clone()) }));
    }
    for name in ["ends within the body", "ends within a chunk", "ends between chunks"] {
        let found = responses(words).into_iter().filter(|(it, _)| *it == name);
        all.extend(found.map(|(name, bytes)| Scenario::new(name, Call::Download, after_request(&bytes))));
    }
    for name in ["stays silent within the body", "sends a byte of its body every 5 seconds"] {
        let found = pacing().into_iter().filter(|(it, _)| *it == name);
        all.extend(found.map(|(name, steps)| Scenario::new(name, Call::Download, steps)));
    }
    all.extend(events::events(words).into_iter().map(|(name, steps)| Scenario::new(name, Call::Watch, steps)));
    all.extend(recovering(calls));
    all
}

/// Servers that do it once.
fn recovering(calls: [Call; 2]) -> Vec<Scenario> {
    let after_request = |bytes: Vec<u8>| vec![ReadRequest, Send(bytes)];
    let mut all = Vec::new();
    let fine = Script { steps: after_request(whole("200 OK", "{}")), resets: false };
    for (name, steps) in [
        ("no response, then success", vec![ReadRequest]),
        ("silent once, then success", vec![ReadRequest, Hang]),
        ("status 503 once, then success", after_request(whole("503 Service Unavailable\r\nconnection: close", "{}"))),
    ] {
        let scripts = vec![Script { steps, resets: false }, fine.clone()];
        all.extend(calls.map(|call| Scenario { scripts: scripts.clone(), ..Scenario::new(name, call, vec![]) }));
    }
    all
}
