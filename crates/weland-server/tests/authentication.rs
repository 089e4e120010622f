//! Who calls: each scheme, and each way to be refused.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::sync::{Arc, Mutex};

use http::{HeaderMap, Request};
use tower_service::Service as _;
use weland_core::{
    Operation, OperationSchema, OtherError, SecurityKind, SecurityScheme, ServiceSchema, operation_error,
};
use weland_server::protocol::Rest;
use weland_server::{Body, Context, Refusal, Router, Scheme, Secret, Token, UserPassword};

static SERVICE: ServiceSchema =
    ServiceSchema { name: "Doors", version: "1", sdk_id: "Doors", namespace: "example", ..ServiceSchema::EMPTY };

operation_error! {
    pub enum DoorError {}
}

macro_rules! doors {
    ($($name:ident: $path:literal $(, $call:ident($argument:expr))?;)*) => {$(
        struct $name;

        impl Operation for $name {
            type Input = ();
            type Output = ();
            type Error = DoorError;
            const SERVICE: &'static ServiceSchema = &SERVICE;
            const SCHEMA: &'static OperationSchema =
                &OperationSchema::http(stringify!($name), "GET", $path)$(.$call($argument))?;
        }
    )*};
}

const fn of(name: &'static str, kind: SecurityKind) -> SecurityScheme {
    SecurityScheme::new(name, kind)
}

const IN_BASIC: SecurityScheme = of("basic", SecurityKind::Basic);
const IN_BEARER: SecurityScheme = of("bearer", SecurityKind::Bearer);
const IN_OAUTH: SecurityScheme = of("oauth", SecurityKind::Bearer).scopes(&["doors:open", "doors:lock"]);
const IN_HEADER: SecurityScheme = of("header", SecurityKind::Header("X-Key"));
const IN_QUERY: SecurityScheme = of("query", SecurityKind::Query("key"));
const IN_COOKIE: SecurityScheme = of("cookie", SecurityKind::Cookie("sid"));
const IN_WORD: SecurityScheme = of("word", SecurityKind::Authorization("ApiToken"));
const IN_MTLS: SecurityScheme = of("mtls", SecurityKind::Other);

doors! {
    Open: "/open";
    Free: "/free", security(&[&[]]);
    Basic: "/basic", security(&[&[IN_BASIC]]);
    Bearer: "/bearer", security(&[&[IN_BEARER]]);
    Oauth: "/oauth", security(&[&[IN_OAUTH]]);
    Header: "/header", security(&[&[IN_HEADER]]);
    Query: "/query", security(&[&[IN_QUERY]]);
    Cookie: "/cookie", security(&[&[IN_COOKIE]]);
    Word: "/word", security(&[&[IN_WORD]]);
    Mtls: "/mtls", security(&[&[IN_MTLS]]);
    MtlsOrKey: "/mtls-or-key", security(&[&[IN_MTLS], &[IN_HEADER]]);
    Either: "/either", security(&[&[IN_BEARER], &[IN_HEADER]]);
    Tokens: "/tokens", security(&[&[IN_BEARER], &[IN_OAUTH]]);
    Both: "/both", security(&[&[IN_BASIC, IN_HEADER]]);
    Maybe: "/maybe", security(&[&[IN_BEARER], &[]]);
    MaybeFirst: "/maybe-first", security(&[&[], &[IN_HEADER]]);
    OfPrelude: "/prelude", auth(&["smithy.api#httpBearerAuth", "smithy.api#httpBasicAuth", "smithy.api#noAuth"]);
    Digest: "/digest", auth(&["smithy.api#httpDigestAuth"]);
    Own: "/own", auth(&["example#token"]);
    Signed: "/signed", auth(&["aws.auth#sigv4"]);
}

