//! Hooks: those of users, and those that generated clients add to themselves.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderValue, request, response};
use weland_client::hooks::{
    Attempt, CallContext, CallSummary, DefaultHeader, DefaultMember, EndpointMember, Hook, RetryDecision, TraceContext,
    TreeHash,
};
use weland_client::protocol::RestJson1;
use weland_client::{Client, Config};
use weland_core::{
    ByteStream, ErrorKind, Member, Operation, OperationError, OperationSchema, OtherError, Schema, ServiceSchema,
    ShapeType, Structure, schema, structure,
};
use weland_protocol::set_member_text;

use crate::fake::{Fake, Pieces, Step, error, respond};
use crate::service::*;

/// A hook that takes notes of what it sees, and marks requests.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn add(&self, text: String) {
        self.0.lock().unwrap().push(text);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Hook for Notes {
    fn before_serialization(&self, call: &CallContext, input: &mut dyn Structure) -> Result<(), OtherError> {
        self.add(format!("serialize {} of {}", call.operation.name, call.service.name));
        set_member_text(input, "Name", "hooked");
        Ok(())
    }

    fn after_serialization(
        &self,
        _: &CallContext,
        request: &mut request::Parts,
        body: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        self.add(format!("send {} {:?}", request.uri.path(), body.map(<[u8]>::len)));
        request.headers.insert("x-once", "1".parse().unwrap());
        Ok(())
    }

    fn before_attempt(
        &self,
        attempt: &Attempt,
        request: &mut request::Parts,
        _: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        assert_eq!(request.headers["x-once"], "1");
        assert!(!request.headers.contains_key("x-attempt") && !request.headers.contains_key("authorization"));
        self.add(format!("attempt {} of {}", attempt.number, attempt.max));
        request.headers.insert("x-attempt", attempt.number.into());
        Ok(())
    }

    fn after_attempt(&self, _: &Attempt, outcome: Result<&response::Parts, &OtherError>) {
        self.add(match outcome {
            Ok(response) => format!("status {}", response.status.as_u16()),
            Err(error) => format!("failure {:?}", error.kind()),
        });
    }
}

#[tokio::test(start_paused = true)]
async fn a_hook_sees_each_attempt_and_changes_it_before_it_is_signed() {
    let fake = Fake::new([Step::Refuse, error(500, "X"), respond(200, "{}")]);
    let notes = Notes::default();
    Client::new(&SERVICE, &RestJson1, config(&fake).hook(notes.clone())).call::<Get>(get("a")).await.unwrap();
    let expected = [
        "serialize Get of Things",
        "send /things/hooked Some(0)",
        "attempt 1 of 3",
        "failure NotSent",
        "attempt 2 of 3",
        "status 500",
        "attempt 3 of 3",
        "status 200",
    ];
    assert_eq!(notes.take(), expected);
    for (request, number) in fake.seen().iter().zip(["1", "2", "3"]) {
        assert!(request.uri.ends_with("/things/hooked"), "{}", request.uri);
        assert_eq!(request.header("x-attempt"), number);
        let authorization = request.header("authorization");
        assert!(authorization.contains(";x-attempt;x-once,"), "{authorization}");
    }
}

/// Takes notes of what follows attempts, and of calls.
#[derive(Clone, Default)]
struct Decisions(Notes);

impl Hook for Decisions {
    fn after_attempt(&self, attempt: &Attempt, _: Result<&response::Parts, &OtherError>) {
        assert!(attempt.elapsed > Duration::ZERO);
    }

    fn after_decision(&self, attempt: &Attempt, decision: RetryDecision) {
        let decision = match decision {
            RetryDecision::Retry(_) => "Retry".to_owned(),
            other => format!("{other:?}"),
        };
        self.0.add(format!("{} of {}: {decision}", attempt.number, attempt.max));
    }

    fn after_call(&self, call: &CallContext, summary: &CallSummary, outcome: Result<&response::Parts, &OtherError>) {
        let outcome = outcome.map(|response| response.status.as_u16()).map_err(OtherError::kind);
        self.0.add(format!("{}: {} attempts, {outcome:?}", call.operation.name, summary.attempts));
    }
}

/// The notes that are taken of a call with these attempts.
async fn decisions(script: impl IntoIterator<Item = Step>, call: impl AsyncFnOnce(Client)) -> Vec<String> {
    let (fake, notes) = (Fake::new(script), Decisions::default());
    call(Client::new(&SERVICE, &RestJson1, config(&fake).hook(notes.clone()))).await;
    notes.0.take()
}

