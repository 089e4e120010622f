//! A user of a server. Its only dependency is the generated crate: whatever its docs and its errors say to use is there.

#![forbid(unsafe_code)]

use weland_lambda_server::types::{AliasConfiguration, GetAliasError, GetAliasRequest};
use weland_lambda_server::weland_server::http::{Request, Response};
use weland_lambda_server::weland_server::{DEFAULT_BODY_LIMIT, tower_service::Service};
use weland_lambda_server::{Body, Context, Lambda, OtherError, ResponseFuture, Router, ValidationStyle, router};

/// An implementation.
#[derive(Debug)]
pub struct Aliases;

impl Lambda for Aliases {
    async fn get_alias(&self, input: GetAliasRequest, _: Context) -> Result<AliasConfiguration, GetAliasError> {
        match input.name.as_str() {
            "live" => Ok(AliasConfiguration::new()),
            _ => Err(OtherError::service(404, "ResourceNotFoundException", "there is only one alias").into()),
        }
    }
}

/// The router of it.
pub fn aliases() -> Router {
    router(Aliases).validation_style(ValidationStyle::Smithy).body_limit(DEFAULT_BODY_LIMIT)
}

/// Asks a router without a network.
pub fn ask(router: &mut Router, request: Request<Body>) -> ResponseFuture {
    router.call(request)
}

/// The status of a response.
pub fn status(response: &Response<Body>) -> u16 {
    response.status().as_u16()
}
