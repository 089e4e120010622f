//! How callers authenticate, and where a service is.

use weland_model::Span;
use weland_model::query::security::SecurityKind;

/// A way to authenticate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The name by which operations refer to it, or the id of its trait.
    pub name: String,
    /// What is sent.
    pub kind: SecurityKind,
    /// What the caller has to be allowed to.
    pub scopes: Vec<String>,
}

/// The ways to authenticate that an operation accepts: sets of schemes that are needed together, the preferred ones first. An
/// empty set stands for no authentication.
pub type Security = Vec<Vec<SecurityScheme>>;

/// A scheme of which no more is known than that it is none of those that are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherScheme {
    /// Its name.
    pub name: String,
    /// Where the model defines it.
    pub span: Span,
}

/// A URL that leads to tokens for a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenUrl {
    /// The name of the scheme.
    pub scheme: String,
    /// The flow of OAuth 2 that it is for; `None` for OpenID Connect.
    pub flow: Option<String>,
    /// The field of OpenAPI that states it, such as `tokenUrl`.
    pub field: &'static str,
    /// The URL, which may be relative to that of the server.
    pub url: String,
}

/// What is said of a scheme to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeDocs {
    /// Its name.
    pub name: String,
    /// What is sent.
    pub kind: SecurityKind,
    /// What a token looks like inside.
    pub token_format: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// What callers can be allowed to, with descriptions.
    pub scopes: Vec<(String, String)>,
}

/// A place where a service is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its URL, in which variables stand in braces.
    pub url: String,
    /// The variables.
    pub variables: Vec<ServerVariable>,
}

/// A variable of the URL of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its value unless it is set.
    pub default: String,
    /// The values that it may have, if not all.
    pub values: Vec<String>,
}
