//! A router that receives the webhooks of an API.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::sync::{Arc, Mutex};

use hooks_client::weland_client::bytes::Bytes;
use hooks_client::weland_client::http::Request;
use hooks_client::weland_client::tower_service::Service;
use hooks_client::{Body, Client, Config, Transport};
use hooks_server::types::*;
use hooks_server::weland_server::Secret;
use hooks_server::{Context, OtherError, Router, ShopWebhooks, router};

#[derive(Clone, Default)]
struct Receiver(Arc<Mutex<Vec<String>>>);

impl ShopWebhooks for Receiver {
    async fn post_new_pet(&self, input: PostNewPetInput, context: Context) -> Result<PostNewPetOutput, PostNewPetError> {
        let [credential] = &context.credentials()[..] else { panic!("the caller is known") };
        if credential.secret != Secret::Token("t".to_owned()) {
            return Err(OtherError::service(401, "Unknown", "who is it?").into());
        }
        let Pet { id, name, kind, .. } = input.body;
        let line = format!("{} {} {id} {name} {kind:?}", *input.attempt, input.x_delivery);
        let mut seen = self.0.lock().unwrap();
        if seen.contains(&line) {
            return Err(Conflict::new().body("again").into());
        }
        seen.push(line);
        Ok(PostNewPetOutput::new(PostNewPetOutputRequired { body: PostNewPetResponseBody::new().seen(true) }))
    }

    async fn pet_is_gone(&self, input: PetIsGoneInput, _: Context) -> Result<(), PetIsGoneError> {
        self.0.lock().unwrap().push(format!("{} is gone", input.id));
        Ok(())
    }
}

const ID: &str = "6f1b9f2c-3b57-4d5c-8f0e-0d6a1f6f0c11";

