//! Bodies that are more than they seem.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::peer::Step::{Flood, Send};
use super::peer::{Row, Server, row, sends};

fn request(line: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn json(body: impl AsRef<[u8]>) -> Vec<u8> {
    request("PUT /things/a/", "content-type: application/json", body.as_ref())
}

fn zipped(headers: &str, body: &[u8]) -> Vec<u8> {
    request("PUT /compressed/a", &format!("content-type: application/json\r\n{headers}"), body)
}

fn cbor(body: impl AsRef<[u8]>) -> Vec<u8> {
    let headers = "content-type: application/cbor\r\nsmithy-protocol: rpc-v2-cbor";
    request("POST /service/Things/operation/PutThing", headers, body.as_ref())
}

fn xml(body: impl AsRef<[u8]>) -> Vec<u8> {
    request("PUT /things/a/", "content-type: application/xml", body.as_ref())
}

fn form(body: impl AsRef<[u8]>) -> Vec<u8> {
    request("POST /", "content-type: application/x-www-form-urlencoded", body.as_ref())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn rows() -> Vec<Row> {
    let bomb = gzip(&vec![b' '; 64 << 20]);
    let pad = |count: usize| "x".repeat(count);
    let entities: String =
        (1..10).map(|level| format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10))).collect();
    vec![
        sends("a length of 1 TB", "PUT /things/a/ HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000000000\r\n\r\n"),
        row("a body without end", [
            Send(b"PUT /things/a/ HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n".to_vec()),
            Flood([b"1000\r\n".to_vec(), vec![b' '; 4096], b"\r\n".to_vec()].concat(), 100 << 20),
        ]),
        row("a body without end, to an operation that is unknown", [
            Send(b"PUT /nothing HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n".to_vec()),
            Flood([b"1000\r\n".to_vec(), vec![b' '; 4096], b"\r\n".to_vec()].concat(), 100 << 20),
        ]),
        sends("gzip: 64 MiB in 64 kB", zipped("content-encoding: gzip", &bomb)),
        sends("gzip: twice", zipped("content-encoding: gzip, gzip", &gzip(&bomb))),
        sends("gzip: 10,000 empty parts", zipped("content-encoding: gzip", &gzip(b"").repeat(10_000))),
        sends("gzip: cut short", zipped("content-encoding: gzip", &bomb[..1000])),
        sends("gzip: something else", zipped("content-encoding: gzip", b"{\"Name\":\"a\"}")),
        sends("gzip: where nothing is compressed", request("PUT /things/a/", "content-type: application/json\r\ncontent-encoding: gzip", &bomb)),
        sends("deflate", zipped("content-encoding: deflate", &bomb)),
        sends("brotli", zipped("content-encoding: br", &bomb)),
        sends("1,000 codings", zipped(&format!("content-encoding: {}", ["gzip"; 1000].join(",")), &bomb)),
        sends("JSON: 900,000 lists in each other", json("[".repeat(900_000))),
        sends("JSON: 400,000 objects in each other", json("{\"\":".repeat(180_000))),
        sends("JSON: lists in each other in an unknown member", json(format!("{{\"x\":{}", "[".repeat(900_000)))),
        sends("JSON: 100,000 unknown members", json(format!("{{{}\"Name\":\"a\"}}", "\"x\":1,".repeat(100_000)))),
        sends("JSON: a member 50,000 times", json(format!("{{{}\"Name\":\"a\"}}", "\"Name\":\"b\",".repeat(50_000)))),
        sends("JSON: 100,000 entries of a map", json(format!("{{\"Name\":\"a\",\"Tags\":{{{}\"a\":\"\"}}}}", (0..70_000).map(|n| format!("\"{n}\":\"\",")).collect::<String>()))),
        sends("JSON: a string of 900 kB", json(format!("{{\"Name\":\"{}\"}}", pad(900_000)))),
        sends("JSON: a number of 900,000 digits", json(format!("{{\"Name\":{}}}", "9".repeat(900_000)))),
        sends("JSON: a number with a huge exponent", json("{\"Name\":1e999999999}")),
        sends("JSON: half of a surrogate pair", json("{\"Name\":\"\\ud800\"}")),
        sends("JSON: no UTF-8", json(b"{\"Name\":\"\xff\"}")),
        sends("JSON: a NUL", json(b"{\"Name\":\"\0\"}")),
        sends("CBOR: 900,000 lists in each other", cbor(vec![0x81; 900_000])),
        sends("CBOR: 900,000 tags in front of each other", cbor(vec![0xc6; 900_000])),
        sends("CBOR: endless lists in each other", cbor(vec![0x9f; 900_000])),
        sends("CBOR: lists in an unknown member", cbor([b"\xa1\x61x".to_vec(), vec![0x81; 900_000]].concat())),
        sends("CBOR: a list of 2^64 - 1 elements", cbor(b"\xa1\x61x\x9b\xff\xff\xff\xff\xff\xff\xff\xff")),
        sends("CBOR: a text of 2^64 - 1 bytes", cbor(b"\xa1\x64Name\x7b\xff\xff\xff\xff\xff\xff\xff\xff")),
        sends("CBOR: a map of 2^32 entries", cbor(b"\xba\xff\xff\xff\xff")),
        sends("XML: 200,000 elements in each other", xml("<a>".repeat(200_000))).server(Server::Xml),
        sends("XML: 100,000 attributes", xml(format!("<a {}/>", (0..80_000).map(|n| format!("a{n}='' ")).collect::<String>()))).server(Server::Xml),
        sends("XML: entities that multiply", xml(format!("<!DOCTYPE a [<!ENTITY a0 \"x\">{entities}]><a>&a9;</a>"))).server(Server::Xml),
        sends("XML: an entity from a file", xml("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")).server(Server::Xml),
        sends("XML: 100,000 namespaces", xml(format!("<a {}/>", (0..40_000).map(|n| format!("xmlns:a{n}='x' ")).collect::<String>()))).server(Server::Xml),
        sends("forms: 100,000 fields", form(format!("Action=PutThing&{}", "a=b&".repeat(100_000)))),
        sends("forms: a field with 100,000 dots in its name", form(format!("Action=PutThing&{}=a", "a.".repeat(100_000)))),
        sends("forms: the entry 4,000,000,000 of a map", form("Action=PutThing&Id=a&Name=a&Tags.entry.4000000000.key=a&Tags.entry.4000000000.value=b")),
        sends("forms: a field twice", form("Action=PutThing&Action=GetThing&Name=a")),
        sends("forms: a broken percent-encoding", form("Action=PutThing&Name=%zz")),
        sends("a part of a form without end", request("POST /upload", "content-type: multipart/form-data; boundary=x", &[b"--x\r\n".to_vec(), vec![b'a'; 900_000]].concat())),
    ]
}
