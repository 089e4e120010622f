//! The generated client calls the generated server without a socket, with random values: each operation, each error, pages,
//! waiters, retries.
#![allow(missing_docs, deprecated, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use weland_client::{Call, Config, Credentials, Transport, WaitError};
use weland_core::{Binding, ByteStream, ErrorKind, Operation, OperationError, Paginated, Stream, Structure, Zero as _};
use weland_e2e::{CannedResponse, RandomEvents, Recorder, Rng, facts, operations, randomize, to_value, with_stream};
use weland_lambda_types::*;

/// How many random values each operation and each error is tried with: 12, or what WELAND_ROUNDS says.
fn rounds() -> u64 {
    std::env::var("WELAND_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(12)
}

/// A client whose requests go straight to the recorder's router.
fn client(recorder: &Recorder) -> weland_lambda_client::Client {
    // The failures of this server are on purpose.
    let router = weland_lambda_server::router(recorder.clone()).on_failure(|_| {});
    let config = Config::new().region("eu-central-1").credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    weland_lambda_client::Client::new(config.transport(Transport::new(router)))
}

/// A random input.
fn input<O: Operation>(rng: &mut Rng) -> O::Input {
    let mut input = O::Input::zero();
    randomize(&mut input, rng);
    if let Some(Stream::Bytes(stream)) = input.stream() {
        let bytes: Vec<u8> = (0..=rng.between(0, 300)).map(|byte| byte as u8).collect();
        *stream = ByteStream::from(bytes);
    }
    input
}

/// A random output, as the recorder takes it.
async fn output<O: Operation>(rng: &mut Rng) -> Value {
    let mut output = O::Output::zero();
    randomize(&mut output, rng);
    if let Some(Stream::Events(events)) = output.stream() {
        let count = rng.index(6);
        events.attach(Box::new(RandomEvents(rng.clone(), count)));
    }
    let mut value = with_stream(&mut output).await.unwrap();
    for member in O::SCHEMA.output.members.iter().filter(|member| member.binding == Binding::StatusCode) {
        // The response has a status in any case.
        value.as_object_mut().unwrap().entry(member.name).or_insert(O::SCHEMA.http.map(|http| http.status).into());
    }
    if O::SCHEMA.name == "InvokeWithResponseStream" && value.get("ResponseStreamContentType").is_none() {
        // The response has a content type in any case.
        value["ResponseStreamContentType"] = json!("application/vnd.amazon.eventstream");
    }
    value
}

/// Compares the input of a call with what the handler received, and its output with what the handler returned.
async fn succeeds<O: Operation>(recorder: &Recorder, call: impl Fn(O::Input) -> Call<O>) {
    for round in 0..rounds() {
        let name = O::SCHEMA.name;
        // The same numbers give the same input again: one to send, one to look at.
        let given = with_stream(&mut input::<O>(&mut Rng::new(name, round))).await.unwrap();
        let response = output::<O>(&mut Rng::new(name, round + 1_000_000)).await;
        recorder.respond_with(CannedResponse::Output(response.clone()));
        let outcome = call(input::<O>(&mut Rng::new(name, round))).await;
        let received = recorder.take();
        let mut returned = outcome.unwrap_or_else(|error| panic!("{name}, round {round}: {error}, given {given:#}"));
        assert_eq!(received.len(), 1, "{name}, round {round}");
        assert_eq!((received[0].operation, &received[0].input), (name, &given), "{name}, round {round}");
        assert_eq!(with_stream(&mut returned).await.unwrap(), response, "{name}, round {round}");
    }
}

/// Each error of one operation.
async fn fails<O: Operation>(recorder: &Recorder, call: impl Fn(O::Input) -> Call<O>) {
    for schema in O::SCHEMA.errors {
        for round in 0..rounds() {
            let what = format!("{} of {}, round {round}", schema.name, O::SCHEMA.name);
            let mut rng = Rng::new(&what, round);
            let mut error = O::Error::with_schema(schema).unwrap();
            randomize(error.modeled_mut().unwrap(), &mut rng);
            let members = to_value(error.modeled().unwrap());
            recorder.respond_with(CannedResponse::Error(schema.name.to_owned(), members.clone()));
            let Err(found) = call(input::<O>(&mut rng)).max_attempts(1).await else {
                panic!("{what}: the call succeeded");
            };
            recorder.take();
            let modeled = found.modeled().unwrap_or_else(|| panic!("{what}: {found}"));
            assert_eq!((modeled.schema().name, to_value(modeled)), (schema.name, members), "{what}");
        }
    }
}

/// An error that the model does not name.
async fn fails_otherwise<O: Operation>(recorder: &Recorder, call: impl Fn(O::Input) -> Call<O>) {
    let mut rng = Rng::new(O::SCHEMA.name, 0);
    recorder.respond_with(CannedResponse::Other(418, "TeapotException".to_owned(), "short and stout: ü".to_owned()));
    let error = call(input::<O>(&mut rng)).max_attempts(1).await.err().unwrap();
    recorder.take();
    let other = error.other().unwrap_or_else(|| panic!("{error}"));
    let found = (other.status(), other.code(), other.message());
    assert_eq!(found, (Some(418), Some("TeapotException"), "short and stout: ü"), "{}", O::SCHEMA.name);
    assert!(other.request_id().is_some(), "{}", O::SCHEMA.name);
}

macro_rules! every_operation_succeeds {
    ($($operation:ident => $method:ident,)*) => {
        #[tokio::test]
        async fn every_operation_carries_random_inputs_and_outputs_unchanged() {
            let recorder = Recorder::default();
            let client = client(&recorder);
            $(succeeds::<$operation>(&recorder, |input| client.$method(input)).await;)*
        }

        #[tokio::test]
        async fn every_error_of_every_operation_carries_random_members_unchanged() {
            let recorder = Recorder::default();
            let client = client(&recorder);
            $(fails::<$operation>(&recorder, |input| client.$method(input)).await;)*
        }

        #[tokio::test]
        async fn an_error_that_the_model_does_not_name_keeps_status_code_and_message() {
            let recorder = Recorder::default();
            let client = client(&recorder);
            $(fails_otherwise::<$operation>(&recorder, |input| client.$method(input)).await;)*
        }

        #[test]
        fn the_list_of_operations_is_complete() {
            let listed = [$(stringify!($operation)),*];
            assert_eq!(BTreeSet::from(listed.map(str::to_owned)), facts::names("operations").into_iter().collect());
            $(assert_eq!(stringify!($operation), $operation::SCHEMA.name);)*
        }
    };
}

operations!(every_operation_succeeds);

/// Three pages with random items, by the operation's own members for the token and the items.
async fn pages<O: Paginated>(recorder: &Recorder, call: impl Fn(O::Input) -> Call<O>, stated: &Value) {
    let member = |name: &str| stated["pagination"][name].as_str().unwrap().to_owned();
    let (token, items) = (member("output_token"), member("items"));
    let mut expected = 0;
    let mut responses = Vec::new();
    for (round, next) in [Some("second ä"), Some("third/+="), None].into_iter().enumerate() {
        let mut response = output::<O>(&mut Rng::new(O::SCHEMA.name, round as u64)).await;
        let object = response.as_object_mut().unwrap();
        object.remove(&token);
        object.extend(next.map(|next| (token.clone(), next.into())));
        expected += response[&items].as_array().map_or(0, Vec::len);
        responses.push(response);
    }
    let given = || input::<O>(&mut Rng::new(O::SCHEMA.name, 7));
    let respond =
        || responses.iter().for_each(|response| recorder.respond_with(CannedResponse::Output(response.clone())));

    respond();
    let mut pages = call(given()).pages();
    for response in &responses {
        assert_eq!(&to_value(&pages.next().await.unwrap().unwrap()), response);
    }
    assert!(pages.next().await.is_none());
    let tokens: Vec<_> = recorder.take().into_iter().map(|call| call.input[member("input_token")].clone()).collect();
    assert_eq!(tokens[1..], [json!("second ä"), json!("third/+=")], "{}", O::SCHEMA.name);

    respond();
    let mut items = call(given()).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, expected, "{}", O::SCHEMA.name);
    recorder.take();
}

