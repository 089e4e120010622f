//! A service that takes streams of bytes, with checksums, and streams of events both ways.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context as TaskContext, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tower_service::Service;
use weland_client::{Client, Config, Credentials, Transport};
use weland_core::{
    BoxError, ByteStream, EventStream, Member, Operation, OperationSchema, OtherError, Schema, ServiceSchema,
    ShapeType, operation_error, schema, structure, union,
};
use weland_protocol::protocol::RestJson1;
use weland_server::{AccessKey, Body, Context, KeyRequest, Router, ServerConfig, SigV4, TlsConfig};

pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "Wire",
    version: "1",
    sdk_id: "Wire",
    namespace: "example",
    signing_name: Some("wire"),
    ..ServiceSchema::EMPTY
};

static DATA: Schema = Schema::new(ShapeType::Blob, "Data").streaming();

#[derive(Default)]
pub struct StoreInput {
    pub algorithm: Option<String>,
    pub own: Option<String>,
    pub encoding: Option<String>,
    pub length: Option<i64>,
    pub body: ByteStream,
}

structure! {
    StoreInput = STORE_INPUT: Schema::structure("StoreInput"); [bytes body]
    0 algorithm: Member::new("Algorithm", &schema::STRING).header("x-amz-sdk-checksum-algorithm"),
    1 own: Member::new("Own", &schema::STRING).header("x-amz-checksum-sha1"),
    2 encoding: Member::new("Encoding", &schema::STRING).header("content-encoding"),
    3 length: Member::new("Length", &schema::LONG).header("content-length"),
    4 body: Member::new("Body", &DATA).payload(),
}

/// What the handler has seen of an upload.
#[derive(Clone, Default, PartialEq)]
pub struct Stored {
    pub bytes: i64,
    pub encoding: Option<String>,
    pub length: Option<i64>,
}

structure! {
    Stored = STORED: Schema::structure("Stored");
    0 bytes: Member::new("Bytes", &schema::LONG).required(),
    1 encoding: Member::new("Encoding", &schema::STRING),
    2 length: Member::new("Length", &schema::LONG),
}

#[derive(Clone, Default, PartialEq)]
pub struct NoteInput {
    pub text: Option<String>,
}

structure! {
    NoteInput = NOTE_INPUT: Schema::structure("NoteInput");
    0 text: Member::new("Text", &schema::STRING),
}

#[derive(Clone, Default, PartialEq)]
pub struct Word {
    pub text: String,
}

structure! {
    Word = WORD: Schema::structure("Word");
    0 text: Member::new("Text", &schema::STRING).required(),
}

#[derive(Clone, Default, PartialEq)]
pub enum Talk {
    Word(Word),
    #[default]
    Unknown,
}

union! {
    Talk = TALK: Schema::union("Talk").streaming();
    0 Word: Member::new("Word", &WORD),
}

pub fn word(text: &str) -> Talk {
    Talk::Word(Word { text: text.into() })
}

#[derive(Default)]
pub struct Conversation {
    pub words: EventStream<Talk>,
}

structure! {
    Conversation = CONVERSATION: Schema::structure("Conversation"); [events words]
    0 words: Member::new("Words", &TALK).payload(),
}

operation_error! {
    pub enum WireError {}
}

macro_rules! operations {
    ($($name:ident: $method:literal $uri:literal, $input:ty => $output:ty $(, $call:ident($($argument:expr)?))*;)*) => {$(
        pub struct $name;

        impl Operation for $name {
            type Input = $input;
            type Output = $output;
            type Error = WireError;
            const SERVICE: &'static ServiceSchema = &SERVICE;
            const SCHEMA: &'static OperationSchema = &OperationSchema::http(stringify!($name), $method, $uri)
                .input(<$input>::SCHEMA)
                .output(<$output>::SCHEMA)
                $(.$call($($argument)?))*;
        }
    )*};
}

operations! {
    Store: "PUT" "/store", StoreInput => Stored, checksum_member("Algorithm");
    Note: "POST" "/note", NoteInput => Stored, checksum_required();
    Chat: "POST" "/chat", Conversation => Conversation;
}

