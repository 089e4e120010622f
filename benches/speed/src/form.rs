//! A request of awsQuery with simple members alone: our protocol, which writes and reads the whole request, compared with
//! serde's derives, which write and read the form in it.

use std::hint::black_box;

use bytes::Bytes;
use http::request::Parts;
use http::{Method, Request};
use serde::{Deserialize, Serialize};
use weland_core::{Member, OperationSchema, Schema, ServiceSchema, schema, structure};
use weland_protocol::{AwsQuery, ClientProtocol as _, ServerProtocol as _};

use crate::measure::Case;

static SERVICE: ServiceSchema = ServiceSchema { name: "Queues", version: "2012-11-05", ..ServiceSchema::EMPTY };
static CHANGE: OperationSchema = OperationSchema::new("ChangeQueue").input(&QUEUE);

#[derive(Default, Clone, PartialEq)]
struct Queue {
    name: Option<String>,
    url: Option<String>,
    policy: Option<String>,
    delay: Option<i32>,
    retention: Option<i64>,
    weight: Option<f64>,
    fifo: Option<bool>,
    label: Option<String>,
    owner: Option<String>,
    region: Option<String>,
}

structure! {
    Queue = QUEUE: Schema::structure("Queue");
    0 name: Member::new("Name", &schema::STRING),
    1 url: Member::new("QueueUrl", &schema::STRING),
    2 policy: Member::new("Policy", &schema::STRING),
    3 delay: Member::new("DelaySeconds", &schema::INTEGER),
    4 retention: Member::new("MessageRetentionPeriod", &schema::LONG),
    5 weight: Member::new("Weight", &schema::DOUBLE),
    6 fifo: Member::new("FifoQueue", &schema::BOOLEAN),
    7 label: Member::new("Label", &schema::STRING),
    8 owner: Member::new("OwnerAccountId", &schema::STRING),
    9 region: Member::new("Region", &schema::STRING),
}

/// The same with what our protocol adds.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Rival {
    action: String,
    version: String,
    name: Option<String>,
    #[serde(rename = "QueueUrl")]
    url: Option<String>,
    policy: Option<String>,
    #[serde(rename = "DelaySeconds")]
    delay: Option<i32>,
    #[serde(rename = "MessageRetentionPeriod")]
    retention: Option<i64>,
    weight: Option<f64>,
    #[serde(rename = "FifoQueue")]
    fifo: Option<bool>,
    label: Option<String>,
    #[serde(rename = "OwnerAccountId")]
    owner: Option<String>,
    region: Option<String>,
}

fn queue() -> Queue {
    Queue {
        name: Some("orders-to-ship.fifo".to_owned()),
        url: Some("https://sqs.eu-central-1.amazonaws.com/123456789012/orders-to-ship.fifo".to_owned()),
        policy: Some(
            r#"{"Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]}"#.to_owned(),
        ),
        delay: Some(900),
        retention: Some(345_600),
        weight: Some(0.25),
        fifo: Some(true),
        label: Some("Größe & Gewicht".to_owned()),
        owner: Some("123456789012".to_owned()),
        region: Some("eu-central-1".to_owned()),
    }
}

pub fn cases() -> Vec<Case> {
    let mut queue = queue();
    let form = encode(&mut queue);
    let rival = theirs(&form);
    let written = serde_urlencoded::to_string(&rival).expect("all members are simple");
    assert_eq!(theirs(written.as_bytes()), rival, "serde reads what it writes");
    assert!(ours(&head(), form.clone()) == queue, "we read what we write");
    assert!(ours(&head(), written.into()) == queue, "both write the same");
    vec![encode_case(queue, rival), decode_case(form)]
}

fn head() -> Parts {
    let request = Request::builder().method(Method::POST).uri("/").body(()).expect("the head is well-formed");
    request.into_parts().0
}

fn encode(queue: &mut Queue) -> Bytes {
    let request = AwsQuery.encode_request(&SERVICE, &CHANGE, queue).expect("all members are simple");
    Bytes::copy_from_slice(request.body().as_bytes().expect("the form is no stream"))
}

fn ours(head: &Parts, form: Bytes) -> Queue {
    let mut value = Queue::default();
    let result = AwsQuery.decode_request(&CHANGE, head, &[], form, &mut value);
    assert!(result.is_ok_and(|missing| missing.is_empty()), "the form is well-formed");
    value
}

fn theirs(form: &[u8]) -> Rival {
    serde_urlencoded::from_bytes(form).expect("the form is well-formed")
}

fn encode_case(mut ours: Queue, theirs: Rival) -> Case {
    Case::new("encode")
        .with("weland", move || {
            let _ = black_box(AwsQuery.encode_request(&SERVICE, &CHANGE, black_box(&mut ours)));
        })
        .with("serde_urlencoded", move || {
            black_box(serde_urlencoded::to_string(black_box(&theirs)).expect("all members are simple"));
        })
}

fn decode_case(form: Bytes) -> Case {
    let (head, copy) = (head(), form.clone());
    Case::new("decode")
        .with("weland", move || {
            black_box(ours(&head, black_box(form.clone())));
        })
        .with("serde_urlencoded", move || {
            black_box(theirs(black_box(&copy)));
        })
}
