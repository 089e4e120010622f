//! schemathesis calls servers that were generated from OpenAPI: with requests that their documents allow, and with requests
//! that are wrong in one thing each.
#![allow(missing_docs, deprecated, clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::convert::Infallible;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use serde_json::Value;
use shop_server::types::*;
use shop_server::{Body, RequestBody, Router};
use tower_service::Service;
use weland_e2e::{python, serve_alone};
use weland_server::protocol::Rest;

/// How each run is the same as the one before. `WELAND_SCHEMATHESIS` has a number of seconds instead, in which as much is
/// called as there is time for, each time something else.
const REPEATABLE: &[&str] = &["--seed", "1", "--generation-deterministic", "--max-examples", "60"];

/// What is checked of servers whose responses are those of their document, and of the key that they ask for.
const ALL: &[&str] = &["--checks", "all", "--header", "X-Library-Key: letmein"];

/// What is checked if responses say no more than whether requests were accepted.
const REQUESTS: &[&str] = &[
    "--checks",
    "not_a_server_error,positive_data_acceptance,negative_data_rejection,unsupported_method",
    // An empty list is no parameter and no part, and all text is a value of a part or of a field that may be text.
    "--exclude-path-regex",
    "^/(upload|echo|signup)",
];

#[test]
fn the_library_does_what_its_document_says() {
    let address = serve_alone(library_shelf::service().base_path("/v1"));
    let document = repository("examples/library/library.yaml");
    run(&document, &format!("http://{address}/v1"), ALL);
}

#[test]
fn the_shop_accepts_what_its_document_allows_and_nothing_else() {
    let address = serve_alone(Accepting(shop()));
    let text = std::fs::read_to_string(repository("examples/fastapi/openapi.json")).unwrap();
    let mut document = serde_json::from_str(&text).unwrap();
    adapt(&mut document);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shop.json");
    std::fs::write(&path, document.to_string()).unwrap();
    run(&path, &format!("http://{address}"), REQUESTS);
}

/// Takes out of a document what schemathesis sees otherwise than servers that are generated: that formats are rules, not
/// notes, that whole numbers have no end, and that a schema has one name for discriminators (its own `enum` says which).
fn adapt(node: &mut Value) {
    if let Value::Array(all) = node {
        all.iter_mut().for_each(adapt);
    }
    let Value::Object(object) = node else { return };
    if object.get("type").is_some_and(|it| it == "string") && object.get("format").is_some_and(|it| it != "date-time") {
        object.remove("format");
    }
    object.remove("discriminator");
    if object.get("type").is_some_and(|it| it == "integer") {
        object.entry("maximum").or_insert(i64::MAX.into());
        if !object.contains_key("exclusiveMinimum") {
            object.entry("minimum").or_insert(i64::MIN.into());
        }
    }
    object.values_mut().for_each(adapt);
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn run(document: &Path, url: &str, options: &[&str]) {
    let document = document.to_string_lossy();
    let common = ["run", &document, "--url", url, "--warnings", "off", "--no-color"];
    let seconds = std::env::var("WELAND_SCHEMATHESIS").ok();
    let timed = seconds.as_ref().map(|seconds| ["--max-time", seconds]);
    let amount = timed.as_ref().map_or(REPEATABLE, |timed| timed);
    let python = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    println!("{}", python::run_tool(&python, "st", &[&common[..], amount, options].concat()));
}

/// What the handlers of the shop respond with, which no document has.
const ACCEPTED: u16 = 499;

/// Responds with nothing but status 200 where a handler was called.
#[derive(Clone)]
struct Accepting(Router);

impl Service<Request<RequestBody>> for Accepting {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let response = self.0.call(request);
        Box::pin(async move {
            let response = response.await?;
            let is_accepted = response.status() == ACCEPTED;
            Ok(if is_accepted { Response::new(Body::from(Vec::new())) } else { response })
        })
    }
}

fn accepting<O: Operation>(router: Router) -> Router {
    router.route::<O, _, _>(|_, _| async { Err(OtherError::service(ACCEPTED, "Accepted", "accepted").into()) })
}

/// The shop, whose handlers accept everything.
fn shop() -> Router {
    let mut router = Router::new(&SERVICE, &Rest);
    for add in OPERATIONS {
        router = add(router);
    }
    router.authenticate(|caller| async move { Ok(caller.extensions) })
}

const OPERATIONS: &[fn(Router) -> Router] = &[
    accepting::<AllNotes>,
    accepting::<Anything>,
    accepting::<ArticleParts>,
    accepting::<Basic>,
    accepting::<Bearer>,
    accepting::<Broken>,
    accepting::<ChangeArticle>,
    accepting::<ColorByName>,
    accepting::<CreateArticle>,
    accepting::<DeleteArticle>,
    accepting::<Echo>,
    accepting::<FileByPath>,
    accepting::<GetArticle>,
    accepting::<KeyInCookie>,
    accepting::<KeyInHeader>,
    accepting::<KeyInQuery>,
    accepting::<Lines>,
    accepting::<ListArticles>,
    accepting::<Login>,
    accepting::<Maybe>,
    accepting::<Me>,
    accepting::<Nothing>,
    accepting::<Notify>,
    accepting::<Old>,
    accepting::<Pair>,
    accepting::<Pay>,
    accepting::<PlaceOrder>,
    accepting::<Plain>,
    accepting::<PutArticle>,
    accepting::<Raw>,
    accepting::<Scores>,
    accepting::<SignupSignupPost>,
    accepting::<Talk>,
    accepting::<Teapot>,
    accepting::<Ticks>,
    accepting::<Upload>,
    accepting::<Uploads>,
    accepting::<Wrapped>,
];
