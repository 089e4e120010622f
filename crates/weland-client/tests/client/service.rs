//! A service to call, as generated code would declare it.

use weland_client::{Client, Config, Credentials};
use weland_core::{
    Blob, ByteStream, Member, Operation, OperationSchema, Paginated, Schema, ServiceSchema, ShapeType, error,
    operation_error, schema, structure,
};

use crate::fake::Fake;
use weland_client::protocol::RestJson1;

pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "Things",
    version: "2024-01-01",
    sdk_id: "Things",
    endpoint_prefix: Some("things"),
    signing_name: Some("things"),
    namespace: "example.things",
    ..ServiceSchema::EMPTY
};

/// A client whose requests end in `fake`.
pub fn client(fake: &Fake) -> Client {
    Client::new(&SERVICE, &RestJson1, config(fake))
}

pub fn config(fake: &Fake) -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token("token");
    Config::new().region("eu-central-1").credentials(credentials).transport(fake.transport())
}

static STREAM: Schema = Schema::new(ShapeType::Blob, "Stream").streaming();
static NAMES: Schema = Schema::list("Names", &[Member::element(&schema::STRING)]);

#[derive(Clone, Default, PartialEq)]
pub struct GetRequest {
    pub name: String,
}

structure! {
    GetRequest = GET_REQUEST: Schema::structure("GetRequest");
    0 name: Member::new("Name", &schema::STRING).label(),
}

#[derive(Clone, Default, PartialEq)]
pub struct Thing {
    pub name: Option<String>,
    pub state: Option<String>,
    pub parts: Option<Vec<String>>,
    pub detail: Option<Box<Thing>>,
}

structure! {
    Thing = THING: Schema::structure("Thing");
    0 name: Member::new("Name", &schema::STRING),
    1 state: Member::new("State", &schema::STRING),
    2 parts: Member::new("Parts", &NAMES),
    3 detail: Member::new("Detail", &THING),
}

#[derive(Clone, Default, PartialEq)]
pub struct PutRequest {
    pub name: Option<String>,
    pub data: Option<Blob>,
}

structure! {
    PutRequest = PUT_REQUEST: Schema::structure("PutRequest");
    0 name: Member::new("Name", &schema::STRING),
    1 data: Member::new("Data", &schema::BLOB),
}

#[derive(Clone, Default, PartialEq)]
pub struct ListRequest {
    pub marker: Option<String>,
}

structure! {
    ListRequest = LIST_REQUEST: Schema::structure("ListRequest");
    0 marker: Member::new("Marker", &schema::STRING).query("Marker"),
}

#[derive(Clone, Default, PartialEq)]
pub struct ListResponse {
    pub next_marker: Option<String>,
    pub names: Option<Vec<String>>,
}

structure! {
    ListResponse = LIST_RESPONSE: Schema::structure("ListResponse");
    0 next_marker: Member::new("NextMarker", &schema::STRING),
    1 names: Member::new("Names", &NAMES),
}

#[derive(Default)]
pub struct Stream {
    pub body: ByteStream,
}

structure! {
    Stream = STREAM_SHAPE: Schema::structure("Stream"); [bytes body]
    0 body: Member::new("Body", &STREAM).payload(),
}

#[derive(Clone, Default, PartialEq)]
pub struct NotFound {
    pub message: Option<String>,
}

structure! {
    NotFound = NOT_FOUND: Schema::structure("NotFound").error(404);
    0 message: Member::new("message", &schema::STRING),
}
error!(NotFound, message);

#[derive(Clone, Default, PartialEq)]
pub struct Busy {
    pub message: Option<String>,
}

structure! {
    Busy = BUSY: Schema::structure("Busy").error(400).retryable(false);
    0 message: Member::new("message", &schema::STRING),
}
error!(Busy, message);

operation_error! {
    /// Errors.
    pub enum ThingError {
        NotFound,
        Busy,
    }
}

pub const ERRORS: &[&Schema] = &[&NOT_FOUND, &BUSY];

macro_rules! operation {
    ($name:ident: $method:literal $uri:literal, $input:ident ($input_schema:ident) -> $output:ident ($output_schema:ident) $(, $call:ident($($argument:expr),*))*) => {
        pub struct $name;

        impl Operation for $name {
            type Input = $input;
            type Output = $output;
            type Error = ThingError;
            const SERVICE: &'static ServiceSchema = &SERVICE;
            const SCHEMA: &'static OperationSchema = &OperationSchema::http(stringify!($name), $method, $uri)
                .input(&$input_schema)
                .output(&$output_schema)
                .errors(ERRORS)
                $(.$call($($argument),*))*;
        }
    };
}

pub(crate) use operation;

operation!(Get: "GET" "/things/{Name}", GetRequest (GET_REQUEST) -> Thing (THING), idempotent());
operation!(Put: "POST" "/things", PutRequest (PUT_REQUEST) -> Thing (THING));
operation!(List: "GET" "/things", ListRequest (LIST_REQUEST) -> ListResponse (LIST_RESPONSE), idempotent());
operation!(Upload: "POST" "/upload", Stream (STREAM_SHAPE) -> Thing (THING), idempotent());
operation!(Touch: "POST" "/touch", ListRequest (LIST_REQUEST) -> Thing (THING));
operation!(Download: "GET" "/download", ListRequest (LIST_REQUEST) -> Stream (STREAM_SHAPE), idempotent());

operation!(Prefixed: "POST" "/prefixed", PutRequest (PUT_REQUEST) -> Thing (THING), host_prefix("data.{Name}."));

impl Paginated for List {
    type Item = String;

    fn next_token(output: &ListResponse) -> Option<String> {
        output.next_marker.clone()
    }

    fn set_token(input: &mut ListRequest, token: String) {
        input.marker = Some(token);
    }

    fn items(output: ListResponse) -> Vec<String> {
        output.names.unwrap_or_default()
    }
}

/// The input of [`Get`].
pub fn get(name: &str) -> GetRequest {
    GetRequest { name: name.to_owned() }
}
