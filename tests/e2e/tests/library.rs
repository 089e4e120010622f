//! A client that another tool generates from the document of `examples/library` calls our server of it, over a socket.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use serde_json::{Value, json};
use weland_e2e::{python, serve_alone};

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
