//! Authentication, and where requests go.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rest_client::types::*;
use rest_client::weland_client::auth::{ClientCredentials, Token};
use rest_client::weland_client::http::{Request, Response};
use rest_client::{Body, Config, OtherError, Transport};
use rest_server::weland_server::Refusal;
use rest_server::{schemes, weland_server};

use crate::service::{Shop, router};
use crate::wire::Wire;

#[tokio::test(flavor = "current_thread")]
async fn the_first_alternative_that_the_client_has_all_of_is_sent() {
    let wire = Wire::new();
    let config = Config::new;
    let cases = [
        (config().bearer_token("t"), "oauth=t"),
        (config().basic_auth("u", "p:w"), "login=u:p:w"),
        // A key fits all schemes for keys, and another one may have its own.
        (config().api_key("k&"), "key=k& app=k&"),
        (config().api_key_for("key", "k").api_key_for("app", "a"), "key=k app=a"),
        (config().api_key_for("ticket", "t;"), "ticket=t;"),
        (config().api_key_for("key", "k").basic_auth("u", "p"), "login=u:p"),
        (config().basic_auth("u", "p").bearer_token("t"), "oauth=t"),
        (config(), ""),
    ];
    for (config, expected) in cases {
        let output = wire.client_with(config).secret().await.unwrap();
        assert_eq!(output.body, expected);
    }
    wire.client_with(config().api_key("k")).secret().await.unwrap();
    let (request, _) = wire.last();
    assert_eq!((&*request.line, request.header("x-key")), ("GET /secret?app=k", "k"));
    // Nothing is sent to operations that want nothing.
    wire.client_with(config().bearer_token("t")).list_pets(ListPetsInput::new()).await.unwrap();
    assert_eq!(wire.last().0.header("authorization"), "");
}

