//! Tokens from authorization servers, and headers of one's own.
#![cfg(feature = "test-util")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use weland_client::auth::{AuthHeaders, OAuth2Client};
use weland_client::protocol::RestJson1;
use weland_client::testing::{Exchange, Replay};
use weland_client::{Client, Config, Credentials};
use weland_core::{ErrorKind, Operation, OperationError, OperationSchema, OtherError, ServiceSchema};

use crate::service::*;

operation!(Borne: "POST" "/borne", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&["smithy.api#httpBearerAuth"]));

const URL: &str = "https://auth.test/token";

fn oauth() -> OAuth2Client {
    OAuth2Client::new(URL, "me").secret("s/1")
}

/// The response to a request for tokens with this form.
fn grants(form: &str, response: &str) -> Exchange {
    Exchange::respond(200, response.to_owned()).expecting("POST", URL).expecting_body(form.to_owned())
}

fn denies(response: &str) -> Exchange {
    Exchange::respond(400, response.to_owned()).expecting("POST", URL)
}

/// A call with this token.
fn call(token: &str) -> Exchange {
    Exchange::respond(200, "{}")
        .expecting("POST", "/borne")
        .expecting_header("authorization", &format!("Bearer {token}"))
}

/// A client of which the clock can be set, in seconds.
fn client(replay: &Replay, config: Config, clock: &Arc<AtomicUsize>) -> Client {
    let clock = Arc::clone(clock);
    let now = move || SystemTime::UNIX_EPOCH + Duration::from_secs(clock.load(Ordering::SeqCst) as u64);
    Client::new(&SERVICE, &RestJson1, config.endpoint("http://test").transport(replay.transport()).clock(now))
}

async fn ask(client: &Client) -> Result<Thing, ThingError> {
    client.call::<Borne>(ListRequest::default()).await
}

