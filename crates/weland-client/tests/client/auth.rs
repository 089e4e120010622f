//! Which scheme of authentication a call uses.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use weland_client::auth::{AuthScheme, NO_AUTH, SIGV4, Signer};
use weland_client::identity::{Identity, IdentityCache};
use weland_client::protocol::RestJson1;
use weland_client::{BoxFuture, Client, Config, Credentials, CredentialsProvider};
use weland_core::{ErrorKind, Operation, OperationError, OperationSchema, OtherError, ServiceSchema};

use crate::fake::{Fake, respond};
use crate::service::*;

const BEARER: &str = "smithy.api#httpBearerAuth";

operation!(Free: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&[NO_AUTH]));
operation!(Optional: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&[SIGV4, NO_AUTH]));
operation!(Signed: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&[SIGV4, BEARER]));
operation!(Borne: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&[BEARER, SIGV4]));
operation!(SignedByCurve: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&["aws.auth#sigv4a"]));
operation!(Digested: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&["smithy.api#httpDigestAuth"]));
operation!(BorneOnly: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&[BEARER]));

/// A token that expires, resolved once.
#[derive(Default)]
struct Bearer {
    resolved: AtomicUsize,
    tokens: IdentityCache<Token>,
}

#[derive(Clone)]
struct Token(usize);

impl Identity for Token {
    fn expires(&self) -> Option<SystemTime> {
        Some(SystemTime::now() + Duration::from_secs(3600))
    }
}

impl AuthScheme for Bearer {
    fn id(&self) -> &str {
        BEARER
    }

    fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async {
            let resolve = || Ok(Token(self.resolved.fetch_add(1, Ordering::SeqCst)));
            let token = self.tokens.get(|| Box::pin(async { resolve() })).await?;
            Ok(Box::new(token) as Box<dyn Signer>)
        })
    }
}

impl Signer for Token {
    fn sign(&self, request: &mut http::request::Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        request.headers.insert("authorization", format!("Bearer {}", self.0).parse().unwrap());
        Ok(())
    }
}

/// How the request of an operation is authenticated: the first word of the header, `none`, or the error.
async fn scheme<O>(config: impl FnOnce(Config) -> Config) -> String
where
    O: Operation<Input = ListRequest, Output = Thing, Error = ThingError>,
{
    let fake = Fake::new([respond(200, "{}")]);
    let config = config(Config::new().region("eu-central-1").transport(fake.transport()));
    match Client::new(&SERVICE, &RestJson1, config).call::<O>(ListRequest::default()).await {
        Err(error) => format!("{:?}", error.other().unwrap().kind()),
        Ok(_) => match fake.seen()[0].header("authorization").split(' ').next() {
            Some("") | None => "none".to_owned(),
            Some(scheme) => scheme.to_owned(),
        },
    }
}

fn keys(config: Config) -> Config {
    config.credentials(Credentials::new("AKIDEXAMPLE", "secret"))
}

fn token(config: Config) -> Config {
    config.auth_scheme(Bearer::default())
}

const SIGNED: &str = "AWS4-HMAC-SHA256";

#[tokio::test]
async fn the_first_alternative_that_the_client_has_is_used() {
    // The service's own: SigV4.
    assert_eq!(scheme::<Touch>(|it| it).await, "Credentials");
    assert_eq!(scheme::<Touch>(keys).await, SIGNED);
    assert_eq!(scheme::<Touch>(|it| keys(token(it))).await, SIGNED);
    // No authentication is the last alternative or the only one.
    assert_eq!(scheme::<Optional>(|it| it).await, "none");
    assert_eq!(scheme::<Optional>(keys).await, SIGNED);
    assert_eq!(scheme::<Free>(|it| keys(token(it))).await, "none");
    // Two schemes, in either order.
    assert_eq!(scheme::<Signed>(|it| keys(token(it))).await, SIGNED);
    assert_eq!(scheme::<Signed>(token).await, "Bearer");
    assert_eq!(scheme::<Borne>(|it| keys(token(it))).await, "Bearer");
    assert_eq!(scheme::<Borne>(keys).await, SIGNED);
    assert_eq!(scheme::<Borne>(|it| it).await, "Credentials");
    // Nobody can sign by hand, but anybody can set a header.
    assert_eq!(scheme::<BorneOnly>(keys).await, "none");
    assert_eq!(scheme::<BorneOnly>(token).await, "Bearer");
    for scheme in [scheme::<SignedByCurve>(keys).await, scheme::<Digested>(|it| keys(token(it))).await] {
        assert_eq!(scheme, "Credentials");
    }
    assert_eq!(scheme::<Digested>(|it| it.unsigned()).await, "none");
}

#[tokio::test]
async fn what_is_set_last_decides_whether_calls_are_authenticated() {
    assert_eq!(scheme::<Borne>(|it| keys(token(it)).unsigned()).await, "none");
    assert_eq!(scheme::<Borne>(|it| token(it.unsigned())).await, "Bearer");
    assert_eq!(scheme::<Touch>(|it| keys(it.unsigned())).await, SIGNED);
}

#[tokio::test]
async fn a_scheme_of_the_user_replaces_the_one_of_the_client() {
    struct Own;

    impl AuthScheme for Own {
        fn id(&self) -> &str {
            SIGV4
        }

        fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
            Box::pin(async { Ok(Box::new(Token(7)) as Box<dyn Signer>) })
        }
    }

    assert_eq!(scheme::<Touch>(|it| keys(it.auth_scheme(Own))).await, "Bearer");
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_resolve_the_identity_once() {
    struct Slow(Arc<AtomicUsize>);

    impl CredentialsProvider for Slow {
        fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
            Box::pin(async {
                self.0.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_secs(1)).await;
                Ok(Credentials::new("ID", "secret").with_expiry(SystemTime::now() + Duration::from_secs(3600)))
            })
        }
    }

    let resolved = Arc::new(AtomicUsize::new(0));
    let fake = Fake::new((0..8).map(|_| respond(200, "{}")));
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).credentials(Slow(Arc::clone(&resolved))));
    let calls: Vec<_> = (0..8).map(|_| tokio::spawn(client.call::<Get>(get("a")).into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(resolved.load(Ordering::SeqCst), 1);
    assert!(fake.seen().iter().all(|request| request.header("authorization").contains("Credential=ID/")));
}

#[tokio::test]
async fn a_signature_that_fails_ends_the_call() {
    let fake = Fake::new([]);
    let client = Client::new(&SERVICE, &RestJson1, config(&fake).credentials(Credentials::new("ID\n", "secret")));
    let error = client.call::<Get>(get("a")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Credentials);
}