macro_rules! paginated {
    ($($operation:ident => $method:ident,)*) => {
        #[tokio::test]
        async fn pages_and_items_of_every_paginated_operation_are_followed_to_the_end() {
            let recorder = Recorder::default();
            let client = client(&recorder);
            let facts = facts::facts();
            let stated: Vec<_> = facts["operations"].as_array().unwrap().iter().filter(|o| o.get("pagination").is_some()).collect();
            let listed = [$(stringify!($operation)),*];
            assert_eq!(stated.iter().map(|stated| stated["name"].as_str().unwrap()).collect::<Vec<_>>(), listed);
            let mut stated = stated.into_iter();
            $(pages::<$operation>(&recorder, |input| client.$method(input), stated.next().unwrap()).await;)*
        }
    };
}

paginated! {
    ListAliases => list_aliases,
    ListCodeSigningConfigs => list_code_signing_configs,
    ListEventSourceMappings => list_event_source_mappings,
    ListFunctionEventInvokeConfigs => list_function_event_invoke_configs,
    ListFunctions => list_functions,
    ListFunctionsByCodeSigningConfig => list_functions_by_code_signing_config,
    ListFunctionUrlConfigs => list_function_url_configs,
    ListLayers => list_layers,
    ListLayerVersions => list_layer_versions,
    ListProvisionedConcurrencyConfigs => list_provisioned_concurrency_configs,
    ListVersionsByFunction => list_versions_by_function,
}

