//! The generated server.

use std::convert::Infallible;
use std::future::Future;
use std::io::BufRead;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use http::{Request, Response, StatusCode};
use serde_json::json;
use tokio::net::TcpListener;
use tower_service::Service;
use weland_lambda_server::types::*;
use weland_lambda_server::{Body, Context, Lambda, RequestBody, Router, router, serve};

use crate::client::PATIENCE;
use crate::contents::{bytes, count, name, number, sum, text};
use crate::faults::{Dice, Fault, SERVER};
use crate::options::Options;
use crate::process;

/// What the server knows of the calls that must not be sent twice.
struct Functions {
    /// A bit for each call that has been executed.
    created: Vec<AtomicU64>,
    twice: Arc<AtomicU64>,
}

impl Functions {
    /// Notes that a call is executed.
    fn create(&self, call: u64) {
        let bit = 1 << (call % 64);
        let before = self.created.get((call / 64) as usize).map_or(0, |word| word.fetch_or(bit, Ordering::Relaxed));
        self.twice.fetch_add(u64::from(before & bit != 0), Ordering::Relaxed);
    }
}

fn configuration(call: u64) -> FunctionConfiguration {
    FunctionConfiguration::default().function_name(name(call)).description(text(call))
}

impl Lambda for Functions {
    async fn get_function_configuration(
        &self,
        input: GetFunctionConfigurationRequest,
        _: Context,
    ) -> Result<FunctionConfiguration, GetFunctionConfigurationError> {
        match number(&input.function_name) {
            Some(call) => Ok(configuration(call)),
            None => Err(ResourceNotFoundException::default().message(input.function_name).into()),
        }
    }

    async fn create_function(
        &self,
        input: CreateFunctionRequest,
        _: Context,
    ) -> Result<FunctionConfiguration, CreateFunctionError> {
        let call = number(&input.function_name).unwrap_or(u64::MAX);
        self.create(call);
        let code = input.code.zip_file.unwrap_or_default();
        Ok(configuration(call).code_size(code.len() as i64).code_sha256(format!("{:x}", sum(&code))))
    }

    async fn list_functions(
        &self,
        input: ListFunctionsRequest,
        _: Context,
    ) -> Result<ListFunctionsResponse, ListFunctionsError> {
        let call = input.marker.as_deref().and_then(number).unwrap_or_default();
        let functions: Vec<_> = (call..call + count(call)).map(configuration).collect();
        Ok(ListFunctionsResponse::default().functions(functions).next_marker(name(call + 1)))
    }

    async fn delete_function(&self, _: DeleteFunctionRequest, _: Context) -> Result<(), DeleteFunctionError> {
        Ok(())
    }

    async fn invoke(&self, input: InvocationRequest, _: Context) -> Result<InvocationResponse, InvokeError> {
        let sent = input.payload.unwrap_or_default();
        let call = number(&input.function_name).unwrap_or(u64::MAX);
        let response = InvocationResponse::default().executed_version("7").payload(bytes(call, 2));
        Ok(if *sent == *bytes(call, 1) {
            response
        } else {
            response.function_error("the payload is not what was sent")
        })
    }

    async fn invoke_with_response_stream(
        &self,
        input: InvokeWithResponseStreamRequest,
        _: Context,
    ) -> Result<InvokeWithResponseStreamResponse, InvokeWithResponseStreamError> {
        let call = number(&input.function_name).unwrap_or(u64::MAX);
        let chunk = |index| InvokeResponseStreamUpdate::default().payload(bytes(call, index));
        let chunks: Vec<_> = (0..count(call) / 4).map(chunk).map(Event::PayloadChunk).collect();
        let last = Event::InvokeComplete(InvokeWithResponseStreamCompleteEvent::default().log_result(text(call)));
        let event_stream = EventStream::of(chunks.into_iter().chain([last]));
        Ok(InvokeWithResponseStreamResponse::new(InvokeWithResponseStreamResponseRequired { event_stream }))
    }
}

type Event = InvokeWithResponseStreamResponseEvent;

/// The router, behind what goes wrong in front of it.
#[derive(Clone)]
struct Faulty {
    router: Router,
    dice: Arc<Dice>,
}

impl Service<Request<RequestBody>> for Faulty {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let mut this = self.clone();
        Box::pin(async move {
            match this.dice.throw(SERVER) {
                Some(Fault::Unavailable) => {
                    let mut response = Response::new(Body::from(b"{}".to_vec()));
                    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                    return Ok(response);
                }
                // Nobody waits for this any more, so the request is not executed: the future is dropped.
                Some(_) => tokio::time::sleep(PATIENCE * 3).await,
                None => {}
            }
            this.router.call(request).await
        })
    }
}

/// Serves until standard input ends. A line there asks for a line with the state of this process.
pub fn run(runtime: &tokio::runtime::Runtime, options: &Options) -> Result<ExitCode, String> {
    let dice = Arc::new(Dice::new(options.faults, options.seed));
    let twice = Arc::new(AtomicU64::new(0));
    let words = options.requests / 64 + 1;
    let created = (0..words).map(|_| AtomicU64::new(0)).collect();
    let functions = Functions { created, twice: Arc::clone(&twice) };
    let service = Faulty { router: router(functions), dice: Arc::clone(&dice) };
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    runtime.spawn(serve(listener, service));
    // The server has its own tasks, too.
    std::thread::sleep(Duration::from_millis(200));
    let state = || {
        json!({
            "address": address.to_string(),
            "tasks": runtime.metrics().num_alive_tasks(),
            "descriptors": process::descriptors(),
            "faults": dice.thrown(),
            "twice": twice.load(Ordering::Relaxed),
        })
    };
    println!("{}", state());
    for line in std::io::stdin().lock().lines() {
        line.map_err(|error| error.to_string())?;
        println!("{}", state());
    }
    Ok(ExitCode::SUCCESS)
}
