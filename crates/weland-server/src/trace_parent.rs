//! The header `traceparent` of W3C Trace Context.

use http::HeaderMap;

/// The trace that a request is a part of, and the span of its caller.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TraceParent<'a> {
    pub(crate) trace_id: &'a str,
    pub(crate) parent_id: &'a str,
}

impl<'a> TraceParent<'a> {
    /// What the headers say. A malformed header, and several of them, are as good as none.
    pub(crate) fn of(headers: &'a HeaderMap) -> Option<Self> {
        let mut lines = headers.get_all("traceparent").iter();
        let line = lines.next().filter(|_| lines.next().is_none())?;
        Self::parse(line.to_str().ok()?)
    }

    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.splitn(5, '-');
        let (version, trace_id, parent_id) = (parts.next()?, parts.next()?, parts.next()?);
        let (flags, more) = (parts.next()?, parts.next());
        let is_hex =
            |text: &str, len| text.len() == len && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let is_id = |text: &str, len| is_hex(text, len) && text.bytes().any(|byte| byte != b'0');
        // Later versions may have more behind the flags.
        let is_version = is_hex(version, 2) && version != "ff" && (version != "00" || more.is_none());
        let is_valid = is_version && is_id(trace_id, 32) && is_id(parent_id, 16) && is_hex(flags, 2);
        is_valid.then_some(Self { trace_id, parent_id })
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::TraceParent;

    const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
    const SPAN: &str = "b7ad6b7169203331";

    #[test]
    fn versions_and_ids_are_as_w3c_has_them() {
        let zeros = |len| "0".repeat(len);
        for (text, valid) in [
            (format!("00-{TRACE}-{SPAN}-01"), true),
            (format!("00-{TRACE}-{SPAN}-ff"), true),
            (format!("01-{TRACE}-{SPAN}-01"), true),
            (format!("cc-{TRACE}-{SPAN}-01-what-comes"), true),
            (format!("00-{TRACE}-{SPAN}-01-more"), false),
            (format!("ff-{TRACE}-{SPAN}-01"), false),
            (format!("0-{TRACE}-{SPAN}-01"), false),
            (format!("00-{TRACE}-{SPAN}-1"), false),
            (format!("00-{TRACE}-{SPAN}"), false),
            (format!("00-{}-{SPAN}-01", TRACE.to_uppercase()), false),
            (format!("00-{}-{SPAN}-01", zeros(32)), false),
            (format!("00-{TRACE}-{}-01", zeros(16)), false),
            (format!("00-{TRACE}0-{SPAN}-01"), false),
            (String::new(), false),
        ] {
            let expected = TraceParent { trace_id: TRACE, parent_id: SPAN };
            assert_eq!(TraceParent::parse(&text), valid.then_some(expected), "{text}");
        }
    }

    #[test]
    fn several_headers_are_none() {
        let value = HeaderValue::from_str(&format!("00-{TRACE}-{SPAN}-01")).unwrap();
        let mut headers = HeaderMap::from_iter([(http::HeaderName::from_static("traceparent"), value.clone())]);
        assert!(TraceParent::of(&headers).is_some());
        headers.append("traceparent", value);
        assert_eq!(TraceParent::of(&headers), None);
    }
}
