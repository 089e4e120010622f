//! A `tower` service as a service of `hyper`.

use std::convert::Infallible;
use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{CONNECTION, HOST, HeaderValue, TRANSFER_ENCODING};
use http::uri::Authority;
use http::{Request, Response, StatusCode, Version};
use hyper::body::{Body, Incoming};
use tower_service::Service;

use super::activity::{OpenRequest, Shared};
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
        if let Some(status) = refused(&request) {
            open.answered = true;
            return Box::pin(ready(Ok(refusal(status, request.version(), open))));
        }
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

/// The status of the response to a request that does not reach the service, since others on its way may have read it otherwise.
fn refused(request: &Request<Incoming>) -> Option<StatusCode> {
    if !names_one_host(request) {
        return Some(StatusCode::BAD_REQUEST);
    }
    // What is coded in another way, or twice, would pass for the body.
    let mut codings = request.headers().get_all(TRANSFER_ENCODING).iter();
    let is_chunked = |coding: &HeaderValue| coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked");
    let is_known = codings.next().is_none_or(is_chunked) && codings.next().is_none();
    (!is_known).then_some(StatusCode::NOT_IMPLEMENTED)
}

/// Whether a request names the one host that it is for. Where it names several, or something else, another server on its way may have
/// taken it for a request to another host; HTTP demands that it be refused.
fn names_one_host(request: &Request<Incoming>) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().unwrap_or("?"),
        (None, _) => return request.version() != Version::HTTP_11,
        (Some(_), Some(_)) => return false,
    };
    let is_host = host.is_empty() || host.parse::<Authority>().is_ok_and(|authority| !authority.as_str().contains('@'));
    // A URI in a request of HTTP/1.1 goes before the header, which then says nothing.
    let others = request.uri().authority().filter(|_| request.version() == Version::HTTP_2);
    is_host && others.is_none_or(|authority| authority.as_str().eq_ignore_ascii_case(host))
}

fn refusal<B>(status: StatusCode, version: Version, open: OpenRequest) -> Response<ResponseBody<B>> {
    let mut response = Response::new(ResponseBody::empty(open));
    *response.status_mut() = status;
    if version < Version::HTTP_2 {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
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
