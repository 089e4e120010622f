//! Requests and the routes that they find.

use http::{HeaderMap, Method, Uri};
use weland_core::{Member, OperationSchema, Schema, schema};

use super::UriTable;
use crate::dispatch::{Dispatch as _, DispatchError};

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
    ("Found", "GET", "/search?q=a%20b"),
    ("Format", "GET", "/docs/{Name}.{Format}"),
    ("Json", "GET", "/docs/{Name}.json"),
    ("Document", "GET", "/docs/{Name}"),
    ("Keyed", "GET", "/docs({Id},{Key})/x"),
];

fn operations() -> Vec<&'static OperationSchema> {
    let operation = |(name, method, uri): &(&'static str, &'static str, &'static str)| {
        &*Box::leak(Box::new(OperationSchema::http(name, method, uri)))
    };
    OPERATIONS.iter().map(operation).collect()
}

/// What a request finds: `Operation Label=value`, `405 METHODS`, `404`, or `400 /Label`.
fn find(operations: &[&'static OperationSchema], method: &str, target: &str) -> String {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let uri = if target.is_empty() { Uri::default() } else { target.parse().unwrap() };
    match UriTable::new(operations).find(&method, &uri, &HeaderMap::new()) {
        Err(DispatchError::OtherProtocol) => "another protocol".to_owned(),
        Err(DispatchError::UnknownOperation) => "404".to_owned(),
        Err(DispatchError::MethodNotAllowed(methods)) => format!("405 {}", methods.join(",")),
        Err(DispatchError::Malformed(error)) => format!("400 {}", error.path),
        Err(other) => format!("{other:?}"),
        Ok(found) => found
            .labels
            .iter()
            .fold(operations[found.operation].name.to_owned(), |text, (name, value)| format!("{text} {name}={value}")),
    }
}

#[test]
fn requests_find_their_operations() {
    let cases = [
        ("GET", "/", "Root"),
        ("GET", "/docs/a.tar.gz", "Format Name=a.tar Format=gz"),
        ("GET", "/docs/a%2Eb.json", "Json Name=a.b"),
        ("GET", "/docs/.json", "Document Name=.json"),
        ("GET", "/docs/json", "Document Name=json"),
        ("GET", "/docs(1,b%2C)/x", "Keyed Id=1 Key=b,"),
        ("GET", "/docs(1)/x", "404"),
        ("POST", "/docs(1,2)/x", "405 GET"),
        ("GET", "/docs/%FF.json", "400 /Name"),
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
    let operations = operations();
    for (method, target, expected) in cases {
        assert_eq!(find(&operations, method, target), expected, "{method} {target}");
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
        ("GET", "/search?q=a+b", "Found"),
        ("GET", "/search?q=a%20b", "Found"),
    ];
    let operations = operations();
    for (method, target, expected) in cases {
        assert_eq!(find(&operations, method, target), expected, "{method} {target}");
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
        ("GET", "/2015-03-31/functions/%zz", "400 /Name"),
        ("GET", "/2015-03-31/functions/%", "400 /Name"),
        ("GET", "/2015-03-31/functions/%ff", "400 /Name"),
        ("GET", "/files/a/%ff/meta", "400 /Path"),
        ("GET", "", "Root"),
        ("GET", "//", "Root"),
    ];
    let operations = operations();
    for (method, target, expected) in cases {
        assert_eq!(find(&operations, method, target), expected, "{method} {target}");
    }
}

#[test]
fn of_two_equal_routes_the_first_is_called() {
    let operations = operations();
    assert_eq!(find(&operations, "GET", "/layers?find=LayerVersion"), "LayerByArn");
}

#[test]
fn paths_match_with_and_without_a_slash_at_the_end() {
    // Pattern, path, labels.
    type Labels<'a> = Option<&'a [(&'a str, &'a str)]>;
    let cases: [(&'static str, &str, Labels<'_>); 40] = [
        ("/", "/", Some(&[])),
        ("/", "/a", None),
        ("/a", "/a", Some(&[])),
        ("/a", "/a/", Some(&[])),
        ("/a/", "/a", Some(&[])),
        ("/a", "/a//", None),
        ("/a", "/A", None),
        ("/a", "a", None),
        ("/a/{x}", "/a/b", Some(&[("x", "b")])),
        ("/a/{x}", "/a/b/", Some(&[("x", "b")])),
        ("/a/{x}", "/a/", None),
        ("/a/{x}", "/a//", None),
        ("/a/{x}", "/a/b/c", None),
        ("/a/{x}", "/a/arn%3Aaws%3Al%2Fm", Some(&[("x", "arn:aws:l/m")])),
        ("/a/{x}", "/a/%ff", None),
        ("/a/{x}", "/a/%4", None),
        ("/{x}/{y}", "/1/2", Some(&[("x", "1"), ("y", "2")])),
        ("/{x+}", "/1/2/3", Some(&[("x", "1/2/3")])),
        ("/{x+}", "/", None),
        ("/a/{x+}/z", "/a/b/c/z", Some(&[("x", "b/c")])),
        ("/a/{x+}/z", "/a/z", None),
        ("/a/{x+}/z", "/a/b/c", None),
        ("/r/{x}/(a+)+", "/r/abc/(a+)+", Some(&[("x", "abc")])),
        ("/a b", "/a%20b", Some(&[])),
        ("/a%20b", "/a%20b", Some(&[])),
        ("/%61/{x+}/%62", "/a/1/b", Some(&[("x", "1")])),
        ("/a/{x+}/{y}", "/a/1/2/3", Some(&[("x", "1/2"), ("y", "3")])),
        ("/a/{x+}/{y}", "/a/1", None),
        ("/a/{x+}/{y}/z", "/a/1/2/3/z", Some(&[("x", "1/2"), ("y", "3")])),
        ("/{x+}/m/{y+}", "/1/m/2", Some(&[("x", "1"), ("y", "2")])),
        ("/{x+}/m/{y+}", "/1/m/2/m/3/4", Some(&[("x", "1/m/2"), ("y", "3/4")])),
        ("/{x+}/m/{y+}", "/m/m/m", Some(&[("x", "m"), ("y", "m")])),
        ("/{x+}/m/{y+}", "/1/2/3", None),
        ("/{x+}/m/{y+}", "/m/1", None),
        ("/{x+}/m/{y+}", "/1/m", None),
        ("/{x+}/{y+}", "/1/2/3", Some(&[("x", "1/2"), ("y", "3")])),
        ("/{x+}/{y+}", "/1", None),
        ("/{x+}/m/{y}/n/{z+}/o", "/1/m/2/n/3/m/4/n/5/6/o", Some(&[("x", "1/m/2/n/3"), ("y", "4"), ("z", "5/6")])),
        ("/{x+}/m/{y}/n/{z+}/o", "/1/m/2/n/3/m/4/5/6/o", Some(&[("x", "1"), ("y", "2"), ("z", "3/m/4/5/6")])),
        ("/{x+}/m/{y+}", "/1/m//2", None),
    ];
    for (pattern, path, expected) in cases {
        let operation: &'static OperationSchema = Box::leak(Box::new(OperationSchema::http("Only", "GET", pattern)));
        let uri = path.parse().unwrap();
        let found = UriTable::new(&[operation]).find(&Method::GET, &uri, &HeaderMap::new());
        let labels: Option<Vec<_>> =
            found.as_ref().ok().map(|found| found.labels.iter().map(|(name, value)| (*name, &**value)).collect());
        assert_eq!(labels.as_deref(), expected, "{pattern} {path}");
    }
}

static UPLOAD: Schema = Schema::structure("Upload").with_members(&[
    Member::new("Upload", &schema::STRING).query("upload").required(),
    Member::new("Part", &schema::STRING).query("part"),
]);
static COPY: Schema =
    Schema::structure("Copy").with_members(&[Member::new("Source", &schema::STRING).header("x-source").required()]);

/// Operations that only `x-id` tells apart, or what they require.
fn marked() -> Vec<&'static OperationSchema> {
    let operation =
        |name, method, uri, input| &*Box::leak(Box::new(OperationSchema::http(name, method, uri).input(input)));
    vec![
        operation("List", "GET", "/{Bucket}", &schema::UNIT),
        operation("Get", "GET", "/{Bucket}/{Key+}?x-id=Get", &schema::UNIT),
        operation("Tags", "GET", "/{Bucket}/{Key+}?tags", &schema::UNIT),
        operation("Parts", "GET", "/{Bucket}/{Key+}?x-id=Parts", &UPLOAD),
        operation("Put", "PUT", "/{Bucket}/{Key+}?x-id=Put", &schema::UNIT),
        operation("Copy", "PUT", "/{Bucket}/{Key+}?x-id=Copy", &COPY),
    ]
}

#[test]
fn without_the_id_of_an_operation_a_request_is_for_the_one_that_it_has_most_of() {
    let operations = marked();
    for (method, target, header, expected) in [
        ("GET", "/b", None, "List"),
        ("GET", "/b/k", None, "Get"),
        ("GET", "/b/k?tags", None, "Tags"),
        ("GET", "/b/k?part=1", None, "Get"),
        ("GET", "/b/k?part=1&upload=u", None, "Parts"),
        ("GET", "/b/k?x-id=Get&upload=u", None, "Get"),
        ("GET", "/b/k?x-id=Parts", None, "Parts"),
        ("PUT", "/b/k", None, "Put"),
        ("PUT", "/b/k", Some("x-source"), "Copy"),
        ("PUT", "/b/k?x-id=Put", Some("x-source"), "Put"),
    ] {
        let headers: HeaderMap = header
            .into_iter()
            .map(|name| (http::HeaderName::from_static(name), http::HeaderValue::from_static("a")))
            .collect();
        let uri: Uri = target.parse().unwrap();
        let found = UriTable::new(&operations).find(&method.parse().unwrap(), &uri, &headers).unwrap();
        assert_eq!(operations[found.operation].name, expected, "{method} {target} {header:?}");
    }
    assert_eq!(find(&operations, "GET", "/b/k?x-id=Other"), "404");
}
