//! Authentication and servers from a document to the wire: what clients send, and what servers see of it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::convert::Infallible;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use desk_client::types::*;
use desk_client::weland_client::auth::{ClientCredentials, Token};
use desk_client::weland_client::http::{Request, Response};
use desk_client::weland_client::tower_service::Service;
use desk_client::{Body, BoxFuture, Client, Config, Transport};
use desk_server::weland_server::Secret;
use desk_server::{Router, router};

/// A service that has nothing to do.
struct Nobody;

impl desk_server::Desk for Nobody {}

/// What was seen of calls: where each went, and what the server found there.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    fn push(&self, text: String) {
        self.0.lock().unwrap().push(text);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// A desk that notes what its callers authenticate with.
fn desk(seen: &Seen) -> Router {
    let seen = seen.clone();
    router(Nobody).authenticate(move |caller| {
        let found = caller.credentials.iter().map(|credential| {
            let secret = match &credential.secret {
                Secret::Token(token) => token.clone(),
                Secret::Password { user, password } => format!("{user}:{password}"),
                _ => String::new(),
            };
            format!("{}={secret} {:?}", credential.scheme.name, credential.scheme.scopes)
        });
        seen.push(found.collect::<Vec<_>>().join(", "));
        async move { Ok(caller.extensions) }
    })
}

/// The way to a desk, to an authorization server, and to nowhere.
#[derive(Clone)]
struct Net {
    desk: Router,
    seen: Seen,
    /// What requests have to begin with to reach the desk.
    base: &'static str,
    /// How many tokens were granted, and for how long each is good.
    granted: Arc<AtomicU32>,
    life: u32,
}

impl Net {
    fn new() -> Self {
        let seen = Seen::default();
        Self { desk: desk(&seen), seen, base: "https://eu.desk.test/v1", granted: Arc::default(), life: 3600 }
    }

    fn client(&self, config: Config) -> Client {
        Client::new(config.max_attempts(1).transport(Transport::new(self.clone())))
    }