async fn store(mut input: StoreInput, _: Context) -> Result<Stored, WireError> {
    let mut bytes = 0;
    while let Some(piece) = input.body.next().await {
        // What the stream says of its failure is meant for callers.
        let piece = piece.map_err(|error| match error.downcast::<OtherError>() {
            Ok(told) => *told,
            Err(error) => OtherError::service(400, "Broken", error.to_string()),
        })?;
        bytes += i64::try_from(piece.len()).unwrap();
    }
    Ok(Stored { bytes, encoding: input.encoding, length: input.length })
}

async fn note(input: NoteInput, _: Context) -> Result<Stored, WireError> {
    Ok(Stored { bytes: i64::try_from(input.text.unwrap_or_default().len()).unwrap(), ..Stored::default() })
}

/// Answers each word as soon as it has come.
async fn chat(input: Conversation, _: Context) -> Result<Conversation, WireError> {
    let (sender, receiver) = mpsc::channel(1);
    let mut words = input.words;
    tokio::spawn(async move {
        while let Some(talk) = words.next().await {
            let answer = match talk {
                Ok(Talk::Word(Word { text })) => Ok(word(&format!("{text}?"))),
                Ok(other) => Ok(other),
                Err(error) => Err(error),
            };
            if sender.send(answer).await.is_err() {
                break;
            }
        }
    });
    Ok(Conversation { words: EventStream::new(Channel(receiver)) })
}

/// A stream that yields what is sent to it.
pub struct Channel<T>(pub mpsc::Receiver<Result<T, BoxError>>);

impl<T> Stream for Channel<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}

/// The service without a check of signatures.
pub fn open_router() -> Router {
    Router::new(&SERVICE, &RestJson1)
        .route::<Store, _, _>(store)
        .route::<Note, _, _>(note)
        .route::<Chat, _, _>(chat)
        .on_failure(|failure| panic!("{failure}"))
}

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

async fn find(key: KeyRequest) -> Result<Option<AccessKey>, OtherError> {
    Ok((key.access_key_id == "AKIDEXAMPLE").then(|| AccessKey::new(SECRET)))
}

pub fn verifier() -> SigV4 {
    SigV4::new("eu-central-1", find).clock(moment)
}

/// The service with one, at this time.
pub fn router(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Router {
    open_router().sigv4(verifier().clock(now).unsigned_payloads(true))
}

pub fn moment() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000)
}

pub fn config(endpoint: &str) -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET);
    Config::new().region("eu-central-1").credentials(credentials).endpoint(endpoint).max_attempts(1)
}

pub fn client(config: Config) -> Client {
    Client::new(&SERVICE, &RestJson1, config)
}

/// What lies on the way from a client to a router.
pub type Change = Arc<dyn Fn(&mut http::request::Parts, &mut Vec<u8>) + Send + Sync>;

/// A router in the same process, and something that changes requests on their way.
#[derive(Clone)]
pub struct Between(pub Router, pub Change);

impl Service<Request<Body>> for Between {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let Self(mut router, change) = self.clone();
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let mut bytes = body.collect(1 << 30).await?.to_vec();
            change(&mut parts, &mut bytes);
            Ok(router.call(Request::from_parts(parts, in_pieces(bytes))).await?)
        })
    }
}

/// A body that comes in pieces, as over a network.
fn in_pieces(bytes: Vec<u8>) -> Body {
    struct Pieces(std::vec::IntoIter<Bytes>);
    impl Stream for Pieces {
        type Item = Result<Bytes, BoxError>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.next().map(Ok))
        }
    }
    let pieces: Vec<Bytes> = bytes.chunks(1000).map(Bytes::copy_from_slice).collect();
    Body::from(ByteStream::new(Pieces(pieces.into_iter())))
}

pub fn through(
    router: Router,
    change: impl Fn(&mut http::request::Parts, &mut Vec<u8>) + Send + Sync + 'static,
) -> Transport {
    Transport::new(Between(router, Arc::new(change)))
}

/// A certificate of `localhost` that stands for itself.
static AUTHORITY: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(|| {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
});

pub fn server_tls() -> TlsConfig {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &AUTHORITY).unwrap().pem();
    TlsConfig::from_pem(certificate, key.serialize_pem()).unwrap()
}

pub fn client_tls() -> weland_client::TlsConfig {
    weland_client::TlsConfig::new().roots_from_pem(AUTHORITY.pem()).unwrap()
}

/// The router behind a socket.
pub async fn served(config: ServerConfig, router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(config.serve(listener, router));
    address
}