#[tokio::test(flavor = "current_thread")]
async fn tokens_are_kept_until_they_expire() {
    let wire = Wire::new();
    let count = Arc::new(AtomicU32::new(0));
    let asked = Arc::clone(&count);
    let provider = move || {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        async move { Ok(Token::new(format!("t{number}")).valid_for(Duration::from_secs(3600))) }
    };
    let client = wire.client_with(Config::new().bearer_token(provider));
    for _ in 0..2 {
        assert_eq!(client.secret().await.unwrap().body, "oauth=t0");
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

/// An authorization server.
#[derive(Clone)]
struct Issuer;

impl rest_client::weland_client::tower_service::Service<Request<Body>> for Issuer {
    type Response = Response<Body>;
    type Error = std::convert::Infallible;
    type Future = rest_client::BoxFuture<'static, Result<Response<Body>, Self::Error>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(async move {
            let is_known = request.headers()["authorization"] == "Basic aWQlM0E6cyUyRmNyZXQ=";
            let form = request.into_body().collect(1024).await.unwrap();
            let (status, body) = match (is_known, &form[..]) {
                (true, b"grant_type=client_credentials&scope=a%20b") => {
                    (200, r#"{"access_token":"granted","expires_in":3600,"token_type":"bearer"}"#)
                }
                _ => (400, r#"{"error":"invalid_client","error_description":"unknown"}"#),
            };
            let response = Response::builder().status(status);
            Ok(response.body(Body::from(body.as_bytes().to_vec())).unwrap())
        })
    }
}

#[tokio::test(flavor = "current_thread")]
async fn clients_get_tokens_for_themselves() {
    let wire = Wire::new();
    let tokens = |secret: &str| {
        ClientCredentials::new("http://issuer.test/token", "id:", secret)
            .scopes(["a", "b"])
            .transport(Transport::new(Issuer))
    };
    let client = wire.client_with(Config::new().bearer_token(tokens("s/cret")));
    assert_eq!(client.secret().await.unwrap().body, "oauth=granted");
    let error = wire.client_with(Config::new().bearer_token(tokens("wrong"))).secret().await.unwrap_err();
    assert!(error.to_string().contains("it responded with 400 Bad Request, invalid_client, unknown"), "{error}");
    assert!(!format!("{error:?} {:?}", tokens("wrong")).contains("wrong"));
}

#[derive(Clone)]
struct Name(String);

#[tokio::test(flavor = "current_thread")]
async fn the_server_checks_callers_before_their_handlers_see_them() {
    let router = router(Shop::default()).authenticate(|mut caller| async move {
        let scopes: Vec<&str> = caller.credentials.iter().flat_map(|credential| credential.scheme.scopes).copied().collect();
        let [credential] = &caller.credentials[..] else {
            return Err(OtherError::service(403, "Forbidden", "not for you"));
        };
        match &credential.secret {
            weland_server::Secret::Token(token) if token == "good" => {
                assert_eq!(scopes, ["pets:read"]);
                caller.extensions.insert(Name("Ada".to_owned()));
                Ok(caller.extensions)
            }
            _ => Err(OtherError::service(401, "Unauthorized", "who is it?")),
        }
    });
    let wire = Wire::with(router);
    let config = Config::new;
    assert!(wire.client_with(config().bearer_token("good")).secret().await.is_ok());
    let others = [
        "ApiKey realm=\"api\", in=\"header\", name=\"X-Key\"",
        "ApiKey realm=\"api\", in=\"query\", name=\"app\"",
        "ApiKey realm=\"api\", in=\"cookie\", name=\"ticket\"",
        "Basic realm=\"api\", charset=\"UTF-8\"",
    ];
    let with = |token| [&[token][..], &others].concat();
    for (config, status, challenges) in [
        (config(), "401", with("Bearer realm=\"api\", scope=\"pets:read\"")),
        (
            config().bearer_token("bad"),
            "401",
            with("Bearer realm=\"api\", error=\"invalid_token\", scope=\"pets:read\""),
        ),
        (config().api_key("k"), "403", Vec::new()),
    ] {
        wire.client_with(config).secret().await.unwrap_err();
        let (_, response) = wire.last();
        let said: Vec<&str> = response.headers.get_all("www-authenticate").iter().map(|it| it.to_str().unwrap()).collect();
        assert_eq!((&*response.line, said), (status, challenges), "{}", response.text());
        assert_eq!(response.header("content-type"), "application/problem+json");
    }
    // Operations that want nothing are called without.
    assert!(wire.client().list_pets(ListPetsInput::new()).await.is_ok());
}

#[tokio::test(flavor = "current_thread")]
async fn each_scheme_has_a_check_of_its_own() {
    let router = router(Shop::default())
        .verify(schemes::OAUTH, |token, request| async move {
            assert_eq!(request.scopes(), ["pets:read"]);
            if token.is("good") { Ok(Name("Ada".to_owned())) } else { Err(Refusal::unauthenticated()) }
        })
        .verify(schemes::LOGIN, |sent, _| async move {
            if sent.is("ada", "secret") { Ok(Name(sent.user().to_owned())) } else { Err(Refusal::forbidden()) }
        });
    let wire = Wire::with(router);
    let config = Config::new;
    for (config, expected) in [
        (config().bearer_token("good"), Some("oauth=good")),
        (config().basic_auth("ada", "secret"), Some("login=ada:secret")),
        (config().bearer_token("bad"), None),
        (config().basic_auth("ada", "guess"), None),
        // Nobody checks keys.
        (config().api_key("k"), None),
        (config(), None),
    ] {
        let found = wire.client_with(config).secret().await;
        assert_eq!(found.ok().map(|output| output.body).as_deref(), expected);
    }
    assert!(wire.client().list_pets(ListPetsInput::new()).await.is_ok());
}

#[tokio::test(flavor = "current_thread")]
async fn requests_go_to_the_servers_of_the_model() {
    let based = Wire::with(router(Shop::default()).base_path("/v2/"));
    let client = based.client_of_model(Config::new().server_variable("region", "us").server_variable("version", "v2"));
    client.list_pets(ListPetsInput::new().limit(1)).await.unwrap();
    let (request, _) = based.last();
    assert_eq!((&*request.origin, &*request.line), ("https://us.pets.test", "GET /v2/pets?limit=1"));
    for (target, status) in [("/pets", "404"), ("/v2pets", "404"), ("/v2/pets", "200"), ("/v2", "404")] {
        assert_eq!(based.send(Request::get(target).body("").unwrap()).await.line, status, "{target}");
    }
    let wire = Wire::new();
    wire.client_of_model(Config::new()).status().await.unwrap();
    assert_eq!(wire.last().0.origin, "https://status.pets.test");
    let error = wire.client_of_model(Config::new().server_variable("region", "mars")).list_pets(ListPetsInput::new());
    let error = error.await.unwrap_err().to_string();
    assert!(error.contains("the server has no `region` called `mars`; there are: eu, us"), "{error}");
}