#[derive(Clone, Debug, PartialEq)]
struct Who(&'static str);

#[derive(Clone)]
struct Machine;

/// Responds with who is called, in an error, so that all operations do so alike.
async fn handle(_: (), context: Context) -> Result<(), DoorError> {
    let shown = format!("{context:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
    let sent = context.credentials();
    assert!(!format!("{sent:?}").contains("s3cret"), "{sent:?}");
    let sent: Vec<&str> = sent.iter().map(|credential| credential.scheme.name).collect();
    let machine = if context.identity::<Machine>().is_some() { "+machine" } else { "" };
    let who = context.identity::<Who>().map_or("nobody", |Who(name)| name);
    Err(OtherError::service(418, "Teapot", format!("{who}{machine} by {}", sent.join("+"))).into())
}

/// A router without checks.
fn open() -> Router {
    Router::new(&SERVICE, &Rest)
        .route::<Open, _, _>(handle)
        .route::<Free, _, _>(handle)
        .route::<Basic, _, _>(handle)
        .route::<Bearer, _, _>(handle)
        .route::<Oauth, _, _>(handle)
        .route::<Header, _, _>(handle)
        .route::<Query, _, _>(handle)
        .route::<Cookie, _, _>(handle)
        .route::<Word, _, _>(handle)
        .route::<Mtls, _, _>(handle)
        .route::<MtlsOrKey, _, _>(handle)
        .route::<Either, _, _>(handle)
        .route::<Tokens, _, _>(handle)
        .route::<Both, _, _>(handle)
        .route::<Maybe, _, _>(handle)
        .route::<MaybeFirst, _, _>(handle)
        .route::<OfPrelude, _, _>(handle)
        .route::<Digest, _, _>(handle)
        .route::<Own, _, _>(handle)
        .route::<Signed, _, _>(handle)
}

const BASIC: Scheme<UserPassword> = Scheme::basic("basic");
const MTLS: Scheme<()> = Scheme::other("mtls");

async fn check_token(token: Token) -> Result<Who, Refusal> {
    match token.as_str() {
        "s3cret" => Ok(Who("ada")),
        "poor" => Err(Refusal::forbidden()),
        "slow" => Err(OtherError::service(429, "TooManyRequests", "slow down").into()),
        "broken" => Err(Refusal::failed("no connection to s3cret.example")),
        "panic" => panic!("on purpose"),
        _ => Err(Refusal::unauthenticated()),
    }
}

/// A router with a check for each scheme that it reads.
fn guarded() -> Router {
    let mut router = open().on_failure(|_| ()).verify(BASIC, |sent: UserPassword, _| async move {
        let is_known = sent.is("ada", "s3cret:ä");
        if is_known { Ok(Who("ada")) } else { Err(Refusal::unauthenticated()) }
    });
    for name in ["bearer", "header", "query", "cookie", "word", "smithy.api#httpBearerAuth"] {
        router = router.verify(Scheme::token(name), |token, request| async move {
            assert!(!format!("{request:?} {token:?}").contains("s3cret"));
            check_token(token).await
        });
    }
    router.verify(Scheme::token("oauth"), |token, request| async move {
        assert_eq!(request.scopes(), ["doors:open", "doors:lock"]);
        if token.is("0auth") { Ok(Who("eve")) } else { check_token(token).await }
    })
}

struct Answer {
    status: u16,
    text: String,
    challenges: Vec<String>,
}

async fn send(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.clone().call(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let challenges = challenges(response.headers());
    let text = response.into_body().collect(1 << 16).await.unwrap();
    let text = String::from_utf8(text.to_vec()).unwrap();
    assert!(status == 418 || !text.contains("s3cret"), "{text}");
    Answer { status, text, challenges }
}

fn challenges(headers: &HeaderMap) -> Vec<String> {
    headers.get_all("www-authenticate").iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

/// What the handler has seen, or the status.
async fn seen(router: &Router, path: &str, headers: &[(&str, &str)]) -> String {
    let Answer { status, text, .. } = send(router, path, headers).await;
    let detail = text.split("\"detail\":\"").nth(1).and_then(|rest| rest.split('"').next());
    if status == 418 { detail.unwrap().to_owned() } else { status.to_string() }
}

#[tokio::test(flavor = "current_thread")]
async fn each_scheme_is_read_where_the_model_says() {
    let router = guarded();
    for (path, headers, expected) in [
        // Base64 of `ada:s3cret:ä`.
        ("/basic", &[("authorization", "Basic YWRhOnMzY3JldDrDpA==")][..], "ada by basic"),
        ("/basic", &[("authorization", "bAsIc   YWRhOnMzY3JldDrDpA==")], "ada by basic"),
        ("/bearer", &[("authorization", "Bearer s3cret")], "ada by bearer"),
        ("/bearer", &[("authorization", "bearer s3cret")], "ada by bearer"),
        ("/oauth", &[("authorization", "Bearer s3cret")], "ada by oauth"),
        ("/header", &[("x-key", "s3cret")], "ada by header"),
        ("/query?key=s3cret", &[], "ada by query"),
        ("/query?a=b&key=s3%63ret", &[], "ada by query"),
        ("/cookie", &[("cookie", "a=b; sid=s3cret; c=d")], "ada by cookie"),
        ("/cookie", &[("cookie", "a=b"), ("cookie", "sid=s3cret; sid=s3cret")], "ada by cookie"),
        ("/word", &[("authorization", "ApiToken s3cret")], "ada by word"),
        ("/open", &[], "nobody by "),
        ("/free", &[("authorization", "Bearer wrong")], "nobody by "),
    ] {
        assert_eq!(seen(&router, path, headers).await, expected, "{path} {headers:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_missing_broken_or_there_twice_is_refused() {
    let router = guarded();
    for (path, headers) in [
        ("/basic", &[][..]),
        ("/basic", &[("authorization", "Basic")]),
        ("/basic", &[("authorization", "Basic !!!")]),
        // No colon, and no UTF-8.
        ("/basic", &[("authorization", "Basic YWRh")]),
        ("/basic", &[("authorization", "Basic /zo=")]),
        ("/basic", &[("authorization", "Bearer YWRhOnMzY3JldDrDpA==")]),
        ("/basic", &[("authorization", "Basic YWRhOndyb25n")]),
        ("/bearer", &[("authorization", "s3cret")]),
        ("/bearer", &[("authorization", "Bearer")]),
        ("/bearer", &[("authorization", "Bearer  ")]),
        ("/bearer", &[("authorization", "Bearers s3cret")]),
        ("/bearer", &[("authorization", "Bearer s3cre")]),
        ("/bearer", &[("authorization", "Bearer s3cret"), ("authorization", "Bearer wrong")]),
        ("/bearer?access_token=s3cret", &[]),
        ("/header", &[("x-key", "")]),
        ("/header", &[("x-key", "s3cret"), ("x-key", "s3cret")]),
        ("/header?X-Key=s3cret", &[("cookie", "X-Key=s3cret")]),
        ("/query", &[("key", "s3cret")]),
        ("/query?key=", &[]),
        ("/query?KEY=s3cret", &[]),
        ("/query?key=s3cret&key=wrong", &[]),
        ("/query?key=%zz", &[]),
        ("/cookie", &[("cookie", "sid=")]),
        ("/cookie", &[("cookie", "xsid=s3cret")]),
        ("/cookie", &[("cookie", "sid=s3cret; sid=wrong")]),
        ("/cookie", &[("cookie", "sid=%ff")]),
        ("/both", &[("x-key", "s3cret")]),
        ("/both", &[("authorization", "Basic YWRhOnMzY3JldDrDpA==")]),
        ("/both", &[("authorization", "Basic YWRhOnMzY3JldDrDpA=="), ("x-key", "wrong")]),
    ] {
        let answer = send(&router, path, headers).await;
        assert_eq!(answer.status, 401, "{path} {headers:?}: {}", answer.text);
        assert!(!answer.challenges.is_empty(), "{path} {headers:?}");
        assert!(answer.text.contains("\"code\":\"Unauthenticated\""), "{}", answer.text);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn challenges_say_what_would_do() {
    let router = guarded().realm("the \"house\"");
    let realm = "realm=\"the \\\"house\\\"\"";
    for (path, headers, expected) in [
        ("/basic", &[][..], &["Basic {}, charset=\"UTF-8\""][..]),
        ("/bearer", &[], &["Bearer {}"]),
        ("/bearer", &[("authorization", "Bearer x")], &["Bearer {}, error=\"invalid_token\""]),
        ("/oauth", &[], &["Bearer {}, scope=\"doors:open doors:lock\""]),
        ("/header", &[("x-key", "x")], &["ApiKey {}, in=\"header\", name=\"X-Key\""]),
        ("/query", &[], &["ApiKey {}, in=\"query\", name=\"key\""]),
        ("/cookie", &[], &["ApiKey {}, in=\"cookie\", name=\"sid\""]),
        ("/word", &[], &["ApiToken {}"]),
        ("/either", &[], &["Bearer {}", "ApiKey {}, in=\"header\", name=\"X-Key\""]),
        (
            "/either",
            &[("authorization", "Bearer x")],
            &["Bearer {}, error=\"invalid_token\"", "ApiKey {}, in=\"header\", name=\"X-Key\""],
        ),
        // Nobody checks certificates here.
        ("/mtls-or-key", &[], &["ApiKey {}, in=\"header\", name=\"X-Key\""]),
    ] {
        let answer = send(&router, path, headers).await;
        let expected: Vec<String> = expected.iter().map(|text| text.replace("{}", realm)).collect();
        assert_eq!((answer.status, answer.challenges), (401, expected), "{path} {headers:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn checks_can_say_other_things_than_no() {
    let reasons = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&reasons);
    let router = guarded().on_failure(move |failure| hook.lock().unwrap().push(failure.reason.to_string()));
    for (token, status, code) in [
        ("poor", 403, "Forbidden"),
        ("slow", 429, "TooManyRequests"),
        ("broken", 500, "InternalFailure"),
        ("panic", 500, "InternalFailure"),
    ] {
        let answer = send(&router, "/oauth", &[("authorization", &format!("Bearer {token}"))]).await;
        assert_eq!(answer.status, status, "{token}: {}", answer.text);
        assert!(answer.text.contains(code), "{token}: {}", answer.text);
        let expected = "Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"doors:open doors:lock\"";
        let expected: &[&str] = if status == 403 { &[expected] } else { &[] };
        assert_eq!(answer.challenges, expected, "{token}");
    }
    let expected = [
        "the caller could not be checked: the check of the caller has failed: no connection to s3cret.example",
        "the handler panicked: on purpose",
    ];
    assert_eq!(*reasons.lock().unwrap(), expected);
    // A key has no words for what it lacks.
    let answer = send(&router, "/header", &[("x-key", "poor")]).await;
    assert_eq!((answer.status, answer.challenges.len()), (403, 0));
}

#[tokio::test(flavor = "current_thread")]
async fn alternatives_are_tried_in_order_until_one_accepts() {
    let router = guarded();
    let key = ("x-key", "s3cret");
    for (path, headers, expected) in [
        ("/either", &[("authorization", "Bearer s3cret")][..], "ada by bearer"),
        ("/either", &[key], "ada by header"),
        ("/either", &[("authorization", "Bearer s3cret"), key], "ada by bearer"),
        // What was refused is not what the handler takes for the caller's.
        ("/either", &[("authorization", "Bearer wrong"), key], "ada by header"),
        ("/either", &[("authorization", "Bearer poor"), key], "ada by header"),
        ("/either", &[("authorization", "Bearer poor"), ("x-key", "wrong")], "403"),
        ("/either", &[("authorization", "Bearer wrong"), ("x-key", "poor")], "403"),
        ("/either", &[("authorization", "Bearer slow"), key], "429"),
        ("/either", &[("authorization", "Bearer broken"), key], "500"),
        // A token may be of either issuer.
        ("/tokens", &[("authorization", "Bearer s3cret")], "ada by bearer"),
        ("/tokens", &[("authorization", "Bearer 0auth")], "eve by oauth"),
        ("/tokens", &[("authorization", "Bearer wrong")], "401"),
        ("/both", &[("authorization", "Basic YWRhOnMzY3JldDrDpA=="), key], "ada by basic+header"),
        ("/mtls-or-key", &[key], "ada by header"),
    ] {
        assert_eq!(seen(&router, path, headers).await, expected, "{path} {headers:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn callers_may_be_nobody_where_the_model_allows_it_but_not_somebody_else() {
    let router = guarded();
    for (path, headers, expected) in [
        ("/maybe", &[][..], "nobody by "),
        ("/maybe", &[("authorization", "Bearer s3cret")], "ada by bearer"),
        ("/maybe", &[("authorization", "Bearer wrong")], "401"),
        ("/maybe", &[("authorization", "Basic YWRh")], "nobody by "),
        ("/maybe-first", &[], "nobody by "),
        ("/maybe-first", &[("x-key", "s3cret")], "ada by header"),
        ("/maybe-first", &[("x-key", "wrong")], "401"),
        ("/prelude", &[], "nobody by "),
        ("/prelude", &[("authorization", "Bearer s3cret")], "ada by smithy.api#httpBearerAuth"),
        ("/prelude", &[("authorization", "Bearer wrong")], "401"),
    ] {
        assert_eq!(seen(&router, path, headers).await, expected, "{path} {headers:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_scheme_without_a_check_lets_nobody_through() {
    let reasons = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&reasons);
    let guarded = guarded().on_failure(move |failure| hook.lock().unwrap().push(failure.reason.to_string()));
    let checks_all = open().on_failure(|_| ()).authenticate(|caller| async move { Ok(caller.extensions) });
    let paths = ["/mtls", "/digest", "/own", "/signed"];
    for path in paths {
        for headers in [&[][..], &[("authorization", "Digest s3cret")], &[("authorization", "Bearer s3cret")]] {
            assert_eq!(send(&guarded, path, headers).await.status, 500, "{path}");
            assert_eq!(send(&checks_all, path, headers).await.status, 500, "{path}");
        }
    }
    let reasons = reasons.lock().unwrap();
    assert_eq!(reasons.len(), paths.len() * 3);
    assert!(reasons.contains(&"the router has no check for the scheme of authentication `mtls`".to_owned()));
    assert!(reasons.contains(&"the router has no check for the scheme of authentication `aws.auth#sigv4`".to_owned()));
}

#[tokio::test(flavor = "current_thread")]
async fn without_any_check_something_in_front_of_the_router_has_to_decide() {
    for path in ["/mtls", "/bearer", "/digest", "/signed"] {
        assert_eq!(seen(&open(), path, &[]).await, "nobody by ", "{path}");
    }
    assert_eq!(seen(&open(), "/bearer", &[("authorization", "Bearer any")]).await, "nobody by bearer");
}

#[tokio::test(flavor = "current_thread")]
async fn schemes_of_other_kinds_are_up_to_their_checks() {
    let check = |(), request: weland_server::AuthRequest| async move {
        let certificate = request.headers.get("x-client-certificate").and_then(|value| value.to_str().ok());
        match certificate {
            Some("known") => Ok(Machine),
            Some(_) => Err(Refusal::unauthenticated().message("the certificate is not of ours")),
            None => Err(Refusal::absent().challenge("Certificate realm=\"house\"")),
        }
    };
    let router = guarded().verify(MTLS, check).verify(Scheme::other("smithy.api#httpDigestAuth"), check);
    let certificate = |value| [("x-client-certificate", value)];
    assert_eq!(seen(&router, "/mtls", &certificate("known")).await, "nobody+machine by ");
    assert_eq!(seen(&router, "/digest", &certificate("known")).await, "nobody+machine by ");
    let wrong = send(&router, "/mtls", &certificate("other")).await;
    assert!(wrong.status == 401 && wrong.text.contains("not of ours"), "{}", wrong.text);
    let missing = send(&router, "/mtls", &[]).await;
    assert_eq!((missing.status, &*missing.challenges), (401, &["Certificate realm=\"house\"".to_owned()][..]));
    assert!(missing.text.contains("the operation needs authentication"), "{}", missing.text);
    // It is not in the way of another alternative.
    assert_eq!(seen(&router, "/mtls-or-key", &[("x-key", "s3cret")]).await, "ada by header");
}

#[tokio::test(flavor = "current_thread")]
async fn one_check_can_follow_those_of_schemes_or_stand_for_them() {
    let follows = guarded().authenticate(|caller| async move {
        let shown = format!("{caller:?}");
        assert!(!shown.contains("s3cret"), "{shown}");
        match caller.extensions.get::<Who>() {
            Some(Who("ada")) | None => Ok(caller.extensions),
            _ => Err(OtherError::service(403, "Forbidden", "only Ada")),
        }
    });
    for (path, headers, expected) in [
        ("/tokens", &[("authorization", "Bearer s3cret")][..], "ada by bearer"),
        ("/tokens", &[("authorization", "Bearer 0auth")], "403"),
        ("/maybe", &[], "nobody by "),
        ("/open", &[], "nobody by "),
    ] {
        assert_eq!(seen(&follows, path, headers).await, expected, "{path} {headers:?}");
    }
    let stands = open().authenticate(|caller| async move {
        let is_known = |secret: &Secret| *secret == Secret::Token("s3cret".to_owned());
        match caller.credentials.iter().all(|credential| is_known(&credential.secret)) {
            true => Ok(caller.extensions),
            false => Err(OtherError::service(401, "Unauthenticated", "who are you?")),
        }
    });
    for (path, headers, expected) in [
        ("/either", &[("x-key", "s3cret")][..], "nobody by header"),
        ("/either", &[("authorization", "Bearer wrong"), ("x-key", "s3cret")], "nobody by header"),
        ("/either", &[("authorization", "Bearer wrong")], "401"),
        ("/either", &[], "401"),
        ("/maybe", &[], "nobody by "),
        ("/mtls-or-key", &[], "401"),
        ("/open", &[], "nobody by "),
    ] {
        assert_eq!(seen(&stands, path, headers).await, expected, "{path} {headers:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_last_check_of_a_scheme_stands_and_one_of_another_kind_fails() {
    let router = guarded().verify(Scheme::token("header"), |_, _| async { Ok(Who("bob")) });
    assert_eq!(seen(&router, "/header", &[("x-key", "any")]).await, "bob by header");
    let confused = guarded().verify(Scheme::basic("header"), |_, _| async { Ok(Who("bob")) });
    assert_eq!(send(&confused, "/header", &[("x-key", "any")]).await.status, 500);
}
