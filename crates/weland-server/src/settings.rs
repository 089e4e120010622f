//! The settings of a router that hold for all its operations.

use std::sync::Arc;

use http::Extensions;
use weland_core::OtherError;

use crate::cors::Cors;
use crate::credentials::Caller;
use crate::failure::FailureHook;
use crate::handler::BoxFuture;
use crate::health::HealthRoute;
use crate::openapi::OpenApiRoute;
use crate::scheme::Verifier;

/// The settings of a router.
#[derive(Clone)]
pub(crate) struct Settings {
    /// How many bytes a body may have.
    pub(crate) body_limit: usize,
    pub(crate) validation_style: ValidationStyle,
    pub(crate) on_failure: FailureHook,
    pub(crate) authenticator: Option<Arc<Authenticator>>,
    /// The checks of schemes.
    pub(crate) verifiers: Vec<Verifier>,
    /// What refused callers are told that their credentials are for.
    pub(crate) realm: String,
    pub(crate) cors: Option<Cors>,
    pub(crate) health: Vec<HealthRoute>,
    pub(crate) documents: Vec<OpenApiRoute>,
    #[cfg(feature = "sigv4")]
    pub(crate) sigv4: Option<crate::sigv4::SigV4>,
    /// What stands in front of all paths, without a slash at its end.
    pub(crate) base_path: String,
}

impl Settings {
    /// Whether anything is checked of who calls.
    pub(crate) fn checks_callers(&self) -> bool {
        self.authenticator.is_some() || !self.verifiers.is_empty() || self.checks_signatures()
    }

    /// Whether signatures of AWS are checked.
    pub(crate) fn checks_signatures(&self) -> bool {
        #[cfg(feature = "sigv4")]
        return self.sigv4.is_some();
        #[cfg(not(feature = "sigv4"))]
        false
    }
}

/// Checks what callers have sent to authenticate.
pub(crate) type Authenticator = dyn Fn(Caller) -> BoxFuture<Result<Extensions, OtherError>> + Send + Sync;

/// The style of the response to a request that breaks constraints of the model. Its code is `ValidationException` in either
/// style, and its status 400. If the operation has an error of that name, the response has the status and the members of that:
/// the message in this style, the fields, and a reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValidationStyle {
    /// As `smithy.framework#ValidationException`: a message, and a list of fields with their paths.
    #[default]
    Smithy,
    /// As AWS Lambda: a message that shows the values.
    AwsLambda,
}
