use std::time::Duration;

use http_body::Body as _;
use weland_core::ByteStream;

use super::*;
use crate::credentials::Credentials;
use crate::sign::Scope;

/// A stream of the bytes, in pieces that are no chunks.
fn stream(bytes: &[u8]) -> Body {
    let pieces: Vec<Bytes> = bytes.chunks(1000).map(Bytes::copy_from_slice).collect();
    Body::from(ByteStream::new(Pieces(pieces.into_iter())))
}

struct Pieces(std::vec::IntoIter<Bytes>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

/// The bytes in chunks, which are as many as were announced.
async fn encoded(bytes: &[u8], trailer: Option<Algorithm>, signatures: Option<Signatures>) -> Vec<u8> {
    let length = u64::try_from(bytes.len()).unwrap();
    let framing = Framing { length, signed: signatures.is_some(), trailer };
    let body = AwsChunked::new(stream(bytes), framing, signatures);
    let announced = body.size_hint().exact();
    let encoded = Body::new(body).collect(usize::MAX).await.unwrap();
    assert_eq!(announced, u64::try_from(encoded.len()).ok());
    encoded.to_vec()
}

#[cfg(feature = "checksums")]
fn numbers(count: usize) -> Vec<u8> {
    (0..count).map(|index| u8::try_from(index % 251).unwrap()).collect()
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn chunks_without_signatures_are_those_of_botocore() {
    let small = [
        (Algorithm::Crc32, "x-amz-checksum-crc32:NhCmhg=="),
        (Algorithm::Sha1, "x-amz-checksum-sha1:qvTGHdzF6KLavt4PO0gs2a6pQ00="),
        (Algorithm::Sha256, "x-amz-checksum-sha256:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="),
    ];
    for (algorithm, trailer) in small {
        let expected = format!("5\r\nhello\r\n0\r\n{trailer}\r\n\r\n");
        assert_eq!(encoded(b"hello", Some(algorithm), None).await, expected.into_bytes());
    }
    // With a chunk size of 64 KiB: one that is not full at the end, and none that is not.
    let large = [
        (200_000, 200_070, "095f85084448dde2c2b87ea4e41aa56172042c2db4f2642ed9eba820b229ad51"),
        (131_072, 131_126, "ab284ce0f2eefa7cb087da319369d8ef1863782a1cf0cc52ecd8e4b8fb06aa28"),
    ];
    for (count, length, hash) in large {
        let encoded = encoded(&numbers(count), Some(Algorithm::Crc32), None).await;
        assert_eq!((encoded.len(), hex(&weland_protocol::sha256::Hash::hash(&encoded)).as_str()), (length, hash));
    }
}

/// Signatures that begin with that of the request in the documentation of S3.
fn signatures(seed: &str) -> Signatures {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    let scope = Scope { region: "us-east-1", service: "s3", time };
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let digit = |index: usize| u8::from_str_radix(&seed[index * 2..index * 2 + 2], 16).unwrap();
    Signatures::new(Chain::new(&credentials, &scope, std::array::from_fn(digit)), time)
}

fn text(encoded: Vec<u8>) -> String {
    String::from_utf8(encoded).unwrap().replace(&"a".repeat(65536), "(65536)").replace(&"a".repeat(1024), "(1024)")
}

#[tokio::test]
async fn chunks_have_the_signatures_that_the_documentation_of_s3_has() {
    let seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    let expected = "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n(65536)\r\n\
                    400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n(1024)\r\n\
                    0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
    assert_eq!(text(encoded(&[b'a'; 66560], None, Some(signatures(seed))).await), expected);
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn trailers_have_the_signatures_that_the_documentation_of_s3_has() {
    let seed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
    let encoded = text(encoded(&[b'a'; 66560], Some(Algorithm::Crc32c), Some(signatures(seed))).await);
    let expected = "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n(65536)\r\n\
                    400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n(1024)\r\n\
                    0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n\
                    x-amz-checksum-crc32c:sOO8/Q==\r\n\
                    x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
    assert_eq!(encoded, expected);
}

#[tokio::test]
async fn a_stream_that_fails_ends_without_a_trailer() {
    let body = Body::from(ByteStream::sized(6, ByteStream::from("hello")));
    let framing = Framing { length: 6, signed: false, trailer: None };
    let error = Body::new(AwsChunked::new(body, framing, None)).collect(usize::MAX).await.unwrap_err();
    assert_eq!(error.to_string(), "the stream has ended after 5 of 6 bytes");
}
