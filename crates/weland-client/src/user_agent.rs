//! The header that tells services who calls.

use http::HeaderValue;
use weland_core::ServiceSchema;

/// `weland/<version> api/<service>#<version of its API> lang/rust`, and `app/<name>` if there is one.
pub(crate) fn header(service: &ServiceSchema, app_name: Option<&str>) -> HeaderValue {
    let mut text = format!(
        "weland/{} api/{}#{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        token(service.sdk_id),
        token(service.version)
    );
    if let Some(name) = app_name {
        text.push_str(" app/");
        text.push_str(&token(name));
    }
    // Tokens hold visible ASCII only, which every header may hold.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("weland"))
}

/// What may not stand in a token becomes `-`; a space becomes `_`, as AWS writes its services.
fn token(text: &str) -> String {
    let allowed = |char: char| char.is_ascii_alphanumeric() || "!$%&'*+-.^_`|~".contains(char);
    let replaced = |char| if char == ' ' { '_' } else { '-' };
    text.chars().map(|char| if allowed(char) { char } else { replaced(char) }).collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn the_service_and_the_application_are_named() {
        let service = ServiceSchema {
            name: "AWSGirApiService",
            version: "2015-03-31",
            sdk_id: "Elastic Beanstalk",
            endpoint_prefix: Some("lambda"),
            signing_name: Some("lambda"),
            namespace: "",
            ..ServiceSchema::EMPTY
        };
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!("weland/{version} api/elastic_beanstalk#2015-03-31 lang/rust");
        assert_eq!(header(&service, None), expected);
        assert_eq!(header(&service, Some("my app/1\u{e9}\n")), format!("{expected} app/my_app-1--"));
    }
}
