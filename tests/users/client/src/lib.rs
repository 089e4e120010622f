//! A user of a client. Its only dependency is the generated crate: whatever its docs and its errors say to use is there.

#![forbid(unsafe_code)]

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};
use std::time::Duration;

use weland_lambda_client::types::{GetFunctionError, GetFunctionRequired, ListFunctionsError, ListFunctionsRequest};
use weland_lambda_client::weland_client::auth::{AuthScheme, Signer};
use weland_lambda_client::weland_client::endpoint::{Endpoint, EndpointParams, EndpointResolver};
use weland_lambda_client::weland_client::hooks::{Attempt, CallContext, Hook};
use weland_lambda_client::weland_client::identity::{Identity, IdentityCache};
use weland_lambda_client::weland_client::{bytes::Bytes, http, tower_service::Service, weland_core::Structure};
use weland_lambda_client::{
    Body, BoxFuture, Client, Config, Credentials, CredentialsProvider, ErrorKind, OperationError, OtherError,
    Transport, TransportError,
};

/// A provider of credentials, as an error about credentials advises.
#[derive(Debug)]
pub struct Vault;

impl CredentialsProvider for Vault {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(async { Err(OtherError::new(ErrorKind::Credentials, "the vault is closed")) })
    }
}

/// An endpoint that depends on the operation.
#[derive(Debug)]
pub struct Local;

impl EndpointResolver for Local {
    fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError> {
        Endpoint::parse(&format!("http://localhost:9000/{}", params.operation.name))
    }
}

/// A hook that sees everything.
#[derive(Debug)]
pub struct Trace;

impl Hook for Trace {
    fn before_serialization(&self, _: &CallContext, input: &mut dyn Structure) -> Result<(), OtherError> {
        match input.schema().members {
            [] => Err(OtherError::new(ErrorKind::Request, "the input is empty")),
            _ => Ok(()),
        }
    }

    fn before_attempt(
        &self,
        attempt: &Attempt,
        request: &mut http::request::Parts,
        _: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        request.headers.insert("x-attempt", attempt.number.into());
        Ok(())
    }
}

/// A token, and a scheme of authentication that uses it.
#[derive(Debug, Clone)]
pub struct Token(String);

impl Identity for Token {
    fn expires(&self) -> Option<std::time::SystemTime> {
        None
    }
}

impl Signer for Token {
    fn sign(&self, request: &mut http::request::Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        let value = http::HeaderValue::from_str(&self.0)
            .map_err(|_| OtherError::new(ErrorKind::Credentials, "the token cannot be a header"))?;
        request.headers.insert(http::header::AUTHORIZATION, value);
        Ok(())
    }
}

/// The scheme.
#[derive(Debug, Default)]
pub struct Bearer(IdentityCache<Token>);

impl AuthScheme for Bearer {
    fn id(&self) -> &str {
        "smithy.api#httpBearerAuth"
    }

    fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async {
            let token = self.0.get(|| Box::pin(ready(Ok(Token("Bearer t".to_owned()))))).await?;
            Ok(Box::new(token) as Box<dyn Signer>)
        })
    }
}

/// A transport without a network.
#[derive(Debug, Clone)]
pub struct Teapot;

impl Service<http::Request<Body>> for Teapot {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
        let mut response = http::Response::new(Body::from(Bytes::from_static(b"short and stout")));
        *response.status_mut() = http::StatusCode::IM_A_TEAPOT;
        ready(Ok(response))
    }
}

/// A client with all of these.
pub fn client() -> Client {
    let config = Config::new()
        .credentials(Vault)
        .endpoint_resolver(Local)
        .hook(Trace)
        .auth_scheme(Bearer::default())
        .transport(Transport::new(Teapot))
        .connect_timeout(None)
        .first_byte_timeout(Duration::from_secs(10))
        .read_timeout(None)
        .credentials_timeout(None);
    Client::new(config)
}

/// Calls an operation, and looks at its error.
///
/// # Errors
/// All but those of the transport.
pub async fn call(client: &Client) -> Result<(), GetFunctionError> {
    let input = GetFunctionRequired { function_name: "f".into() };
    let error = match client.get_function(input).await {
        Ok(_) => return Ok(()),
        Err(error) => error,
    };
    let transport =
        error.other().and_then(std::error::Error::source).and_then(|it| it.downcast_ref::<TransportError>());
    if transport.is_some_and(|error| !error.may_have_been_sent()) { Ok(()) } else { Err(error) }
}

/// Reads a list to its end.
///
/// # Errors
/// Those of the operation.
pub async fn list(client: &Client) -> Result<usize, ListFunctionsError> {
    let mut items = client.list_functions(ListFunctionsRequest::new()).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item?;
        count += 1;
    }
    Ok(count)
}
