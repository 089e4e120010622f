//! The generated client.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use weland_lambda_client::types::*;
use weland_lambda_client::{Client, Config, Credentials, OperationError};

use crate::contents::{bytes, count, name, sum, text};
use crate::histogram::Histogram;
use crate::options::Options;
use crate::process;

/// How long the client waits for a response, and for each further piece of it.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// What a call comes to that does not go well.
enum Failure {
    /// An error, by its kind.
    Error(String, String),
    /// The response is not what it should be.
    Wrong(String),
}

impl<E: OperationError> From<E> for Failure {
    fn from(error: E) -> Self {
        let kind = error.other().map_or_else(|| "modeled".to_owned(), |other| format!("{:?}", other.kind()));
        Self::Error(kind, error.to_string())
    }
}

/// The results of all calls.
struct Results {
    next: AtomicU64,
    times: Histogram,
    successes: Histogram,
    /// By kind of error: how many, and the first of them.
    errors: Mutex<BTreeMap<String, (u64, String)>>,
    wrong: Mutex<Vec<String>>,
}

pub fn run(runtime: &tokio::runtime::Runtime, options: &Options) -> Result<ExitCode, String> {
    let descriptors = process::descriptors();
    let results = Arc::new(Results {
        next: AtomicU64::new(0),
        times: Histogram::new(),
        successes: Histogram::new(),
        errors: Mutex::default(),
        wrong: Mutex::default(),
    });
    let start = Instant::now();
    runtime.block_on(all(options, &results));
    let seconds = start.elapsed().as_secs_f64();
    // Connections end in their own time once the client is gone.
    let end = Instant::now() + Duration::from_secs(10);
    let left = || (runtime.metrics().num_alive_tasks(), process::descriptors().saturating_sub(descriptors));
    // The driver of the runtime has its descriptors from the start.
    while left() != (0, 0) && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(50));
    }
    println!("{}", summary(&results, seconds, left()));
    Ok(ExitCode::SUCCESS)
}

async fn all(options: &Options, results: &Arc<Results>) {
    let config = Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint(&options.url)
        .connect_timeout(PATIENCE)
        .first_byte_timeout(PATIENCE)
        .read_timeout(PATIENCE)
        .max_connections_per_host(usize::try_from(options.connections).unwrap_or(usize::MAX))
        // The same waits each time, and short ones.
        .jitter(|| 0.1);
    let client = Client::new(config);
    let workers: Vec<_> = (0..options.connections)
        .map(|_| tokio::spawn(work(client.clone(), Arc::clone(results), options.requests)))
        .collect();
    drop(client);
    for worker in workers {
        if let Err(error) = worker.await {
            wrong(results, format!("a worker has failed: {error}"));
        }
    }
}

/// Makes one call after the other, and says now and then how many there were.
async fn work(client: Client, results: Arc<Results>, requests: u64) {
    loop {
        let call = results.next.fetch_add(1, Ordering::Relaxed);
        if call >= requests {
            return;
        }
        if call.is_multiple_of((requests / 200).max(1)) {
            println!("{}", json!({ "done": call }));
        }
        let start = Instant::now();
        let result = make(&client, call).await;
        let time = start.elapsed();
        results.times.add(time);
        match result {
            Ok(()) => results.successes.add(time),
            Err(Failure::Wrong(text)) => wrong(&results, format!("call {call}: {text}")),
            Err(Failure::Error(kind, text)) => {
                let mut errors = results.errors.lock().expect("nobody panics with this lock");
                errors.entry(kind).or_insert((0, text)).0 += 1;
            }
        }
    }
}

fn wrong(results: &Results, text: String) {
    results.wrong.lock().expect("nobody panics with this lock").push(text);
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), Failure> {
    if found == expected {
        return Ok(());
    }
    let mut text = format!("{what}: {found:?} instead of {expected:?}");
    text.truncate(text.floor_char_boundary(500));
    Err(Failure::Wrong(text))
}

/// A call of one of seven kinds, whose response is compared with what it should be.
async fn make(client: &Client, call: u64) -> Result<(), Failure> {
    match call % 7 {
        0 | 1 => get(client, call).await,
        2 => create(client, call).await,
        3 => list(client, call).await,
        4 => invoke(client, call).await,
        5 => watch(client, call).await,
        _ if call.is_multiple_of(2) => missing(client, call).await,
        _ => Ok(client.delete_function(DeleteFunctionRequired { function_name: name(call) }).await?),
    }
}

