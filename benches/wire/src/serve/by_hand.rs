//! The same two operations, written by hand for axum: the same members and constraints, the same headers and bodies.

use std::sync::{Arc, LazyLock};

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use regex::Regex;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

use super::LOCATION;
use crate::data::{Order, function};
use crate::rival::{FunctionConfiguration, check};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetFunctionQuery {
    qualifier: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetFunctionResponse {
    code: FunctionCodeLocation,
    configuration: FunctionConfiguration,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct FunctionCodeLocation {
    location: String,
    repository_type: String,
}

/// What is wrong with a request.
#[derive(Serialize)]
struct Problem {
    message: String,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        respond(StatusCode::BAD_REQUEST, &self)
    }
}

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-[0-9]{1}:)?([0-9]{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?)$",
    )
});
static QUALIFIER: LazyLock<Regex> = LazyLock::new(|| pattern("^((|[a-zA-Z0-9$_-]+))$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well-formed")
}

fn check(what: &str, value: &str, most: usize, pattern: &Regex) -> Result<(), Problem> {
    let length = value.chars().count();
    if (1..=most).contains(&length) && pattern.is_match(value) {
        return Ok(());
    }
    Err(Problem { message: format!("{what} is not valid: {value}") })
}

/// A response as the protocol asks for: JSON, and an id of the request.
fn respond(status: StatusCode, body: &impl Serialize) -> Response {
    let Ok(body) = serde_json::to_vec(body) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
    if let Ok(id) = HeaderValue::from_str(&request_id()) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    response
}

/// A random UUID.
fn request_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

async fn get_function(
    State(configuration): State<Arc<FunctionConfiguration>>,
    Path(name): Path<String>,
    Query(query): Query<GetFunctionQuery>,
) -> Result<Response, Problem> {
    check("FunctionName", &name, 170, &NAME)?;
    if let Some(qualifier) = &query.qualifier {
        check("Qualifier", qualifier, 128, &QUALIFIER)?;
    }
    let code = FunctionCodeLocation { location: LOCATION.to_owned(), repository_type: "S3".to_owned() };
    let configuration = FunctionConfiguration::clone(&configuration);
    Ok(respond(StatusCode::OK, &GetFunctionResponse { code, configuration }))
}

async fn create_function(
    State(configuration): State<Arc<FunctionConfiguration>>,
    body: Bytes,
) -> Result<Response, Problem> {
    let request = serde_json::from_slice(&body).map_err(|error| Problem { message: error.to_string() })?;
    let problems = check::create_function(&request);
    if !problems.0.is_empty() {
        return Err(Problem { message: problems.0.join("; ") });
    }
    let configuration = FunctionConfiguration::clone(&configuration);
    Ok(respond(StatusCode::CREATED, &configuration))
}

pub async fn serve(listener: TcpListener) {
    let configuration: FunctionConfiguration =
        serde_json::from_str(&function(7, Order::Model)).expect("the function is well-formed");
    let routes = axum::Router::new()
        .route("/2015-03-31/functions/{name}", get(get_function))
        .route("/2015-03-31/functions", post(create_function))
        .with_state(Arc::new(configuration));
    axum::serve(listener, routes).await.expect("the listener works");
}
