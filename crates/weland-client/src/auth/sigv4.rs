//! AWS Signature Version 4 as a scheme of the pipeline.

use std::sync::Arc;

use http::request::Parts;
use http::{HeaderName, HeaderValue};
use weland_core::{ErrorKind, OtherError};
#[cfg(feature = "streams")]
use weland_protocol::Body;
use weland_protocol::sha256::Hash;

use super::{AuthScheme, SIGV4, Signature, Signer, SigningProperties};
use crate::BoxFuture;
use crate::credentials::{Credentials, CredentialsProvider};
use crate::hex::hex;
use crate::identity::{IdentityCache, IdentityContext};
#[cfg(feature = "streams")]
use crate::sign::chain::Chain;
#[cfg(feature = "streams")]
use crate::sign::events::{EVENTS, SignedEvents};
use crate::sign::{Scope, SigningKeys, sign_path};
use crate::skew::Skew;
#[cfg(feature = "streams")]
use crate::streaming::Streaming;

/// The header that has the hash of the body, or says how it is signed.
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// What stands there if the body is not signed.
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// In the extensions of a request: its body is not signed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnsignedPayload;

/// Signs requests with the credentials of a provider.
pub(crate) struct SigV4 {
    /// The name that the service is signed for.
    pub(crate) service: &'static str,
    pub(crate) region: Option<String>,
    pub(crate) provider: Arc<dyn CredentialsProvider>,
    pub(crate) credentials: IdentityCache<Credentials>,
    pub(crate) context: Arc<IdentityContext>,
    pub(crate) skew: Arc<Skew>,
    pub(crate) keys: Arc<SigningKeys>,
}

struct SigV4Signer {
    service: String,
    region: String,
    raw_path: bool,
    credentials: Credentials,
    skew: Arc<Skew>,
    keys: Arc<SigningKeys>,
}

impl SigV4Signer {
    fn scope(&self) -> Scope<'_> {
        Scope { region: &self.region, service: &self.service, time: self.skew.now() }
    }
}

impl AuthScheme for SigV4 {
    fn id(&self) -> &str {
        SIGV4
    }

    fn signs_body(&self) -> bool {
        true
    }

    fn signs_events(&self) -> bool {
        cfg!(feature = "streams")
    }

    fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async { self.signer_for(&SigningProperties::default()).await })
    }

    fn signer_for<'a>(
        &'a self,
        properties: &'a SigningProperties,
    ) -> BoxFuture<'a, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async {
            let (provider, context) = (Arc::clone(&self.provider), Arc::clone(&self.context));
            let resolve = || Box::pin(async move { provider.credentials_for(&context).await }) as BoxFuture<'static, _>;
            let credentials = self.credentials.resolve_for(&self.context, resolve).await?;
            let Some(region) = properties.region.as_ref().or(self.region.as_ref()) else {
                let message = "no region to sign for: set it by `Config::region` or by AWS_REGION";
                return Err(OtherError::new(ErrorKind::Request, message));
            };
            Ok(Box::new(SigV4Signer {
                service: properties.service.as_deref().unwrap_or(self.service).to_owned(),
                region: region.clone(),
                raw_path: properties.raw_path,
                credentials,
                skew: Arc::clone(&self.skew),
                keys: Arc::clone(&self.keys),
            }) as Box<dyn Signer>)
        })
    }
}

impl Signer for SigV4Signer {
    fn sign(&self, request: &mut Parts, body: Option<&[u8]>) -> Result<(), OtherError> {
        let is_unsigned = request.extensions.get::<UnsignedPayload>().is_some();
        let hash = match is_unsigned {
            true => UNSIGNED_PAYLOAD.to_owned(),
            false => hex(&Hash::hash(body.unwrap_or_default())),
        };
        // Services that take paths as they are, S3 and its kin, want to know it.
        if (self.raw_path || is_unsigned)
            && let Ok(hash) = HeaderValue::from_str(&hash)
        {
            request.headers.insert(CONTENT_SHA256, hash);
        }
        sign_path(request, &hash, (&self.credentials, &self.keys), &self.scope(), self.raw_path).map(drop)
    }

    fn signature(&self) -> Option<Signature<'_>> {
        Some(Signature { credentials: &self.credentials, scope: self.scope(), raw_path: self.raw_path })
    }

    #[cfg(feature = "streams")]
    fn sign_stream(&self, request: &mut Parts, body: Body) -> Result<Body, OtherError> {
        let streaming = request.extensions.get::<Streaming>().cloned();
        let hash = match &streaming {
            Some(streaming) => streaming.content_hash(),
            None if body.is_event_stream() => EVENTS,
            None => return self.sign(request, None).map(|()| body),
        };
        // A hash in hex, or one of a few words.
        if let Ok(hash) = HeaderValue::from_str(hash) {
            request.headers.insert(CONTENT_SHA256, hash);
        }
        let scope = self.scope();
        let signature = sign_path(request, hash, (&self.credentials, &self.keys), &scope, self.raw_path)?;
        let chain = Chain::new(&self.credentials, &scope, signature);
        if let Some(streaming) = streaming {
            return Ok(streaming.wrap(body, chain, scope.time));
        }
        let skew = Arc::clone(&self.skew);
        Ok(Body::new(SignedEvents::new(body, chain, move || skew.now())))
    }
}
