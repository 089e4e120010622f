use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::HeaderMap;
use weland_core::{BoxError, ByteStream};

use super::*;
use crate::body::Body;
use crate::sigv4::{Chain, parse_hex};

const SIGNED: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const SIGNED_TRAILER: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
const UNSIGNED: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(*name, value.parse().unwrap());
    }
    headers
}

fn chunking(hash: &str, length: &str, trailer: &str) -> Chunking {
    let mut headers = headers(&[(CONTENT_HASH, hash), (DECODED_LENGTH, length)]);
    if !trailer.is_empty() {
        headers.insert(TRAILER, trailer.parse().unwrap());
    }
    Chunking::take(&mut headers).unwrap().unwrap()
}

/// A body that comes in pieces of this size.
fn in_pieces(bytes: &[u8], size: usize) -> Body {
    struct Pieces(std::vec::IntoIter<Bytes>);
    impl futures_core::Stream for Pieces {
        type Item = Result<Bytes, BoxError>;
        fn poll_next(mut self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.next().map(Ok))
        }
    }
    let pieces: Vec<Bytes> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
    Body::from(ByteStream::new(Pieces(pieces.into_iter())))
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing is waited for"),
    }
}

/// What is in the chunks, however they come.
fn decoded(bytes: &[u8], chunking: &Chunking, chain: Option<&(Chain, String)>) -> Result<Bytes, ChunkedError> {
    let read = |size| {
        let body = AwsChunked::new(in_pieces(bytes, size), chunking.clone(), chain.cloned());
        now(Body::new(body).collect(usize::MAX)).map_err(|error| *error.downcast::<ChunkedError>().unwrap())
    };
    let whole = read(usize::MAX);
    for size in [1, 2, 7, 100] {
        assert_eq!(read(size), whole);
    }
    whole
}

/// The chain of the examples in the documentation of S3, and the time of the request.
fn chain(seed: &str) -> (Chain, String) {
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let chain = Chain::new(secret.into(), "us-east-1".into(), "s3".into(), parse_hex(seed).unwrap());
    (chain, "20130524T000000Z".into())
}

const SEED: &str = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
const SEED_TRAILER: &str = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";

/// The bodies of the examples in the documentation of S3.
fn examples() -> [(Chunking, (Chain, String), String); 2] {
    let (full, rest) = ("a".repeat(65536), "a".repeat(1024));
    let plain = format!(
        "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n{full}\r\n\
         400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n{rest}\r\n\
         0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n"
    );
    let trailer = format!(
        "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n{full}\r\n\
         400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n{rest}\r\n\
         0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n\
         x-amz-checksum-crc32c:sOO8/Q==\r\n\
         x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n"
    );
    [
        (chunking(SIGNED, "66560", ""), chain(SEED), plain),
        (chunking(SIGNED_TRAILER, "66560", "x-amz-checksum-crc32c"), chain(SEED_TRAILER), trailer),
    ]
}

#[test]
fn the_examples_in_the_documentation_of_s3_are_accepted() {
    for (chunking, chain, body) in examples() {
        assert_eq!(decoded(body.as_bytes(), &chunking, Some(&chain)).unwrap(), vec![b'a'; 66560]);
        assert_eq!(decoded(body.as_bytes(), &chunking, None).unwrap().len(), 66560);
    }
}

#[test]
fn each_chunk_and_the_trailer_are_covered_by_signatures() {
    for (chunking, chain, body) in examples() {
        // One letter of each chunk, and one digit of each signature.
        let mut places: Vec<usize> = body.match_indices("signature").map(|(at, _)| at + 20).collect();
        places.extend([200, 65536 + 2 + 90 + 90 + 100]);
        for place in places {
            let mut changed = body.clone().into_bytes();
            changed[place] = if changed[place] == b'0' { b'1' } else { b'0' };
            let kind = decoded(&changed, &chunking, Some(&chain)).unwrap_err().kind();
            assert_eq!(kind, ChunkedErrorKind::Signature, "{place}");
        }
        let (mut other, time) = chain.clone();
        other.sign("AWS4-HMAC-SHA256-PAYLOAD", &time, &[]);
        for chain in [(other, time), (chain.0.clone(), "20130524T000001Z".into())] {
            let error = decoded(body.as_bytes(), &chunking, Some(&chain)).unwrap_err();
            assert_eq!(error.kind(), ChunkedErrorKind::Signature);
        }
    }
}

