//! What is left out of recordings.

use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use weland_protocol::percent_decode;

/// What stands in the place of a secret. Where a recording has it, a replay takes anything.
pub(super) const REDACTED: &str = "REDACTED";

/// Parts of the names of headers that hold secrets.
const HEADERS: [&str; 9] =
    ["api-key", "apikey", "authorization", "cookie", "credential", "password", "secret", "signature", "token"];

/// Query parameters that are secrets, in lower case.
const PARAMETERS: [&str; 14] = [
    "access_token",
    "api_key",
    "api-key",
    "apikey",
    "awsaccesskeyid",
    "client_secret",
    "code",
    "id_token",
    "password",
    "refresh_token",
    "sig",
    "signature",
    "x-amz-credential",
    "x-amz-security-token",
];

/// Members of bodies that are secrets: in JSON, XML and forms. The last two are signatures of pieces in `aws-chunked` bodies.
const MEMBERS: [&str; 18] = [
    "accessToken",
    "access_token",
    "client_assertion",
    "clientSecret",
    "client_secret",
    "code_verifier",
    "device_code",
    "idToken",
    "id_token",
    "password",
    "refreshToken",
    "refresh_token",
    "secretAccessKey",
    "SecretAccessKey",
    "sessionToken",
    "SessionToken",
    "chunk-signature",
    "x-amz-trailer-signature",
];

/// What a [`Recorder`](super::Recorder) leaves out, beside what is known to be a secret.
///
/// These are known: headers whose names speak of authorization, cookies, tokens, passwords, secrets, keys of APIs or signatures, and those
/// that the client has marked as sensitive; the keys that it puts into the query string, and signatures and tokens there; in
/// bodies, members such as `access_token`, `client_secret`, `SecretAccessKey` and `password`, in JSON, XML and forms.
///
/// ```
/// use weland_client::testing::Redaction;
///
/// let redaction = Redaction::new().header("x-tenant").parameter("account").member("iban");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Redaction {
    headers: Vec<String>,
    parameters: Vec<String>,
    members: Vec<String>,
}

/// In the extensions of a request: the parameters of its query string that are secrets.
#[derive(Debug, Clone, Default)]
pub(crate) struct SecretParameters(pub(crate) Vec<String>);

impl Redaction {
    /// Nothing but what is known to be a secret.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out the values of a header.
    #[must_use]
    pub fn header(mut self, name: &str) -> Self {
        self.headers.push(name.to_ascii_lowercase());
        self
    }

    /// Leaves out the values of a parameter in the query string.
    #[must_use]
    pub fn parameter(mut self, name: &str) -> Self {
        self.parameters.push(name.to_ascii_lowercase());
        self
    }

    /// Leaves out what a member of this name holds, in bodies that are JSON, XML or forms: a text or a number.
    #[must_use]
    pub fn member(mut self, name: &str) -> Self {
        self.members.push(name.to_owned());
        self
    }

    /// Headers as lines.
    pub(super) fn headers(&self, headers: &HeaderMap) -> Vec<String> {
        headers.iter().map(|(name, value)| format!("{name}: {}", self.header_value(name, value))).collect()
    }

    fn header_value(&self, name: &HeaderName, value: &HeaderValue) -> String {
        match value.is_sensitive() || is_secret_header(name) || self.headers.iter().any(|own| own == name.as_str()) {
            true => REDACTED.to_owned(),
            false => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        }
    }

    /// A URI without the secrets in its query string.
    pub(super) fn uri(&self, uri: &Uri, secrets: Option<&SecretParameters>) -> String {
        let mut text = uri.to_string();
        if let Some((_, host)) = uri.authority().and_then(|authority| authority.as_str().rsplit_once('@')) {
            text = text.replacen(uri.authority().map_or("", |all| all.as_str()), &format!("{REDACTED}@{host}"), 1);
        }
        let Some((before, query)) = text.split_once('?') else { return text };
        let is_secret = |name: &str| {
            let name = percent_decode(name).map_or_else(|| name.to_owned(), |name| name.to_string());
            let lower = name.to_ascii_lowercase();
            PARAMETERS.contains(&&*lower)
                || lower == "x-amz-signature"
                || self.parameters.contains(&lower)
                || secrets.is_some_and(|secrets| secrets.0.contains(&name))
        };
        let redacted = query.split('&').map(|parameter| match parameter.split_once('=') {
            Some((name, _)) if is_secret(name) => format!("{name}={REDACTED}"),
            _ => parameter.to_owned(),
        });
        format!("{before}?{}", redacted.collect::<Vec<_>>().join("&"))
    }

    /// A body without the members that are secrets.
    pub(super) fn body(&self, body: &[u8]) -> Vec<u8> {
        let own = self.members.iter().map(String::as_str);
        let mut body = body.to_vec();
        for name in MEMBERS.into_iter().chain(own).filter(|name| !name.is_empty()) {
            body = without_member(&body, name.as_bytes());
        }
        body
    }
}

