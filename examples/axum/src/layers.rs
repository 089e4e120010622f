//! What is around all routes, those of the API and others.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use library_server::weland_server::{self, RequestInfo};
use tower::ServiceBuilder;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tracing::field::Empty;
use tracing::{Span, info, info_span};

use crate::App;

/// The header by which requests are told apart, also by those who send them.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Puts the layers around routes. The first is the outermost.
pub(crate) fn around(routes: Router<App>, app: App) -> Router<App> {
    let trace = TraceLayer::new_for_http().make_span_with(span).on_response(responded);
    routes.layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
            .layer(trace)
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_secs(30)))
            .layer(from_fn(share_id))
            .layer(from_fn_with_state(app, count)),
    )
}

fn span(request: &Request) -> Span {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
    info_span!("request", method = %request.method(), id, operation = Empty)
}

/// Responses of the API say which operation they are of.
fn responded<B>(response: &axum::http::Response<B>, latency: Duration, span: &Span) {
    if let Some(call) = response.extensions().get::<RequestInfo>() {
        span.record("operation", call.operation.map(|operation| operation.name));
    }
    info!(status = response.status().as_u16(), millis = latency.as_secs_f64() * 1000.0, "responded");
}

/// Lets the API have the id that the request has in the rest of the application, in place of one of its own.
async fn share_id(mut request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
    if let Some(id) = id.and_then(weland_server::RequestId::new) {
        request.extensions_mut().insert(id);
    }
    next.run(request).await
}

/// Counts calls of the API.
async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.extensions().get::<RequestInfo>().is_some_and(|call| call.operation.is_some()) {
        app.calls.fetch_add(1, Ordering::Relaxed);
    }
    response
}