fn state(function: &str) -> CannedResponse {
    CannedResponse::Output(json!({"FunctionName": "f", "State": function, "LastUpdateStatus": function}))
}

fn nested(function: &str) -> CannedResponse {
    CannedResponse::Output(json!({"Configuration": {"State": function, "LastUpdateStatus": function}}))
}

fn not_found() -> CannedResponse {
    CannedResponse::Error("ResourceNotFoundException".to_owned(), json!({"Message": "not yet"}))
}

/// A waiter polls until a response is its success or its failure, and gives up when the time is over. The time is not
/// real.
macro_rules! waits {
    ($($method:ident($input:ident): $pending:expr, $done:expr, $failed:expr;)*) => {
        #[tokio::test(start_paused = true)]
        async fn every_waiter_waits_fails_and_gives_up() {
            let recorder = Recorder::default();
            let client = client(&recorder);
            let day = Duration::from_secs(86_400);
            let mut count = 0;
            $(
                count += 1;
                [$pending, $pending, $done].into_iter().for_each(|response| recorder.respond_with(response));
                client.$method($input { function_name: "f".into() }, day).await.unwrap();
                assert_eq!(recorder.take().len(), 3, stringify!($method));

                if let Some(failed) = $failed {
                    [$pending, failed].into_iter().for_each(|response| recorder.respond_with(response));
                    let error = client.$method($input { function_name: "f".into() }, day).await.unwrap_err();
                    assert!(matches!(error, WaitError::Failed { .. }), "{}: {error}", stringify!($method));
                    assert_eq!(recorder.take().len(), 2, stringify!($method));
                }

                (0..100).for_each(|_| recorder.respond_with($pending));
                let start = tokio::time::Instant::now();
                let error = client.$method($input { function_name: "f".into() }, Duration::from_secs(100)).await.unwrap_err();
                assert!(matches!(error, WaitError::TimedOut { .. }), "{}: {error}", stringify!($method));
                assert!(start.elapsed() <= Duration::from_secs(100), "{}", stringify!($method));
                assert!(recorder.take().len() > 3, "{}", stringify!($method));

                recorder.respond_with(CannedResponse::Other(403, "AccessDenied".to_owned(), "no".to_owned()));
                let error = client.$method($input { function_name: "f".into() }, day).await.unwrap_err();
                assert!(matches!(error, WaitError::Call(_)), "{}: {error}", stringify!($method));
                recorder.take();
            )*
            assert_eq!(count, facts::names("waiters").len());
        }
    };
}

