//! The default transport against a server on this machine.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use weland_client::credentials::container::ContainerCredentials;
use weland_client::credentials::instance::InstanceCredentials;
use weland_client::{
    Acceptor, AcceptorMatcher, AcceptorState, Body, Client, Config, Credentials, CredentialsProvider, Waiter,
};
use weland_core::{ErrorKind, OperationError};

use crate::service::*;
use weland_client::protocol::RestJson1;

/// A server that gives each request to `respond`; its address, and how many connections it has had.
async fn serve(
    respond: impl Fn(Request<()>, &[u8]) -> (u16, String) + Clone + Send + Sync + 'static,
) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            let respond = respond.clone();
            let service = service_fn(move |request: Request<Incoming>| {
                let respond = respond.clone();
                async move {
                    let (parts, body) = request.into_parts();
                    let body = Body::new(body).collect(1 << 20).await.unwrap();
                    let (status, body) = respond(Request::from_parts(parts, ()), &body);
                    let mut response = Response::new(Body::from(body.into_bytes()));
                    *response.status_mut() = status.try_into().unwrap();
                    Ok::<_, Infallible>(response)
                }
            });
            tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    (address, connections)
}

fn config(address: SocketAddr) -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    Config::new().region("eu-central-1").credentials(credentials).endpoint(format!("http://{address}"))
}

#[tokio::test]
async fn calls_reach_a_server_over_one_connection() {
    let (address, connections) = serve(|request, body| {
        let host = request.headers()["host"].to_str().unwrap();
        let hosts = request.headers().get_all("host").iter().count();
        let length = request.headers().get("content-length").map_or("", |value| value.to_str().unwrap());
        let seen =
            format!("{} {} {host} {hosts} {length} {}", request.method(), request.uri(), String::from_utf8_lossy(body));
        (200, format!(r#"{{"Name":"{}"}}"#, seen.replace('"', "'")))
    })
    .await;
    let client = Client::new(&SERVICE, &RestJson1, config(address));
    let thing = client.call::<Get>(get("a/b")).await.unwrap();
    assert_eq!(thing.name, Some(format!("GET /things/a%2Fb {address} 1  ")));
    let input = PutRequest { name: Some("n".into()), ..Default::default() };
    let thing = client.call::<Put>(input).await.unwrap();
    assert_eq!(thing.name, Some(format!("POST /things {address} 1 12 {{'Name':'n'}}")));
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_and_explained() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = Client::new(&SERVICE, &RestJson1, config(address).max_attempts(2));
    let error = client.call::<Put>(PutRequest::default()).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!(other.kind(), ErrorKind::NotSent);
    let text = other.to_string().to_lowercase();
    assert!(text.starts_with(&format!("put: cannot reach http://{address}: ")), "{text}");
    assert!(text.contains("refused") && text.ends_with("(after 2 attempts)"), "{text}");
}

#[tokio::test]
async fn a_server_that_accepts_and_stays_silent_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let config = config(address).endpoint(format!("https://{address}")).connect_timeout(Duration::from_millis(50));
    let client = Client::new(&SERVICE, &RestJson1, config.max_attempts(1));
    let error = client.call::<Get>(get("a")).await.unwrap_err();
    assert!(error.to_string().contains("no connection within 50ms"), "{error}");
}

#[tokio::test]
async fn https_begins_with_a_handshake() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 6];
        stream.read_exact(&mut head).await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        head
    });
    let client =
        Client::new(&SERVICE, &RestJson1, config(address).endpoint(format!("https://{address}")).max_attempts(1));
    let error = client.call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
    assert!(error.to_string().starts_with(&format!("Get: cannot reach https://{address}: ")), "{error}");
    let head = server.await.unwrap();
    // A handshake record, and in it a ClientHello.
    assert_eq!((head[0], head[1], head[5]), (0x16, 0x03, 0x01));
}

#[tokio::test]
async fn calls_can_be_moved_between_threads() {
    let (address, _) = serve(|_, _| (200, r#"{"State":"up"}"#.to_owned())).await;
    let client = Client::new(&SERVICE, &RestJson1, config(address));
    let call = tokio::spawn(client.call::<Get>(get("a")).into_future());
    assert_eq!(call.await.unwrap().unwrap().state.as_deref(), Some("up"));
    static EXISTS: Waiter = Waiter {
        name: "Exists",
        min_delay: Duration::from_secs(1),
        max_delay: Duration::from_secs(1),
        acceptors: &[Acceptor { state: AcceptorState::Success, matcher: AcceptorMatcher::Success(true) }],
    };
    let waiting =
        tokio::spawn(async move { client.wait::<Get>(&EXISTS, get("a"), Duration::from_secs(9)).await.is_ok() });
    assert!(waiting.await.unwrap());
}

const CREDENTIALS: &str =
    r#"{"AccessKeyId":"A","SecretAccessKey":"S","Token":"T","Expiration":"2099-01-01T00:00:00Z"}"#;

#[tokio::test]
async fn containers_are_asked_with_their_token() {
    let (address, _) = serve(|request, _| match request.headers().get("authorization") {
        Some(token) if token == "tok" && request.uri() == "/creds" => (200, CREDENTIALS.to_owned()),
        _ => (401, String::new()),
    })
    .await;
    let vars = |token: &'static str| {
        move |name: &str| match name {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI" => Some(format!("http://{address}/creds")),
            "AWS_CONTAINER_AUTHORIZATION_TOKEN" => Some(token.to_owned()),
            _ => None,
        }
    };
    let credentials = ContainerCredentials::from_vars(&vars("tok")).unwrap().credentials().await.unwrap();
    assert_eq!((credentials.access_key_id(), credentials.session_token()), ("A", Some("T")));
    assert!(credentials.expires().is_some());
    let error = ContainerCredentials::from_vars(&vars("wrong")).unwrap().credentials().await.unwrap_err();
    assert!(error.to_string().contains("401"), "{error}");
}

#[tokio::test]
async fn containers_may_not_respond_without_end() {
    let (address, _) = serve(|_, _| (200, " ".repeat(70_000))).await;
    let vars =
        move |name: &str| (name == "AWS_CONTAINER_CREDENTIALS_FULL_URI").then(|| format!("http://{address}/creds"));
    let error = ContainerCredentials::from_vars(&vars).unwrap().credentials().await.unwrap_err();
    assert!(error.to_string().contains("more than 65536 bytes"), "{error}");
}

#[tokio::test]
async fn instances_are_asked_with_a_session() {
    const ROLES: &str = "/latest/meta-data/iam/security-credentials/";
    let (address, _) = serve(|request, _| {
        let path = request.uri().path();
        let session = request.headers().get("x-aws-ec2-metadata-token").is_some_and(|token| token == "session");
        let lifetime = request.headers().contains_key("x-aws-ec2-metadata-token-ttl-seconds");
        match (request.method().as_str(), path.strip_prefix(ROLES)) {
            ("PUT", None) if path == "/latest/api/token" && lifetime => (200, "session".to_owned()),
            ("GET", Some("")) if session => (200, "my-role\n".to_owned()),
            ("GET", Some("my-role")) if session => (200, CREDENTIALS.to_owned()),
            _ => (401, String::new()),
        }
    })
    .await;
    let provider = InstanceCredentials::new(Some(&format!("http://{address}/")));
    assert_eq!(provider.credentials().await.unwrap().access_key_id(), "A");
}
