//! A client that another tool generates from the document of `examples/library` calls our server of it, over a socket.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use http::Request;
use serde_json::{Value, json};
use tower_service::Service as _;
use weland_e2e::{python, serve_alone};
use weland_server::Body;

#[test]
fn a_client_of_another_generator_and_the_server_understand_each_other_in_every_operation() {
    let address = serve_alone(library_shelf::service().base_path("/v1"));
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/library/library.yaml");
    let python = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let printed = python::run(&python, "library.py", &[&format!("http://{address}/v1"), document]);
    let counts: Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    let statuses = json!({"200": 10, "201": 5, "204": 1, "400": 5, "401": 5, "404": 3, "409": 3});
    assert_eq!(counts, json!({"operations": 5, "statuses": statuses}));
}

#[tokio::test(flavor = "current_thread")]
async fn the_server_hands_out_its_document() {
    let request = Request::get("/openapi.json").body(Body::empty()).unwrap();
    let response = library_shelf::service().call(request).await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-type"]),
        (200, &"application/json".parse().unwrap())
    );
    let document: Value = serde_json::from_slice(&response.into_body().collect(1 << 20).await.unwrap()).unwrap();
    assert_eq!(document["info"]["title"], "Library");
    let paths: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/items", "/items/{id}", "/items/{id}/loan"]);
    assert_eq!(document["security"], json!([{ "key": [] }]));
}
