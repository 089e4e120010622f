//! Outputs that come in pages.

use std::pin::Pin;

use futures_core::Stream as _;
use weland_core::{ErrorKind, OperationError};

use crate::fake::{Fake, error, respond};
use crate::service::*;

fn page(names: &str, next: &str) -> crate::fake::Step {
    respond(200, &format!(r#"{{"Names":[{names}],"NextMarker":{next}}}"#))
}

#[tokio::test]
async fn pages_are_asked_for_until_there_is_no_token() {
    for last in ["null", "\"\""] {
        let fake = Fake::new([page("\"a\",\"b\"", "\"x y\""), page("", "\"2\""), page("\"c\"", last)]);
        let mut pages = client(&fake).call::<List>(ListRequest::default()).header("x-extra", "1").pages();
        let mut sizes = Vec::new();
        while let Some(page) = pages.next().await {
            sizes.push(page.unwrap().names.unwrap_or_default().len());
        }
        assert_eq!(sizes, [2, 0, 1]);
        assert!(pages.next().await.is_none());
        let seen = fake.seen();
        let queries: Vec<&str> = seen.iter().map(|seen| seen.uri.rsplit_once("/things").unwrap().1).collect();
        assert_eq!(queries, ["", "?Marker=x%20y", "?Marker=2"]);
        assert!(seen.iter().all(|request| request.header("x-extra") == "1"));
    }
}

#[tokio::test]
async fn items_are_those_of_all_pages() {
    let fake = Fake::new([page("\"a\",\"b\"", "\"1\""), page("", "\"2\""), page("\"c\"", "null")]);
    let mut items = client(&fake).call::<List>(ListRequest::default()).items();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        names.push(item.unwrap());
    }
    assert_eq!(names, ["a", "b", "c"]);
}

#[tokio::test]
async fn all_items_are_collected_until_an_error() {
    let fake = Fake::new([page("\"a\",\"b\"", "\"1\""), page("\"c\"", "null")]);
    let names: Vec<String> = client(&fake).call::<List>(ListRequest::default()).items().try_collect().await.unwrap();
    assert_eq!(names, ["a", "b", "c"]);
    let fake = Fake::new([page("\"a\"", "\"1\""), error(404, "NotFound")]);
    let pages = client(&fake).call::<List>(ListRequest::default()).pages();
    assert!(pages.try_collect::<Vec<_>>().await.is_err());
}

#[tokio::test]
async fn pages_are_resumed_from_a_token() {
    let fake = Fake::new([page("\"a\"", "\"1\""), page("\"b\"", "\"2\""), page("\"c\"", "null"), page("", "null")]);
    let client = client(&fake);
    let mut pages = client.call::<List>(ListRequest::default()).pages();
    assert_eq!(pages.next_token(), None);
    pages.next().await.unwrap().unwrap();
    let token = pages.next_token().unwrap().to_owned();
    let mut resumed = client.call::<List>(ListRequest::default()).pages().start_at(token);
    assert_eq!(resumed.next_token(), Some("1"));
    let mut names = Vec::new();
    while let Some(page) = resumed.next().await {
        names.extend(page.unwrap().names.unwrap());
    }
    assert_eq!((names, resumed.next_token()), (vec!["b".to_owned(), "c".to_owned()], None));
    let items: Vec<String> =
        client.call::<List>(ListRequest::default()).items().start_at("x").try_collect().await.unwrap();
    assert!(items.is_empty());
    let seen = fake.seen();
    let queries: Vec<&str> = seen.iter().map(|seen| seen.uri.rsplit_once("/things").unwrap().1).collect();
    assert_eq!(queries, ["", "?Marker=1", "?Marker=2", "?Marker=x"]);
}

#[tokio::test]
async fn pages_are_streams() {
    let fake = Fake::new([page("\"a\"", "\"1\""), page("\"b\"", "null")]);
    let mut items = client(&fake).call::<List>(ListRequest::default()).items();
    let mut count = 0;
    while let Some(item) = std::future::poll_fn(|cx| Pin::new(&mut items).poll_next(cx)).await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
}

#[tokio::test]
async fn an_error_ends_the_pages() {
    let fake = Fake::new([page("\"a\"", "\"1\""), error(404, "NotFound")]);
    let mut items = client(&fake).call::<List>(ListRequest::default()).items();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    assert!(matches!(items.next().await, Some(Err(ThingError::NotFound(_)))));
    assert!(items.next().await.is_none());
}

/// Pages with the names `0`, `1`, … and these tokens.
fn pages_with(tokens: &[&str]) -> Fake {
    let pages = tokens.iter().enumerate();
    Fake::new(pages.map(|(index, token)| page(&format!("\"{index}\""), &format!("\"{token}\""))))
}

#[tokio::test]
async fn a_service_that_repeats_its_token_does_not_keep_the_caller_for_ever() {
    let fake = pages_with(&["a", "a"]);
    let mut pages = client(&fake).call::<List>(ListRequest::default()).pages();
    for name in ["0", "1"] {
        assert_eq!(pages.next().await.unwrap().unwrap().names.unwrap(), [name]);
    }
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Response);
    assert!(error.to_string().contains("`stop_on_repeated_token`"), "{error}");
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn items_of_a_page_whose_token_repeats_come_before_the_error() {
    let fake = pages_with(&["a", "a"]);
    let mut items = client(&fake).call::<List>(ListRequest::default()).items();
    for name in ["0", "1"] {
        assert_eq!(items.next().await.unwrap().unwrap(), name);
    }
    assert_eq!(items.next().await.unwrap().unwrap_err().other().unwrap().kind(), ErrorKind::Response);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn tokens_that_go_round_in_a_circle_are_noticed() {
    for length in 1..6 {
        let tokens: Vec<&str> = ["x", "y", "a", "b", "c", "d", "e"].into_iter().take(2 + length).collect();
        let circle = tokens.iter().chain(tokens[2..].iter().cycle().take(30)).copied().collect::<Vec<_>>();
        let fake = pages_with(&circle);
        let mut pages = client(&fake).call::<List>(ListRequest::default()).pages();
        while pages.next().await.unwrap().is_ok() {}
        let asked = fake.seen().len();
        assert!((tokens.len() + 1..20).contains(&asked), "{length}: {asked}");
    }
}

#[tokio::test]
async fn a_repeated_token_may_be_the_end() {
    let fake = pages_with(&["a", "b", "b"]);
    let mut pages = client(&fake).call::<List>(ListRequest::default()).pages().stop_on_repeated_token();
    for name in ["0", "1", "2"] {
        assert_eq!(pages.next().await.unwrap().unwrap().names.unwrap(), [name]);
    }
    assert!(pages.next().await.is_none());

    let fake = pages_with(&["a", "b", "b"]);
    let mut items = client(&fake).call::<List>(ListRequest::default()).items().stop_on_repeated_token();
    for name in ["0", "1", "2"] {
        assert_eq!(items.next().await.unwrap().unwrap(), name);
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn paging_goes_on_where_the_caller_begins() {
    let fake = Fake::new([page("\"c\"", "\"3\""), page("", "null")]);
    let mut pages = client(&fake).call::<List>(ListRequest { marker: Some("2".into()) }).pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let queries: Vec<String> = fake.seen().into_iter().map(|seen| seen.uri).collect();
    assert!(queries[0].ends_with("?Marker=2") && queries[1].ends_with("?Marker=3"), "{queries:?}");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_not_waited_for_is_not_lost() {
    let late = crate::fake::Step::After(std::time::Duration::from_secs(5), Box::new(page("\"a\"", "null")));
    let fake = Fake::new([late]);
    let mut pages = client(&fake).call::<List>(ListRequest::default()).pages();
    let impatient = tokio::time::timeout(std::time::Duration::from_secs(1), pages.next()).await;
    assert!(impatient.is_err());
    assert_eq!(pages.next().await.unwrap().unwrap().names.unwrap(), ["a"]);
    assert_eq!(fake.seen().len(), 1);
}
