//! Events of requests, as servers read them: signed, incomplete, invalid.

use bytes::Bytes;
use weland_core::schema::STRING;
use weland_core::{Binding, BoxError, EventStream, Member, OtherError, Schema, ShapeType, structure, union};
use weland_protocol::event::{Frame, FrameError, HeaderValue};
use weland_protocol::protocol::ItemCheck;
use weland_protocol::{Body, RestJson1, ServerProtocol as _};

use crate::bound::{Event, Events, TextEvent};
use crate::events::{drain, message, now, text, written};
use crate::shapes::operation;

/// A frame around the bytes of another, as signers put it there.
fn signed(payload: Bytes) -> Bytes {
    let date = (":date".to_owned(), HeaderValue::Timestamp(0));
    let signature = (":chunk-signature".to_owned(), HeaderValue::Bytes(Bytes::from_static(&[1; 32])));
    Frame { headers: vec![date, signature], payload }.encode().unwrap()
}

/// Reads events out of chunks, as a server does.
fn received(chunks: Vec<Bytes>) -> Vec<Result<Event, BoxError>> {
    let body = Body::from(chunks.concat());
    let (parts, ()) = http::Request::builder().body(()).unwrap().into_parts();
    let mut input = Events::default();
    let operation = operation("POST", "/").input(Events::SCHEMA);
    RestJson1.attach_request_stream(&operation, &parts, (body, UNCHECKED), &mut input);
    drain(input.events)
}

const UNCHECKED: ItemCheck = |_, _, _| Ok(());

#[test]
fn servers_take_signed_events_out_of_their_frames() {
    let events = written(vec![Event::Text(TextEvent { payload: Some("a".into()) })]);
    let event = events[0].clone();
    let read = |chunks| -> Vec<Result<Event, String>> {
        let told = |error: BoxError| {
            let error = error.downcast::<OtherError>().unwrap();
            assert_eq!((error.status(), error.code()), (Some(400), Some("SerializationException")));
            error.message().to_owned()
        };
        received(chunks).into_iter().map(|event| event.map_err(told)).collect()
    };
    let plain = read(vec![event.clone()]);
    assert!(matches!(plain[..], [Ok(Event::Text(_))]), "{plain:?}");
    assert_eq!(read(vec![signed(event.clone()), signed(Bytes::new())]), plain);
    let two = [&event[..], &event[..]].concat();
    let wrong = [two.into(), event.slice(..event.len() - 1), signed(event.clone())];
    let messages = [FrameError::Signed.to_string(), FrameError::Signed.to_string(), "`:message-type`".to_owned()];
    for (payload, message) in wrong.into_iter().zip(messages) {
        let read = read(vec![signed(payload)]);
        assert!(matches!(&read[..], [Err(error)] if error.contains(&message)), "{read:?}");
    }
}

#[derive(Clone, Default, PartialEq)]
struct Demand {
    header: String,
    name: String,
}

structure! {
    Demand = DEMAND: Schema::structure("Demand");
    0 header: Member::new("header", &STRING).required().bound(Binding::EventHeader),
    1 name: Member::new("name", &STRING).required(),
}

#[derive(Clone, Default, PartialEq)]
struct Whole {
    payload: Demand,
}

structure! {
    Whole = WHOLE: Schema::structure("Whole");
    0 payload: Member::new("payload", &DEMAND).required().bound(Binding::EventPayload),
}

#[derive(Clone, Default, PartialEq)]
enum Order {
    Demand(Demand),
    Whole(Whole),
    #[default]
    Unknown,
}

union! {
    Order = ORDER: Schema::union("Order").streaming();
    0 Demand: Member::new("demand", &DEMAND),
    1 Whole: Member::new("whole", &WHOLE),
}

#[derive(Default)]
struct Orders {
    events: EventStream<Order>,
}

structure! {
    Orders = ORDERS: Schema::structure("Orders"); [events events]
    0 events: Member::new("events", &ORDER).payload(),
}

/// The first event of a request, or what is wrong with it.
fn first(bytes: Bytes, check: ItemCheck) -> Result<Order, String> {
    let (parts, ()) = http::Request::new(()).into_parts();
    let mut input = Orders::default();
    let operation = operation("POST", "/").input(Orders::SCHEMA);
    RestJson1.attach_request_stream(&operation, &parts, (Body::from(bytes), check), &mut input);
    now(input.events.next()).unwrap().map_err(|error| error.to_string())
}

#[test]
fn an_event_that_lacks_a_required_member_is_refused_wherever_it_would_be() {
    let order = |name, headers: &[(&'static str, HeaderValue)], payload| {
        let kind = [(":message-type", text("event")), (":event-type", text(name))];
        message(&[&kind[..], headers].concat(), payload)
    };
    let header = ("header", text("h"));
    let cases = [
        (order("demand", &[], r#"{"name": "n"}"#), "/header"),
        (order("demand", std::slice::from_ref(&header), "{}"), "/name"),
        (order("demand", std::slice::from_ref(&header), ""), "/name"),
        (order("whole", &[], ""), "/payload"),
        (order("whole", &[], r#"{"name": "n"}"#), "/payload/header"),
    ];
    for (bytes, missing) in cases {
        let error = first(bytes, UNCHECKED).unwrap_err();
        assert!(error.contains(&format!("the required member {missing} is missing")), "{error}");
    }
    let complete = order("demand", &[header], r#"{"name": "n"}"#);
    let expected = Order::Demand(Demand { header: "h".into(), name: "n".into() });
    assert_eq!(first(complete.clone(), UNCHECKED).unwrap(), expected);
    let refuse: ItemCheck = |holder, member, missing| {
        assert_eq!((holder.schema().shape_type, member.name, missing.total()), (ShapeType::Union, "demand", 0));
        Err("not this one".into())
    };
    assert_eq!(first(complete, refuse).unwrap_err(), "not this one");
}
