//! Types of other crates in all places where values stand.

use std::collections::BTreeMap;

use jiff::Timestamp;
use own_types_client::weland_client::bytes::Bytes;
use own_types_client::weland_client::http::Request;
use own_types_client::weland_client::tower_service::Service as _;
use own_types_client::{Body, Client, Config, Transport};
use own_types_server::types::*;
use own_types_server::{Context, router};
use own_types_validator::{Validate, validate_json};
use rust_decimal::Decimal;
use url::Url;
use uuid::Uuid;

struct Shop;

impl own_types_server::Shop for Shop {
    async fn put_order(&self, input: PutOrderInput, _: Context) -> Result<PutOrderOutput, PutOrderError> {
        assert_eq!(input.also.as_deref(), Some(&[Uuid::from_u128(2), Uuid::from_u128(3)][..]));
        assert_eq!((input.at, input.since), (Some(time()), Some(time())));
        let output = PutOrderOutput::new(PutOrderOutputRequired { body: input.body });
        Ok(output.trace(input.trace.unwrap()))
    }

    async fn list_orders(&self, _: ListOrdersInput, _: Context) -> Result<ListOrdersOutput, ListOrdersError> {
        Ok(ListOrdersOutput::new(ListOrdersOutputRequired { orders: vec![Uuid::from_u128(4)] }))
    }
}

fn client() -> Client {
    let transport = Transport::new(router(Shop));
    Client::new(Config::new().endpoint("http://localhost:8080").transport(transport))
}

fn time() -> Timestamp {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

fn place(text: &str) -> Url {
    text.parse().unwrap()
}

fn order() -> Order {
    // What has no `Default` is an option, required or not.
    Order::new(OrderRequired { id: Uuid::from_u128(1), made: time() })
        .home(place("https://a.test/"))
        .paid(time())
        .places(BTreeMap::from([("b".to_owned(), place("https://b.test/"))]))
        .parent_null()
        .price(Money::new(MoneyRequired { amount: Decimal::new(1250, 2) }).currency("EUR"))
        .method(Method::Transfer(place("https://c.test/")))
        .either(Either::Id(Uuid::from_u128(5)))
        .rate(Decimal::new(25, 1))
}

#[tokio::test]
async fn values_come_back_as_they_were_sent() {
    let input = PutOrderInput::new(PutOrderRequired { id: Uuid::from_u128(1), body: order() });
    let input = input.at(time()).since(time()).trace(Uuid::from_u128(9)).also([2, 3].map(Uuid::from_u128));
    let output = client().put_order(input).await.unwrap();
    assert_eq!(output.body, order());
    assert_eq!(output.trace, Some(Uuid::from_u128(9)));
}

/// Sends a request to the server that no client would send.
async fn status_and_body(method: &str, target: &str, headers: &[(&str, &str)], body: &'static str) -> (u16, String) {
    let mut request = Request::builder().method(method).uri(target).header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(Bytes::from(body))).unwrap();
    let response = router(Shop).call(request).await.unwrap();
    let status = response.status().as_u16();
    (status, String::from_utf8(response.into_body().collect(1 << 20).await.unwrap().to_vec()).unwrap())
}

const ORDER: &str = r#"{"id":"00000000-0000-0000-0000-000000000001","made":"2026-01-31T12:00:00Z","home":"https://a.test/"}"#;
const WRONG: &str = r#"{"id":"00000000-0000-0000-0000-000000000001","made":"2026-01-31T12:00:00Z","home":"at home"}"#;
const ID: &str = "00000000-0000-0000-0000-000000000001";

#[tokio::test]
async fn what_does_not_fit_its_type_is_refused_with_its_text() {
    let right = format!("/orders/{ID}?also={ID}");
    for (target, headers, body, part) in [
        ("/orders/abc".to_owned(), vec![], ORDER, "`abc` does not fit its type"),
        (format!("{right}&also=x-y"), vec![], ORDER, "`x-y` does not fit its type"),
        (right.clone(), vec![("x-trace", "trace")], ORDER, "`trace` does not fit its type"),
        (right, vec![], WRONG, "`at home` does not fit its type: relative URL without a base"),
    ] {
        let (status, text) = status_and_body("PUT", &target, &headers, body).await;
        assert!(status == 400 && text.contains(part), "{status} {text}");
    }
}

#[tokio::test]
async fn tokens_of_pages_stay_text() {
    let mut pages = client().list_orders(ListOrdersInput::new()).pages();
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!((page.orders, page.next), (vec![Uuid::from_u128(4)], None::<String>));
}

#[test]
fn texts_on_the_wire_are_validated() {
    assert!(order().validate().is_ok());
    let mut wrong = order();
    wrong.home = Some(place("http://a.test/"));
    let error = wrong.validate().unwrap_err().to_string();
    assert!(error.contains("/home") && error.contains("^https:"), "{error}");
    let json = r#"{"id":"a","made":"2026-01-31T12:00:00Z","home":"https://a.test/"}"#;
    // Whether a text is a UUID is nothing that the model states.
    assert!(validate_json("Order", json.as_bytes()).is_ok());
    assert!(validate_json("Order", json.replace("https", "http").as_bytes()).is_err());
}

#[test]
fn further_derives_hold() {
    fn is_ordered(value: impl PartialOrd + Clone) -> bool {
        value.clone() <= value
    }
    fn is_key(_: impl std::hash::Hash + Eq) {}
    is_key(order().price.unwrap());
    is_key(Method::Points(1));
    assert!(is_ordered(order().price.unwrap()));
    assert!(format!("{:?}", order()).contains("Amount: 12.50") || format!("{:?}", order()).contains("amount: 12.50"));
}
