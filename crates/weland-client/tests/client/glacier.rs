//! What one service wants beyond its model.

use weland_client::Client;
use weland_core::{
    ByteStream, Member, Operation, OperationSchema, Schema, ServiceSchema, ShapeType, schema, structure,
};

use crate::fake::{Fake, Pieces, answer};
use crate::service::{ThingError, config};
use weland_client::protocol::RestJson1;

static GLACIER: ServiceSchema = ServiceSchema {
    name: "Glacier",
    version: "2012-06-01",
    sdk_id: "Glacier",
    endpoint_prefix: Some("glacier"),
    signing_name: Some("glacier"),
    namespace: "example",
};

static STREAM: Schema = Schema::new(ShapeType::Blob, "Stream").streaming();

#[derive(Default)]
struct UploadInput {
    account: String,
    hash: Option<String>,
    body: ByteStream,
}

structure! {
    UploadInput = UPLOAD_INPUT: Schema::structure("UploadInput"); [bytes body]
    0 account: Member::new("accountId", &schema::STRING).label(),
    1 hash: Member::new("checksum", &schema::STRING).header("x-amz-sha256-tree-hash"),
    2 body: Member::new("body", &STREAM).payload(),
}

struct Upload;

impl Operation for Upload {
    type Input = UploadInput;
    type Output = ();
    type Error = ThingError;
    const SERVICE: &'static ServiceSchema = &GLACIER;
    const SCHEMA: &'static OperationSchema =
        &OperationSchema::http("Upload", "POST", "/{accountId}").input(&UPLOAD_INPUT);
}

#[tokio::test]
async fn glacier_gets_an_account_a_version_and_hashes() {
    const HASH: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    let stream = || ByteStream::new(Pieces(["hello ", "world"].map(|it| Ok(it.into())).into()));
    let cases = [
        (UploadInput { body: stream(), ..UploadInput::default() }, "/-", HASH, HASH),
        (UploadInput { account: "a".into(), hash: Some("own".into()), body: stream() }, "/a", HASH, "own"),
        (UploadInput::default(), "/-", "", ""),
    ];
    for (input, path, hash, tree_hash) in cases {
        let fake = Fake::new([answer(200, "{}")]);
        Client::new(&GLACIER, &RestJson1, config(&fake).unsigned()).call::<Upload>(input).await.unwrap();
        let request = &fake.seen()[0];
        assert!(request.uri.ends_with(path), "{}", request.uri);
        assert_eq!(request.header("x-amz-glacier-version"), "2012-06-01");
        assert_eq!(request.header("x-amz-content-sha256"), hash);
        assert_eq!(request.header("x-amz-sha256-tree-hash"), tree_hash);
    }
}
