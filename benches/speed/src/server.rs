//! The generated server without a socket: a request is routed, decoded and validated, and the response encoded.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context as TaskContext, Poll, Waker};

use http::Request;
use tower_service::Service;
use weland_lambda_server::{Context, Lambda, Router, router};
use weland_lambda_types::*;
use weland_protocol::{Body, Strictness, json};

use crate::data::{CREATE_FUNCTION, Order, function};
use crate::measure::Case;

/// A service that always returns the same function.
struct OneFunction(FunctionConfiguration);

impl Lambda for OneFunction {
    async fn get_function(&self, _: GetFunctionRequest, _: Context) -> Result<GetFunctionResponse, GetFunctionError> {
        let location = "https://awslambda-eu-central-1-tasks.s3.eu-central-1.amazonaws.com/snapshots/orders-handler";
        let code = FunctionCodeLocation::new().location(location).repository_type("S3");
        Ok(GetFunctionResponse::new().configuration(self.0.clone()).code(code))
    }

    async fn create_function(
        &self,
        _: CreateFunctionRequest,
        _: Context,
    ) -> Result<FunctionConfiguration, CreateFunctionError> {
        Ok(self.0.clone())
    }
}

pub fn cases() -> Vec<Case> {
    vec![
        case("GetFunction", 200, || {
            Request::get(
                "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aorders?Qualifier=7",
            )
            .body(Body::default())
        }),
        case("CreateFunction", 201, || {
            Request::post("/2015-03-31/functions")
                .header("content-type", "application/json")
                .body(Body::from(CREATE_FUNCTION.as_bytes().to_vec()))
        }),
    ]
}

fn case(name: &'static str, status: u16, request: fn() -> http::Result<Request<Body>>) -> Case {
    let mut configuration = FunctionConfiguration::default();
    let text = function(7, Order::Model);
    let result = json::decode(text.as_bytes(), &mut configuration, Strictness::Lenient);
    assert!(result.is_ok(), "the function is well-formed");
    let mut router = router(OneFunction(configuration));
    Case::new(name).with("weland", move || {
        let request = request().expect("the request is well-formed");
        let (actual, length) = respond(&mut router, request);
        assert_eq!(actual, status);
        assert!(length > 500, "the function is in the response");
    })
}

/// Handles a request, and reads the body of the response as a connection would.
fn respond(router: &mut Router, request: Request<Body>) -> (u16, usize) {
    now(async {
        let Ok(response) = router.call(black_box(request)).await;
        let status = response.status().as_u16();
        let body = response.into_body().collect(usize::MAX).await.expect("the response is in memory");
        (status, black_box(body).len())
    })
}

/// The result of a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut TaskContext::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a request in memory has nothing to wait for"),
    }
}