#[tokio::test(start_paused = true)]
async fn a_hook_sees_what_follows_each_attempt_and_what_comes_of_the_call() {
    let get = async |client: Client| drop(client.call::<Get>(get("a")).await);
    let put = async |client: Client| drop(client.call::<Put>(PutRequest::default()).await);
    let notes = decisions([Step::Refuse, error(503, "X"), respond(200, "{}")], get).await;
    assert_eq!(notes, ["1 of 3: Retry", "2 of 3: Retry", "3 of 3: Final", "Get: 3 attempts, Ok(200)"]);
    let notes = decisions([error(404, "NotFound")], get).await;
    assert_eq!(notes, ["1 of 3: Final", "Get: 1 attempts, Ok(404)"]);
    let notes = decisions([Step::Break], put).await;
    assert_eq!(notes, ["1 of 3: NotRepeatable", "Put: 1 attempts, Err(Transport)"]);
    let notes = decisions([Step::Refuse, Step::Refuse, Step::Refuse], get).await;
    assert_eq!(notes.last().unwrap(), "Get: 3 attempts, Err(NotSent)");
    assert_eq!(notes[2], "3 of 3: MaxAttempts");
    let long = Step::Respond(503, vec![("retry-after", "3600".to_owned())], Vec::new());
    assert_eq!(decisions([long], get).await[0], "1 of 3: TooLongWait");
}

#[tokio::test(start_paused = true)]
async fn the_context_of_a_trace_is_passed_on_and_not_signed() {
    const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let fake = Fake::new([error(503, "X"), respond(200, "{}")]);
    let hook = TraceContext::new(|headers| {
        headers.insert("traceparent", HeaderValue::from_static(PARENT));
    });
    Client::new(&SERVICE, &RestJson1, config(&fake).hook(hook)).call::<Get>(get("a")).await.unwrap();
    for request in fake.seen() {
        assert_eq!(request.header("traceparent"), PARENT);
        assert!(!request.header("authorization").contains("traceparent"));
    }
}

