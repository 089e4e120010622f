//! Parts as peers write them, malformed ones too.

use std::time::{Duration, Instant};

use bytes::Bytes;
use weland_core::FilePart;

use super::super::field::{Field, Value};
use super::{read, write};
use crate::strictness::Strictness;

const TYPE: &str = "multipart/form-data; boundary=\"a b\"";

fn parse(content_type: &str, body: impl Into<Bytes>) -> Result<Vec<(String, FilePart)>, String> {
    let received = read(content_type, &body.into(), (true, Strictness::Strict));
    received.map(|received| received.fields).map_err(|error| error.to_string())
}

/// The only part of a body with these headers.
fn part(head: &str) -> (String, FilePart) {
    let mut parts = parse(TYPE, format!("--a b\r\n{head}\r\n\r\ncontent\r\n--a b--")).unwrap();
    assert_eq!(parts.len(), 1, "{head}");
    parts.remove(0)
}

#[test]
fn headers_are_read_as_all_kinds_of_clients_write_them() {
    let cases = [
        ("name=a", "a", None),
        ("name = \"a\" ; filename = \"b\"", "a", Some("b")),
        ("filename=\"x; name=y\"; name=a", "a", Some("x; name=y")),
        ("NAME=a; FileName=b", "a", Some("b")),
        ("name=\"\"; filename=\"\"", "", Some("")),
        ("name=\"a\\\"b\"; filename=\"c\\\\d\\e\"", "a\"b", Some("c\\d\\e")),
        ("name=\"%22%0D%0A%41\"", "\"\r\n%41", None),
        ("inline; name=a", "a", None),
        ("name=a; filename*=utf-8''%e2%82%ac%20rates", "a", Some("€ rates")),
        ("name=a; filename*=UTF-8'en'x; filename=y", "a", Some("x")),
        // What cannot be read is passed over for what can.
        ("name=a; filename*=koi8-r''x; filename=y", "a", Some("y")),
        ("name=a; filename*=UTF-8''%e; filename=y", "a", Some("y")),
        ("name=a; filename*=nothing; filename=y", "a", Some("y")),
        ("name=ä; filename=\"ö\"", "ä", Some("ö")),
    ];
    for (parameters, name, file_name) in cases {
        for head in [
            format!("Content-Disposition: form-data; {parameters}"),
            format!("X-A: b\r\ncontent-disposition:form-data; {parameters}\r\nX-B:"),
            format!("Content-Disposition:\r\n\tform-data; {parameters}"),
        ] {
            let (found, file) = part(&head);
            assert_eq!((&*found, file.file_name.as_deref()), (name, file_name), "{head}");
            assert_eq!(&*file.content, b"content");
        }
    }
    let (_, file) = part("Content-Disposition: form-data; name=a\r\nContent-Type: text/a; b=\"c\"\r\nX-B: d\r\nX-B: e");
    assert_eq!(file.content_type.as_deref(), Some("text/a; b=\"c\""));
    assert_eq!(file.headers, [("X-B".to_owned(), "d".to_owned()), ("X-B".to_owned(), "e".to_owned())]);
}

#[test]
fn what_is_written_is_read() {
    let names = ["plain", "a \"b\"", "\\", "c:\\d\\\\", "ü\u{1f980}", "line\r\nbreak", "", "%", "semi;colon"];
    let file = |name: &&str| {
        FilePart::new(name.as_bytes().to_vec()).file_name(*name).content_type("a/b").header("X-Name", "ä")
    };
    let field = |name: &&str| Field { name: Some((*name).to_owned()), part: None, value: Value::File(file(name)) };
    let (content_type, body) = write("multipart/form-data", names.iter().map(field).collect()).unwrap();
    let expected: Vec<_> = names.iter().map(|name| ((*name).to_owned(), file(name))).collect();
    assert_eq!(parse(&content_type, body).unwrap(), expected);
}

#[test]
fn nothing_that_is_cut_off_or_changed_panics() {
    let body = b"x\r\n--a b \r\nContent-Disposition: form-data; name=\"a\\\"\"; filename*=UTF-8''%C3%BC; filename=\"b\"\r\n\
        Content-Type: text/plain;\r\n charset=\"x\"\r\n\r\nabc\r\n--a\r\n\r\n--a b\r\nContent-Disposition: a;name=b\r\n\r\n\r\n--a b--\r\n";
    assert_eq!(parse(TYPE, &body[..]).unwrap().len(), 2);
    for at in 0..body.len() {
        let _ = parse(TYPE, body[..at].to_vec());
        let _ = parse(TYPE, body[at..].to_vec());
        for byte in [b'"', b'\\', b'\r', b'\n', b';', b'=', b'%', b'\'', b'-', b':', b' ', 0, 0xff] {
            let mut changed = body.to_vec();
            changed[at] = byte;
            let _ = parse(TYPE, changed);
        }
    }
    for at in 0..TYPE.len() {
        let _ = parse(&TYPE[..at], &body[..]);
    }
}

#[test]
fn bodies_that_are_made_to_be_slow_are_not() {
    let boundary = "a".repeat(70);
    let content_type = format!("multipart/form-data; boundary={boundary}");
    let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=a\r\n\r\n");
    let almost = format!("\r\n--{}", "a".repeat(69));
    for piece in [&*almost, "\r\n--", "\r\n", "a", "\r"] {
        let body = format!("{head}{}\r\n--{boundary}--", piece.repeat(1_000_000 / piece.len()));
        let start = Instant::now();
        assert_eq!(parse(&content_type, body).unwrap().len(), 1);
        assert!(start.elapsed() < Duration::from_secs(10), "{piece:?}: {:?}", start.elapsed());
    }
    // Headers without end, and a boundary without one.
    let endless = format!("--{boundary}\r\n{}", "a: b\r\n".repeat(200_000));
    assert!(parse(&content_type, endless).unwrap_err().contains("last boundary is missing"));
    let endless = format!("--{boundary}\r\n{}\r\n--{boundary}--", "a: b\r\n".repeat(200_000));
    assert!(parse(&content_type, endless).unwrap_err().contains("more than 16384 bytes"));
    assert!(parse(&content_type, format!("--{boundary}{}", " ".repeat(1_000_000))).is_err());
}