#[tokio::test]
async fn tokens_are_asked_for_as_the_service_is_called_and_expire_by_the_clients_clock() {
    let (basic, form) = ("Basic bWU6cyUyRjE=", "grant_type=client_credentials&scope=a%20b");
    let replay = Replay::new([
        grants(form, r#"{"access_token":"t1","expires_in":1000}"#).expecting_header("authorization", basic),
        call("t1"),
        call("t1"),
        grants(form, r#"{"access_token":"t2","expires_in":1000}"#),
        call("t2"),
    ]);
    let clock = Arc::default();
    let client = client(&replay, Config::new().bearer_token(oauth().scopes(["a", "b"]).client_credentials()), &clock);
    for time in [0, 500, 995] {
        clock.store(time, Ordering::SeqCst);
        ask(&client).await.unwrap();
    }
    replay.finish().unwrap();
}

#[tokio::test]
async fn secrets_go_where_the_server_wants_them() {
    for (client_of, form, header) in [
        (oauth().secret_in_body(), "grant_type=client_credentials&client_id=me&client_secret=s%2F1", None),
        (OAuth2Client::new(URL, "me"), "grant_type=client_credentials&client_id=me", None),
        (oauth(), "grant_type=client_credentials", Some("Basic bWU6cyUyRjE=")),
    ] {
        let replay = Replay::new([grants(form, r#"{"access_token":"t"}"#), call("t")]);
        let config = Config::new().bearer_token(client_of.client_credentials());
        ask(&client(&replay, config, &Arc::default())).await.unwrap();
        let sent = replay.requests()[0].headers().get("authorization").cloned();
        assert_eq!(sent.as_ref().map(|value| value.to_str().unwrap()), header);
        assert!(!format!("{client_of:?}").contains("s/1"));
    }
}

#[tokio::test]
async fn refresh_tokens_take_the_place_of_each_other() {
    let refresh =
        |token: &str, response: &str| grants(&format!("grant_type=refresh_token&refresh_token={token}"), response);
    let replay = Replay::new([
        refresh("r1", r#"{"access_token":"t1","expires_in":100,"refresh_token":"r2"}"#),
        call("t1"),
        refresh("r2", r#"{"access_token":"t2","expires_in":100}"#),
        call("t2"),
        denies(r#"{"error":"invalid_grant"}"#).expecting_body("grant_type=refresh_token&refresh_token=r2"),
    ]);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let tokens =
        oauth().refresh_token("r1").on_grant(move |granted| keep.lock().unwrap().push(granted.refresh_token.clone()));
    let clock = Arc::default();
    let client = client(&replay, Config::new().bearer_token(tokens), &clock);
    for time in [0, 200] {
        clock.store(time, Ordering::SeqCst);
        ask(&client).await.unwrap();
    }
    clock.store(400, Ordering::SeqCst);
    let error = ask(&client).await.unwrap_err();
    let error = error.other().unwrap();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("it responded with 400 Bad Request, invalid_grant"), "{error}");
    assert_eq!(*kept.lock().unwrap(), [Some("r2".to_owned()), None]);
    replay.finish().unwrap();
}

#[tokio::test]
async fn passwords_are_sent_where_there_is_nothing_better() {
    let form = "grant_type=password&username=ada&password=a%26b";
    let replay = Replay::new([grants(form, r#"{"access_token":"t"}"#), call("t")]);
    let tokens = oauth().password("ada", "a&b");
    assert!(!format!("{tokens:?}").contains("a&b"));
    ask(&client(&replay, Config::new().bearer_token(tokens), &Arc::default())).await.unwrap();
    replay.finish().unwrap();
}

/// A parameter in the query string of a URL.
fn parameter<'a>(url: &'a str, name: &str) -> &'a str {
    let pairs = url.split_once('?').unwrap().1.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.into_iter().find(|(key, _)| *key == name).unwrap().1
}

#[tokio::test]
async fn users_agree_in_a_browser() {
    let response = r#"{"access_token":"t1","expires_in":100,"refresh_token":"r1","id_token":"i","scope":"a"}"#;
    let replay = Replay::new([Exchange::respond(200, response), denies(r#"{"error":"invalid_grant"}"#)]);
    let config = Config::new().transport(replay.transport());
    let oauth = config.oauth2_client(URL, "me").secret("s/1").scopes(["a"]);
    let asked = oauth.authorization("https://auth.test/login?x=1", "http://localhost:1/back");
    let url = asked.url().to_owned();
    assert!(url.starts_with("https://auth.test/login?x=1&response_type=code&client_id=me&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fback&state="), "{url}");
    let (state, challenge) = (parameter(&url, "state"), parameter(&url, "code_challenge"));
    assert_eq!((parameter(&url, "code_challenge_method"), parameter(&url, "scope")), ("S256", "a"));
    for (answer, expected) in [
        (format!("/back?code=c&state={state}x"), "its `state` differs"),
        ("/back?code=c".to_owned(), "its `state` differs"),
        (format!("/back?error=access_denied&error_description=not+me&state={state}"), "says access_denied, not me"),
        (format!("/back?state={state}"), "the answer has no `code`"),
        (format!("/back?state={state}&code=%ff"), "is no URL"),
    ] {
        let error = asked.exchange(&answer).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let granted = asked.exchange(&format!("http://localhost:1/back?code=c%2F1&state={state}#x")).await.unwrap();
    assert_eq!((granted.token.secret(), granted.refresh_token.as_deref()), ("t1", Some("r1")));
    assert_eq!((granted.id_token.as_deref(), granted.scope.as_deref()), (Some("i"), Some("a")));
    assert!(!format!("{granted:?}").contains("r1"));
    let form = String::from_utf8(replay.requests()[0].body().to_vec()).unwrap();
    let (form, verifier) = form.rsplit_once("&code_verifier=").unwrap();
    assert_eq!(form, "grant_type=authorization_code&code=c%2F1&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fback");
    assert!(verifier.len() == 43 && verifier != challenge && challenge.len() == 43, "{verifier}");
    let again = asked.exchange(&format!("code=c&state={state}")).await.unwrap_err().to_string();
    assert!(again.contains("invalid_grant"), "{again}");
    replay.finish().unwrap();

    // The token comes first, and is renewed then.
    let replay = Replay::new([
        call("t1"),
        grants("grant_type=refresh_token&refresh_token=r1", r#"{"access_token":"t2"}"#),
        call("t2"),
    ]);
    let oauth = OAuth2Client::new(URL, "me").secret("s");
    let clock = Arc::new(AtomicUsize::new(
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() as usize
    ));
    let client = client(&replay, Config::new().bearer_token(oauth.refreshed(granted)), &clock);
    ask(&client).await.unwrap();
    clock.fetch_add(200, Ordering::SeqCst);
    ask(&client).await.unwrap();
    replay.finish().unwrap();
}

#[tokio::test(start_paused = true)]
async fn users_agree_on_another_device() {
    let codes = r#"{"device_code":"d","user_code":"AB-CD","verification_uri":"https://auth.test/d","expires_in":60,"interval":2}"#;
    let begins = || {
        let response = Exchange::respond(200, codes).expecting("POST", "https://auth.test/device");
        response.expecting_body("scope=a&client_id=me")
    };
    let form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d&client_id=me";
    let pending = || denies(r#"{"error":"authorization_pending"}"#).expecting_body(form);
    let begin = async |replay: &Replay| {
        let oauth = OAuth2Client::new(URL, "me").scopes(["a"]).transport(replay.transport());
        oauth.device_authorization("https://auth.test/device").await
    };
    let replay =
        Replay::new([begins(), pending(), denies(r#"{"error":"slow_down"}"#), grants(form, r#"{"access_token":"t"}"#)]);
    let asked = begin(&replay).await.unwrap();
    assert_eq!((asked.user_code(), asked.verification_uri()), ("AB-CD", "https://auth.test/d"));
    let start = tokio::time::Instant::now();
    assert_eq!(asked.wait().await.unwrap().token.secret(), "t");
    assert_eq!(start.elapsed(), Duration::from_secs(2 + 2 + 7));
    replay.finish().unwrap();

    let replay = Replay::new([begins(), denies(r#"{"error":"access_denied"}"#)]);
    let error = begin(&replay).await.unwrap().wait().await.unwrap_err().to_string();
    assert!(error.contains("access_denied"), "{error}");
    let replay = Replay::new([begins()].into_iter().chain((0..30).map(|_| pending())));
    let error = begin(&replay).await.unwrap().wait().await.unwrap_err().to_string();
    assert!(error.contains("the code has expired"), "{error}");
    let error = begin(&Replay::new([Exchange::respond(200, "{}")])).await.unwrap_err().to_string();
    assert!(error.contains("lacks `device_code`"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_authorization_server_that_is_silent_or_garbled_is_told() {
    for (exchange, expected) in [
        (Exchange::silence(), "https://auth.test/token does not respond within 7s"),
        (Exchange::respond(200, "<html>"), "no token from the authorization server"),
        (Exchange::respond(200, "{}"), "its response has no `access_token`"),
        (Exchange::respond(500, "oh"), "it responded with 500 Internal Server Error"),
        (Exchange::not_sent("refused"), "refused"),
    ] {
        let replay = Replay::new([exchange]);
        let config = Config::new().bearer_token(oauth().client_credentials());
        let config = config.credentials_timeout(Duration::from_secs(7)).max_attempts(1);
        let error = ask(&client(&replay, config, &Arc::default())).await.unwrap_err();
        let error = error.other().unwrap();
        assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
        assert!(error.to_string().contains(expected) || error.to_string().contains("no identity within 7s"), "{error}");
    }
}

#[tokio::test]
async fn headers_of_ones_own_are_sent_with_every_call() {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let headers = move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        let expires = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        async move { Ok::<_, OtherError>(AuthHeaders::new().header("x-pass", &format!("p{number}")).with_expiry(expires)) }
    };
    let with = |number: u8| Exchange::respond(200, "{}").expecting_header("x-pass", &format!("p{number}"));
    let replay = Replay::new([with(0), with(0), with(1)]);
    let clock = Arc::default();
    // No credentials: the headers are enough, also for an operation that would be signed.
    let alone = client(&replay, Config::new().auth_headers(headers.clone()), &clock);
    ask(&alone).await.unwrap();
    alone.call::<Get>(get("a")).await.unwrap();
    clock.store(95, Ordering::SeqCst);
    ask(&alone).await.unwrap();
    replay.finish().unwrap();

    let replay = Replay::new([Exchange::respond(200, "{}"), Exchange::respond(200, "{}")]);
    let signed = Config::new().region("us-east-1").credentials(Credentials::new("ID", "secret"));
    let signed = client(&replay, signed.auth_headers(AuthHeaders::new().header("x-pass", "p")), &clock);
    signed.call::<Get>(get("a")).await.unwrap();
    let unsigned = Config::new().auth_headers(headers).unsigned();
    client(&replay, unsigned, &clock).call::<Get>(get("a")).await.unwrap();
    let requests = replay.requests();
    assert!(requests[0].headers()["authorization"].to_str().unwrap().contains("x-pass"));
    assert!(!requests[1].headers().contains_key("x-pass"));

    let wrong = AuthHeaders::new().header("x pass", "hush");
    assert!(!format!("{wrong:?}").contains("hush"));
    let error = ask(&client(&replay, Config::new().auth_headers(wrong), &clock)).await.unwrap_err().to_string();
    assert!(error.contains("`x pass` cannot be a header") && !error.contains("hush"), "{error}");
}