/// Fails at one point.
struct Fails(&'static str);

impl Fails {
    fn at(&self, point: &str) -> Result<(), OtherError> {
        match point == self.0 {
            true => Err(OtherError::new(ErrorKind::Request, format!("not {point}"))),
            false => Ok(()),
        }
    }
}

impl Hook for Fails {
    fn before_serialization(&self, _: &CallContext, _: &mut dyn Structure) -> Result<(), OtherError> {
        self.at("serialized")
    }

    fn after_serialization(&self, _: &CallContext, _: &mut request::Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        self.at("prepared")
    }

    fn before_attempt(&self, _: &Attempt, _: &mut request::Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        self.at("attempted")
    }
}

#[tokio::test]
async fn a_hook_that_fails_ends_the_call() {
    for point in ["serialized", "prepared", "attempted"] {
        let fake = Fake::new([]);
        let call = Client::new(&SERVICE, &RestJson1, config(&fake).hook(Fails(point))).call::<Get>(get("a"));
        let error = call.await.unwrap_err();
        assert_eq!(error.other().map(OtherError::message), Some(&*format!("not {point}")));
        assert_eq!(fake.seen().len(), 0);
    }
}

#[tokio::test]
async fn a_hook_that_needs_the_body_gets_it_in_memory() {
    struct Length;

    impl Hook for Length {
        fn needs_body(&self, call: &CallContext) -> bool {
            call.operation.name == "Upload"
        }

        fn before_attempt(
            &self,
            _: &Attempt,
            request: &mut request::Parts,
            body: Option<&[u8]>,
        ) -> Result<(), OtherError> {
            request.headers.insert("x-length", body.map_or(0, <[u8]>::len).into());
            Ok(())
        }
    }

    let stream = || Stream { body: ByteStream::new(Pieces(["hello ", "world"].map(|it| Ok(it.into())).into())) };
    for (config, expected) in [((|it| it.hook(Length)) as fn(Config) -> Config, "11"), (|it| it, "")] {
        let fake = Fake::new([respond(200, "{}")]);
        let client = Client::new(&SERVICE, &RestJson1, config(crate::service::config(&fake).unsigned()));
        client.call::<crate::service::Upload>(stream()).await.unwrap();
        assert_eq!(fake.seen()[0].header("x-length"), expected);
    }
}

static STREAM: Schema = Schema::new(ShapeType::Blob, "Stream").streaming();

#[derive(Default)]
struct UploadInput {
    account: String,
    hash: Option<String>,
    body: ByteStream,
}

structure! {
    UploadInput = UPLOAD_INPUT: Schema::structure("UploadInput"); [bytes body]
    0 account: Member::new("accountId", &schema::STRING).label(),
    1 hash: Member::new("checksum", &schema::STRING).header("x-amz-sha256-tree-hash"),
    2 body: Member::new("body", &STREAM).payload(),
}

struct HashedUpload;

impl Operation for HashedUpload {
    type Input = UploadInput;
    type Output = ();
    type Error = ThingError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema =
        &OperationSchema::http("HashedUpload", "POST", "/{accountId}").input(&UPLOAD_INPUT);
}

#[tokio::test]
async fn members_and_headers_have_defaults_and_uploads_have_hashes() {
    const HASH: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    let stream = || ByteStream::new(Pieces(["hello ", "world"].map(|it| Ok(it.into())).into()));
    let cases = [
        (UploadInput { body: stream(), ..UploadInput::default() }, "/-", HASH, HASH),
        (UploadInput { account: "a".into(), hash: Some("own".into()), body: stream() }, "/a", HASH, "own"),
        (UploadInput::default(), "/-", "", ""),
    ];
    for (input, path, hash, tree_hash) in cases {
        let fake = Fake::new([respond(200, "{}"), respond(200, "{}")]);
        let config = config(&fake)
            .unsigned()
            .hook(DefaultMember { member: "accountId", value: "-" })
            .hook(DefaultHeader { name: "x-amz-api-version", value: "2012-06-01" })
            .hook(TreeHash);
        let client = Client::new(&SERVICE, &RestJson1, config);
        client.call::<HashedUpload>(input).await.unwrap();
        let request = &fake.seen()[0];
        assert!(request.uri.ends_with(path), "{}", request.uri);
        assert_eq!(request.header("x-amz-api-version"), "2012-06-01");
        assert_eq!(request.header("x-amz-content-sha256"), hash);
        assert_eq!(request.header("x-amz-sha256-tree-hash"), tree_hash);
        // Operations without the member and without uploads have the header only, and the caller's own if there is one.
        client.call::<Touch>(ListRequest::default()).header("x-amz-api-version", "own").await.unwrap();
        let request = &fake.seen()[0];
        assert_eq!(request.header("x-amz-api-version"), "own");
        assert_eq!(request.header("x-amz-content-sha256"), "");
    }
}

#[tokio::test]
async fn a_default_that_cannot_be_a_header_is_an_error() {
    let fake = Fake::new([]);
    let config = config(&fake).hook(DefaultHeader { name: "x-version", value: "a\r\nb: c" });
    let error = Client::new(&SERVICE, &RestJson1, config).call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Get: the header `x-version` cannot be sent: its name or its value holds characters that it may not"
    );
}

#[tokio::test]
async fn an_input_can_say_where_it_goes_unless_the_call_does() {
    let hook = EndpointMember { operation: "Get", member: "Name" };
    for (name, endpoint, expected) in [
        ("https://own.example.com/", None, "https://own.example.com/things/"),
        ("https://own.example.com/base", None, "https://own.example.com/base/things/"),
        ("https://own.example.com/", Some("http://call.example.com"), "http://call.example.com/things/"),
    ] {
        let fake = Fake::new([respond(200, "{}")]);
        let call = Client::new(&SERVICE, &RestJson1, config(&fake).hook(hook)).call::<Get>(get(name));
        let call = if let Some(endpoint) = endpoint { call.endpoint(endpoint) } else { call };
        call.await.unwrap();
        assert!(fake.seen()[0].uri.starts_with(expected), "{}", fake.seen()[0].uri);
    }
    let other = EndpointMember { operation: "Put", ..hook };
    let fake = Fake::new([respond(200, "{}")]);
    Client::new(&SERVICE, &RestJson1, config(&fake).hook(other))
        .call::<Get>(get("https://own.example.com"))
        .await
        .unwrap();
    assert!(!fake.seen()[0].uri.starts_with("https://own.example.com"));
}
