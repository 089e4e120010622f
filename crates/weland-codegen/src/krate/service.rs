//! What is known of a service as a whole.

use weland_service::{Security, Server, XmlNamespace};

/// What is known of the service.
#[derive(Debug, Clone)]
pub struct ServiceItem {
    /// The title.
    pub title: String,
    /// The name of its shape.
    pub name: String,
    /// The version of the API.
    pub version: String,
    /// The name that SDKs know it by.
    pub sdk_id: String,
    /// The first part of its host names.
    pub endpoint_prefix: Option<String>,
    /// The name that requests are signed for.
    pub signing_name: Option<String>,
    /// The namespace of its shape.
    pub namespace: String,
    /// The namespace of documents in XML.
    pub xml_namespace: Option<XmlNamespace>,
    /// Whether errors in XML have no element around that of the error.
    pub unwrapped_errors: bool,
    /// What operations accept to authenticate that state nothing else.
    pub security: Option<Security>,
    /// Where it is reached.
    pub servers: Vec<Server>,
    /// Where tokens come from.
    pub token_urls: Vec<TokenUrlItem>,
}

/// A constant for a URL that leads to tokens.
#[derive(Debug, Clone)]
pub struct TokenUrlItem {
    /// The name.
    pub name: String,
    /// What it leads to.
    pub docs: Vec<String>,
    /// The URL.
    pub url: String,
}
