//! Inputs and outputs, in all protocols of the service.

use rpc_client::Client;
use rpc_client::types::*;
use rpc_client::weland_client::protocol::{AwsJson1_0, AwsJson1_1, ClientProtocol, RestJson1, RpcV2Cbor, RpcV2Json};

use crate::wire::{Wire, canned};

pub(crate) const ALL: [&dyn ClientProtocol; 5] =
    [&AwsJson1_0, &AwsJson1_1, &RestJson1, &RpcV2Cbor, &RpcV2Json];

pub(crate) fn store(id: &str) -> StoreInput {
    StoreInput::new(StoreRequired { id: id.to_owned(), zone: "north".to_owned() })
}

fn item() -> StoreInput {
    let mut input = store("a").content(Content::Data(Blob::from("ab"))).token("t");
    input.at = Some(Timestamp::new(1, 500_000_000));
    input.until = Some(Timestamp::new(2, 0));
    input.note = Some(Document::List(vec![Document::Null, Document::Integer(7)]));
    input.sizes = Some(vec![Some(0.5), None, Some(f64::NEG_INFINITY)]);
    input
}

#[tokio::test(flavor = "current_thread")]
async fn messages_mean_the_same_in_all_protocols() {
    for protocol in ALL {
        let wire = Wire::new();
        let output = wire.speaking(protocol).call::<Store>(item()).await.unwrap();
        let input = item();
        assert_eq!((output.id.as_deref(), output.weight), (Some("a"), Some(1)), "{protocol:?}");
        assert_eq!((output.at, output.until, output.content), (input.at, input.until, input.content), "{protocol:?}");
        assert_eq!((output.note, output.sizes, output.token), (input.note, input.sizes, input.token), "{protocol:?}");
        wire.speaking(protocol).call::<Ping>(()).await.unwrap();
    }
}

#[tokio::test(flavor = "current_thread")]
async fn all_members_are_in_the_document_under_their_names_in_the_model() {
    let cases: [(&dyn ClientProtocol, _); 2] =
        [(&AwsJson1_0, "application/x-amz-json-1.0"), (&AwsJson1_1, "application/x-amz-json-1.1")];
    for (protocol, media_type) in cases {
        let wire = Wire::new();
        wire.speaking(protocol).call::<Store>(item()).await.unwrap();
        let (request, response) = wire.last();
        assert_eq!(request.line, "POST north.depot.test/");
        assert_eq!(request.header("x-amz-target"), "Depot.Store");
        for message in [&request, &response] {
            assert_eq!(message.header("content-type"), media_type);
            assert!(message.header("x-weight").is_empty() && message.header("x-id").is_empty());
        }
        let rest = r#","content":{"data":"YWI="},"note":[null,7],"sizes":[0.5,null,"-Infinity"],"token":"t"}"#;
        let sent = r#"{"id":"a","zone":"north","at":1.5,"until":"1970-01-01T00:00:02Z""#;
        assert_eq!(request.text(), format!("{sent}{rest}"));
        let received = r#"{"id":"a","weight":1,"at":1.5,"until":2"#;
        assert_eq!(response.text(), format!("{received}{rest}"));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn requests_always_have_a_document_and_responses_without_output_have_none() {
    let wire = Wire::new();
    let client = Client::new(wire.config());
    client.ping().await.unwrap();
    let (request, response) = wire.last();
    assert_eq!((request.text(), request.header("x-amz-target")), ("{}", "Depot.Ping"));
    assert_eq!((response.text(), response.header("content-type")), ("", "application/x-amz-json-1.0"));
    assert!(!response.header("x-amzn-requestid").is_empty());
    // The service has had another protocol, whose codes it still sends to clients that ask for them.
    assert_eq!(request.header("x-amzn-query-mode"), "true");
    // A token is made up where there is none.
    client.store(store("a")).await.unwrap();
    assert!(wire.last().0.text().contains(r#""token":""#));
}

#[tokio::test(flavor = "current_thread")]
async fn an_output_may_come_as_nothing_and_none_as_anything() {
    for body in [&b""[..], b"{}", br#"{"unknown": [1]}"#] {
        let client = Client::new(canned(200, &[], body));
        assert_eq!(client.store(store("a")).await.unwrap(), StoreOutput::new());
        client.ping().await.unwrap();
    }
    Client::new(canned(200, &[], b"\xff")).ping().await.unwrap();
    let error = Client::new(canned(200, &[], b"{")).store(store("a")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Response);
}

#[tokio::test(flavor = "current_thread")]
async fn requests_in_cbor_name_their_operation_in_the_path() {
    let wire = Wire::new();
    let client = wire.speaking(&RpcV2Cbor);
    client.call::<Store>(store("a").token("t")).await.unwrap();
    let (request, response) = wire.last();
    assert_eq!(request.line, "POST north.depot.test/service/Depot/operation/Store");
    for message in [&request, &response] {
        assert_eq!((message.header("smithy-protocol"), message.header("content-type")), ("rpc-v2-cbor", "application/cbor"));
    }
    assert_eq!(request.header("accept"), "application/cbor");
    assert_eq!(&*request.body, b"\xbf\x62id\x61a\x64zone\x65north\x65token\x61t\xff");
    assert_eq!(&*response.body, b"\xbf\x62id\x61a\x66weight\x01\x65token\x61t\xff");
    client.call::<Ping>(()).await.unwrap();
    let (request, response) = wire.last();
    for message in [&request, &response] {
        assert!(message.body.is_empty() && message.header("content-type").is_empty());
    }
}

#[tokio::test(flavor = "current_thread")]
async fn documents_of_rpc_v2_json_have_names_of_the_model_and_one_format_of_timestamps() {
    let wire = Wire::new();
    wire.speaking(&RpcV2Json).call::<Store>(item()).await.unwrap();
    let (request, response) = wire.last();
    assert_eq!(request.line, "POST north.depot.test/service/Depot/operation/Store");
    for message in [&request, &response] {
        assert_eq!(message.header("content-type"), "application/json");
        assert_eq!(message.header("smithy-protocol"), "rpc-v2-json");
        assert!(message.text().contains(r#""at":1.5,"until":2,"#), "{}", message.text());
    }
    wire.speaking(&RpcV2Json).call::<Ping>(()).await.unwrap();
    let (request, response) = wire.last();
    assert_eq!((request.text(), request.header("content-type"), response.text()), ("", "", ""));
}