#[test]
fn a_body_that_is_cut_short_is_never_whole() {
    let (chunking, chain, body) = &examples()[1];
    for end in (0..body.len()).filter(|end| !(200..65536).contains(end)).step_by(5) {
        let whole = Bytes::copy_from_slice(&body.as_bytes()[..end]);
        let decoder = AwsChunked::new(Body::from(whole), chunking.clone(), Some(chain.clone()));
        let error = now(Body::new(decoder).collect(usize::MAX)).unwrap_err();
        assert_eq!(error.downcast_ref::<ChunkedError>().unwrap().kind(), ChunkedErrorKind::Length, "{end}");
    }
}

#[test]
fn what_is_wrong_with_chunks_is_told() {
    use ChunkedErrorKind::{Checksum, Framing, Length, Trailer};
    let crc = "x-amz-checksum-crc32:NhCmhg==";
    let chunking = chunking(UNSIGNED, "5", "x-amz-checksum-crc32");
    let good = format!("5\r\nhello\r\n0\r\n{crc}\r\n\r\n");
    assert_eq!(decoded(good.as_bytes(), &chunking, None).unwrap(), "hello");
    let loose = "2\r\nhe\r\n0003\r\nllo\r\n000\r\nX-Amz-Checksum-CRC32: NhCmhg==  \r\n\r\n";
    assert_eq!(decoded(loose.as_bytes(), &chunking, None).unwrap(), "hello");
    let long = "0".repeat(600);
    for (body, kind, message) in [
        ("x\r\n", Framing, "hexadecimal"),
        ("\r\n", Framing, "hexadecimal"),
        ("-5\r\nhello", Framing, "hexadecimal"),
        ("+5\r\nhello", Framing, "hexadecimal"),
        ("0x5\r\nhello", Framing, "hexadecimal"),
        (" 5\r\nhello", Framing, "hexadecimal"),
        ("00000000000000005\r\nhello", Framing, "hexadecimal"),
        ("fffffffffffffffff\r\n", Framing, "hexadecimal"),
        ("5;a=b\r\nhello\r\n", Framing, "more than a size"),
        ("5\nhello", Framing, "carriage return"),
        ("5\r\nhello\n0\r\n", Framing, "carriage return"),
        ("5\u{e4}\r\nhello", Framing, "ASCII"),
        (&*long, Framing, "512 bytes"),
        ("4\r\nhello\r\n", Framing, "more bytes than the line"),
        ("6\r\nhello\r\n", Length, "more bytes than `x-amz"),
        ("ffffffffffffffff\r\n", Length, "more bytes than `x-amz"),
        ("5\r\nhello\r\n1\r\n!", Length, "more bytes than `x-amz"),
        ("4\r\nhell\r\n0\r\n\r\n", Length, "fewer bytes"),
        ("5\r\nhello\r\n", Length, "has ended"),
        ("5\r\nhello\r\n0\r\n\r\n", Trailer, "lacks a line"),
        ("5\r\nhello\r\n0\r\nx-amz-checksum-crc32\r\n\r\n", Trailer, "no colon"),
        ("5\r\nhello\r\n0\r\nx-amz-checksum-sha1:AAAA\r\n\r\n", Trailer, "does not announce"),
        ("5\r\nhello\r\n0\r\nx-amz-trailer-signature:00\r\n\r\n", Trailer, "does not announce"),
        ("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:a\r\n\r\n", Trailer, "one twice"),
        ("5\r\nhullo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", Checksum, "CRC32"),
        (&*format!("{good}0\r\n\r\n"), Length, "behind the end"),
        (&*format!("{good}x"), Length, "behind the end"),
    ] {
        let error = decoded(body.as_bytes(), &chunking, None).unwrap_err();
        assert_eq!(error.kind(), kind, "{body:?}: {error}");
        assert!(error.to_string().contains(message), "{body:?}: {error}");
    }
    for body in ["5\r\n", "5;\r\n", "5;chunk-signature=12\r\n", "5; chunk-signature=12\r\n"] {
        let error = decoded(body.as_bytes(), &self::chunking(SIGNED, "5", ""), None).unwrap_err();
        assert!(error.kind() == Framing && error.to_string().contains("chunk-signature="), "{body}: {error}");
    }
    let error = decoded(format!("0;chunk-signature={SEED}\r\n\r\n").as_bytes(), &self::chunking(SIGNED, "5", ""), None);
    assert_eq!(error.unwrap_err().kind(), Length);
}