waits! {
    wait_function_active(GetFunctionConfigurationRequired): state("Pending"), state("Active"), Some(state("Failed"));
    wait_function_active_v2(GetFunctionRequired): nested("Pending"), nested("Active"), Some(nested("Failed"));
    wait_function_exists(GetFunctionRequired): not_found(), nested("Pending"), None::<CannedResponse>;
    wait_function_updated(GetFunctionConfigurationRequired): state("InProgress"), state("Successful"), Some(state("Failed"));
    wait_function_updated_v2(GetFunctionRequired): nested("InProgress"), nested("Successful"), Some(nested("Failed"));
    wait_published_version_active(GetFunctionConfigurationRequired): state("Pending"), state("Active"), Some(state("Failed"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_changes_nothing_is_tried_again_after_a_failure_of_the_service() {
    let recorder = Recorder::default();
    let client = client(&recorder);
    let failure = || CannedResponse::Error("ServiceException".to_owned(), json!({"Message": "try again"}));
    let throttled = || CannedResponse::Error("TooManyRequestsException".to_owned(), json!({"message": "slowly"}));
    [failure(), throttled(), nested("Active")].into_iter().for_each(|response| recorder.respond_with(response));
    let output = client.get_function(GetFunctionRequired { function_name: "f".into() }).await.unwrap();
    assert_eq!(output.configuration.unwrap().state, Some(State::Active));
    assert_eq!(recorder.take().len(), 3);

    (0..5).for_each(|_| recorder.respond_with(failure()));
    let error =
        client.get_function(GetFunctionRequired { function_name: "f".into() }).max_attempts(2).await.unwrap_err();
    assert!(matches!(error, GetFunctionError::ServiceException(_)), "{error}");
    assert_eq!(recorder.take().len(), 2);
}

#[tokio::test]
async fn an_input_that_breaks_constraints_is_rejected_before_a_handler_sees_it() {
    let recorder = Recorder::default();
    let client = client(&recorder);
    let error = client.get_function(GetFunctionRequired { function_name: "no blanks".into() }).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.status(), other.code()), (Some(400), Some("ValidationException")));
    assert!(other.message().contains("/FunctionName"), "{other}");
    assert!(recorder.take().is_empty());
}

/// Each input has one value that HTTP has no place for.
#[tokio::test]
async fn a_value_that_cannot_be_sent_is_rejected_by_the_client() {
    let recorder = Recorder::default();
    let client = client(&recorder);
    let no_name = client.get_function(GetFunctionRequired { function_name: "".into() }).await.unwrap_err();
    let two_lines =
        InvocationRequest::new(InvocationRequired { function_name: "f".into() }).client_context("a\r\nx-evil: 1");
    let two_lines = client.invoke(two_lines).await.unwrap_err();
    for (what, other) in
        [("FunctionName", no_name.other().unwrap()), ("X-Amz-Client-Context", two_lines.other().unwrap())]
    {
        assert_eq!(other.kind(), ErrorKind::Request, "{other}");
        assert!(other.message().contains(what), "{other}");
    }
    assert!(recorder.take().is_empty());
}

#[tokio::test]
async fn dots_and_slashes_in_a_label_stay_in_the_label() {
    let recorder = Recorder::default();
    let client = client(&recorder);
    for uuid in [".", "..", "../functions", "a/b", "%2F", "a?b#c", "a b", "ä", "/", "//", ":@!$&'()*,;="] {
        recorder.respond_with(CannedResponse::Output(json!({})));
        client.get_event_source_mapping(GetEventSourceMappingRequired { uuid: uuid.into() }).await.unwrap();
        let received = recorder.take();
        let found = (received[0].operation, &received[0].input);
        assert_eq!(found, ("GetEventSourceMapping", &json!({"UUID": uuid})), "{uuid}");
    }
}

/// The output of a handler can be as impossible as the input of a client.
#[tokio::test]
async fn an_output_that_cannot_be_sent_does_not_reach_the_client_as_something_else() {
    let recorder = Recorder::default();
    let client = client(&recorder);
    let invoke = || client.invoke(InvocationRequired { function_name: "f".into() }).max_attempts(1);
    let impossible = [
        json!({"FunctionError": "a\r\nset-cookie: b"}),
        json!({"StatusCode": -1}),
        json!({"StatusCode": 0}),
        json!({"StatusCode": 7}),
        json!({"StatusCode": 99_999}),
    ];
    for output in impossible {
        recorder.respond_with(CannedResponse::Output(output.clone()));
        let error = invoke().await.unwrap_err();
        let other = error.other().unwrap();
        assert_eq!((other.status(), other.code()), (Some(500), Some("InternalFailure")), "{output}");
        assert!(!other.message().contains("X-Amz-Function-Error"), "{other}");
    }
    // A status that is not set is that of the operation.
    recorder.respond_with(CannedResponse::Output(json!({})));
    assert_eq!(invoke().await.unwrap().status_code, Some(200));
    for text in ["größe", " a ", "", "\u{85}", "大"] {
        recorder.respond_with(CannedResponse::Output(json!({"FunctionError": text})));
        assert_eq!(invoke().await.unwrap().function_error.as_deref(), Some(text));
    }
}
