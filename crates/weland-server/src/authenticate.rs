//! Who calls, as the checks of the router see it.

use http::request;
use weland_core::{OperationSchema, SecurityScheme};

use crate::chunked::{Chunking, PartSignatures};
#[cfg(feature = "sigv4")]
use crate::demand::SIGV4;
use crate::demand::demanded;
use crate::denial::Denials;
use crate::exchange::Exchange;
use crate::incoming::Incoming;
use crate::offer::{Offer, Refused, Unfit};
use crate::reject::Rejection;
use crate::routes::Route;
use crate::settings::Settings;
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
        let settings = &exchange.settings;
        let alternatives = demanded(exchange.routes.service(), route.operation);
        if !settings.checks_callers() || alternatives.iter().all(Vec::is_empty) {
            return Ok((body, None));
        }
        let mut denials = Denials::default();
        for alternative in alternatives.iter().filter(|all| !all.is_empty()) {
            let offer = match Offer::new(settings, alternative, parts, self.is_signed()) {
                Ok(offer) => offer,
                Err(Unfit::NotSent) => {
                    denials.not_sent(alternative);
                    continue;
                }
                Err(Unfit::Unchecked(scheme)) => {
                    denials.unchecked(scheme);
                    continue;
                }
            };
            #[cfg(feature = "sigv4")]
            let is_signed = offer.is_signed;
            match offer.accept(route.operation, parts).await {
                Ok(extensions) => {
                    parts.extensions = extensions;
                    #[cfg(feature = "sigv4")]
                    if is_signed && let (Some(verifier), Some(claim)) = (&settings.sigv4, &self.claim) {
                        // The body is used up by that, so that nothing else can be tried.
                        let signed = (verifier, claim);
                        return check_signature(exchange, signed, (route, is_stream), parts, (body, chunking)).await;
                    }
                    return Ok((body, None));
                }
                Err(refused) => denials.add_refused(alternative, refused)?,
            }
        }
        self.check_silent(exchange, route.operation, parts, (&alternatives, denials)).await?;
        Ok((body, None))
    }

    /// Whether the request has a signature that somebody checks.
    fn is_signed(&self) -> bool {
        #[cfg(feature = "sigv4")]
        return self.claim.is_some();
        #[cfg(not(feature = "sigv4"))]
        false
    }

    /// Decides on a request that none of the alternatives has accepted.
    async fn check_silent(
        &self,
        exchange: &Exchange,
        operation: &'static OperationSchema,
        parts: &mut request::Parts,
        (alternatives, mut denials): (&[Vec<SecurityScheme>], Denials),
    ) -> Result<(), Rejection> {
        let settings = &exchange.settings;
        let is_free = alternatives.iter().any(Vec::is_empty);
        if denials.is_silent() && is_free {
            match Offer::nothing(settings).accept(operation, parts).await {
                Ok(extensions) => {
                    parts.extensions = extensions;
                    return Ok(());
                }
                Err(refused) => denials.add_refused(&[], refused)?,
            }
        }
        #[cfg(feature = "sigv4")]
        if denials.is_silent() && settings.sigv4.is_some() && alternatives.iter().flatten().any(|it| it.name == SIGV4) {
            return Err(not_signed(exchange, crate::sigv4::Refusal::Missing));
        }
        Err(denials.into_denial(&settings.realm).map_or_else(Rejection::Unchecked, Rejection::Denied))
    }
}

impl Denials {
    fn add_refused(&mut self, alternative: &[SecurityScheme], refused: Refused) -> Result<(), Rejection> {
        match refused {
            Refused::By(scheme, refusal) => {
                self.refused(alternative, scheme.as_ref(), refusal).map_err(Rejection::Refused)
            }
            Refused::Panic(message) => Err(Rejection::Panic(message)),
        }
    }
}

/// Checks the signature of a request.
#[cfg(feature = "sigv4")]
async fn check_signature(
    exchange: &Exchange,
    (verifier, claim): (&crate::sigv4::SigV4, &crate::sigv4::Claim),
    (route, is_stream): (&Route, bool),
    parts: &mut request::Parts,
    (body, chunking): (Incoming, Option<&Chunking>),
) -> Result<(Incoming, Option<PartSignatures>), Rejection> {
    let is_stream = is_stream || chunking.is_some();
    let body = body_to_sign(verifier, claim, (route, is_stream), exchange, parts, body).await?;
    let names_exceptions = exchange.protocol.names_exceptions();
    let signed_chunks = chunking.is_some_and(Chunking::is_signed);
    let service = exchange.routes.service();
    let checked = crate::sigv4::verify(verifier, service, claim, (body, signed_chunks), names_exceptions).await;
    let Checked { signer, body, signatures } = checked.map_err(|refusal| not_signed(exchange, refusal))?;
    parts.extensions.insert(signer);
    Ok((body, signatures))
}

#[cfg(feature = "sigv4")]
fn not_signed(exchange: &Exchange, refusal: crate::sigv4::Refusal) -> Rejection {
    Rejection::Refused(refusal.into_error(exchange.protocol.names_exceptions()))
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