#[test]
fn a_signed_trailer_has_its_signature_last() {
    let chunking = chunking(SIGNED_TRAILER, "0", "x-amz-checksum-crc32");
    for (lines, message) in [
        ("x-amz-checksum-crc32:AAAAAA==\r\n", "lacks `x-amz-trailer-signature`"),
        ("x-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:00\r\n", "64 hexadecimal digits"),
        ("x-amz-trailer-signature:00\r\nx-amz-checksum-crc32:AAAAAA==\r\n", "the last line"),
    ] {
        let body = format!("0;chunk-signature={SEED}\r\n{lines}\r\n");
        let error = decoded(body.as_bytes(), &chunking, None).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn there_is_no_more_around_chunks_than_in_them() {
    let count = 100_000;
    let body = [b"1\r\na\r\n".repeat(count), b"0\r\n\r\n".to_vec()].concat();
    let mut lines = headers(&[("content-encoding", "aws-chunked"), (DECODED_LENGTH, "100000")]);
    let chunking = Chunking::take(&mut lines).unwrap().unwrap();
    let error = decoded(&body, &chunking, None).unwrap_err();
    assert!(error.to_string().contains("so small"), "{error}");
    let body = [b"8\r\naaaaaaaa\r\n".repeat(12_500), b"0\r\n\r\n".to_vec()].concat();
    assert_eq!(decoded(&body, &chunking, None).unwrap().len(), count);
}

#[test]
fn headers_say_how_a_body_is_chunked() {
    let crc = "x-amz-checksum-crc32";
    let take = |lines: &[(&'static str, &str)]| {
        let mut headers = headers(lines);
        let taken = Chunking::take(&mut headers);
        let coding = headers.get("content-encoding").map(|coding| coding.to_str().unwrap().to_owned());
        (taken, coding, headers)
    };
    for (coding, left) in [
        ("aws-chunked", None),
        ("gzip, aws-chunked", Some("gzip")),
        ("AWS-Chunked,gzip,br", Some("gzip,br")),
        ("gzip", Some("gzip")),
    ] {
        let (taken, found, headers) = take(&[
            ("content-encoding", coding),
            ("content-length", "99"),
            (CONTENT_HASH, UNSIGNED),
            (DECODED_LENGTH, "5"),
            (TRAILER, crc),
        ]);
        let expected = Chunking { length: 5, signed: false, trailers: vec![Algorithm::Crc32] };
        assert_eq!((taken, found.as_deref()), (Ok(Some(expected)), left), "{coding}");
        assert!(headers["content-length"] == "5" && !headers.contains_key(DECODED_LENGTH));
    }
    for lines in [
        &[("content-encoding", "gzip"), (CONTENT_HASH, "UNSIGNED-PAYLOAD")][..],
        &[(CONTENT_HASH, "STREAMING-AWS4-HMAC-SHA256-EVENTS")],
        &[],
    ] {
        assert_eq!(take(lines).0, Ok(None));
    }
    for (lines, message) in [
        (&[(CONTENT_HASH, SIGNED)][..], "`x-amz-decoded-content-length`"),
        (&[(CONTENT_HASH, SIGNED), (DECODED_LENGTH, "-5")], "one number"),
        (&[(CONTENT_HASH, SIGNED), (DECODED_LENGTH, "+5")], "one number"),
        (&[(CONTENT_HASH, SIGNED), (DECODED_LENGTH, "")], "one number"),
        (&[(CONTENT_HASH, SIGNED), (DECODED_LENGTH, "99999999999999999999")], "one number"),
        (&[(CONTENT_HASH, SIGNED), (DECODED_LENGTH, "5"), (DECODED_LENGTH, "5")], "one number"),
        (&[(CONTENT_HASH, SIGNED), (DECODED_LENGTH, "5"), (TRAILER, crc)], "no trailer"),
        (&[(CONTENT_HASH, UNSIGNED), (DECODED_LENGTH, "5")], "has to name"),
        (&[(CONTENT_HASH, UNSIGNED), (DECODED_LENGTH, "5"), (TRAILER, "x-amz-meta-a")], "are known"),
        (&[(CONTENT_HASH, UNSIGNED), (DECODED_LENGTH, "5"), (TRAILER, "x-amz-checksum-md4")], "are known"),
        (&[(CONTENT_HASH, UNSIGNED), (DECODED_LENGTH, "5"), (TRAILER, crc), (TRAILER, crc)], "each once"),
        (&[(CONTENT_HASH, "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"), (DECODED_LENGTH, "5")], "not known"),
    ] {
        let error = take(lines).0.unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }
}
