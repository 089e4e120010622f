//! The `host` header, and URLs as messages show them.

use http::Uri;

/// The value of the `host` header: without the port, if that is the scheme's own.
pub(crate) fn host_header(uri: &Uri) -> Option<String> {
    let host = uri.host()?;
    match (uri.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(443), Some("https")) | (Some(80), Some("http")) => Some(host.to_owned()),
        (Some(port), _) => Some(format!("{host}:{port}")),
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
    fn origins_are_shown_without_users_and_paths() {
        let shown = |uri: &'static str| shown_origin(&Uri::from_static(uri));
        assert_eq!(shown("https://user:secret@host:81/path?query"), "https://host:81");
        assert_eq!(shown("http://host/path"), "http://host");
    }
}
