//! The least that a server does for clients to be measured: canned responses by hyper.

use std::convert::Infallible;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::LOCATION;
use crate::data::{Order, function, list_functions};

pub async fn serve(listener: TcpListener) {
    let code = format!(r#"{{"Location":"{LOCATION}","RepositoryType":"S3"}}"#);
    let one = Bytes::from(format!(r#"{{"Code":{code},"Configuration":{}}}"#, function(7, Order::Service)));
    let page = Bytes::from(list_functions(Order::Service));
    loop {
        let Ok((stream, _)) = listener.accept().await else { return };
        drop(stream.set_nodelay(true));
        let (one, page) = (one.clone(), page.clone());
        let service = service_fn(move |request: Request<Incoming>| {
            let is_page = request.uri().path().trim_end_matches('/').ends_with("/functions");
            let body = if is_page { page.clone() } else { one.clone() };
            let response = Response::builder()
                .header("content-type", "application/json")
                .header("x-amzn-requestid", "f1c9d5b2-7a3e-4c60-9f5d-0a1b2c3d4e5f")
                .body(Full::new(body))
                .expect("the head is well-formed");
            async move { Ok::<_, Infallible>(response) }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}
