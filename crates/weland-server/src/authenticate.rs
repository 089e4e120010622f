//! Who calls, as the checks of the router see it.

use http::request;
use weland_core::OperationSchema;

use crate::chunked::{Chunking, PartSignatures};
use crate::credentials::{Caller, alternatives, presented};
use crate::exchange::Exchange;
use crate::incoming::Incoming;
use crate::reject::Rejection;
use crate::routes::Route;
use crate::settings::{Authenticator, Settings};
#[cfg(feature = "sigv4")]
use crate::sigv4::Checked;

/// What a request has by which its sender can be told before the operation is known.
pub(crate) struct Sender {
    #[cfg(feature = "sigv4")]
    claim: Option<crate::sigv4::Claim>,
}

impl Sender {
    /// Takes it off a request, if somebody is going to check it.
    #[cfg_attr(not(feature = "sigv4"), allow(unused_variables, reason = "only signatures are taken off"))]
    pub(crate) fn take(settings: &Settings, parts: &mut request::Parts) -> Self {
        Self {
            #[cfg(feature = "sigv4")]
            claim: settings.sigv4.as_ref().and_then(|_| crate::sigv4::Claim::take(parts)),
        }
    }

    /// Checks the sender of a request. What is found out is in its extensions.
    ///
    /// # Errors
    /// When the sender may not call the operation.
    #[cfg_attr(
        not(feature = "sigv4"),
        allow(unused_variables, reason = "only signatures cover the body and its parts")
    )]
    pub(crate) async fn check(
        &self,
        exchange: &Exchange,
        (route, is_stream): (&Route, bool),
        parts: &mut request::Parts,
        (body, chunking): (Incoming, Option<&Chunking>),
    ) -> Result<(Incoming, Option<PartSignatures>), Rejection> {
        #[cfg(feature = "sigv4")]
        if let Some(verifier) = &exchange.settings.sigv4 {
            let refused = |refusal: crate::sigv4::Refusal| {
                Rejection::Refused(refusal.into_error(exchange.protocol.names_exceptions()))
            };
            let service = exchange.routes.service();
            if crate::sigv4::is_needed(service, route.operation, parts, self.claim.is_some()).map_err(refused)?
                && let Some(claim) = &self.claim
            {
                let is_stream = is_stream || chunking.is_some();
                let body = body_to_sign(verifier, claim, (route, is_stream), exchange, parts, body).await?;
                let names_exceptions = exchange.protocol.names_exceptions();
                let signed_chunks = chunking.is_some_and(Chunking::is_signed);
                let checked =
                    crate::sigv4::verify(verifier, service, claim, (body, signed_chunks), names_exceptions).await;
                let Checked { signer, body, signatures } = checked.map_err(refused)?;
                parts.extensions.insert(signer);
                return Ok((body, signatures));
            }
        }
        if let Some(check) = &exchange.settings.authenticator {
            authenticate(&**check, route.operation, parts).await?;
        }
        Ok((body, None))
    }
}

/// The body in the form in which its signature is checked: read, unless it is a stream whose hash is stated.
#[cfg(feature = "sigv4")]
async fn body_to_sign(
    verifier: &crate::sigv4::SigV4,
    claim: &crate::sigv4::Claim,
    (route, is_stream): (&Route, bool),
    exchange: &Exchange,
    parts: &request::Parts,
    body: Incoming,
) -> Result<crate::sigv4::SignedBody, Rejection> {
    use crate::sigv4::SignedBody;
    match body {
        Incoming::Read { sent, bytes } => Ok(SignedBody::Read { sent, bytes: Some(bytes) }),
        Incoming::Body(body) if claim.has_events() || is_stream && !claim.needs_body(verifier) => {
            Ok(SignedBody::Stream(body))
        }
        Incoming::Body(body) => {
            let limit = route.body_limit.unwrap_or(exchange.settings.body_limit);
            let sent = crate::body::read_sent(limit, &parts.headers, body).await?;
            Ok(SignedBody::Read { sent, bytes: None })
        }
    }
}

/// Lets the check of the router decide on a caller, and keeps what it has found out.
async fn authenticate(
    check: &Authenticator,
    operation: &'static OperationSchema,
    parts: &mut request::Parts,
) -> Result<(), Rejection> {
    let credentials = presented(operation, &parts.uri, &parts.headers).ok_or(Rejection::Unauthenticated(operation))?;
    if alternatives(operation).iter().all(Vec::is_empty) {
        return Ok(());
    }
    let extensions = std::mem::take(&mut parts.extensions);
    let caller = Caller { operation, credentials, headers: parts.headers.clone(), extensions };
    parts.extensions = check(caller).await.map_err(Rejection::Refused)?;
    Ok(())
}
