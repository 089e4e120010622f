//! The `host` header, and URLs as messages show them.

use std::borrow::Cow;

use http::Uri;
use http::uri::Port;

/// The value of the `host` header: without the port, if that is the scheme's own.
pub(crate) fn host_header(uri: &Uri) -> Option<Cow<'_, str>> {
    let (host, authority) = (uri.host()?, uri.authority()?);
    let port = authority.port();
    match (port.as_ref().map(Port::as_u16), uri.scheme_str()) {
        (None, _) | (Some(443), Some("https")) | (Some(80), Some("http")) => Some(Cow::Borrowed(host)),
        (Some(number), _) => {
            // Mostly it is written as it has to be.
            let is_plain = authority.as_str().starts_with(host)
                && authority.as_str().len() == host.len() + 1 + port.as_ref().map_or(0, |port| port.as_str().len())
                && port.is_some_and(|port| !port.as_str().starts_with('0'));
            Some(if is_plain { authority.as_str().into() } else { format!("{host}:{number}").into() })
        }
    }
}

/// A URL for messages and logs: without a user name, a password, a query and a fragment, which may be secrets.
///
/// It need not be a valid one. Everything before the last `@` is hidden, since people forget to encode passwords.
pub(crate) fn shown_url(url: &str) -> String {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (format!("{scheme}://"), rest),
        _ => (String::new(), url),
    };
    let (user, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => ("***@", rest),
        None => ("", rest),
    };
    match rest.split_at_checked(rest.find(['?', '#']).unwrap_or(rest.len())) {
        Some((rest, hidden)) if !hidden.is_empty() => format!("{scheme}{user}{rest}{}***", &hidden[..1]),
        _ => format!("{scheme}{user}{rest}"),
    }
}

/// Whether a text can be the scheme of a URL, and nothing that stands before a password.
fn is_scheme(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Where a request goes, for messages. The path is left out, since it may hold what belongs in no log.
pub(crate) fn shown_origin(uri: &Uri) -> String {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{}://{host}", uri.scheme_str().unwrap_or("http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_shown_without_secrets() {
        let cases = [
            ("https://host:81/path", "https://host:81/path"),
            ("https://user:secret@host/path", "https://***@host/path"),
            ("http://user:sec/r@t@host", "http://***@host"),
            ("user:secret@host:80", "***@host:80"),
            ("http://host/path?token=secret", "http://host/path?***"),
            ("http://host/path?to=a@b", "http://***@b"),
            ("user:se://cret@host", "***@host"),
            ("host/path?next=http://secret", "host/path?***"),
            ("https://host/path#secret", "https://host/path#***"),
            ("https://host?query#secret", "https://host?***"),
            ("", ""),
        ];
        for (url, shown) in cases {
            assert_eq!(shown_url(url), shown);
        }
    }

    #[test]
    fn the_header_has_the_port_unless_it_is_that_of_the_scheme() {
        let cases = [
            ("http://host/path", "host"),
            ("http://host:80", "host"),
            ("https://host:443/path", "host"),
            ("https://host:80", "host:80"),
            ("http://host:8080/path", "host:8080"),
            ("http://host:0080", "host"),
            ("http://host:08080", "host:8080"),
            ("http://user@host:81", "host:81"),
            ("http://host@host:81", "host:81"),
            ("http://[::1]:9000", "[::1]:9000"),
            ("http://[::1]", "[::1]"),
        ];
        for (uri, expected) in cases {
            assert_eq!(host_header(&Uri::from_static(uri)).as_deref(), Some(expected), "{uri}");
        }
        assert_eq!(host_header(&Uri::from_static("/path")), None);
    }

    #[test]
    fn origins_are_shown_without_users_and_paths() {
        let shown = |uri: &'static str| shown_origin(&Uri::from_static(uri));
        assert_eq!(shown("https://user:secret@host:81/path?query"), "https://host:81");
        assert_eq!(shown("http://host/path"), "http://host");
    }
}