/// Sends a request as the API would; gives the status and the body of the response.
async fn send(router: &Router, method: &str, target: &str, token: &str, body: &'static str) -> (u16, String) {
    let request = Request::builder().method(method).uri(target).header("x-delivery", ID);
    let request = request.header("authorization", format!("Bearer {token}")).header("content-type", "application/json");
    let request = request.body(Body::from(Bytes::from(body))).unwrap();
    let (parts, body) = router.clone().call(request).await.unwrap().into_parts();
    let body = body.collect(1 << 16).await.unwrap();
    (parts.status.as_u16(), String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test(flavor = "current_thread")]
async fn requests_come_in_as_values() {
    let receiver = Receiver::default();
    let router = router(receiver.clone()).base_path("/hooks");
    let pet = r#"{"id":3,"name":"Rex","kind":"dog"}"#;
    let received = send(&router, "POST", "/hooks/newPet?attempt=2", "t", pet).await;
    assert_eq!(received, (200, r#"{"seen":true}"#.to_owned()));
    let again = send(&router, "POST", "/hooks/newPet?attempt=2", "t", pet).await;
    assert_eq!(again, (409, r#""again""#.to_owned()));
    assert_eq!(send(&router, "POST", "/hooks/newPet", "t", r#"{"id":1,"name":"A"}"#).await.0, 200);
    assert_eq!(send(&router, "DELETE", "/hooks/pet%20gone?id=7", "t", "").await, (204, String::new()));
    let expected =
        [format!("2 {ID} 3 Rex Some(\"dog\")"), format!("1 {ID} 1 A None"), "7 is gone".to_owned()];
    assert_eq!(*receiver.0.lock().unwrap(), expected);
}

#[tokio::test(flavor = "current_thread")]
async fn wrong_requests_do_not_reach_the_handler() {
    let receiver = Receiver::default();
    let router = router(receiver.clone());
    for (method, target, body, expected) in [
        ("POST", "/newPet", "{\"id\":0,\"name\":\"A\"}", (400, "/body/id")),
        ("POST", "/newPet", "{\"id\":1,\"name\":\"A\",\"kind\":\"cow\"}", (400, "/body/kind")),
        ("POST", "/newPet", "{\"id\":1}", (400, "/body/name")),
        ("POST", "/newPet", "{\"id\":", (400, "")),
        ("POST", "/newPet", "", (400, "")),
        ("POST", "/newPet?attempt=0", "{\"id\":1,\"name\":\"A\"}", (400, "/attempt")),
        ("POST", "/newPet?attempt=x", "{\"id\":1,\"name\":\"A\"}", (400, "")),
        ("GET", "/newPet", "", (405, "")),
        ("POST", "/oldPet", "{}", (404, "")),
        ("POST", "/pets", "{}", (404, "")),
        ("DELETE", "/pet%20gone", "", (400, "/id")),
    ] {
        let (status, text) = send(&router, method, target, "t", body).await;
        assert!((status, true) == (expected.0, text.contains(expected.1)), "{method} {target} {body}: {status} {text}");
    }
    assert_eq!(send(&router, "POST", "/newPet", "other", "{\"id\":1,\"name\":\"A\"}").await.0, 401);
    assert!(receiver.0.lock().unwrap().is_empty());
}

#[tokio::test(flavor = "current_thread")]
async fn the_api_calls_it_with_the_client() {
    let receiver = Receiver::default();
    let transport = Transport::new(router(receiver.clone()).base_path("/in"));
    let config = Config::new().endpoint("https://receiver.test/in").transport(transport).bearer_token("t");
    let client = Client::new(config);
    let body = Pet::new(PetRequired { id: 4, name: "Tom".to_owned() });
    let output = client.post_new_pet(PostNewPetRequired { body: body.clone(), x_delivery: ID.to_owned() }).await.unwrap();
    assert_eq!(output.body.seen, Some(true));
    let again = client.post_new_pet(PostNewPetRequired { body, x_delivery: ID.to_owned() }).await.unwrap_err();
    assert!(matches!(again, PostNewPetError::Conflict(_)), "{again:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn wrong_requests_get_the_error_that_the_document_has_for_them() {
    let router = router(Receiver::default());
    let least = "Value at '/body/counts/1' failed to satisfy constraint: Member must be greater than or equal to 0";
    let most = "Value at '/pageSize' failed to satisfy constraint: Member must be less than or equal to 9";
    let fast = format!(
        r#"{{"detail":[{{"loc":["body","counts",1],"msg":"{least}","type":"invalid"}},{{"loc":["query","page-size"],"msg":"{most}","type":"invalid"}}]}}"#
    );
    let net = format!(
        r#"{{"errors":{{"/body/counts/1":["{least}"],"/pageSize":["{most}"]}},"status":400,"title":"Bad Request"}}"#
    );
    let texts = format!(r#"{{"errors":["/body/counts/1: {least}","/pageSize: {most}"]}}"#);
    let wrong = r#"{"counts":[1,-1]}"#;
    for (target, body, status, expected) in [
        ("/fast?page-size=10", wrong, 422, &*fast),
        ("/net?page-size=10", wrong, 400, &*net),
        ("/texts?page-size=10", wrong, 422, &*texts),
        // What the server has nothing for is a problem, with the status of the document.
        ("/peculiar?page-size=10", wrong, 422, r#"{"title":"Unprocessable"#),
        ("/bare?page-size=10", wrong, 422, r#"{"title":"Unprocessable"#),
        ("/silent?page-size=10", wrong, 400, r#"{"title":"Bad Request","status":400,"detail":"2 validation errors"#),
        // So is what can't be read.
        ("/fast?page-size=x", wrong, 422, r#"{"detail":[{"loc":["query","page-size"],"msg":""#),
        ("/fast", r#"{"counts":["a"]}"#, 422, r#"{"detail":[{"loc":["body","counts",0],"msg":""#),
        ("/fast", "{", 422, r#"{"detail":[{"loc":["body"],"msg":""#),
        ("/peculiar", "{", 422, r#"{"title":"Unprocessable"#),
        ("/silent", "{", 400, r#"{"title":"Bad Request","status":400,"#),
    ] {
        let found = send(&router, "PUT", target, "t", body).await;
        assert!(found.0 == status && found.1.starts_with(expected), "{target} {body}: {found:?}\n{expected}");
    }
}
