//! The application, called over a socket.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::net::SocketAddr;

use axum::Router;
use library_axum::{App, KEY, api, application};
use library_client::types::{AddItemInput, AddItemRequired, Book, BookKind, BookRequired, GetItemRequired, Item};
use library_client::{Client, Config};
use support::{send, serve};

fn client(address: SocketAddr) -> Client {
    Client::new(Config::new().endpoint(format!("http://{address}/v1")).api_key(KEY))
}

fn book(id: &str) -> AddItemInput {
    let authors = vec!["Ada".to_owned()];
    let book = BookRequired { kind: BookKind::Book, id: id.into(), title: "Notes".into(), authors };
    AddItemInput::new(AddItemRequired { body: Item::Book(Book::new(book)) })
}

fn status(response: &str) -> &str {
    response.split(' ').nth(1).unwrap()
}

#[tokio::test]
async fn the_api_and_routes_of_the_application_share_state() {
    let address = serve(application(App::default())).await;
    let client = client(address);
    let added = client.add_item(book("bo-1")).await.unwrap();
    assert_eq!(added.location, "/v1/items/bo-1");
    let found = client.get_item(GetItemRequired { id: "bo-1".into() }).await.unwrap();
    assert!(matches!(found.body, Item::Book(book) if book.title == "Notes"));
    // What the API sends as the place of an item leads there.
    let response = send(address, &format!("GET {}", added.location), &format!("X-Library-Key: {KEY}\r\n")).await;
    assert_eq!(status(&response), "200", "{response}");
    let page = send(address, "GET /", "").await;
    assert!(page.contains("The library has 1 items."), "{page}");
    let metrics = send(address, "GET /metrics", "").await;
    assert!(metrics.ends_with("\r\n\r\nlibrary_calls_total 3\n"), "{metrics}");
}

#[tokio::test]
async fn each_part_answers_for_its_own_paths() {
    let address = serve(application(App::default())).await;
    let unknown = send(address, "GET /v2/items", "").await;
    assert!(status(&unknown) == "404" && unknown.ends_with("\r\n\r\n"), "{unknown}");
    let of_api = send(address, "GET /v1/nothing", "").await;
    assert!(status(&of_api) == "404" && of_api.contains("no operation has this path"), "{of_api}");
    let method = send(address, "PATCH /v1/items", "").await;
    assert!(status(&method) == "405" && method.contains("\r\nallow: POST, GET, HEAD\r\n"), "{method}");
    let refused = send(address, "GET /v1/items/bo-1", "").await;
    assert_eq!(status(&refused), "401", "{refused}");
    let document = send(address, "GET /v1/openapi.json", "").await;
    assert!(status(&document) == "200" && document.contains("\"openapi\": \"3.1.0\""), "{document}");
}

#[tokio::test]
async fn bodies_of_the_api_are_limited_by_its_router() {
    let address = serve(application(App::default())).await;
    let headers = |length: usize| {
        format!("X-Library-Key: {KEY}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n")
    };
    let response = send(address, "POST /v1/items", &headers(100_000_000)).await;
    assert!(status(&response) == "413" && response.contains("must not exceed"), "{response}");
}

#[tokio::test]
async fn requests_have_ids_that_callers_may_choose() {
    let address = serve(application(App::default())).await;
    let chosen = send(address, "GET /v1/items/bo-1", "X-Request-Id: mine\r\n").await;
    assert!(chosen.contains("\r\nx-request-id: mine\r\n"), "{chosen}");
    let made = send(address, "GET /", "").await;
    let id = made.split("\r\nx-request-id: ").nth(1).and_then(|rest| rest.split("\r\n").next()).unwrap();
    assert_eq!(id.len(), 36, "{made}");
}

#[tokio::test]
async fn the_router_can_also_take_the_prefix_off_itself() {
    let app = App::default;
    let ways = [
        ("nested", Router::new().nest_service("/v1", api(app()))),
        ("as a route", Router::new().route_service("/v1/{*path}", api(app()).base_path("/v1"))),
        ("as the fallback", Router::new().fallback_service(api(app()).base_path("/v1"))),
    ];
    for (way, application) in ways {
        let address = serve(application).await;
        let added = client(address).add_item(book("bo-1")).await.unwrap();
        assert_eq!(added.location, "/v1/items/bo-1", "{way}");
        let elsewhere = send(address, "GET /items/bo-1", &format!("X-Library-Key: {KEY}\r\n")).await;
        assert_eq!(status(&elsewhere), "404", "{way}");
    }
}
