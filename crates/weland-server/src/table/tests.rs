//! Requests and the routes that they find.

use std::future::ready;
use std::sync::Arc;

use weland_core::{OperationSchema, OtherError};

use super::{Found, Route, Table};
use crate::context::Context;
use crate::handler::{Answer, BoxFuture, Failure, Handler, Value};

struct Idle;

impl Handler for Idle {
    fn input(&self) -> Box<dyn Value> {
        Box::new(())
    }

    fn call(&self, _: Box<dyn Value>, _: Context) -> BoxFuture<Answer> {
        #[derive(Debug)]
        struct Never;
        impl Failure for Never {
            fn modeled(&self) -> Option<&dyn weland_core::Structure> {
                None
            }

            fn other(&self) -> Option<&OtherError> {
                None
            }
        }
        Box::pin(ready(Err(Box::new(Never) as Box<dyn Failure>)))
    }
}

/// Operations by name, method and URI pattern.
const OPERATIONS: &[(&str, &str, &str)] = &[
    ("Root", "GET", "/"),
    ("List", "GET", "/2015-03-31/functions/"),
    ("Create", "POST", "/2015-03-31/functions"),
    ("Get", "GET", "/2015-03-31/functions/{Name}"),
    ("Delete", "DELETE", "/2015-03-31/functions/{Name}"),
    ("Special", "GET", "/2015-03-31/functions/special"),
    ("Nested", "GET", "/2015-03-31/functions/{Name}/policy/"),
    ("SpecialUrl", "GET", "/2015-03-31/functions/special/url"),
    ("Layers", "GET", "/layers"),
    ("LayerByArn", "GET", "/layers?find=LayerVersion"),
    ("LayerInRegion", "GET", "/layers?find=LayerVersion&region"),
    ("Second", "GET", "/layers?find=LayerVersion"),
    ("Concurrency", "GET", "/concurrency/{Name}?List=ALL"),
    ("OneConcurrency", "GET", "/concurrency/{Name}"),
    ("File", "GET", "/files/{Path+}"),
    ("Meta", "GET", "/files/{Path+}/meta"),
    ("Readme", "GET", "/files/readme"),
    ("Tagged", "GET", "/tags/{Arn}/{Key+}"),
];

fn table() -> Table {
    let mut table = Table::new();
    for (name, method, uri) in OPERATIONS {
        let operation: &'static OperationSchema = Box::leak(Box::new(OperationSchema::new(name, method, uri)));
        table.insert(Route::new(operation, Arc::new(Idle)));
    }
    table
}

/// What a request finds: `Operation Label=value`, `405 METHODS`, `404`, or `400 Label`.
fn find(table: &Table, method: &str, target: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    match table.find(method, path, query) {
        Found::Nothing => "404".to_owned(),
        Found::Methods(methods) => format!("405 {}", methods.join(",")),
        Found::Route(route) => match route.labels(path) {
            Err(label) => format!("400 {label}"),
            Ok(labels) => labels
                .iter()
                .fold(route.operation.name.to_owned(), |text, (name, value)| format!("{text} {name}={value}")),
        },
    }
}

#[test]
fn requests_find_their_operations() {
    let cases = [
        ("GET", "/", "Root"),
        ("GET", "/2015-03-31/functions", "List"),
        ("GET", "/2015-03-31/functions/", "List"),
        ("GET", "/2015-03-31/functions?Marker=x", "List"),
        ("POST", "/2015-03-31/functions/", "Create"),
        ("GET", "/2015-03-31/functions/f", "Get Name=f"),
        ("GET", "/2015-03-31/functions/f/", "Get Name=f"),
        ("DELETE", "/2015-03-31/functions/f", "Delete Name=f"),
        ("GET", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu%2Ff", "Get Name=arn:aws:lambda:eu/f"),
        ("GET", "/2015-03-31/functions/a:b", "Get Name=a:b"),
        ("GET", "/2015-03-31/functions/%C3%A4", "Get Name=ä"),
        ("GET", "/2015-03-31/functions/f/policy", "Nested Name=f"),
        ("GET", "/%32015-03-31/functions/f/policy/", "Nested Name=f"),
    ];
    let table = table();
    for (method, target, expected) in cases {
        assert_eq!(find(&table, method, target), expected, "{method} {target}");
    }
}

#[test]
fn the_most_specific_route_wins() {
    let cases = [
        ("GET", "/2015-03-31/functions/special", "Special"),
        ("GET", "/2015-03-31/functions/special/url", "SpecialUrl"),
        // The literal leads nowhere here, the label does.
        ("GET", "/2015-03-31/functions/special/policy", "Nested Name=special"),
        ("DELETE", "/2015-03-31/functions/special", "Delete Name=special"),
        ("GET", "/layers", "Layers"),
        ("GET", "/layers?find=Other", "Layers"),
        ("GET", "/layers?find=LayerVersion", "LayerByArn"),
        ("GET", "/layers?a=b&find=Layer%56ersion", "LayerByArn"),
        ("GET", "/layers?region&find=LayerVersion", "LayerInRegion"),
        ("GET", "/layers?find=LayerVersion&region=", "LayerInRegion"),
        ("GET", "/layers?find=LayerVersion&region=eu", "LayerByArn"),
        ("GET", "/concurrency/f?List=ALL", "Concurrency Name=f"),
        ("GET", "/concurrency/f", "OneConcurrency Name=f"),
        ("GET", "/files/readme", "Readme"),
        ("GET", "/files/readme/meta", "Meta Path=readme"),
        ("GET", "/files/a/b%2Fc/d", "File Path=a/b/c/d"),
        ("GET", "/files/a/b/meta", "Meta Path=a/b"),
        ("GET", "/files/meta", "File Path=meta"),
        ("GET", "/files/a//b", "File Path=a//b"),
        ("GET", "/tags/x/y/z", "Tagged Arn=x Key=y/z"),
    ];
    let table = table();
    for (method, target, expected) in cases {
        assert_eq!(find(&table, method, target), expected, "{method} {target}");
    }
}

#[test]
fn what_is_not_there_is_told_from_what_is_done_differently() {
    let cases = [
        ("GET", "/nothing", "404"),
        ("GET", "/2015-03-31", "404"),
        ("GET", "/2015-03-31/functions//policy", "404"),
        ("GET", "/2015-03-31/functions/f/policy/x", "404"),
        ("GET", "/files", "404"),
        ("GET", "/tags/x", "404"),
        ("PATCH", "/2015-03-31/functions", "405 GET,POST"),
        ("get", "/2015-03-31/functions", "405 GET,POST"),
        ("POST", "/2015-03-31/functions/f", "405 GET,DELETE"),
        ("HEAD", "/layers", "405 GET"),
        ("POST", "/files/a/b", "405 GET"),
        ("GET", "/2015-03-31/functions/%zz", "400 Name"),
        ("GET", "/2015-03-31/functions/%", "400 Name"),
        ("GET", "/2015-03-31/functions/%ff", "400 Name"),
        ("GET", "/files/a/%ff/meta", "400 Path"),
        ("GET", "", "Root"),
        ("GET", "//", "Root"),
    ];
    let table = table();
    for (method, target, expected) in cases {
        assert_eq!(find(&table, method, target), expected, "{method} {target}");
    }
}

#[test]
fn of_two_equal_routes_the_first_is_called() {
    let table = table();
    assert_eq!(find(&table, "GET", "/layers?find=LayerVersion"), "LayerByArn");
}