fn same(function: &FunctionConfiguration, call: u64) -> Result<(), Failure> {
    equal("the name", function.function_name.as_deref(), Some(&*name(call)))?;
    equal("the description", function.description.as_deref(), Some(&*text(call)))
}

async fn get(client: &Client, call: u64) -> Result<(), Failure> {
    let required = GetFunctionConfigurationRequired { function_name: name(call) };
    same(&client.get_function_configuration(required).await?, call)
}

async fn missing(client: &Client, call: u64) -> Result<(), Failure> {
    let function_name = format!("missing{call}");
    let required = GetFunctionConfigurationRequired { function_name: function_name.clone() };
    match client.get_function_configuration(required).await {
        Err(GetFunctionConfigurationError::ResourceNotFoundException(error)) => {
            equal("the message", error.message.as_deref(), Some(&*function_name))
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err(Failure::Wrong("a function that is missing was found".to_owned())),
    }
}

async fn create(client: &Client, call: u64) -> Result<(), Failure> {
    let zip = bytes(call, 0);
    let (size, hash) = (zip.len() as i64, format!("{:x}", sum(&zip)));
    let input = CreateFunctionRequest::new(CreateFunctionRequired {
        function_name: name(call),
        role: "arn:aws:iam::123456789012:role/r".into(),
        code: FunctionCode::default().zip_file(zip),
    });
    let output = client.create_function(input).await?;
    same(&output, call)?;
    equal("the size of the code", output.code_size, Some(size))?;
    equal("the hash of the code", output.code_sha256, Some(hash))
}

async fn list(client: &Client, call: u64) -> Result<(), Failure> {
    let page = client.list_functions(ListFunctionsRequest::default().marker(name(call))).await?;
    let functions = page.functions.unwrap_or_default();
    equal("the length of the page", functions.len() as u64, count(call))?;
    equal("the next page", page.next_marker, Some(name(call + 1)))?;
    functions.iter().zip(call..).try_for_each(|(function, number)| same(function, number))
}

async fn invoke(client: &Client, call: u64) -> Result<(), Failure> {
    let required = InvocationRequired { function_name: name(call) };
    let output = client.invoke(InvocationRequest::new(required).payload(bytes(call, 1))).await?;
    equal("the error of the function", output.function_error, None)?;
    equal("the payload", output.payload.as_deref().unwrap_or_default(), &*bytes(call, 2))
}

async fn watch(client: &Client, call: u64) -> Result<(), Failure> {
    let required = InvokeWithResponseStreamRequired { function_name: name(call) };
    let mut output = client.invoke_with_response_stream(required).await?;
    let (mut seen, mut last) = (0, None);
    while let Some(event) = output.event_stream.next().await {
        let event = event.map_err(|error| Failure::Error(kind(&*error), error.to_string()))?;
        match event {
            InvokeWithResponseStreamResponseEvent::PayloadChunk(chunk) => {
                equal("a chunk", chunk.payload.as_deref().unwrap_or_default(), &*bytes(call, seen))?;
                seen += 1;
            }
            InvokeWithResponseStreamResponseEvent::InvokeComplete(complete) => last = complete.log_result,
            _ => return Err(Failure::Wrong("an unknown event".to_owned())),
        }
    }
    equal("the number of chunks", seen, count(call) / 4)?;
    equal("the last event", last, Some(text(call)))
}

fn kind(error: &(dyn std::error::Error + 'static)) -> String {
    let other = error.downcast_ref::<weland_lambda_client::OtherError>();
    other.map_or_else(|| "unknown".to_owned(), |other| format!("{:?}", other.kind()))
}

fn summary(results: &Results, seconds: f64, (tasks, descriptors): (usize, u64)) -> Value {
    let quantiles = |times: &Histogram| {
        json!({
            "p50": times.quantile(0.5), "p99": times.quantile(0.99), "p999": times.quantile(0.999), "max": times.quantile(1.0),
        })
    };
    let errors = results.errors.lock().expect("nobody panics with this lock");
    let wrong = results.wrong.lock().expect("nobody panics with this lock");
    json!({
        "seconds": seconds,
        "times": quantiles(&results.times),
        "successes": quantiles(&results.successes),
        "errors": errors.iter().map(|(kind, (count, first))| json!({"kind": kind, "count": count, "first": first})).collect::<Vec<_>>(),
        "wrong": wrong.len(),
        "first_wrong": wrong.first(),
        "tasks": tasks,
        "descriptors": descriptors,
    })
}
