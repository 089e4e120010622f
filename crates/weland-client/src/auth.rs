//! The auth slot of the pipeline: which scheme of authentication an operation is called with.

mod headers;
pub(crate) mod http;
mod oauth2;
mod reference;
mod sigv4;
mod token;

use std::sync::Arc;

use ::http::request::Parts;
use weland_core::{ErrorKind, OperationSchema, OtherError, SecurityKind, SecurityScheme, ServiceSchema};
use weland_protocol::Body;

use crate::BoxFuture;
use crate::credentials::Credentials;
use crate::identity::IdentityContext;
use crate::sign::Scope;

pub(crate) use headers::OwnHeaders;
pub use headers::{AuthHeaders, HeaderProvider};
pub use oauth2::{
    Authorization, ClientCredentials, DeviceAuthorization, GrantedTokens, OAuth2Client, PasswordTokens, RefreshedTokens,
};
pub(crate) use sigv4::{SigV4, UnsignedPayload};
pub use token::{Token, TokenProvider};

/// The id of AWS Signature Version 4.
pub const SIGV4: &str = "aws.auth#sigv4";
/// The id that stands for no authentication among the alternatives of an operation.
pub const NO_AUTH: &str = "smithy.api#noAuth";

/// A scheme of authentication: resolves an identity and signs requests with it.
///
/// [`Config::auth_scheme`](crate::Config::auth_scheme) adds one to a client. A call uses the first scheme that its
/// operation accepts and the client has.
///
/// ```
/// use weland_client::auth::{AuthScheme, Signer};
/// use weland_client::{BoxFuture, Config};
/// use weland_core::{ErrorKind, OtherError};
///
/// struct Bearer(String);
///
/// impl AuthScheme for Bearer {
///     fn id(&self) -> &str {
///         "smithy.api#httpBearerAuth"
///     }
///
///     fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
///         Box::pin(async { Ok(Box::new(Token(format!("Bearer {}", self.0))) as Box<dyn Signer>) })
///     }
/// }
///
/// struct Token(String);
///
/// impl Signer for Token {
///     fn sign(&self, request: &mut http::request::Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
///         let value = self.0.parse().map_err(|_| OtherError::new(ErrorKind::Credentials, "no valid token"))?;
///         request.headers.insert("authorization", value);
///         Ok(())
///     }
/// }
///
/// let config = Config::new().auth_scheme(Bearer("token".to_owned()));
/// ```
pub trait AuthScheme: Send + Sync {
    /// The id of the trait that stands for the scheme in models, such as `smithy.api#httpBearerAuth`.
    fn id(&self) -> &str;

    /// Whether a signature covers the body, which then has to be in memory.
    fn signs_body(&self) -> bool {
        false
    }

    /// Whether [`Signer::sign_stream`] signs streams of events, one by one.
    fn signs_events(&self) -> bool {
        false
    }

    /// Resolves the identity for one attempt, see [`IdentityCache`](crate::identity::IdentityCache).
    ///
    /// # Errors
    /// When there is none, of kind [`ErrorKind::Credentials`].
    fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>>;

    /// Resolves the identity for one attempt, for an endpoint that says how requests are signed. By default, nobody asks
    /// what it says.
    ///
    /// # Errors
    /// Those of [`signer`](Self::signer).
    #[allow(unused_variables, reason = "the names are documentation")]
    fn signer_for<'a>(
        &'a self,
        properties: &'a SigningProperties,
    ) -> BoxFuture<'a, Result<Box<dyn Signer>, OtherError>> {
        self.signer()
    }
}

/// What an endpoint says of how requests to it are signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SigningProperties {
    /// The name that the service is signed for, if it is not that of the model.
    pub service: Option<String>,
    /// The region, if it is not that of the configuration.
    pub region: Option<String>,
    /// Whether the path is signed as it is sent. Usually it is normalized, and encoded once more.
    pub raw_path: bool,
}

/// What a signature by AWS Signature Version 4 is made with.
#[derive(Debug, Clone, Copy)]
pub struct Signature<'a> {
    /// Who signs.
    pub credentials: &'a Credentials,
    /// What the signature is valid for.
    pub scope: Scope<'a>,
    /// Whether the path is signed as it is sent.
    pub raw_path: bool,
}

/// Signs requests with one identity.
pub trait Signer: Send + Sync {
    /// Signs a request. The body is `None` if it is a stream.
    ///
    /// # Errors
    /// When the request cannot be signed.
    fn sign(&self, request: &mut Parts, body: Option<&[u8]>) -> Result<(), OtherError>;

    /// Signs a request whose body is a stream, and returns the body that is sent in its place, which may have signatures in it.
    /// By default, only the request is signed.
    ///
    /// # Errors
    /// Those of [`sign`](Self::sign).
    fn sign_stream(&self, request: &mut Parts, body: Body) -> Result<Body, OtherError> {
        self.sign(request, None).map(|()| body)
    }

