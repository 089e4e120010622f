//! A transport without a network: it keeps the request, and returns a response that was made before.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;
use weland_client::Transport;
use weland_core::BoxError;
use weland_protocol::Body;

use crate::http::receive_request;

/// What a client is connected to.
#[derive(Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    request: Option<Request<Bytes>>,
    response: Option<Response<Body>>,
}

impl Wire {
    /// Without a response: the call ends with an error.
    pub(crate) fn silent() -> Self {
        Self::default()
    }

    /// Returns this response to the first request.
    pub(crate) fn with_response(response: Response<Body>) -> Self {
        Self(Arc::new(Mutex::new(State { request: None, response: Some(response) })))
    }

    pub(crate) fn transport(&self) -> Transport {
        Transport::new(self.clone())
    }

    /// The request that was sent, if there was one.
    pub(crate) fn request(&self) -> Option<Request<Bytes>> {
        self.state().request.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service<Request<Body>> for Wire {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let wire = self.clone();
        Box::pin(async move {
            let request = receive_request(request).await?;
            let mut state = wire.state();
            state.request = Some(request);
            state.response.take().ok_or_else(|| "the test has no response for this request".into())
        })
    }
}
