//! AWS Signature Version 4, as far as both sides compute the same: the canonical request, and the key of a scope.

use std::fmt;
use std::time::SystemTime;

use crate::sha256::{Hash, Hmac};
use crate::uri::percent_encode;
use http::header::AsHeaderName;
use http::request::Parts;
use weland_core::{Timestamp, TimestampFormat};

/// The query parameter that holds the signature of a presigned request, which cannot cover itself.
const SIGNATURE: &str = "X-Amz-Signature";

/// The canonical request: the one spelling of a request that both sides sign. It has the headers of these names, which are in
/// lower case and sorted, and this hash of the body, or what stands for one. `raw_path` leaves the path as it is sent; it is
/// otherwise normalized and encoded once more, as all services but S3 want it.
pub fn canonical_request<N>(parts: &Parts, names: &[N], body_hash: &str, raw_path: bool) -> Vec<u8>
where
    N: AsHeaderName + AsRef<str> + Copy,
{
    let mut head = String::with_capacity(1024);
    head.push_str(parts.method.as_str());
    head.push('\n');
    if raw_path {
        head.push_str(parts.uri.path());
    } else {
        push_path(&mut head, parts.uri.path());
    }
    head.push('\n');
    push_query(&mut head, parts.uri.query().unwrap_or_default());
    head.push('\n');
    let mut out = head.into_bytes();
    for name in names {
        out.extend_from_slice(name.as_ref().as_bytes());
        out.push(b':');
        for (index, value) in parts.headers.get_all(*name).iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            push_trimmed(&mut out, value.as_bytes());
        }
        out.push(b'\n');
    }
    for (index, name) in names.iter().enumerate() {
        out.push(if index == 0 { b'\n' } else { b';' });
        out.extend_from_slice(name.as_ref().as_bytes());
    }
    out.extend_from_slice(if names.is_empty() { b"\n\n" } else { b"\n" });
    out.extend_from_slice(body_hash.as_bytes());
    out
}

/// The text whose HMAC is the signature of a request. `scope` is `date/region/service/aws4_request`.
pub fn string_to_sign(date_time: &str, scope: &str, canonical: &[u8]) -> String {
    ["AWS4-HMAC-SHA256", date_time, scope, &hex(&Hash::hash(canonical))].join("\n")
}

/// The key that signs for a day, which is written like `20150830`, a region and a service.
pub fn signing_key(secret_access_key: &str, date: &str, region: &str, service: &str) -> [u8; 32] {
    let key = Hmac::mac(date, format!("AWS4{secret_access_key}"));
    let key = Hmac::mac(region, key);
    let key = Hmac::mac(service, key);
    Hmac::mac("aws4_request", key)
}

/// The signatures of the parts of a body, such as chunks and events, each of which covers the one before it.
#[derive(Clone)]
pub struct Chain {
    secret_access_key: String,
    region: String,
    service: String,
    /// The signature of the part before, or that of the request.
    previous: [u8; 32],
    /// The key of a day: that of the last part.
    key: Option<(String, [u8; 32])>,
}

impl Chain {
    /// A chain that begins with the signature of the request.
    pub fn new(secret_access_key: String, region: String, service: String, signature: [u8; 32]) -> Self {
        Self { secret_access_key, region, service, previous: signature, key: None }
    }

    /// The signature of the next part, which was signed at this time, written like `20150830T123600Z`, and consists of texts with
    /// these hashes.
    pub fn sign(&mut self, algorithm: &str, date_time: &str, hashes: &[[u8; 32]]) -> [u8; 32] {
        let (to_sign, key) = self.next(algorithm, date_time, hashes);
        self.previous = Hmac::mac(to_sign, key);
        self.previous
    }

    /// Whether this is the signature of the next part, as [`sign`](Self::sign) makes it. The time that this takes does not tell.
    pub fn verify(&mut self, algorithm: &str, date_time: &str, hashes: &[[u8; 32]], signature: &[u8; 32]) -> bool {
        let (to_sign, key) = self.next(algorithm, date_time, hashes);
        self.previous = *signature;
        Hmac::verify(to_sign, key, signature)
    }

    fn next(&mut self, algorithm: &str, date_time: &str, hashes: &[[u8; 32]]) -> (String, [u8; 32]) {
        let date = date_time.split('T').next().unwrap_or_default();
        let Self { region, service, .. } = &*self;
        let mut to_sign =
            format!("{algorithm}\n{date_time}\n{date}/{region}/{service}/aws4_request\n{}", hex(&self.previous));
        for hash in hashes {
            to_sign.push('\n');
            to_sign.push_str(&hex(hash));
        }
        let known = self.key.as_ref().filter(|(day, _)| day == date).map(|(_, key)| *key);
        let key = known.unwrap_or_else(|| signing_key(&self.secret_access_key, date, region, service));
        self.key = Some((date.to_owned(), key));
        (to_sign, key)
    }
}

impl fmt::Debug for Chain {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("region", &self.region).field("service", &self.service).finish_non_exhaustive()
    }
}

/// A moment as signatures have it: `20150830T123600Z`.
pub fn amz_date(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let stamp = Timestamp::new(i64::try_from(seconds).unwrap_or(i64::MAX), 0);
    stamp.format(TimestampFormat::DateTime).split(['-', ':']).collect()
}

/// Reads 64 hexadecimal digits in lower case, as signatures and hashes are written.
pub fn parse_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let mut out = [0; 32];
    if digits.len() != 2 * out.len() {
        return None;
    }
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(*pair.first()?)? << 4 | value(*pair.last()?)?;
    }
    Some(out)
}

/// Two hexadecimal digits in lower case for each byte.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = vec![0; bytes.len() * 2];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        pair.copy_from_slice(&[byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]));
    }
    String::from_utf8(digits).unwrap_or_default()
}

/// White space around the value goes, within it each run becomes one space.
fn push_trimmed(out: &mut Vec<u8>, value: &[u8]) {
    if !value.iter().any(u8::is_ascii_whitespace) {
        return out.extend_from_slice(value);
    }
    let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    for (index, word) in words.enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
}

/// The path without dot segments and doubled slashes, encoded once more: it is signed as the path of a path.
fn push_path(out: &mut String, path: &str) {
    let mut segments: Vec<&str> = Vec::with_capacity(8);
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    for segment in &segments {
        out.push('/');
        percent_encode(out, segment, false);
    }
    if segments.is_empty() || path.ends_with('/') {
        out.push('/');
    }
}

/// The parameters by name and value, each encoded in the one way that signatures allow.
fn push_query(out: &mut String, query: &str) {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut pairs: Vec<(String, String)> = pairs
        .filter(|(name, _)| *name != SIGNATURE)
        .map(|(name, value)| (encode_again(name), encode_again(value)))
        .collect();
    pairs.sort_unstable();
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        out.push_str(value);
    }
}

/// Decodes what is percent-encoded, then encodes whatever is not unreserved.
fn encode_again(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let (byte, after) = match (first, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                (digit(*high) << 4 | digit(*low), after)
            }
            _ => (first, tail),
        };
        push_encoded(&mut out, &[byte]);
        rest = after;
    }
    out
}

fn digit(byte: u8) -> u8 {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0)
}

/// Appends bytes as signatures have them in names and values of queries and in parts of paths: what is not unreserved is encoded.
pub fn push_encoded(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}
