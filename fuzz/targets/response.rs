//! Responses to a client: each call ends, with an output or an error that can be shown.
//!
//! The first line of the input is the index of an operation and the status, then come headers, an empty line, and the body.
#![no_main]
#![allow(deprecated, clippy::panic, clippy::unwrap_used)] // some operations are deprecated

#[path = "message.rs"]
mod message;

use std::convert::Infallible;
use std::task::{Context, Poll};

use http::{Request, Response};
use weland_lambda_types::*;
use libfuzzer_sys::fuzz_target;
use message::Message;
use tower_service::Service;
use weland_client::{Call, Config, Credentials, Transport};
use weland_core::{Operation, Zero as _};
use weland_e2e::{Rng, operations, randomize, with_stream};
use weland_protocol::Body;

/// Responds to each request in the same way.
#[derive(Clone)]
struct Canned(http::response::Parts, Vec<u8>);

impl Service<Request<Body>> for Canned {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = std::future::Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        std::future::ready(Ok(Response::from_parts(self.0.clone(), Body::from(self.1.clone()))))
    }
}

async fn outcome<O: Operation>(call: impl FnOnce(O::Input) -> Call<O>) {
    let mut input = O::Input::zero();
    randomize(&mut input, &mut Rng::new(O::SCHEMA.name, 0));
    match call(input).await {
        // A stream ends or breaks off.
        Ok(mut output) => drop(with_stream(&mut output).await),
        Err(error) => assert!(!format!("{error} {error:?}").is_empty()),
    }
}

async fn call(client: &weland_lambda_client::Client, index: usize) {
    let mut number = 0..;
    macro_rules! call {
        ($($operation:ident => $method:ident,)*) => {$(
            if number.next() == Some(index) {
                outcome::<$operation>(|input| client.$method(input)).await;
            }
        )*};
    }
    operations!(call);
}

fuzz_target!(|bytes: &[u8]| {
    let Some(message) = Message::parse(bytes) else { return };
    let Some((index, status)) = message.first.split_once(' ') else { return };
    let (Ok(index), Ok(status), Some(headers)) = (index.parse(), status.parse::<u16>(), message.headers()) else {
        return;
    };
    let Ok(response) = Response::builder().status(status).body(()) else { return };
    let (mut parts, ()) = response.into_parts();
    parts.headers = headers;
    let config = Config::new().region("eu-central-1").credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    let config = config.transport(Transport::new(Canned(parts, message.body.to_vec())));
    message::block_on(call(&weland_lambda_client::Client::new(config), index));
});