/// Whether a header holds a secret, by its name.
pub(super) fn is_secret_header(name: &HeaderName) -> bool {
    HEADERS.iter().any(|part| name.as_str().contains(part))
}

/// The same bytes without the values of a member.
fn without_member(body: &[u8], name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = find(rest, name) {
        let (before, behind) = rest.split_at(at + name.len());
        let is_whole = !before[..at].last().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte));
        out.extend_from_slice(before);
        rest = behind;
        if let Some((start, end)) = value(before[..at].last().copied(), rest).filter(|_| is_whole) {
            out.extend_from_slice(&rest[..start]);
            out.extend_from_slice(REDACTED.as_bytes());
            rest = &rest[end..];
        }
    }
    out.extend_from_slice(rest);
    out
}

/// Where a value begins and ends, behind a name: in JSON if it is in quotes, in XML if it is a tag, in a form otherwise.
fn value(before: Option<u8>, rest: &[u8]) -> Option<(usize, usize)> {
    let spaces = |from: usize| from + rest[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let until = |from: usize, ends: &[u8]| {
        from + rest[from..].iter().position(|byte| ends.contains(byte)).unwrap_or(rest.len() - from)
    };
    let (start, end) = match (before, rest.first()?) {
        (Some(b'"'), b'"') => {
            let colon = spaces(1);
            let start = spaces((rest.get(colon) == Some(&b':')).then_some(colon + 1)?);
            match rest.get(start)? {
                b'"' => (start + 1, end_of_text(rest, start + 1)),
                b'{' | b'[' | b'n' => return None,
                _ => (start, until(start, b",}] \r\n\t")),
            }
        }
        (Some(b'<'), b'>') => (1, until(1, b"<")),
        (_, b'=' | b':') => (1, until(1, b"&;\r\n")),
        _ => return None,
    };
    (start < end).then_some((start, end))
}

/// Where a JSON string ends that begins there.
fn end_of_text(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Where a text is found in another.
pub(super) fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> String {
        String::from_utf8(Redaction::new().member("pin").body(text.as_bytes())).unwrap()
    }

    #[test]
    fn members_that_are_secrets_are_left_out_of_bodies() {
        for (text, expected) in [
            (r#"{"access_token": "a\"b", "n": 1}"#, r#"{"access_token": "REDACTED", "n": 1}"#),
            (r#"{"pin":1234}"#, r#"{"pin":REDACTED}"#),
            (r#"{"pin":null,"pins":[1]}"#, r#"{"pin":null,"pins":[1]}"#),
            ("<SessionToken>abc</SessionToken>", "<SessionToken>REDACTED</SessionToken>"),
            ("grant_type=x&client_secret=s%20t&a=b", "grant_type=x&client_secret=REDACTED&a=b"),
            ("4;chunk-signature=0a1b\r\nwxyz\r\n", "4;chunk-signature=REDACTED\r\nwxyz\r\n"),
            ("x-amz-trailer-signature:0a1b\r\n", "x-amz-trailer-signature:REDACTED\r\n"),
            (r#"{"password":"unfinished"#, r#"{"password":"REDACTED"#),
            (r#"{"password":"unfinished\"#, r#"{"password":"REDACTED"#),
            (r#""my_password": "no secret of that name""#, r#""my_password": "no secret of that name""#),
            ("password", "password"),
            ("", ""),
        ] {
            assert_eq!(body(text), expected, "{text}");
        }
    }

    #[test]
    fn secrets_are_left_out_of_queries_and_headers() {
        let uri = Uri::from_static("https://a.test/p?Marker=2&X-Amz-Signature=0a&Key=k&flag&k%2D1=s&account=7");
        let redaction = Redaction::new().parameter("Account").header("X-Tenant");
        let secrets = SecretParameters(vec!["k-1".to_owned()]);
        assert_eq!(
            redaction.uri(&uri, Some(&secrets)),
            "https://a.test/p?Marker=2&X-Amz-Signature=REDACTED&Key=k&flag&k%2D1=REDACTED&account=REDACTED"
        );
        let with_user = Uri::from_static("https://me:pass@a.test/p");
        assert_eq!(redaction.uri(&with_user, None), "https://REDACTED@a.test/p");
        let mut marked = HeaderValue::from_static("mine");
        marked.set_sensitive(true);
        let headers = HeaderMap::from_iter([
            ("authorization".parse().unwrap(), HeaderValue::from_static("Bearer b")),
            ("x-tenant".parse().unwrap(), HeaderValue::from_static("t")),
            ("x-mine".parse().unwrap(), marked),
            ("accept".parse().unwrap(), HeaderValue::from_static("text/plain")),
        ]);
        let mut lines = redaction.headers(&headers);
        lines.sort();
        assert_eq!(lines, ["accept: text/plain", "authorization: REDACTED", "x-mine: REDACTED", "x-tenant: REDACTED"]);
    }
}
