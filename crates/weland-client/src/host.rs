//! The `host` header.

use http::Uri;

/// The value of the `host` header: without the port, if that is the scheme's own.
pub(crate) fn host_header(uri: &Uri) -> Option<String> {
    let host = uri.host()?;
    match (uri.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(443), Some("https")) | (Some(80), Some("http")) => Some(host.to_owned()),
        (Some(port), _) => Some(format!("{host}:{port}")),
    }
}
