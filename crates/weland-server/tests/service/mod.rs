//! A small service with an operation of each kind.
#![allow(missing_docs, dead_code, unreachable_pub)]

use std::collections::BTreeMap;

use http::{Request, Response};
use tower_service::Service as _;
use weland_core::{
    Bound, ByteStream, ErrorKind, EventStream, Member, Operation, OperationSchema, OtherError, Schema, ServiceSchema,
    error, operation_error, pattern, schema, structure, union,
};
use weland_server::protocol::RestJson1;
use weland_server::{Body, Context, Router, not_implemented, routes};

pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "Things",
    version: "2024-01-01",
    sdk_id: "Things",
    namespace: "example.things",
    ..ServiceSchema::EMPTY
};

static NAME: Schema = Schema::string("Name").length(Some(1), Some(8)).pattern(pattern!("^([a-z]+)$"));
static COUNT: Schema = Schema::new(schema::INTEGER.shape_type, "Count").range(Some(Bound::Integer(1)), None);
static TAGS: Schema = Schema::map("Tags", &[Member::key(&NAME), Member::value(&schema::STRING)]);
static STREAM: Schema = Schema::new(schema::BLOB.shape_type, "Stream").streaming();
static FINITE: Schema = Schema::new(schema::BLOB.shape_type, "Finite").streaming().requires_length();

#[derive(Clone, Default, PartialEq)]
pub struct Thing {
    pub id: String,
    pub name: String,
    pub count: Option<i32>,
    pub tags: Option<BTreeMap<String, String>>,
}

structure! {
    Thing = THING: Schema::structure("Thing");
    0 id: Member::new("Id", &schema::STRING).label(),
    1 name: Member::new("Name", &NAME).required(),
    2 count: Member::new("Count", &COUNT).query("count"),
    3 tags: Member::new("Tags", &TAGS),
}

#[derive(Clone, Default, PartialEq)]
pub struct GetInput {
    pub id: String,
    pub caller: Option<String>,
}

structure! {
    GetInput = GET_INPUT: Schema::structure("GetInput");
    0 id: Member::new("Id", &schema::STRING).label(),
    1 caller: Member::new("Caller", &NAME).header("x-caller"),
}

#[derive(Clone, Default, PartialEq)]
pub struct GetOutput {
    pub id: String,
    pub version: Option<String>,
}

structure! {
    GetOutput = GET_OUTPUT: Schema::structure("GetOutput");
    0 id: Member::new("Id", &schema::STRING),
    1 version: Member::new("Version", &schema::STRING).header("x-version"),
}

#[derive(Default)]
pub struct Stream {
    pub content: ByteStream,
}

structure! {
    Stream = STREAM_HOLDER: Schema::structure("Stream"); [bytes content]
    0 content: Member::new("Content", &STREAM).payload(),
}

#[derive(Default)]
pub struct RequiredStream {
    pub content: ByteStream,
}

structure! {
    RequiredStream = REQUIRED_HOLDER: Schema::structure("RequiredStream"); [bytes content]
    0 content: Member::new("Content", &STREAM).payload().required(),
}

#[derive(Default)]
pub struct FiniteStream {
    pub content: ByteStream,
}

structure! {
    FiniteStream = FINITE_HOLDER: Schema::structure("FiniteStream"); [bytes content]
    0 content: Member::new("Content", &FINITE).payload(),
}

#[derive(Clone, Default, PartialEq)]
pub enum Event {
    Thing(GetOutput),
    #[default]
    Unknown,
}

union! {
    Event = EVENT: Schema::union("Event").streaming();
    0 Thing: Member::new("Thing", &GET_OUTPUT),
}

#[derive(Default)]
pub struct Events {
    pub events: EventStream<Event>,
}

structure! {
    Events = EVENTS: Schema::structure("Events"); [events events]
    0 events: Member::new("Events", &EVENT).payload(),
}

#[derive(Clone, Default, PartialEq)]
pub struct NotFound {
    pub message: Option<String>,
    pub id: Option<String>,
}

structure! {
    NotFound = NOT_FOUND: Schema::structure("NotFound").error(404);
    0 message: Member::new("message", &schema::STRING),
    1 id: Member::new("Id", &schema::STRING).header("x-id"),
}

error!(NotFound, message);

operation_error! {
    /// What can go wrong.
    pub enum ThingError {
        NotFound,
    }
}

macro_rules! operations {
    ($($name:ident: $method:literal $uri:literal, $input:ty => $output:ty, $status:literal $(, $call:ident($($argument:expr),*))*;)*) => {$(
        pub struct $name;

        impl Operation for $name {
            type Input = $input;
            type Output = $output;
            type Error = ThingError;
            const SERVICE: &'static ServiceSchema = &SERVICE;
            const SCHEMA: &'static OperationSchema = &OperationSchema::http(stringify!($name), $method, $uri)
                .status($status)
                .input(<$input>::SCHEMA)
                .output(<$output>::SCHEMA)
                .errors(&[NotFound::SCHEMA])
                $(.$call($($argument),*))*;
        }
    )*};
}

