//! The check of a signature.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use weland_core::ServiceSchema;
use weland_protocol::Body;
use weland_protocol::sha256::{Hash, Hmac};
use weland_protocol::sigv4::{Chain, canonical_request, hex, parse_hex, signing_key, string_to_sign};

use super::claim::{Claim, Kind, Signature, incomplete};
use super::events::VerifiedEvents;
use super::hashed::Hashed;
use super::refusal::Refusal;
use super::{AccessKey, KeyRequest, SigV4, SignedBy};
use crate::credentials::same;
use crate::incoming::Incoming;

/// What stands for the hash of a body that is not signed, as a whole or in chunks.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
const UNSIGNED_CHUNKS: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
/// What stands for the hash of a body whose chunks are signed, with or without a trailer.
const CHUNKS: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const CHUNKS_TRAILER: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
/// What stands for the hash of a body whose events are signed.
const EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// A request whose signature is right.
pub(crate) struct Checked {
    pub(crate) signer: SignedBy,
    pub(crate) body: Incoming,
    /// What the signatures of its chunks are checked with, if they have any, and the time of the request.
    pub(crate) signatures: Option<(Chain, String)>,
}

/// What the signature of a request says of its body.
#[derive(Clone, Copy)]
enum Covered {
    /// It has been looked at, or is not signed.
    Already,
    /// It is a stream that has to have this hash.
    Stream([u8; 32]),
    /// Its chunks have signatures.
    Chunks,
    /// Its events have signatures.
    Events,
}

/// Checks the signature of a request, and returns its body. `signed_chunks`: whether that is going to be read
/// as chunks with signatures; `names_exceptions`: whether codes of errors end in `Exception`.
///
/// # Errors
/// When the request was not sent, as it is, by the owner of a key.
pub(crate) async fn verify(
    verifier: &SigV4,
    service: &ServiceSchema,
    claim: &Claim,
    (body, signed_chunks): (SignedBody, bool),
    names_exceptions: bool,
) -> Result<Checked, Refusal> {
    let signature = claim.signature()?;
    scope(verifier, service, &signature)?;
    in_time(verifier, &signature)?;
    signed_headers(claim, &signature)?;
    let (hashes, covered) = body_hashes(verifier, claim, (&body, signed_chunks))?;
    let request =
        KeyRequest { access_key_id: signature.access_key_id.clone(), session_token: signature.session_token.clone() };
    let key = (verifier.find)(request).await.map_err(Refusal::Other)?.ok_or(Refusal::UnknownKey)?;
    is_valid(&key, &signature, (verifier.clock)())?;
    let names: Vec<&str> = signature.signed_headers.iter().map(String::as_str).collect();
    let secret = {
        let (date, _) = signature.scope.split_once('/').unwrap_or_default();
        signing_key(&key.secret, date, &verifier.region, verifier.service_name(service))
    };
    let fits = |hash: &String| {
        let canonical = canonical_request(&claim.parts, &names, hash, verifier.raw_path);
        let to_sign = string_to_sign(&signature.date_time, &signature.scope, &canonical);
        Hmac::verify(to_sign, secret, &signature.signature)
    };
    if !hashes.iter().any(fits) {
        return Err(invalid("the signature is not that of this request and this key"));
    }
    let signer = SignedBy { access_key_id: signature.access_key_id.clone(), signed_at: signature.signed_at };
    let chain = || {
        let (region, service) = (verifier.region.clone(), verifier.service_name(service).to_owned());
        Chain::new(key.secret.clone(), region, service, signature.signature)
    };
    let (body, signatures) = match (body, covered) {
        (SignedBody::Stream(body), Covered::Events) => {
            (Incoming::Body(Body::new(VerifiedEvents::new(body, chain(), verifier, names_exceptions))), None)
        }
        (body, Covered::Chunks) => (body.into_incoming(None), Some((chain(), signature.date_time))),
        (body, Covered::Stream(hash)) => (body.into_incoming(Some(hash)), None),
        (body, _) => (body.into_incoming(None), None),
    };
    Ok(Checked { signer, body, signatures })
}

/// The body of a request whose signature is checked.
pub(crate) enum SignedBody {
    Read {
        /// As it was sent, which is what is signed.
        sent: Bytes,
        /// Without compression, if that was needed already.
        bytes: Option<Bytes>,
    },
    Stream(Body),
}

impl SignedBody {
    /// The body for whoever reads it. A stream fails unless it has the hash that was signed.
    fn into_incoming(self, hash: Option<[u8; 32]>) -> Incoming {
        match (self, hash) {
            (Self::Read { sent, bytes: Some(bytes) }, _) => Incoming::Read { sent, bytes },
            (Self::Read { sent, bytes: None }, _) => Incoming::Body(Body::from(sent)),
            (Self::Stream(body), Some(hash)) => Incoming::Body(Body::new(Hashed::new(body, hash))),
            (Self::Stream(body), None) => Incoming::Body(body),
        }
    }
}

