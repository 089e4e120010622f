//! Services on sockets. The recorder is there twice: as the Lambda service, and with a second address through which a test sets its responses.

use std::convert::Infallible;
use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tower_service::Service;
use weland_protocol::Body;
use weland_server::{RequestBody, Router};

use crate::recorder::{CannedResponse, Recorder};

/// Where a recorder listens.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// The Lambda service.
    pub service: SocketAddr,
    /// `POST /respond-with` adds the response of a call; `POST /take` returns the calls received.
    pub control: SocketAddr,
}

/// Serves a recorder behind its router until the process ends.
///
/// # Panics
/// When there is no free port.
pub fn serve(recorder: Recorder, router: Router) -> Addresses {
    let (service, service_address) = listener();
    let (control, control_address) = listener();
    std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        runtime.block_on(async {
            let socket = |listener| tokio::net::TcpListener::from_std(listener).expect("the runtime takes the socket");
            tokio::join!(
                weland_server::serve(socket(service), router),
                weland_server::serve(socket(control), Control(recorder))
            )
        })
    });
    Addresses { service: service_address, control: control_address }
}

/// Serves a service until the process ends, and says where.
///
/// # Panics
/// When there is no free port.
pub fn serve_alone<S>(service: S) -> SocketAddr
where
    S: Service<Request<RequestBody>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let (listener, address) = listener();
    std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        runtime.block_on(async {
            let socket = tokio::net::TcpListener::from_std(listener).expect("the runtime takes the socket");
            weland_server::serve(socket, service).await
        })
    });
    address
}

fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.set_nonblocking(true).expect("sockets can be asynchronous");
    let address = listener.local_addr().expect("a bound socket has an address");
    (listener, address)
}

/// How a test outside of this process talks to the recorder.
#[derive(Clone)]
struct Control(Recorder);

impl<B> Service<Request<B>> for Control
where
    B: http_body::Body<Data = bytes::Bytes, Error: Into<weland_core::BoxError>> + Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let recorder = self.0.clone();
        Box::pin(async move { Ok(controlled(&recorder, request.map(Body::new)).await) })
    }
}

async fn controlled(recorder: &Recorder, request: Request<Body>) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let body = request.into_body().collect(usize::MAX).await.unwrap_or_default();
    let content = match path.as_str() {
        "/take" => Some(taken(recorder)),
        "/respond-with" => serde_json::from_slice(&body).ok().and_then(|value| respond_with(recorder, &value)),
        _ => None,
    };
    let status = if content.is_some() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response = Response::new(Body::from(content.unwrap_or_default().to_string().into_bytes()));
    *response.status_mut() = status;
    response
}

fn taken(recorder: &Recorder) -> Value {
    let entry = |received: crate::recorder::Received| json!({"operation": received.operation, "input": received.input});
    recorder.take().into_iter().map(entry).collect()
}

/// `{"output": …}`, or `{"error": name, "members": …}`, or `{"status": …, "code": …, "message": …}`.
fn respond_with(recorder: &Recorder, value: &Value) -> Option<Value> {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    let response = if let Some(output) = value.get("output") {
        CannedResponse::Output(output.clone())
    } else if let Some(name) = text("error") {
        CannedResponse::Error(name, value["members"].clone())
    } else {
        let status = value["status"].as_u64().and_then(|status| u16::try_from(status).ok())?;
        CannedResponse::Other(status, text("code")?, text("message")?)
    };
    recorder.respond_with(response);
    Some(json!({}))
}