operations! {
    GetThing: "GET" "/things/{Id}", GetInput => GetOutput, 200;
    GetLatest: "GET" "/things/{Id}?version=latest", GetInput => GetOutput, 200;
    PutThing: "PUT" "/things/{Id}/", Thing => GetOutput, 201;
    Fail: "POST" "/fail/{Id}", GetInput => GetOutput, 200;
    Upload: "POST" "/upload", Stream => GetOutput, 200;
    Store: "POST" "/store", RequiredStream => GetOutput, 200;
    Finite: "POST" "/finite", FiniteStream => GetOutput, 200;
    Download: "GET" "/download", GetOutput => Stream, 200;
    Watch: "GET" "/watch", GetOutput => Events, 200;
    Idle: "GET" "/idle", GetOutput => GetOutput, 200;
    Compressed: "PUT" "/compressed/{Id}", Thing => GetOutput, 200, compression(&["gzip"]);
}

pub trait Things: Send + Sync + 'static {
    fn get(&self, input: GetInput, context: Context) -> impl Future<Output = Result<GetOutput, ThingError>> + Send;
    fn idle(&self, _: GetOutput, _: Context) -> impl Future<Output = Result<GetOutput, ThingError>> + Send {
        not_implemented::<Idle>()
    }
    fn latest(&self, input: GetInput, _: Context) -> impl Future<Output = Result<GetOutput, ThingError>> + Send {
        async move { Ok(GetOutput { id: input.id, version: Some("latest".into()) }) }
    }
}

pub struct Shelf;

impl Things for Shelf {
    async fn get(&self, input: GetInput, context: Context) -> Result<GetOutput, ThingError> {
        assert_eq!(context.operation.name, "GetThing");
        let caller = context.headers.get("x-caller");
        assert_eq!(caller.map(http::HeaderValue::as_bytes), input.caller.as_deref().map(str::as_bytes));
        Ok(GetOutput { id: input.id, version: Some(context.request_id) })
    }
}

async fn put(input: Thing, _: Context) -> Result<GetOutput, ThingError> {
    Ok(GetOutput { id: format!("{}:{}:{:?}", input.id, input.name, input.count), version: None })
}

async fn fail(input: GetInput, _: Context) -> Result<GetOutput, ThingError> {
    Err(match &*input.id {
        "modeled" => NotFound { message: Some("not here".into()), id: Some("x".into()) }.into(),
        "service" => OtherError::service(429, "SlowDown", "not so fast").into(),
        "odd" => OtherError::service(200, "Fine", "all is well").into(),
        "transport" => OtherError::new(ErrorKind::Transport, "secret host unreachable").into(),
        _ => panic!("on purpose"),
    })
}

async fn upload(input: Stream, _: Context) -> Result<GetOutput, ThingError> {
    let content = input.content.collect().await;
    let content = content.map_err(|_| OtherError::service(400, "RequestAbortedException", "broke off"))?;
    Ok(GetOutput { id: content.len().to_string(), version: None })
}

async fn download(_: GetOutput, _: Context) -> Result<Stream, ThingError> {
    Ok(Stream { content: ByteStream::from(vec![7; 100]) })
}

async fn watch(_: GetOutput, _: Context) -> Result<Events, ThingError> {
    let event = |id: &str| Event::Thing(GetOutput { id: id.into(), version: None });
    Ok(Events { events: EventStream::of([event("a"), event("b")]) })
}

/// The service in restJson1.
pub fn router() -> Router {
    with_operations(Router::new(&SERVICE, &RestJson1))
}

/// Adds the operations of the service to a router.
pub fn with_operations(router: Router) -> Router {
    routes!(router, Shelf; GetThing => get, Idle => idle, GetLatest => latest)
        .route::<PutThing, _, _>(put)
        .route::<Fail, _, _>(fail)
        .route::<Upload, _, _>(upload)
        .route::<Download, _, _>(download)
        .route::<Watch, _, _>(watch)
        .body_limit(1000)
}

/// Sends a request and reads the response.
pub async fn call(router: &Router, request: Request<Body>) -> (http::response::Parts, Vec<u8>) {
    let response: Response<Body> = router.clone().call(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect(1 << 23).await.unwrap();
    (parts, body.to_vec())
}

/// A request with a JSON body.
pub fn json(method: &str, uri: &str, body: impl Into<Vec<u8>>) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(uri)
        .header("content-type", "application/json")
        .body(Body::from(body.into()))
        .unwrap()
}

/// A request without a body.
pub fn get(uri: &str) -> Request<Body> {
    Request::get(uri).body(Body::empty()).unwrap()
}