impl Claim {
    /// Whether the body has to be known to check the signature.
    pub(crate) fn needs_body(&self, verifier: &SigV4) -> bool {
        self.content_hash().is_none() && !(verifier.unsigned_payloads && self.kind == Kind::Query)
    }

    /// Whether the body consists of events that have signatures.
    pub(crate) fn has_events(&self) -> bool {
        self.content_hash().is_some_and(|hash| hash == EVENTS)
    }
}

fn scope(verifier: &SigV4, service: &ServiceSchema, signature: &Signature) -> Result<(), Refusal> {
    let date = signature.date_time.get(..8).unwrap_or_default();
    let (region, name) = (&verifier.region, verifier.service_name(service));
    let expected = format!("{date}/{region}/{name}/aws4_request");
    if signature.scope == expected {
        return Ok(());
    }
    Err(invalid(&format!("the credential is not scoped to `{expected}`")))
}

fn in_time(verifier: &SigV4, signature: &Signature) -> Result<(), Refusal> {
    let now = (verifier.clock)();
    let age = now.duration_since(signature.signed_at).unwrap_or(Duration::ZERO);
    let lead = signature.signed_at.duration_since(now).unwrap_or(Duration::ZERO);
    if lead > verifier.window {
        return Err(invalid("the signature is not yet valid; is the clock of the caller right?"));
    }
    if age > signature.expires.unwrap_or(verifier.window) {
        return Err(invalid("the signature has expired; is the clock of the caller right?"));
    }
    Ok(())
}

/// Whether everything is signed that could change what the request means.
fn signed_headers(claim: &Claim, signature: &Signature) -> Result<(), Refusal> {
    let headers = &claim.parts.headers;
    let is_signed = |name: &str| signature.signed_headers.iter().any(|signed| signed == name);
    let needed = headers.keys().map(http::HeaderName::as_str).filter(|name| name.starts_with("x-amz-"));
    if let Some(name) = ["host"].into_iter().chain(needed).find(|name| !is_signed(name)) {
        return Err(incomplete(&format!("the header `{name}` has to be signed")));
    }
    match signature.signed_headers.iter().find(|name| !headers.contains_key(name.as_str())) {
        Some(_) => Err(incomplete("a signed header is not in the request")),
        None => Ok(()),
    }
}

/// The hashes that the signature may cover, of which it has to cover one, and what that says of the body.
fn body_hashes(
    verifier: &SigV4,
    claim: &Claim,
    (body, signed_chunks): (&SignedBody, bool),
) -> Result<(Vec<String>, Covered), Refusal> {
    let stated = claim.content_hash();
    match (stated.as_deref(), body) {
        (Some(hash @ (UNSIGNED | UNSIGNED_CHUNKS)), _) if verifier.unsigned_payloads => {
            Ok((vec![hash.to_owned()], Covered::Already))
        }
        (Some(UNSIGNED | UNSIGNED_CHUNKS), _) => Err(invalid("the body has to be signed")),
        (Some(hash @ (CHUNKS | CHUNKS_TRAILER)), _) if signed_chunks => Ok((vec![hash.to_owned()], Covered::Chunks)),
        (Some(EVENTS), SignedBody::Stream(_)) => Ok((vec![EVENTS.to_owned()], Covered::Events)),
        (Some(hash), body) => {
            let message =
                "`x-amz-content-sha256` has to be a hash in hexadecimal digits, or to say how the body is signed";
            let expected = parse_hex(hash).ok_or_else(|| invalid(message))?;
            match body {
                SignedBody::Read { sent, .. } if Hash::hash(sent) != expected => Err(Refusal::OtherBody),
                SignedBody::Read { .. } => Ok((vec![hash.to_owned()], Covered::Already)),
                SignedBody::Stream(_) => Ok((vec![hash.to_owned()], Covered::Stream(expected))),
            }
        }
        (None, SignedBody::Read { sent, .. }) => {
            let may_be_unsigned = verifier.unsigned_payloads && claim.kind == Kind::Query;
            let unsigned = may_be_unsigned.then(|| UNSIGNED.to_owned());
            Ok(([hex(&Hash::hash(sent))].into_iter().chain(unsigned).collect(), Covered::Already))
        }
        (None, SignedBody::Stream(_)) => Ok((vec![UNSIGNED.to_owned()], Covered::Already)),
    }
}

fn is_valid(key: &AccessKey, signature: &Signature, now: SystemTime) -> Result<(), Refusal> {
    let is_token = match (&key.session_token, &signature.session_token) {
        (Some(expected), Some(sent)) => same(sent, expected),
        (None, None) => true,
        _ => false,
    };
    if !is_token {
        return Err(Refusal::UnknownKey);
    }
    if key.expires.is_some_and(|expires| now >= expires) { Err(Refusal::Expired) } else { Ok(()) }
}

fn invalid(message: &str) -> Refusal {
    Refusal::Invalid(message.to_owned())
}
