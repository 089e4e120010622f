//! HTTP/2 between our client and our server, over sockets.

use std::time::{Duration, SystemTime};

use tokio::sync::mpsc;
use weland_client::{Client, HttpVersion};
use weland_core::EventStream;
use weland_server::ServerConfig;

use crate::service::*;

/// Clients of servers with and without TLS, both of which speak HTTP/2.
async fn clients() -> [Client; 2] {
    let plain = served(ServerConfig::new(), router(SystemTime::now)).await;
    let tls = served(ServerConfig::new().tls(server_tls()), router(SystemTime::now)).await;
    [format!("http://{plain}"), format!("https://localhost:{}", tls.port())]
        .map(|endpoint| client(config(&endpoint).tls(client_tls()).http_version(HttpVersion::Http2)))
}

#[tokio::test]
async fn events_go_both_ways_one_after_the_other() {
    for client in clients().await {
        let (sender, receiver) = mpsc::channel(1);
        let call = client.call::<Chat>(Conversation { words: EventStream::new(Channel(receiver)) });
        let mut answers = call.await.unwrap().words;
        for round in 0..50 {
            // Each word is an answer to the one before.
            sender.send(Ok(word(&format!("word {round}")))).await.unwrap();
            let answer = tokio::time::timeout(Duration::from_secs(5), answers.next()).await.expect("it comes at once");
            assert!(answer.unwrap().unwrap() == word(&format!("word {round}?")));
        }
        drop(sender);
        assert!(answers.next().await.is_none());
    }
}

#[tokio::test]
async fn conversations_share_a_connection() {
    for client in clients().await {
        let conversations: Vec<_> = (0..20)
            .map(|number| {
                let call = client.call::<Chat>(Conversation {
                    words: EventStream::of(
                        (0..20).map(move |round| word(&format!("{number}.{round}"))).collect::<Vec<_>>(),
                    ),
                });
                tokio::spawn(async move {
                    let mut answers = call.await.unwrap().words;
                    for round in 0..20 {
                        assert!(answers.next().await.unwrap().unwrap() == word(&format!("{number}.{round}?")));
                    }
                    assert!(answers.next().await.is_none());
                })
            })
            .collect();
        for conversation in conversations {
            conversation.await.unwrap();
        }
    }
}

#[tokio::test]
async fn uploads_are_checked_over_http2_as_well() {
    for client in clients().await {
        for _ in 0..3 {
            let bytes = vec![b'x'; 3_000_000];
            let body =
                weland_core::ByteStream::replayable(3_000_000, move || weland_core::ByteStream::from(bytes.clone()));
            let stored = client.call::<Store>(StoreInput { body, ..StoreInput::default() }).await.unwrap();
            assert_eq!(stored.bytes, 3_000_000);
        }
        let short = weland_core::ByteStream::sized(10, weland_core::ByteStream::from("short"));
        assert!(client.call::<Store>(StoreInput { body: short, ..StoreInput::default() }).await.is_err());
    }
}

#[tokio::test]
async fn both_versions_are_served_at_the_same_place() {
    let tls = served(ServerConfig::new().tls(server_tls()), router(SystemTime::now)).await;
    let plain = served(ServerConfig::new(), router(SystemTime::now)).await;
    for endpoint in [format!("https://localhost:{}", tls.port()), format!("http://{plain}")] {
        for version in [HttpVersion::Http1, HttpVersion::Http2, HttpVersion::Negotiated] {
            let client = client(config(&endpoint).tls(client_tls()).http_version(version));
            let stored = client.call::<Note>(NoteInput { text: Some("hello".into()) }).await.unwrap();
            assert_eq!(stored.bytes, 5, "{endpoint} {version:?}");
        }
    }
}
