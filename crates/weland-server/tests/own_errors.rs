//! Errors of the server for which a model has shapes of its own.
#![allow(missing_docs, missing_debug_implementations, clippy::unwrap_used, clippy::panic)]

mod service;

use http::{HeaderValue, Request, header};
use service::{GetOutput, SERVICE, Thing, ThingError, call, json};
use weland_core::{Member, Operation, OperationSchema, OtherError, Schema, ServiceSchema, schema};
use weland_server::protocol::{Rest, RestJson1};
use weland_server::{Body, Context, Router, ValidationStyle};

/// As in `smithy.framework`.
static FRAMEWORK: Schema = Schema::structure("ValidationException").error(400).with_members(&[
    Member::new("message", &schema::STRING).required(),
    Member::new("fieldList", &Schema::list("Fields", &[Member::element(&PATH_FIELD)])),
]);
static PATH_FIELD: Schema = Schema::structure("ValidationExceptionField").with_members(&[
    Member::new("path", &schema::STRING).required(),
    Member::new("message", &schema::STRING).required(),
]);

static MESSAGE_ONLY: Schema =
    Schema::structure("ValidationException").error(422).with_members(&[Member::new("Message", &schema::STRING)]);

/// As many services of AWS have it.
static NAMED: Schema = Schema::structure("ValidationException").error(400).with_members(&[
    Member::new("Message", &schema::STRING).required(),
    Member::new("Reason", &REASON).required(),
    Member::new("Fields", &Schema::list("Fields", &[Member::element(&NAME_FIELD)])),
    Member::new("requestId", &schema::STRING).header("x-request"),
    Member::new("quota", &schema::INTEGER),
]);
static REASON: Schema = Schema::string_enum("Reason").values(&["UNKNOWN_OPERATION", "FIELD_VALIDATION_FAILED"]);
static NAME_FIELD: Schema = Schema::structure("ValidationExceptionField").with_members(&[
    Member::new("Name", &schema::STRING).required(),
    Member::new("Message", &schema::STRING).required(),
    Member::new("Label", &schema::STRING),
]);

/// Members that have the names, but not the types.
static ODD: Schema = Schema::structure("ValidationException").error(400).with_members(&[
    Member::new("message", &schema::INTEGER),
    Member::new("fieldList", &Schema::list("Texts", &[Member::element(&schema::STRING)])),
    Member::new("reason", &Schema::string_enum("Reason").values(&["a"])),
    Member::new("fields", &schema::STRING),
]);

static INTERNAL: Schema = Schema::structure("InternalFailure").error(503).with_members(OWN);
static SERIALIZATION: Schema = Schema::structure("SerializationException").error(420).with_members(OWN);
static UNKNOWN: Schema = Schema::structure("UnknownOperationException").error(421).with_members(OWN);
static LARGE: Schema = Schema::structure("RequestEntityTooLargeException").error(423).with_members(OWN);
static MEDIA_TYPE: Schema = Schema::structure("UnsupportedMediaTypeException").error(424).with_members(OWN);
static SLOW_DOWN: Schema = Schema::structure("SlowDown").error(503).with_members(OWN);

static TOLD: Schema = Schema::structure("Told")
    .error(409)
    .with_members(&[Member::new("body", &PROBLEM).content("application/problem+json")]);
static PROBLEM: Schema = Schema::structure("Problem").with_members(&[
    Member::new("type", &schema::STRING),
    Member::new("title", &schema::STRING).required(),
    Member::new("status", &schema::INTEGER),
    Member::new("detail", &schema::STRING),
]);
/// The server does not know what to put there.
static UNTOLD: Schema =
    Schema::structure("Untold").error(410).with_members(&[Member::new("body", &PECULIAR).content("application/json")]);
static PECULIAR: Schema = Schema::structure("Peculiar")
    .with_members(&[Member::new("message", &schema::STRING), Member::new("shelf", &schema::STRING).required()]);

const OWN: &[Member] = &[Member::new("Message", &schema::STRING), Member::new("Detail", &schema::STRING)];

macro_rules! operations {
    ($($name:ident: $uri:literal, $errors:expr;)*) => {$(
        struct $name;

        impl Operation for $name {
            type Input = Thing;
            type Output = GetOutput;
            type Error = ThingError;
            const SERVICE: &'static ServiceSchema = &SERVICE;
            const SCHEMA: &'static OperationSchema = {
                const ERRORS: &[&Schema] = $errors;
                &OperationSchema::http(stringify!($name), "PUT", $uri).input(Thing::SCHEMA).errors(ERRORS)
            };
        }
    )*};
}

operations! {
    Framework: "/framework/{Id}", &[&FRAMEWORK];
    MessageOnly: "/message/{Id}", &[&MESSAGE_ONLY];
    Named: "/named/{Id}", &[&NAMED];
    Odd: "/odd/{Id}", &[&ODD];
    None: "/none/{Id}", &[];
    Bodies: "/bodies/{Id}", &[&TOLD, &UNTOLD];
    All: "/all/{Id}", &[&INTERNAL, &SERIALIZATION, &UNKNOWN, &LARGE, &MEDIA_TYPE, &SLOW_DOWN];
}

