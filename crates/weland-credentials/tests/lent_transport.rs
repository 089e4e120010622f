//! Services that give credentials are called as the client is that needs them.
#![allow(missing_docs, clippy::unwrap_used)]

use weland_client::environment::Environment;
use weland_client::testing::{Exchange, Replay};
use weland_client::{Config, Credentials, Transport};
use weland_credentials::Chain;
use weland_sts_client::Client;
use weland_sts_client::types::{AssumeRoleInput, AssumeRoleRequired};

const ASSUMED: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ROLE</AccessKeyId>\
    <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>\
    </Credentials></AssumeRoleResult></AssumeRoleResponse>";

/// An exchange with STS for who has this key.
fn exchange() -> Exchange {
    Exchange::respond(200, ASSUMED).expecting("POST", "/")
}

fn environment(file: &str) -> Environment {
    let vars = [
        ("AWS_CONFIG_FILE", file),
        ("AWS_SHARED_CREDENTIALS_FILE", "/nowhere"),
        ("AWS_PROFILE", "role"),
        ("AWS_REGION", "eu-central-1"),
    ];
    Environment::new(vars.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

async fn assume(config: Config) {
    let input =
        AssumeRoleRequired { role_arn: "arn:aws:iam::123456789012:role/x".into(), role_session_name: "y".into() };
    Client::new(config).assume_role(AssumeRoleInput::new(input)).await.unwrap();
}

fn keys(replay: &Replay) -> Vec<String> {
    let key = |header: &str| header.split(['=', '/']).nth(1).unwrap().to_owned();
    replay.requests().iter().map(|request| key(request.headers()["authorization"].to_str().unwrap())).collect()
}

#[tokio::test]
async fn a_role_is_assumed_through_the_transport_of_the_client_unless_there_is_another_one() {
    let path = std::env::temp_dir().join(format!("weland-lent-{}", std::process::id()));
    let text = "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/a\nsource_profile = keys\n\
                [profile keys]\naws_access_key_id = SOURCE\naws_secret_access_key = s\n";
    std::fs::write(&path, text).unwrap();
    let environment = environment(path.to_str().unwrap());
    let config = |transport: Transport| Config::new().region("eu-central-1").transport(transport);

    let replay = Replay::new([exchange(), exchange()]);
    assume(config(replay.transport()).credentials(Chain::from_environment(&environment))).await;
    assert_eq!(keys(&replay), ["SOURCE", "ROLE"]);
    replay.finish().unwrap();

    let (own, replay) = (Replay::new([exchange()]), Replay::new([exchange()]));
    let chain = Chain::builder(&environment).transport(own.transport()).build();
    assume(config(replay.transport()).credentials(chain)).await;
    assert_eq!((keys(&own), keys(&replay)), (vec!["SOURCE".to_owned()], vec!["ROLE".to_owned()]));

    // Whoever has credentials asks nobody.
    let replay = Replay::new([exchange()]);
    assume(config(replay.transport()).credentials(Credentials::new("OWN", "s"))).await;
    assert_eq!(keys(&replay), ["OWN"]);
    std::fs::remove_file(path).unwrap();
}
