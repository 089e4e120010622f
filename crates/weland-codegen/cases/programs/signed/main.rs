//! A server that checks the signatures of requests, and a client that signs them.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use signed_client::types::*;
use signed_client::weland_client::protocol::{AwsJson1_0, ClientProtocol, RestJson1};
use signed_client::weland_client::{Client, Credentials};
use signed_client::{Config, Transport};
use signed_server::weland_server::{AccessKey, KeyRequest, SigV4, SignedBy};
use signed_server::{Context, Router, Safe};

struct Vault;

impl Safe for Vault {
    async fn look(&self, input: LookInput, context: Context) -> Result<LookOutput, LookError> {
        let signer = context.extensions.get::<SignedBy>().map(|signer| signer.access_key_id.clone());
        let parts = [signer.unwrap_or_default(), input.name, input.words.unwrap_or_default().join(",")];
        Ok(LookOutput::new(LookOutputRequired { signer: parts.join(" ") }))
    }

    async fn store(&self, input: StoreInput, _: Context) -> Result<(), StoreError> {
        assert_eq!(input.text.len(), 20_000);
        Ok(())
    }
}

fn router() -> Router {
    let find = |key: KeyRequest| async move {
        Ok(match &*key.access_key_id {
            "AKIDLONG" => Some(AccessKey::new("secret")),
            "AKIDSHORT" => Some(AccessKey::new("secret").session_token("token")),
            _ => None,
        })
    };
    signed_server::router(Vault).sigv4(SigV4::new("eu-central-1", find))
}

fn client(protocol: &'static dyn ClientProtocol, credentials: Credentials, region: &str) -> Client {
    let config = Config::new().endpoint("http://safe.test").region(region).credentials(credentials);
    Client::new(&SERVICE, protocol, config.max_attempts(1).transport(Transport::new(router())))
}

fn protocols() -> [&'static dyn ClientProtocol; 2] {
    [&AwsJson1_0, &RestJson1]
}

fn look() -> LookInput {
    let input = LookInput::new(LookRequired { name: "über/alles ..".to_owned() });
    input.words(["b ".to_owned(), "a+".to_owned()]).note(" two  words ")
}

#[tokio::test(flavor = "current_thread")]
async fn what_the_client_signs_the_server_accepts() {
    for protocol in protocols() {
        let client = client(protocol, Credentials::new("AKIDLONG", "secret"), "eu-central-1");
        let output = client.call::<Look>(look()).await.unwrap();
        assert_eq!(output.signer, "AKIDLONG über/alles .. b ,a+", "{protocol:?}");
        let text = "text".repeat(5000);
        client.call::<Store>(StoreInput::new(StoreRequired { name: "a".to_owned(), text })).await.unwrap();
    }
    let short = Credentials::new("AKIDSHORT", "secret").with_session_token("token");
    assert!(client(&RestJson1, short, "eu-central-1").call::<Look>(look()).await.is_ok());
}

#[tokio::test(flavor = "current_thread")]
async fn other_keys_and_other_regions_are_refused() {
    for protocol in protocols() {
        for (credentials, region, code) in [
            (Credentials::new("AKIDLONG", "guess"), "eu-central-1", "InvalidSignatureException"),
            (Credentials::new("AKIDLONG", "secret"), "eu-central-2", "InvalidSignatureException"),
            (Credentials::new("AKIDOTHER", "secret"), "eu-central-1", "UnrecognizedClientException"),
            (Credentials::new("AKIDSHORT", "secret"), "eu-central-1", "UnrecognizedClientException"),
        ] {
            let error = client(protocol, credentials, region).call::<Look>(look()).await.unwrap_err();
            let error = error.other().unwrap();
            assert_eq!((error.status(), error.code()), (Some(403), Some(code)), "{protocol:?}");
        }
    }
}