async fn put(input: Thing, _: Context) -> Result<GetOutput, ThingError> {
    Err(match &*input.id {
        "slow" => OtherError::service(429, "SlowDown", "not so fast").into(),
        _ => panic!("on purpose"),
    })
}

fn router() -> Router {
    Router::new(&SERVICE, &RestJson1)
        .route::<Framework, _, _>(put)
        .route::<MessageOnly, _, _>(put)
        .route::<Named, _, _>(put)
        .route::<Odd, _, _>(put)
        .route::<None, _, _>(put)
        .route::<All, _, _>(put)
        .body_limit(100)
        .on_failure(|_| {})
}

/// The response in one line: status, error code, body.
async fn response(router: Router, request: Request<Body>) -> String {
    let (parts, body) = call(&router, request).await;
    let id = parts.headers["x-amzn-requestid"].clone();
    assert!(parts.headers.get("x-request").is_none_or(|sent| sent == id));
    let code = parts.headers.get("x-amzn-errortype").map_or("-", |code| code.to_str().unwrap());
    format!("{} {code} {}", parts.status.as_u16(), String::from_utf8(body).unwrap())
}

const MESSAGE: &str =
    "Value at '/Name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([a-z]+)$";

#[tokio::test]
async fn a_validation_exception_has_the_members_that_the_model_has() {
    let whole = format!("1 validation error detected. {MESSAGE}");
    let cases = [
        (
            "framework",
            format!(
                r#"400 ValidationException {{"message":"{whole}","fieldList":[{{"path":"/Name","message":"{MESSAGE}"}}]}}"#
            ),
        ),
        ("message", format!(r#"422 ValidationException {{"Message":"{whole}"}}"#)),
        (
            "named",
            format!(
                r#"400 ValidationException {{"Message":"{whole}","Reason":"FIELD_VALIDATION_FAILED","Fields":[{{"Name":"/Name","Message":"{MESSAGE}"}}]}}"#
            ),
        ),
        ("odd", "400 ValidationException {}".to_owned()),
        (
            "none",
            format!(
                r#"400 ValidationException {{"message":"{whole}","fieldList":[{{"path":"/Name","message":"{MESSAGE}"}}]}}"#
            ),
        ),
    ];
    for (operation, expected) in cases {
        let request = json("PUT", &format!("/{operation}/a"), r#"{"Name": "A"}"#);
        assert_eq!(response(router(), request).await, expected, "{operation}");
    }
    let router = router().validation_style(ValidationStyle::AwsLambda);
    let found = response(router, json("PUT", "/message/a", r#"{"Name": "A"}"#)).await;
    assert!(
        found.starts_with("422 ValidationException {\"Message\":\"1 validation error detected: Value 'A' at"),
        "{found}"
    );
}

#[tokio::test]
async fn other_errors_of_the_server_are_the_models_own_as_well() {
    let mut typed = json("PUT", "/all/a", "<a/>");
    typed.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    let cases = [
        (json("PUT", "/all/a", r#"{"Name": "a"}"#), "503 InternalFailure {\"Message\":\"the service has failed"),
        (json("PUT", "/all/a", "{"), "420 SerializationException {\"Message\":\""),
        (json("PUT", "/all/a", [b' '; 101]), "423 RequestEntityTooLargeException {\"Message\":\""),
        (typed, "424 UnsupportedMediaTypeException {\"Message\":\""),
        (json("PUT", "/nothing", ""), "421 UnknownOperationException {\"Message\":\""),
        // The status is the handler's to say.
        (json("PUT", "/all/slow", r#"{"Name": "a"}"#), "429 SlowDown {\"Message\":\"not so fast\"}"),
        // Of another operation.
        (json("PUT", "/none/a", r#"{"Name": "a"}"#), "500 InternalFailure {\"message\":\"the service has failed"),
        (json("PUT", "/none/a", "{"), "400 SerializationException {\"message\":\""),
    ];
    for (index, (request, expected)) in cases.into_iter().enumerate() {
        let found = response(router(), request).await;
        assert!(found.starts_with(expected) && !found.contains("Detail"), "case {index}: {found}");
    }
}

#[tokio::test]
async fn a_body_that_errors_of_the_model_have_is_filled_if_that_is_possible() {
    let fails = |input: Thing, _: Context| async move {
        Err::<GetOutput, ThingError>(OtherError::service(409, input.id, "not here").into())
    };
    let router = Router::new(&SERVICE, &Rest).route::<Bodies, _, _>(fails);
    let cases = [
        ("Told", r#"{"title":"Conflict","status":409,"detail":"not here"}"#),
        ("Untold", r#"{"title":"Conflict","status":409,"detail":"not here","code":"Untold"}"#),
        ("Other", r#"{"title":"Conflict","status":409,"detail":"not here","code":"Other"}"#),
    ];
    for (id, expected) in cases {
        let (parts, body) = call(&router, json("PUT", &format!("/bodies/{id}"), r#"{"Name": "a"}"#)).await;
        assert_eq!((parts.status.as_u16(), String::from_utf8(body).unwrap().as_str()), (409, expected), "{id}");
        assert_eq!(parts.headers[header::CONTENT_TYPE], "application/problem+json", "{id}");
    }
}
