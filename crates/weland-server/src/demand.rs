//! What operations accept of callers to authenticate, and what refused callers are told of it.

use http::HeaderValue;
use weland_core::{OperationSchema, SecurityKind, SecurityScheme, ServiceSchema};

use crate::credentials::alternatives;

/// The id of AWS Signature Version 4 as a scheme.
pub(crate) const SIGV4: &str = "aws.auth#sigv4";

/// The alternatives of an operation, with the signatures that its schema takes for granted.
pub(crate) fn demanded(service: &ServiceSchema, operation: &OperationSchema) -> Vec<Vec<SecurityScheme>> {
    let takes_signatures = operation.security.is_none() && operation.auth.is_none() && service.signing_name.is_some();
    if takes_signatures {
        return vec![vec![SecurityScheme::new(SIGV4, SecurityKind::Other)]];
    }
    alternatives(operation)
}

/// Whether a scheme was tried, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tried {
    /// Nothing was sent for it.
    No,
    /// What was sent is not valid.
    Invalid,
    /// What was sent is not enough.
    Insufficient,
}

/// What `WWW-Authenticate` says of a scheme; `None` if nobody knows what to say.
pub(crate) fn challenge(scheme: &SecurityScheme, tried: Tried, realm: &str) -> Option<HeaderValue> {
    let realm = quoted(realm);
    let text = match scheme.kind {
        SecurityKind::Basic => format!("Basic realm={realm}, charset=\"UTF-8\""),
        SecurityKind::Bearer => bearer(scheme, tried, &realm),
        SecurityKind::Authorization(word) => format!("{word} realm={realm}"),
        SecurityKind::Header(name) => format!("ApiKey realm={realm}, in=\"header\", name={}", quoted(name)),
        SecurityKind::Query(name) => format!("ApiKey realm={realm}, in=\"query\", name={}", quoted(name)),
        SecurityKind::Cookie(name) => format!("ApiKey realm={realm}, in=\"cookie\", name={}", quoted(name)),
        SecurityKind::Other => return None,
    };
    HeaderValue::from_str(&text).ok()
}

/// The challenge of RFC 6750. Callers that have sent no token are told of no error.
fn bearer(scheme: &SecurityScheme, tried: Tried, realm: &str) -> String {
    let error = match tried {
        Tried::No => "",
        Tried::Invalid => ", error=\"invalid_token\"",
        Tried::Insufficient => ", error=\"insufficient_scope\"",
    };
    let scopes = match scheme.scopes {
        [] => String::new(),
        scopes => format!(", scope={}", quoted(&scopes.join(" "))),
    };
    format!("Bearer realm={realm}{error}{scopes}")
}

/// A text in quotes, without what no header can have.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars().filter(|it| matches!(it, ' '..='~')) {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: SecurityKind, tried: Tried, realm: &str) -> Option<String> {
        let scheme = SecurityScheme::new("scheme", kind).scopes(&["a:b", "c"]);
        challenge(&scheme, tried, realm).map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn challenges_are_those_of_the_standards() {
        for (kind, tried, expected) in [
            (SecurityKind::Basic, Tried::Invalid, "Basic realm=\"api\", charset=\"UTF-8\""),
            (SecurityKind::Bearer, Tried::No, "Bearer realm=\"api\", scope=\"a:b c\""),
            (SecurityKind::Bearer, Tried::Invalid, "Bearer realm=\"api\", error=\"invalid_token\", scope=\"a:b c\""),
            (
                SecurityKind::Bearer,
                Tried::Insufficient,
                "Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"a:b c\"",
            ),
            (SecurityKind::Authorization("Key"), Tried::No, "Key realm=\"api\""),
            (SecurityKind::Header("X-Key"), Tried::No, "ApiKey realm=\"api\", in=\"header\", name=\"X-Key\""),
            (SecurityKind::Query("key"), Tried::No, "ApiKey realm=\"api\", in=\"query\", name=\"key\""),
            (SecurityKind::Cookie("sid"), Tried::No, "ApiKey realm=\"api\", in=\"cookie\", name=\"sid\""),
        ] {
            assert_eq!(said(kind, tried, "api").as_deref(), Some(expected));
        }
        assert_eq!(said(SecurityKind::Other, Tried::No, "api"), None);
    }

    #[test]
    fn realms_cannot_break_out_of_their_quotes() {
        let said = said(SecurityKind::Basic, Tried::No, "a \"b\" \\ ü\r\nX: y").unwrap();
        assert_eq!(said, "Basic realm=\"a \\\"b\\\" \\\\ X: y\", charset=\"UTF-8\"");
    }
}
