//! What a request offers for an alternative of its operation, and what the checks of the server make of it.

use http::{Extensions, request};
use weland_core::{OperationSchema, SecurityKind, SecurityScheme};

use crate::credentials::{Accepted, Caller, Credential, Secret, credential};
use crate::demand::SIGV4;
use crate::panic::catch_panic;
use crate::refusal::Refusal;
use crate::scheme::{AuthRequest, Verifier};
use crate::settings::{Authenticator, Settings};

/// All that an alternative needs.
pub(crate) struct Offer<'a> {
    credentials: Vec<Offered<'a>>,
    /// The check of the router as a whole, if it is asked.
    authenticator: Option<&'a Authenticator>,
    /// Whether the request has to be signed, which is checked at last.
    #[cfg_attr(not(feature = "sigv4"), allow(dead_code, reason = "nobody checks signatures"))]
    pub(crate) is_signed: bool,
}

/// What was sent for a scheme.
struct Offered<'a> {
    scheme: SecurityScheme,
    verifier: Option<&'a Verifier>,
    secret: Option<Secret>,
}

/// Why an alternative is out of the question.
pub(crate) enum Unfit {
    /// The request does not have all of it.
    NotSent,
    /// The server has no check for this scheme.
    Unchecked(&'static str),
}

/// Why a caller is not accepted.
pub(crate) enum Refused {
    /// A check says so: that of this scheme, or that of the router.
    By(Option<SecurityScheme>, Refusal),
    /// A check has panicked with this message.
    Panic(String),
}

impl<'a> Offer<'a> {
    /// What a request offers for an alternative.
    ///
    /// # Errors
    /// When that can't do.
    pub(crate) fn new(
        settings: &'a Settings,
        alternative: &[SecurityScheme],
        parts: &request::Parts,
        has_signature: bool,
    ) -> Result<Self, Unfit> {
        let (signatures, others): (Vec<_>, Vec<_>) =
            alternative.iter().partition(|scheme| scheme.name == SIGV4 && settings.checks_signatures());
        let verifier = |scheme: &SecurityScheme| settings.verifiers.iter().find(|it| it.scheme == scheme.name);
        let authenticator = settings.authenticator.as_deref();
        let is_checked = |scheme: &SecurityScheme| {
            verifier(scheme).is_some() || scheme.kind != SecurityKind::Other && authenticator.is_some()
        };
        if let Some(unchecked) = others.iter().find(|scheme| !is_checked(scheme)) {
            return Err(Unfit::Unchecked(unchecked.name));
        }
        let is_signed = !signatures.is_empty();
        let offered = |scheme: &SecurityScheme| {
            let secret = match scheme.kind {
                SecurityKind::Other => None,
                _ => Some(credential(*scheme, &parts.uri, &parts.headers)?.secret),
            };
            Some(Offered { scheme: *scheme, verifier: verifier(scheme), secret })
        };
        let sent: Option<Vec<_>> = others.iter().map(offered).collect();
        match sent.filter(|_| has_signature || !is_signed) {
            // A signature says enough by itself.
            Some(credentials) => {
                let authenticator = authenticator.filter(|_| !credentials.is_empty());
                Ok(Self { credentials, authenticator, is_signed })
            }
            None => Err(Unfit::NotSent),
        }
    }

    /// What callers offer that need not authenticate.
    pub(crate) fn nothing(settings: &'a Settings) -> Self {
        Self { credentials: Vec::new(), authenticator: settings.authenticator.as_deref(), is_signed: false }
    }

    /// Asks the checks. What they have found out is in the extensions of the request that handlers get.
    ///
    /// # Errors
    /// When one of them does not accept the caller.
    pub(crate) async fn accept(
        self,
        operation: &'static OperationSchema,
        parts: &request::Parts,
    ) -> Result<Extensions, Refused> {
        let mut extensions = parts.extensions.clone();
        let mut credentials = Vec::new();
        for Offered { scheme, verifier, secret } in self.credentials {
            if let Some(verifier) = verifier {
                let request = auth_request(operation, scheme, parts);
                let asked = catch_panic(|| verifier.call(secret.clone(), request)).await.map_err(Refused::Panic)?;
                extensions.extend(asked.map_err(|refusal| Refused::By(Some(scheme), refusal))?);
            }
            credentials.extend(secret.map(|secret| Credential { scheme, secret }));
        }
        if let Some(check) = self.authenticator {
            let caller =
                Caller { operation, credentials: credentials.clone(), headers: parts.headers.clone(), extensions };
            let asked = catch_panic(|| check(caller)).await.map_err(Refused::Panic)?;
            extensions = asked.map_err(|error| Refused::By(None, error.into()))?;
        }
        extensions.insert(Accepted(credentials));
        Ok(extensions)
    }
}

fn auth_request(operation: &'static OperationSchema, scheme: SecurityScheme, parts: &request::Parts) -> AuthRequest {
    AuthRequest {
        operation,
        scheme,
        method: parts.method.clone(),
        uri: parts.uri.clone(),
        headers: parts.headers.clone(),
        extensions: parts.extensions.clone(),
    }
}
