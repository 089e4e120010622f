//! Bodies whose values are read and written as they come.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll};

use rest_client::types::*;
use rest_client::weland_client::futures_core::Stream;
use rest_client::weland_client::http::Request;
use rest_client::{Client, Config, Transport};
use rest_server::{Context, router};
use tokio::sync::mpsc;

use crate::service::{Mapped, Shop};
use crate::wire::{Wire, canned};

/// A stream that yields what is sent to it.
struct Channel<T>(mpsc::UnboundedReceiver<Result<T, BoxError>>);

impl<T> Stream for Channel<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}

fn point(x: i32) -> Point {
    Point::new().x(x)
}

async fn all<T>(mut stream: ItemStream<T>) -> Vec<Result<T, BoxError>>
where
    ItemStream<T>: Stream<Item = Result<T, BoxError>>,
{
    let mut all = Vec::new();
    while let Some(next) = std::future::poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await {
        all.push(next);
    }
    all
}

#[tokio::test(flavor = "current_thread")]
async fn values_go_over_the_wire_one_by_one() {
    let wire = Wire::new();
    let body = ItemStream::of([point(1), Point::new().y(2)]);
    let output = wire.client().stream(StreamRequired { body }).await.unwrap();
    let (request, response) = wire.last();
    assert_eq!((request.header("content-type"), request.text()), ("application/jsonl", "{\"x\":1}\n{\"y\":2}\n"));
    assert_eq!(response.header("content-type"), "text/event-stream");
    let event = |data: &str| format!("data: {data}\nevent: point\nretry: 5\n\n");
    assert_eq!(response.text(), event("{\"x\":1}") + &event("{\"y\":2}"));
    let points: Vec<Point> = all(output.body).await.into_iter().map(|event| event.unwrap().data).collect();
    assert_eq!(points, [point(1), Point::new().y(2)]);
}

#[tokio::test(flavor = "current_thread")]
async fn nobody_waits_for_the_end() {
    let client = Client::new(
        Config::new().endpoint("http://pets.test").max_attempts(1).transport(Transport::new(router(Shop::default()))),
    );
    let (sender, receiver) = mpsc::unbounded_channel();
    let body = ItemStream::new(Channel(receiver));
    let mut events = client.stream(StreamRequired { body }).await.unwrap().body;
    for x in [1, 2] {
        sender.send(Ok(point(x))).unwrap();
        let event = events.next().await.unwrap().unwrap();
        assert_eq!((event.data, event.event.as_deref(), event.retry), (point(x), Some("point"), Some(5)));
    }
    // What the caller fails on breaks off the request, which the handler passes on.
    sender.send(Err("lost".into())).unwrap();
    let error = OtherError::from(events.next().await.unwrap().unwrap_err());
    assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
    assert!(events.next().await.is_none());
}

#[tokio::test(flavor = "current_thread")]
async fn alternatives_of_a_body_can_be_streams() {
    let wire = Wire::new();
    let talk = async |body: TalkRequest| wire.client().talk(TalkInput::new().body(body)).await.unwrap();

    let output = talk(TalkRequest::Json(vec![point(1), point(2)])).await;
    let (request, response) = wire.last();
    assert_eq!((request.header("content-type"), request.text()), ("application/json", "[{\"x\":1},{\"x\":2}]"));
    assert_eq!(request.header("accept"), "application/json, text/event-stream, application/jsonl");
    assert_eq!((&*response.line, response.header("content-type")), ("200", "text/event-stream"));
    assert_eq!(response.text(), "data: {\"x\":1}\n\ndata: {\"x\":2}\n\n");
    let TalkResponse::Ok(TalkResponseOk::Events(events)) = output.body else { panic!("{:?}", output.body) };
    let points: Vec<Point> = all(events).await.into_iter().map(Result::unwrap).collect();
    assert_eq!((output.status_code, points), (Some(200), vec![point(1), point(2)]));

    let output = talk(TalkRequest::Lines(ItemStream::of([point(3)]))).await;
    let (request, response) = wire.last();
    assert_eq!((request.header("content-type"), request.text()), ("application/jsonl", "{\"x\":3}\n"));
    assert_eq!((response.header("content-type"), response.text()), ("application/json", "[{\"x\":3}]"));
    let TalkResponse::Ok(TalkResponseOk::Json(points)) = output.body else { panic!("{:?}", output.body) };
    assert_eq!(points, [point(3)]);

    let output = talk(TalkRequest::Records(ItemStream::of(["a".to_owned(), "b".to_owned()]))).await;
    let (request, response) = wire.last();
    assert_eq!((request.header("content-type"), request.text()), ("application/json-seq", "\u{1e}\"a\"\n\u{1e}\"b\"\n"));
    assert_eq!((&*response.line, response.header("content-type")), ("202", "application/jsonl"));
    assert_eq!(response.text(), "\"a\"\n\"b\"\n");
    let TalkResponse::Accepted(names) = output.body else { panic!("{:?}", output.body) };
    let names: Vec<String> = all(names).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(names, ["a", "b"]);
}