    /// What signatures are made with, if they are those of AWS Signature Version 4: [`Call::presign`](crate::Call::presign)
    /// asks for it. By default, they are not.
    fn signature(&self) -> Option<Signature<'_>> {
        None
    }
}

/// Schemes that are not implemented, and that no header of the caller can stand for, since values differ for each request.
const NOT_BY_HAND: [&str; 2] = ["aws.auth#sigv4a", "smithy.api#httpDigestAuth"];

/// The schemes of the prelude that send what the configuration has.
const OF_PRELUDE: [SecurityScheme; 2] = [
    SecurityScheme::new("smithy.api#httpBasicAuth", SecurityKind::Basic),
    SecurityScheme::new("smithy.api#httpBearerAuth", SecurityKind::Bearer),
];

/// A secret of the configuration. Behind a trait, so that programs link the schemes of HTTP only if they have one.
pub(crate) trait SecretSource: Send + Sync {
    /// The scheme that sends the secret, if it is one for this.
    fn scheme(&self, scheme: &SecurityScheme, context: &Arc<IdentityContext>) -> Option<Arc<dyn AuthScheme>>;
}

/// Headers of the configuration, behind a trait for the same reason.
pub(crate) trait HeaderSource: Send + Sync {
    /// The scheme that adds the headers.
    fn scheme(&self, context: &Arc<IdentityContext>) -> Arc<dyn AuthScheme>;
}

/// The schemes that a client has.
pub(crate) struct AuthSchemes {
    /// The preferred ones of the same id first.
    pub(crate) schemes: Vec<Arc<dyn AuthScheme>>,
    /// What is sent by the schemes of HTTP, the preferred ones first.
    pub(crate) secrets: Vec<Arc<dyn SecretSource>>,
    /// Those that go before the scheme of an operation, whichever that is.
    pub(crate) always: Vec<Arc<dyn AuthScheme>>,
    /// What identities are resolved with.
    pub(crate) context: Arc<IdentityContext>,
    /// Whether the client authenticates at all.
    pub(crate) enabled: bool,
}

impl AuthSchemes {
    /// The schemes that an operation is called with: the first of its alternatives that the client has. None if it is called
    /// without authentication.
    ///
    /// An operation whose model names no alternatives has those of the service: SigV4 if there is a name to sign for. Where
    /// the client has none of the alternatives, the caller is trusted to authenticate by other means, such as a header;
    /// but not if one of them is SigV4, SigV4a or Digest, which nobody does by hand.
    ///
    /// # Errors
    /// Of [`ErrorKind::Credentials`], if one of these is an alternative and the client has neither credentials nor another
    /// scheme.
    pub(crate) fn choose(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
    ) -> Result<Vec<Arc<dyn AuthScheme>>, OtherError> {
        if !self.enabled {
            return Ok(Vec::new());
        }
        let own = self.of_operation(service, operation);
        if self.always.is_empty() {
            return own;
        }
        // Headers of one's own may be all that a service wants.
        Ok(self.always.iter().cloned().chain(own.unwrap_or_default()).collect())
    }

    fn of_operation(
        &self,
        service: &ServiceSchema,
        operation: &OperationSchema,
    ) -> Result<Vec<Arc<dyn AuthScheme>>, OtherError> {
        if let Some(alternatives) = operation.security {
            let found = alternatives.iter().find_map(|all| all.iter().map(|scheme| self.find(scheme)).collect());
            return Ok(found.unwrap_or_default());
        }
        let of_service: &[&str] = if service.signing_name.is_some() { &[SIGV4] } else { &[] };
        let alternatives = operation.auth.unwrap_or(of_service);
        for id in alternatives {
            let own = OF_PRELUDE.iter().find(|scheme| scheme.name == *id);
            let found = match own {
                Some(scheme) => self.find(scheme),
                None => self.schemes.iter().find(|scheme| scheme.id() == *id).cloned(),
            };
            if found.is_some() || *id == NO_AUTH {
                return Ok(found.into_iter().collect());
            }
        }
        if !alternatives.contains(&SIGV4) {
            return match alternatives.iter().find(|id| NOT_BY_HAND.contains(id)) {
                Some(id) => Err(OtherError::new(
                    ErrorKind::Credentials,
                    format!(
                        "the operation is called with `{id}`, which is not implemented: add it by `Config::auth_scheme`, or do without by `Config::unsigned`"
                    ),
                )),
                None => Ok(Vec::new()),
            };
        }
        let message = "no credentials: set them by `Config::credentials`, begin with `Config::from_env`, or do without by \
                       `Config::unsigned`";
        Err(OtherError::new(ErrorKind::Credentials, message))
    }

    /// What the client has for a scheme: one that was added under its name, or a secret that it sends.
    fn find(&self, scheme: &SecurityScheme) -> Option<Arc<dyn AuthScheme>> {
        if let Some(found) = self.schemes.iter().find(|own| own.id() == scheme.name) {
            return Some(Arc::clone(found));
        }
        self.secrets.iter().find_map(|secret| secret.scheme(scheme, &self.context))
    }
}
