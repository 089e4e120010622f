//! What the functions of the language do.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::partition::Partition;
use crate::value::Value;

type Record = Option<Value<'static>>;

fn record<const N: usize>(entries: [(&'static str, Value<'static>); N]) -> Value<'static> {
    Value::Record(entries.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect())
}

fn owned(text: &str) -> Value<'static> {
    Value::string(text.to_owned())
}

/// What rules know of a partition.
pub(crate) fn partition(found: &Partition) -> Value<'static> {
    record([
        ("name", Value::string(found.name)),
        ("dnsSuffix", Value::string(found.dns_suffix)),
        ("dualStackDnsSuffix", Value::string(found.dual_stack_dns_suffix)),
        ("supportsFIPS", Value::Boolean(found.supports_fips)),
        ("supportsDualStack", Value::Boolean(found.supports_dual_stack)),
        ("implicitGlobalRegion", Value::string(found.implicit_global_region)),
    ])
}

/// The parts of an ARN: `arn:aws:s3:::bucket/key`.
pub(crate) fn parse_arn(text: &str) -> Record {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, service, region, account, resource] = parts[..] else { return None };
    if [partition, service, resource].iter().any(|part| part.is_empty()) {
        return None;
    }
    Some(record([
        ("partition", owned(partition)),
        ("service", owned(service)),
        ("region", owned(region)),
        ("accountId", owned(account)),
        ("resourceId", Value::List(resource.split([':', '/']).map(owned).collect())),
    ]))
}

/// The parts of a URL of HTTP without a query.
pub(crate) fn parse_url(text: &str) -> Record {
    let (scheme, rest) = text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_printable = rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'\\'));
    if !is_printable || authority.contains('@') {
        return None;
    }
    let host = host_of(authority)?;
    let is_ip = host.parse::<Ipv4Addr>().is_ok() || host.starts_with('[');
    let inner = path.trim_matches('/');
    let normalized = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
    Some(record([
        ("scheme", owned(scheme)),
        ("authority", owned(authority)),
        ("path", owned(if inner.is_empty() { "" } else { path })),
        ("normalizedPath", Value::string(normalized)),
        ("isIp", Value::Boolean(is_ip)),
    ]))
}

/// An authority without its port; `None` if it is not valid.
fn host_of(authority: &str) -> Option<&str> {
    let end = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, _) = rest.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            address.len() + 2
        }
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at(end);
    let is_port = match port.strip_prefix(':') {
        Some(number) => number.parse::<u16>().is_ok(),
        None => port.is_empty(),
    };
    (is_port && !host.is_empty()).then_some(host)
}

/// Whether a text can be a label of a host name, or several with dots between them.
pub(crate) fn is_valid_host_label(text: &str, dots: bool) -> bool {
    let is_label = |label: &str| {
        let is_valid = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len()) && !label.starts_with('-') && label.bytes().all(is_valid)
    };
    if dots { text.split('.').all(is_label) } else { is_label(text) }
}

/// Whether a bucket of S3 can be part of a host name.
pub(crate) fn is_virtual_hostable_s3_bucket(text: &str, dots: bool) -> bool {
    let is_valid = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_part =
        |part: &str| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-') && part.bytes().all(is_valid);
    let are_parts = if dots { text.split('.').all(is_part) } else { is_part(text) };
    (3..=63).contains(&text.len()) && are_parts && text.parse::<Ipv4Addr>().is_err()
}

/// The letters from `start` up to `stop`, both counted from the end if `reverse`; texts beyond ASCII have none.
pub(crate) fn substring(text: &str, start: i64, stop: i64, reverse: bool) -> Record {
    let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
    if start >= stop || text.len() < stop || !text.is_ascii() {
        return None;
    }
    text.get(if reverse { text.len() - stop..text.len() - start } else { start..stop }).map(owned)
}

/// The parts between delimiters, not more than `limit` of them unless it is 0. Nothing delimits nothing.
pub(crate) fn split(text: &str, delimiter: &str, limit: i64) -> Value<'static> {
    let limit = match usize::try_from(limit) {
        Ok(0) | Err(_) => usize::MAX,
        Ok(limit) => limit,
    };
    match delimiter {
        "" => Value::List(vec![owned(text)]),
        _ => Value::List(text.splitn(limit, delimiter).map(owned).collect()),
    }
}

/// Percent-encodes what is not unreserved in URIs.
pub(crate) fn uri_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_have_a_host_and_no_query() {
        let parts = parse_url("https://[2001:db8::1]:8443/a/b").unwrap();
        let get = |name: &str| parts.get(name).and_then(Value::as_str).unwrap_or_default();
        assert_eq!([get("authority"), get("path"), get("normalizedPath")], ["[2001:db8::1]:8443", "/a/b", "/a/b/"]);
        assert_eq!(parts.get("isIp"), Some(&Value::Boolean(true)));
        for wrong in ["", "https://", "ftp://a", "http://a:b", "http://a?b", "http://[::1", "http://a b", "http://u@h"]
        {
            assert_eq!(parse_url(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn arns_need_partition_service_and_resource() {
        let parts = parse_arn("arn:aws:s3::123:accesspoint/name").unwrap();
        assert_eq!(parts.get("resourceId"), Some(&Value::strings(["accesspoint", "name"])));
        assert_eq!(parts.get("region"), Some(&Value::string("")));
        for wrong in ["", "arn:aws:s3::123", "arn::s3::123:a", "arn:aws:s3::123:", "nra:aws:s3::123:a"] {
            assert_eq!(parse_arn(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn hosts_have_labels_of_letters() {
        assert!(is_valid_host_label("A-1", false) && is_valid_host_label("a.b-c", true));
        for wrong in ["", "-a", "a.b", "a_b", &"a".repeat(64)] {
            assert!(!is_valid_host_label(wrong, false), "{wrong}");
        }
        assert!(is_virtual_hostable_s3_bucket("a-b", false) && is_virtual_hostable_s3_bucket("a.b", true));
        for wrong in ["ab", "Abc", "a.-b", "a..b", "abc-", "1.2.3.4", &"a".repeat(64)] {
            assert!(!is_virtual_hostable_s3_bucket(wrong, true), "{wrong}");
        }
    }

    #[test]
    fn texts_are_cut_and_encoded() {
        assert_eq!(substring("abcdef", 1, 3, false), Some(Value::string("bc")));
        assert_eq!(substring("abcdef", 1, 3, true), Some(Value::string("de")));
        assert_eq!(
            [substring("ab", 0, 3, true), substring("ab", 1, 1, true), substring("äb", 0, 1, true)],
            [None, None, None]
        );
        assert_eq!(substring("ab", -1, 1, false), None);
        assert_eq!(split("a--b--c", "--", 2), Value::strings(["a", "b--c"]));
        assert_eq!(split("a", "", 0), Value::strings(["a"]));
        assert_eq!(uri_encode("a b/ü~"), "a%20b%2F%C3%BC~");
    }
}