#[tokio::test(flavor = "current_thread")]
async fn servers_respond_with_400_to_values_that_are_wrong() {
    let wire = Wire::new();
    let request = |media_type: &'static str| Request::post("/talk").header("content-type", media_type);
    let cases = [
        ("application/jsonl", "\r\n {\"x\": 3} \r\n\n{\"y\":1}", "200", r#"[{"x":3},{"y":1}]"#),
        ("application/jsonl", "", "200", "[]"),
        ("application/jsonl", "{\"x\":1},{\"x\":2}\n", "400", "a value of the body is malformed"),
        ("application/jsonl", "{\"x\":1}\n{\"x\":\n", "400", "a value of the body is malformed"),
        ("application/jsonl", "{\"x\":\"a\"}", "400", "/x"),
        ("application/x-ndjson", "{}", "415", "application/jsonl"),
        ("application/json", "[{\"x\":1}", "400", "/body/json"),
    ];
    for (media_type, body, status, text) in cases {
        let response = wire.send(request(media_type).body(body).unwrap()).await;
        assert_eq!(response.line, status, "{body}: {}", response.text());
        assert!(response.text().contains(text), "{body}: {}", response.text());
    }
    // A body in one of several types can be left out if it is not required.
    let response = wire.send(Request::post("/talk").body("").unwrap()).await;
    assert!(response.text().contains("there is nothing to talk about"), "{}", response.text());
}

/// A server that keeps what it has read.
#[derive(Default)]
struct Reader(Arc<Mutex<Vec<Result<String, String>>>>);

impl rest_server::Pets for Reader {
    async fn talk(&self, input: TalkInput, _: Context) -> Result<TalkOutput, TalkError> {
        let Some(TalkRequest::Records(names)) = input.body else { panic!("{:?}", input.body) };
        let read = all(names).await.into_iter().map(|name| name.map_err(|error| error.to_string())).collect();
        *self.0.lock().unwrap() = read;
        let body = TalkResponse::Accepted(ItemStream::default());
        Ok(TalkOutput::new(TalkOutputRequired { body }))
    }
}

#[tokio::test(flavor = "current_thread")]
async fn handlers_may_go_on_behind_a_value_that_is_wrong() {
    let reader = Reader::default();
    let read = Arc::clone(&reader.0);
    let wire = Wire::with(router(reader));
    let body = "\u{1e}\"a\"\n\u{1e}\"too long\"\n\u{1e}5\n\u{1e}\"b\"";
    let request = Request::post("/talk").header("content-type", "application/json-seq").body(body).unwrap();
    assert_eq!(wire.send(request).await.line, "202");
    let read = read.lock().unwrap().clone();
    let [Ok(a), Err(long), Err(number), Ok(b)] = &*read else { panic!("{read:?}") };
    assert_eq!((&**a, &**b), ("a", "b"));
    assert!(long.contains("length less than or equal to 5") && number.contains("malformed"), "{read:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn clients_tell_what_is_wrong_and_go_on() {
    let respond = |media_type: &'static str, body: &'static str| canned("200", media_type, body);
    let body = ": hello\n\nevent: point\ndata: {\"x\":1}\n\ndata: {\n\ndata:{\"x\"\ndata::2}\n\ndata: [DONE]\n\ndata: {}\n\n";
    let output = respond("text/event-stream; charset=utf-8", body).stream(StreamRequired { body: ItemStream::default() });
    let events = all(output.await.unwrap().body).await;
    let [Ok(one), Err(error), Ok(two)] = &*events else { panic!("{events:?}") };
    assert_eq!((&one.data, &two.data), (&point(1), &point(2)));
    let error = error.downcast_ref::<OtherError>().unwrap();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Response, Some(200)));

    let output = respond("application/json", "{}").stream(StreamRequired { body: ItemStream::default() }).await;
    let error = output.unwrap_err().to_string();
    assert!(error.contains("the body is of the type application/json, and no stream of events"), "{error}");
}

#[test]
fn streams_can_be_made_of_others() {
    let numbers = ItemStream::<i32>::of([1, 2]);
    let doubled = Mapped { stream: numbers, map: |number: Result<i32, BoxError>| number.map(|it| it * 2) };
    let mut stream = ItemStream::new(doubled);
    let mut cx = TaskContext::from_waker(std::task::Waker::noop());
    let Poll::Ready(Some(Ok(first))) = Pin::new(&mut stream).poll_next(&mut cx) else { panic!("nothing") };
    assert_eq!(first, 2);
}
