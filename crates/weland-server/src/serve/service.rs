//! A `tower` service as a service of `hyper`.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use hyper::body::{Body, Incoming};
use tower_service::Service;

use super::activity::Shared;
use super::limits::Limits;
use super::request_body::RequestBody;
use super::response_body::ResponseBody;
use crate::timeout::BodyKind;

pub(super) struct Hyper<S> {
    service: S,
    limits: Limits,
    activity: Shared,
}

/// The service is never pinned.
impl<S> Unpin for Hyper<S> {}

impl<S> Hyper<S> {
    pub(super) fn new(service: S, limits: Limits, activity: Shared) -> Self {
        Self { service, limits, activity }
    }

    fn request(&self, request: Request<Incoming>) -> Request<RequestBody> {
        let (mut parts, incoming) = request.into_parts();
        let kind = BodyKind::default();
        if !incoming.is_end_stream() {
            parts.extensions.insert(kind.clone());
        }
        Request::from_parts(parts, RequestBody::new(incoming, self.limits, kind, self.activity.clone()))
    }
}

impl<S, B> hyper::service::Service<Request<Incoming>> for Hyper<S>
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: Body<Data = Bytes> + Send + 'static,
{
    type Response = Response<ResponseBody<B>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let mut open = self.activity.begin_request();
        let request = self.request(request);
        let (mut service, activity) = (self.service.clone(), self.activity.clone());
        Box::pin(async move {
            poll_fn(|cx: &mut Context<'_>| service.poll_ready(cx)).await?;
            let response = service.call(request).await?;
            if activity.lock().unread {
                // `hyper` now finds out that nobody wants the body, and lets the response say that the connection ends.
                yield_once().await;
            }
            open.answered = true;
            Ok(response.map(|body| ResponseBody::new(body, open)))
        })
    }
}

async fn yield_once() {
    let mut has_yielded = false;
    poll_fn(|cx: &mut Context<'_>| {
        if has_yielded {
            return Poll::Ready(());
        }
        has_yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
