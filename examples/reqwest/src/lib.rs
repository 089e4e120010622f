#![forbid(unsafe_code)]
//! A generated client whose requests go through reqwest, for programs that have settings for it already: proxies, certificates,
//! resolvers of names, middleware.

use std::task::{Context, Poll};

use weland_lambda_client::weland_client::tower_service::Service;
use weland_lambda_client::weland_client::{bytes::Bytes, http, http_body::Body as _};
use weland_lambda_client::{Body, BoxFuture, Transport, TransportError};

/// A transport that sends through a client of reqwest.
///
/// Responses have to come as they are: build the client with `redirect(Policy::none())`, since a signature is for one URL, and
/// without decompression, since checksums are those of what was sent.
pub fn transport(client: reqwest::Client) -> Transport {
    Transport::new(Reqwest(client))
}

#[derive(Debug, Clone)]
struct Reqwest(reqwest::Client);

impl Service<http::Request<Body>> for Reqwest {
    type Response = http::Response<reqwest::Body>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Self::Response, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move {
            let request = converted(request).map_err(|error| TransportError::not_sent(error).lasting())?;
            client.execute(request).await.map(Into::into).map_err(classified)
        })
    }
}

/// The same request for reqwest. A stream keeps its length, which reqwest would not know.
fn converted(mut request: http::Request<Body>) -> reqwest::Result<reqwest::Request> {
    if let (None, Some(length)) = (request.body().as_bytes(), request.body().size_hint().exact()) {
        request.headers_mut().insert(http::header::CONTENT_LENGTH, length.into());
    }
    request
        .map(|body| match body.as_bytes().map(Bytes::copy_from_slice) {
            Some(bytes) => bytes.into(),
            None => reqwest::Body::wrap_stream(body.into_byte_stream()),
        })
        .try_into()
}

/// Says of an error whether the service may have seen the request, which decides whether it is tried again.
fn classified(error: reqwest::Error) -> TransportError {
    match error.is_connect() {
        true => TransportError::not_sent(error),
        false => TransportError::interrupted(error),
    }
}

#[cfg(test)]
mod tests {
    use weland_lambda_client::types::*;
    use weland_lambda_client::{Client, Config, ErrorKind, OperationError};
    use weland_lambda_server::{Context, Lambda, router, serve};

    use super::*;

    struct Echo;

    impl Lambda for Echo {
        async fn get_alias(&self, input: GetAliasRequest, _: Context) -> Result<AliasConfiguration, GetAliasError> {
            match &*input.name {
                "live" => Ok(AliasConfiguration::new().name(input.name)),
                _ => Err(ResourceNotFoundException::new().message("no such alias").into()),
            }
        }

        async fn invoke(&self, input: InvocationRequest, _: Context) -> Result<InvocationResponse, InvokeError> {
            let mut response = InvocationResponse::new();
            response.payload = input.payload;
            Ok(response)
        }
    }

    fn client(url: String) -> Client {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Client::new(Config::new().endpoint(url).unsigned().max_attempts(1).transport(transport(client)))
    }

    fn alias(name: &str) -> GetAliasRequest {
        GetAliasRequest::new(GetAliasRequired { function_name: "f".to_owned(), name: name.to_owned() })
    }

    #[tokio::test]
    async fn calls_go_through_reqwest() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(format!("http://{}", listener.local_addr().unwrap()));
        tokio::spawn(async move { serve(listener, router(Echo)).await });
        assert_eq!(client.get_alias(alias("live")).await.unwrap().name.as_deref(), Some("live"));
        let error = client.get_alias(alias("other")).await.unwrap_err();
        assert!(matches!(error, GetAliasError::ResourceNotFoundException(_)), "{error}");
        let payload = vec![7; 100_000];
        let input = InvocationRequest::new(InvocationRequired { function_name: "f".to_owned() });
        let output = client.invoke(input.payload(payload.clone())).await.unwrap();
        assert_eq!(output.payload.unwrap().to_vec(), payload);
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_has_seen_nothing() {
        let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let error = client(format!("http://{gone}")).get_alias(alias("live")).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
    }
}
