//! Messages of HTTP as a text: a first line, headers, an empty line, and the body.

use http::{HeaderMap, HeaderName, HeaderValue};

pub(crate) struct Message<'a> {
    pub(crate) first: &'a str,
    headers: &'a str,
    pub(crate) body: &'a [u8],
}

impl<'a> Message<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n");
        let (head, body) = end.map_or((bytes, &[][..]), |end| (&bytes[..end], &bytes[end + 2..]));
        let head = std::str::from_utf8(head).ok()?;
        let (first, headers) = head.split_once('\n').unwrap_or((head, ""));
        Some(Self { first, headers, body })
    }

    pub(crate) fn headers(&self) -> Option<HeaderMap> {
        let mut headers = HeaderMap::new();
        for line in self.headers.lines() {
            let (name, value) = line.split_once(':')?;
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            headers.append(name, HeaderValue::from_bytes(value.trim().as_bytes()).ok()?);
        }
        Some(headers)
    }
}

/// Waits for something that takes no time.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime can be made").block_on(future)
}
