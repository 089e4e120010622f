//! AWS Signature Version 4 as a scheme of the pipeline.

use std::sync::Arc;
use std::time::SystemTime;

use http::request::Parts;
use weland_core::{ErrorKind, OtherError};

use super::{AuthScheme, SIGV4, Signer, SigningProperties};
use crate::BoxFuture;
use crate::credentials::{Credentials, CredentialsProvider};
use crate::identity::IdentityCache;
use crate::sign::{Scope, sign_path};
use crate::skew::Skew;

/// Signs requests with the credentials of a provider.
pub(crate) struct SigV4 {
    /// The name that the service is signed for.
    pub(crate) service: &'static str,
    pub(crate) region: Option<String>,
    pub(crate) provider: Arc<dyn CredentialsProvider>,
    pub(crate) credentials: IdentityCache<Credentials>,
    pub(crate) skew: Arc<Skew>,
}

struct SigV4Signer {
    service: String,
    region: String,
    raw_path: bool,
    credentials: Credentials,
    time: SystemTime,
}

impl AuthScheme for SigV4 {
    fn id(&self) -> &str {
        SIGV4
    }

    fn signs_body(&self) -> bool {
        true
    }

    fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async { self.signer_for(&SigningProperties::default()).await })
    }

    fn signer_for<'a>(
        &'a self,
        properties: &'a SigningProperties,
    ) -> BoxFuture<'a, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async {
            let provider = Arc::clone(&self.provider);
            let resolve = || Box::pin(async move { provider.credentials().await }) as BoxFuture<'static, _>;
            let credentials = self.credentials.get_in_background(resolve).await?;
            let Some(region) = properties.region.as_ref().or(self.region.as_ref()) else {
                let message = "no region to sign for: set it by `Config::region` or by AWS_REGION";
                return Err(OtherError::new(ErrorKind::Request, message));
            };
            Ok(Box::new(SigV4Signer {
                service: properties.service.as_deref().unwrap_or(self.service).to_owned(),
                region: region.clone(),
                raw_path: properties.raw_path,
                credentials,
                time: self.skew.now(),
            }) as Box<dyn Signer>)
        })
    }
}

impl Signer for SigV4Signer {
    fn sign(&self, request: &mut Parts, body: Option<&[u8]>) -> Result<(), OtherError> {
        let scope = Scope { region: &self.region, service: &self.service, time: self.time };
        sign_path(request, body.unwrap_or_default(), &self.credentials, &scope, self.raw_path)
    }
}