    async fn grant(self, request: Request<Body>) -> Response<Body> {
        let url = request.uri().to_string();
        let form = request.into_body().collect(1024).await.unwrap();
        self.seen.push(format!("{url} {}", String::from_utf8_lossy(&form)));
        let number = self.granted.fetch_add(1, Ordering::SeqCst);
        let life = self.life;
        Response::new(Body::from(format!(r#"{{"access_token":"t{number}","expires_in":{life}}}"#).into_bytes()))
    }
}

impl Service<Request<Body>> for Net {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let mut net = self.clone();
        Box::pin(async move {
            let url = request.uri().to_string();
            match &*url {
                "https://people.test/.well-known/openid-configuration" => {
                    let document = r#"{"issuer":"https://people.test","token_endpoint":"https://people.test/grant"}"#;
                    return Ok(Response::new(Body::from(document.as_bytes().to_vec())));
                }
                "https://trap.test/" => {
                    let document = r#"{"token_endpoint":"http://people.test/grant"}"#;
                    return Ok(Response::new(Body::from(document.as_bytes().to_vec())));
                }
                _ if url.ends_with("token") || url.ends_with("grant") => return Ok(net.grant(request).await),
                _ => {}
            }
            let Some(target) = url.strip_prefix(net.base).filter(|target| target.starts_with('/')) else {
                net.seen.push(url);
                return Ok(Response::builder().status(502).body(Body::default()).unwrap());
            };
            net.seen.push(target.to_owned());
            *request.uri_mut() = target.parse().unwrap();
            net.desk.call(request).await
        })
    }
}

#[tokio::test(flavor = "current_thread")]
async fn programs_get_tokens_for_themselves() {
    let net = Net::new();
    let tokens = ClientCredentials::new(MACHINE_CLIENT_CREDENTIALS_TOKEN_URL, "id", "secret")
        .relative_to("https://eu.desk.test/v1/")
        .scopes(["read"])
        .transport(Transport::new(net.clone()));
    let client = net.client(Config::new().bearer_token(tokens));
    for _ in 0..2 {
        let _ = client.default().await;
    }
    let granted = "https://eu.desk.test/v1/token grant_type=client_credentials&scope=read";
    let seen = r#"machine=t0 ["read"]"#;
    assert_eq!(net.seen.take(), [granted, "/default", seen, "/default", seen]);
}

#[tokio::test(flavor = "current_thread")]
async fn tokens_that_expire_are_replaced() {
    let net = Net { life: 0, ..Net::new() };
    let tokens = ClientCredentials::new("https://a.test/token", "id", "secret").transport(Transport::new(net.clone()));
    let client = net.client(Config::new().bearer_token(tokens));
    for _ in 0..2 {
        let _ = client.default().await;
    }
    let tokens: Vec<String> = net.seen.take().into_iter().filter(|it| it.starts_with("machine")).collect();
    assert_eq!(tokens, [r#"machine=t0 ["read"]"#, r#"machine=t1 ["read"]"#]);
    // So are those of a provider that is the user's own.
    let count = AtomicU32::new(0);
    let provider = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move { Ok(Token::new(format!("own{number}")).valid_for(Duration::ZERO)) }
    };
    let client = net.client(Config::new().bearer_token(provider));
    for _ in 0..2 {
        let _ = client.person().await;
    }
    let expected =
        ["/person", r#"person=own0 ["profile", "mail"]"#, "/person", r#"person=own1 ["profile", "mail"]"#];
    assert_eq!(net.seen.take(), expected);
}

#[tokio::test(flavor = "current_thread")]
async fn tokens_are_found_by_openid_connect() {
    let net = Net::new();
    let tokens = |url: &str| ClientCredentials::discover(url, "id", "secret").transport(Transport::new(net.clone()));
    let _ = net.client(Config::new().bearer_token(tokens(PERSON_DISCOVERY_URL))).person().await;
    let expected = [
        "https://people.test/grant grant_type=client_credentials",
        "/person",
        r#"person=t0 ["profile", "mail"]"#,
    ];
    assert_eq!(net.seen.take(), expected);
    let error = net.client(Config::new().bearer_token(tokens("https://trap.test/"))).person().await.unwrap_err();
    assert!(error.to_string().contains("without TLS"), "{error}");
    assert!(net.seen.take().is_empty());
    assert_eq!(MACHINE_AUTHORIZATION_URL, "https://people.test/login");
    assert_eq!(MACHINE_AUTHORIZATION_CODE_TOKEN_URL, "/other/token");
    assert_eq!(MACHINE_REFRESH_URL, "token");
}

#[tokio::test(flavor = "current_thread")]
async fn the_server_sees_what_the_client_has() {
    let net = Net::new();
    let call = async |config: Config, operation: &str| {
        let client = net.client(config);
        let status = match operation {
            "cookie" => client.cookie(CookieInput::new().theme("dark")).await.unwrap_err().metadata().status(),
            "either" => client.either().await.unwrap_err().metadata().status(),
            "both" => client.both().await.unwrap_err().metadata().status(),
            "optional" => client.optional().await.unwrap_err().metadata().status(),
            _ => client.open().await.unwrap_err().metadata().status(),
        };
        let seen = net.seen.take();
        let [target, found] = &seen[..] else { return format!("{} {}", status.unwrap(), seen.join(" ")) };
        format!("{} {target} {found}", status.unwrap())
    };
    let new = Config::new;
    let all = || new().api_key_for("app", "a").api_key_for("user", "u&").api_key_for("session", "s;");
    // The handlers are not implemented, which is found out behind the check.
    for (config, operation, expected) in [
        (all(), "cookie", "501 /cookie session=s; []"),
        (new(), "cookie", "401 /cookie"),
        (new().basic_auth("ä", "p:w"), "either", "501 /either login=ä:p:w []"),
        (new().bearer_token("t"), "either", "501 /either ticket=t []"),
        (new().bearer_token("t").basic_auth("u", "p"), "either", "501 /either login=u:p []"),
        (new(), "either", "401 /either"),
        (all(), "both", "501 /both?user=u%26 app=a [], session=s; [], user=u& []"),
        // Not all of them is as good as none.
        (new().api_key_for("app", "a"), "both", "401 /both"),
        (new().bearer_token("t"), "optional", "501 /optional ticket=t []"),
        (new(), "optional", "501 /optional "),
        // There is nothing to check.
        (all().bearer_token("t"), "open", "501 /open"),
    ] {
        assert_eq!(call(config, operation).await, expected, "{operation}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn paths_and_operations_have_servers_of_their_own() {
    let net = Net::new();
    let seen = || net.seen.take().into_iter().next().unwrap_or_default();
    let client = net.client(Config::new().server_variable("port", "2"));
    let _ = client.elsewhere().await;
    assert_eq!(seen(), "https://elsewhere.test/base/elsewhere");
    let _ = client.elsewhere_still().await;
    assert_eq!(seen(), "https://2.still.test/elsewhere");
    let error = net.client(Config::new().server_variable("port", "3")).elsewhere_still().await.unwrap_err();
    assert!(error.to_string().contains("no `port` called `3`; there are: 1, 2"), "{error}");
    let _ = net.client(Config::new().server_variable("region", "us").server_variable("version", "2")).open().await;
    assert_eq!(seen(), "https://us.desk.test/2/open");
    // Relative URLs are so to the document, and nobody knows where that was.
    let error = client.relative().await.unwrap_err();
    assert!(error.to_string().contains("set it by `Config::endpoint`"), "{error}");
    let _ = net.client(Config::new().endpoint("https://host.test/api")).relative().await;
    assert_eq!(seen(), "https://host.test/api/relative");
}
