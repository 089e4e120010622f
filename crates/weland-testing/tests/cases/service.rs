//! A service by hand: as little as possible, but something of everything that cases speak of.

#![allow(missing_docs, missing_debug_implementations, unreachable_pub, reason = "the macros say `pub`")]

use std::collections::BTreeMap;

use weland_client::{Call, Client, Config};
use weland_core::{
    Binding, Blob, ByteStream, Defaulted, Document, EventStream, Member, Operation, OperationSchema, Schema,
    ServiceSchema, Timestamp, error, operation_error, schema, structure, union,
};
use weland_server::Router;
use weland_server::protocol::RestJson1;
use weland_testing::server::Recorder;

pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "Echo",
    version: "1",
    sdk_id: "Echo",
    endpoint_prefix: Some("echo"),
    signing_name: Some("echo"),
    namespace: "example",
    ..ServiceSchema::EMPTY
};

static TAGS: Schema = Schema::list("Tags", &[Member::element(&schema::STRING)]);
static GAPS: Schema = Schema::list("Gaps", &[Member::element(&schema::INTEGER).nullable()]);
static COUNTS: Schema = Schema::map("Counts", &[Member::key(&schema::STRING), Member::value(&schema::INTEGER)]);
static DATA: Schema = Schema::new(weland_core::ShapeType::Blob, "Data").streaming();

pub struct EchoInput {
    pub id: String,
    pub search: Option<Vec<String>>,
    pub tags: Option<Vec<String>>,
    pub token: Option<String>,
    pub values: Option<Values>,
    pub depth: Defaulted<i32>,
}

structure! {
    EchoInput = ECHO_INPUT: Schema::structure("EchoInput"); [new]
    0 id: Member::new("id", &schema::STRING).label(),
    1 search: Member::new("search", &TAGS).query("q"),
    2 tags: Member::new("tags", &TAGS).header("X-Tags"),
    3 token: Member::new("token", &schema::STRING).idempotency_token(),
    4 values: Member::new("values", &VALUES),
    5 depth: Member::new("depth", &schema::INTEGER) => Defaulted::unset(10),
}

#[derive(Default)]
pub struct EchoOutput {
    pub tags: Option<Vec<String>>,
    pub values: Option<Values>,
}

structure! {
    EchoOutput = ECHO_OUTPUT: Schema::structure("EchoOutput");
    0 tags: Member::new("tags", &TAGS).header("X-Tags"),
    1 values: Member::new("values", &VALUES),
}

/// A value of each kind.
pub struct Values {
    text: Option<String>,
    flag: Option<bool>,
    level: i32,
    small: Option<f32>,
    large: Option<f64>,
    data: Option<Blob>,
    time: Option<Timestamp>,
    any: Option<Document>,
    gaps: Option<Vec<Option<i32>>>,
    counts: Option<BTreeMap<String, i32>>,
    choice: Option<Choice>,
    inner: Option<Box<Values>>,
}

structure! {
    Values = VALUES: Schema::structure("Values"); [new]
    0 text: Member::new("text", &schema::STRING).wire_names(&[("jsonName", "Text")]),
    1 flag: Member::new("flag", &schema::BOOLEAN),
    2 level: Member::new("level", &schema::INTEGER) => 3,
    3 small: Member::new("small", &schema::FLOAT),
    4 large: Member::new("large", &schema::DOUBLE),
    5 data: Member::new("data", &schema::BLOB),
    6 time: Member::new("time", &schema::TIMESTAMP),
    7 any: Member::new("any", &schema::DOCUMENT),
    8 gaps: Member::new("gaps", &GAPS),
    9 counts: Member::new("counts", &COUNTS),
    10 choice: Member::new("choice", &CHOICE),
    11 inner: Member::new("inner", &VALUES),
}

#[derive(Default)]
pub enum Choice {
    Left(String),
    Right(i32),
    #[default]
    Unknown,
}

union! {
    Choice = CHOICE: Schema::union("Choice");
    0 Left: Member::new("left", &schema::STRING),
    1 Right: Member::new("right", &schema::INTEGER),
}

#[derive(Default)]
pub struct Refused {
    pub reason: Option<String>,
    pub code: Option<i32>,
}

structure! {
    Refused = REFUSED: Schema::structure("Refused").error(409);
    0 reason: Member::new("reason", &schema::STRING),
    1 code: Member::new("code", &schema::INTEGER).header("X-Code"),
}

