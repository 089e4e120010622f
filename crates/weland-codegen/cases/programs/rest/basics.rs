//! Bodies of JSON and text, parameters, errors by their status.

use rest_client::types::*;
use rest_client::weland_client::http::Request;
use rest_client::ErrorKind;

use crate::wire::Wire;

fn new_pet(name: &str) -> AddPetInput {
    AddPetInput::new(AddPetRequired { body: NewPet::new(NewPetRequired { name: name.to_owned() }) })
}

#[tokio::test(flavor = "current_thread")]
async fn bodies_are_json_in_the_media_type_that_the_model_names() {
    let wire = Wire::new();
    let mut input = new_pet("Rex");
    input.body.born = Some(Timestamp::parse("2020-02-03T04:05:06Z", TimestampFormat::DateTime).unwrap());
    let added = wire.client().add_pet(input).await.unwrap();
    assert_eq!((added.location.as_deref(), added.body.id), (Some("/pets/1"), 1));
    let (request, response) = wire.last();
    assert_eq!(request.line, "POST /pets");
    assert_eq!(request.text(), r#"{"name":"Rex","born":"2020-02-03T04:05:06Z"}"#);
    assert_eq!(request.header("content-type"), "application/json");
    assert_eq!(request.header("accept"), "application/json");
    assert_eq!(response.line, "201");
    assert_eq!(response.text(), r#"{"id":1,"name":"Rex","born":"2020-02-03T04:05:06Z"}"#);

    let found = wire.client().find_pet(FindPetInput::new(FindPetRequired { id: 1 }).trace("t")).await.unwrap();
    assert_eq!(found.body, added.body);
    let (request, response) = wire.last();
    assert_eq!((&*request.line, request.header("x-trace")), ("GET /pets/1", "t"));
    assert_eq!(request.header("accept"), "application/vnd.pet+json");
    assert_eq!(response.header("content-type"), "application/vnd.pet+json");
}

#[tokio::test(flavor = "current_thread")]
async fn nothing_of_aws_is_in_the_messages() {
    let wire = Wire::new();
    wire.client().list_pets(ListPetsInput::new()).await.unwrap();
    let (request, response) = wire.last();
    for name in request.headers.keys().chain(response.headers.keys()) {
        assert!(!name.as_str().contains("amz"), "{name}");
    }
    assert!(!response.header("x-request-id").is_empty());
}

#[tokio::test(flavor = "current_thread")]
async fn parameters_are_in_the_query_string() {
    let wire = Wire::new();
    for name in ["a", "b", "c"] {
        wire.client().add_pet(new_pet(name)).await.unwrap();
    }
    let input = ListPetsInput::new().limit(1).tags(vec!["c".to_owned(), "b".to_owned()]);
    let pets = wire.client().list_pets(input).await.unwrap().body;
    assert_eq!(pets.iter().map(|pet| &*pet.name).collect::<Vec<_>>(), ["b"]);
    assert_eq!(wire.last().0.line, "GET /pets?limit=1&tag=c&tag=b");
}

#[tokio::test(flavor = "current_thread")]
async fn text_is_a_body_as_it_is() {
    let wire = Wire::new();
    let note = PutNoteInput::new(PutNoteRequired { id: 1, body: "\"quoted\"".to_owned() });
    wire.client().put_note(note).await.unwrap();
    let (request, response) = wire.last();
    assert_eq!((request.text(), request.header("content-type")), ("\"quoted\"", "text/plain"));
    assert_eq!((&*response.line, response.text(), response.header("content-type")), ("204", "", ""));
    let note = wire.client().get_note(GetNoteInput::new(GetNoteRequired { id: 1 })).await.unwrap();
    assert_eq!(note.body, "\"quoted\"");
}

#[tokio::test(flavor = "current_thread")]
async fn errors_are_found_by_their_status() {
    let wire = Wire::new();
    let missing = wire.client().find_pet(FindPetInput::new(FindPetRequired { id: 7 })).await.unwrap_err();
    let FindPetError::NotFound(missing) = missing else { panic!("{missing:?}") };
    assert_eq!(missing.body.reason, "no such pet");
    assert_eq!(wire.last().1.line, "404");

    wire.client().add_pet(new_pet("Rex")).await.unwrap();
    let known = wire.client().add_pet(new_pet("Rex")).await.unwrap_err();
    let AddPetError::Conflict(known) = known else { panic!("{known:?}") };
    assert_eq!((known.existing, known.body.as_ref().map(|body| &*body.reason)), (Some(1), Some("known")));

    // A range, in which the member with the status says which one it is.
    let closed = wire.client().add_pet(new_pet("trouble")).await.unwrap_err();
    assert_eq!(closed.metadata().status(), Some(503));
    let AddPetError::ServerError(closed) = closed else { panic!("{closed:?}") };
    assert_eq!((closed.status_code, wire.last().1.line.as_str()), (Some(503), "503"));

    // All that has no error of its own.
    let any = wire.client().add_pet(new_pet("any")).await.unwrap_err();
    let AddPetError::AnyError(any) = any else { panic!("{any:?}") };
    assert_eq!(any.body, Some(Document::String("gone".to_owned())));
}

#[tokio::test(flavor = "current_thread")]
async fn an_error_that_the_model_does_not_name_keeps_its_status_and_its_body() {
    let wire = Wire::new();
    let error = wire.client().list_pets(ListPetsInput::new().limit(0)).await.unwrap_err();
    let ListPetsError::Other(other) = error else { panic!("{error:?}") };
    assert_eq!((other.kind(), other.status()), (ErrorKind::Service, Some(400)));
    assert!(other.body().starts_with(b"{\"title\":\"Bad Request\",\"status\":400"), "{:?}", other.body());
    assert!(other.message().contains("/limit"), "{other}");
}

#[tokio::test(flavor = "current_thread")]
async fn what_the_server_refuses_is_a_problem() {
    let wire = Wire::new();
    let json = |builder: rest_client::weland_client::http::request::Builder| builder.header("content-type", "application/json");
    let cases = [
        (Request::get("/nowhere").body("").unwrap(), "404"),
        (Request::patch("/pets").body("").unwrap(), "405"),
        (Request::get("/pets").header("accept", "text/csv").body("").unwrap(), "406"),
        (Request::post("/pets").header("content-type", "text/csv").body("a,b").unwrap(), "415"),
        (json(Request::post("/pets")).body("{").unwrap(), "400"),
        (json(Request::post("/pets")).body(r#"{"name":""}"#).unwrap(), "400"),
        (json(Request::post("/pets")).body("{}").unwrap(), "400"),
        (Request::get("/pets/one").body("").unwrap(), "400"),
        (json(Request::post("/pets")).body(r#"{"name":"odd"}"#).unwrap(), "418"),
    ];
    for (request, status) in cases {
        let what = format!("{} {}", request.method(), request.uri());
        let response = wire.send(request).await;
        assert_eq!(response.line, status, "{what}: {}", response.text());
        assert_eq!(response.header("content-type"), "application/problem+json", "{what}");
        assert!(response.text().contains(&format!("\"status\":{status},\"detail\":")), "{}", response.text());
    }
    let large = Wire::with(crate::service::router(crate::service::Shop::default()).body_limit(4));
    let response = large.send(json(Request::post("/pets")).body(r#"{"name":"long"}"#).unwrap()).await;
    assert_eq!((&*response.line, response.header("content-type")), ("413", "application/problem+json"));
    let response = wire.send(json(Request::post("/pets")).body(r#"{"name":""}"#).unwrap()).await;
    assert!(response.text().contains(r#""errors":[{"path":"/body/name","detail":"#), "{}", response.text());
}
