//! The checks of a server, one for each scheme of authentication.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::{Extensions, HeaderMap, Method, Uri};
use weland_core::{OperationSchema, SecurityScheme};

use crate::credentials::{Secret, same};
use crate::handler::BoxFuture;
use crate::refusal::Refusal;

/// A scheme of authentication, for [`Router::verify`](crate::Router::verify). Generated servers have those of their model in the
/// module `schemes`. `C` is what the check is given.
pub struct Scheme<C> {
    name: &'static str,
    credential: PhantomData<fn() -> C>,
}

impl Scheme<UserPassword> {
    /// The scheme `Basic` of HTTP, by the name that the model has for it.
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self { name, credential: PhantomData }
    }
}

impl Scheme<Token> {
    /// A scheme by which a token or a key is sent, by the name that the model has for it: the scheme `Bearer` of HTTP, or a key
    /// in a header, the query string or a cookie.
    #[must_use]
    pub const fn token(name: &'static str) -> Self {
        Self { name, credential: PhantomData }
    }
}

impl Scheme<()> {
    /// A scheme that is none of those that the router reads, such as a certificate of the client, by the name that the model has
    /// for it. The check finds out by itself whether the request has what it needs.
    #[must_use]
    pub const fn other(name: &'static str) -> Self {
        Self { name, credential: PhantomData }
    }
}

impl<C> Scheme<C> {
    /// The name that the model has for it: its name in OpenAPI, or the id of its trait in Smithy.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<C> Clone for Scheme<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Scheme<C> {}

impl<C> fmt::Debug for Scheme<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scheme").field(&self.name).finish()
    }
}

/// A token or a key that a caller has sent. `Debug` does not show it, and comparisons take the same time wherever texts differ.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The token as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is this one.
    #[must_use]
    pub fn is(&self, expected: &str) -> bool {
        same(&self.0, expected)
    }
}

/// A user name and a password that a caller has sent. `Debug` shows neither.
#[derive(Clone)]
pub struct UserPassword {
    user: String,
    password: String,
}

impl UserPassword {
    /// The name.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The password.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Whether they are these ones. That takes the same time wherever texts differ.
    #[must_use]
    pub fn is(&self, user: &str, password: &str) -> bool {
        same(&self.user, user) & same(&self.password, password)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl fmt::Debug for UserPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserPassword(***)")
    }
}

/// The request whose sender is checked. `Debug` shows no secrets.
#[derive(Clone)]
#[non_exhaustive]
pub struct AuthRequest {
    /// The operation that is called.
    pub operation: &'static OperationSchema,
    /// The scheme, with the scopes that the operation asks for.
    pub scheme: SecurityScheme,
    /// The method of the request.
    pub method: Method,
    /// The URI of the request.
    pub uri: Uri,
    /// The headers of the request.
    pub headers: HeaderMap,
    /// Values that layers around the router have attached to the request.
    pub extensions: Extensions,
}

impl AuthRequest {
    /// What the caller has to be allowed to.
    #[must_use]
    pub fn scopes(&self) -> &'static [&'static str] {
        self.scheme.scopes
    }
}

impl fmt::Debug for AuthRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthRequest")
            .field("operation", &self.operation.name)
            .field("scheme", &self.scheme.name)
            .field("method", &self.method)
            // The query string may have a key.
            .field("path", &self.uri.path())
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// What is sent for a scheme, as its check takes it.
pub trait SchemeCredential: sealed::Sealed + Send + Sized + 'static {}

impl SchemeCredential for Token {}
impl SchemeCredential for UserPassword {}
impl SchemeCredential for () {}

mod sealed {
    use super::{Secret, Token, UserPassword};

    pub trait Sealed: Sized {
        /// The credential; `None` if the scheme is of another kind than the constant for it says.
        fn of(secret: Option<Secret>) -> Option<Self>;
    }

    impl Sealed for Token {
        fn of(secret: Option<Secret>) -> Option<Self> {
            match secret {
                Some(Secret::Token(token)) => Some(Self(token)),
                _ => None,
            }
        }
    }

    impl Sealed for UserPassword {
        fn of(secret: Option<Secret>) -> Option<Self> {
            match secret {
                Some(Secret::Password { user, password }) => Some(Self { user, password }),
                _ => None,
            }
        }
    }

    impl Sealed for () {
        fn of(_: Option<Secret>) -> Option<Self> {
            Some(())
        }
    }
}

type Check = dyn Fn(Option<Secret>, AuthRequest) -> BoxFuture<Result<Extensions, Refusal>> + Send + Sync;

/// The check of a scheme.
#[derive(Clone)]
pub(crate) struct Verifier {
    pub(crate) scheme: &'static str,
    check: Arc<Check>,
}

impl Verifier {
    pub(crate) fn new<C, I, F, R>(scheme: Scheme<C>, check: F) -> Self
    where
        C: SchemeCredential,
        I: Any + Clone + Send + Sync,
        F: Fn(C, AuthRequest) -> R + Send + Sync + 'static,
        R: Future<Output = Result<I, Refusal>> + Send + 'static,
    {
        let check = move |secret, request| {
            let found = C::of(secret).map(|credential| check(credential, request));
            Box::pin(async move {
                let identity = found.ok_or_else(other_kind)?.await?;
                let mut extensions = Extensions::new();
                extensions.insert(identity);
                Ok(extensions)
            }) as BoxFuture<_>
        };
        Self { scheme: scheme.name, check: Arc::new(check) }
    }

    /// Asks the check, whose identity is in the extensions.
    pub(crate) fn call(&self, secret: Option<Secret>, request: AuthRequest) -> BoxFuture<Result<Extensions, Refusal>> {
        (self.check)(secret, request)
    }
}

#[cold]
fn other_kind() -> Refusal {
    Refusal::failed("the check is for another kind of credentials than the scheme of the model has")
}