error!(Refused);

#[derive(Default)]
pub struct Gone;

structure! {
    Gone = GONE: Schema::structure("Gone").error(410);
}

error!(Gone);

operation_error! { pub enum EchoError { Refused, Gone, } }

pub struct Echo;

impl Operation for Echo {
    type Input = EchoInput;
    type Output = EchoOutput;
    type Error = EchoError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema = &OperationSchema::http("Echo", "POST", "/echo/{id}?fixed")
        .input(EchoInput::SCHEMA)
        .output(EchoOutput::SCHEMA)
        .errors(EchoError::schemas());
}

#[derive(Default)]
pub struct Copied {
    pub name: Option<String>,
    pub data: ByteStream,
}

structure! {
    Copied = COPIED: Schema::structure("Copied");
    [bytes data]
    0 name: Member::new("name", &schema::STRING).header("X-Name"),
    1 data: Member::new("data", &DATA).payload(),
}

operation_error! { pub enum CopyError {} }

pub struct Copy;

impl Operation for Copy {
    type Input = Copied;
    type Output = Copied;
    type Error = CopyError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema =
        &OperationSchema::http("Copy", "PUT", "/copy").input(Copied::SCHEMA).output(Copied::SCHEMA);
}

#[derive(Default)]
pub struct PressInput {
    pub encoding: Option<String>,
    pub text: Option<String>,
}

structure! {
    PressInput = PRESS_INPUT: Schema::structure("PressInput");
    0 encoding: Member::new("encoding", &schema::STRING).header("Content-Encoding"),
    1 text: Member::new("text", &schema::STRING),
}

operation_error! { pub enum PressError {} }

pub struct Press;

impl Operation for Press {
    type Input = PressInput;
    type Output = ();
    type Error = PressError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema =
        &OperationSchema::http("Press", "POST", "/press").input(PressInput::SCHEMA).compression(&["gzip"]);
}

#[derive(Default)]
pub struct Talking {
    pub topic: String,
    pub words: EventStream<Words>,
}

structure! {
    Talking = TALKING: Schema::structure("Talking");
    [events words]
    0 topic: Member::new("topic", &schema::STRING).header("X-Topic").required(),
    1 words: Member::new("words", &WORDS).payload(),
}

#[derive(Default)]
pub enum Words {
    Word(Word),
    Failed(Failed),
    #[default]
    Unknown,
}

union! {
    Words = WORDS: Schema::union("Words").streaming();
    0 Word: Member::new("word", &WORD),
    1 Failed: Member::new("failed", &FAILED),
}

#[derive(Default)]
pub struct Word {
    pub volume: Option<i32>,
    pub text: Option<String>,
}

structure! {
    Word = WORD: Schema::structure("Word");
    0 volume: Member::new("volume", &schema::INTEGER).bound(Binding::EventHeader),
    1 text: Member::new("text", &schema::STRING),
}

#[derive(Default)]
pub struct Failed {
    pub message: Option<String>,
}

structure! {
    Failed = FAILED: Schema::structure("Failed").error(400);
    0 message: Member::new("message", &schema::STRING),
}

operation_error! { pub enum TalkError { Gone, } }

pub struct Talk;

impl Operation for Talk {
    type Input = Talking;
    type Output = Talking;
    type Error = TalkError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema = &OperationSchema::http("Talk", "POST", "/talk")
        .input(Talking::SCHEMA)
        .output(Talking::SCHEMA)
        .errors(TalkError::schemas());
}

/// As a generated client makes a call.
pub fn call<O: Operation>(config: Config, input: O::Input) -> Call<O> {
    Client::new(&SERVICE, &RestJson1, config).call(input)
}

/// As a generated server makes its router.
pub fn router(recorder: Recorder) -> Router {
    let (echo, copy, press, talk) = (recorder.clone(), recorder.clone(), recorder.clone(), recorder);
    Router::new(&SERVICE, &RestJson1)
        .route::<Echo, _, _>(move |input, _| echo.record::<Echo>(input))
        .route::<Copy, _, _>(move |input, _| copy.record::<Copy>(input))
        .route::<Press, _, _>(move |input, _| press.record::<Press>(input))
        .route::<Talk, _, _>(move |input, _| talk.record::<Talk>(input))
}
