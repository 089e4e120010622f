//! How callers authenticate, and where a service is, as values.

/// A way to authenticate, with what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The name by which models refer to it, or the id of its trait.
    pub name: &'static str,
    /// What is sent.
    pub kind: SecurityKind,
    /// What the caller has to be allowed to.
    pub scopes: &'static [&'static str],
}

/// What is sent to authenticate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecurityKind {
    /// A user name and a password, in the header `Authorization`.
    Basic,
    /// A token, in the header `Authorization`: one that is issued by whatever means, or by OAuth 2 or OpenID Connect.
    Bearer,
    /// A key, in a header of this name.
    Header(&'static str),
    /// A key, in the header `Authorization` behind the name of a scheme.
    Authorization(&'static str),
    /// A key, in a parameter of the query string.
    Query(&'static str),
    /// A key, in a cookie.
    Cookie(&'static str),
    /// Something else, such as a signature or a certificate of the client.
    Other,
}

impl SecurityScheme {
    /// A way to authenticate that asks for no scopes.
    pub const fn new(name: &'static str, kind: SecurityKind) -> Self {
        Self { name, kind, scopes: &[] }
    }

    /// Sets what the caller has to be allowed to.
    #[must_use]
    pub const fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }
}

/// A place where a service is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerSchema {
    /// Its URL, in which variables stand in braces.
    pub url: &'static str,
    /// The variables: name, default, and the values that they may have if there are few.
    pub variables: &'static [(&'static str, &'static str, &'static [&'static str])],
}

impl ServerSchema {
    /// A server at a URL without variables.
    pub const fn new(url: &'static str) -> Self {
        Self { url, variables: &[] }
    }

    /// Sets the variables of the URL.
    #[must_use]
    pub const fn variables(
        mut self,
        variables: &'static [(&'static str, &'static str, &'static [&'static str])],
    ) -> Self {
        self.variables = variables;
        self
    }
}
