//! Errors of moto arrive typed.

use lambda_types::*;
use weland_client::{Config, Credentials};
use weland_core::{ErrorKind, OperationError};

use crate::harness::{ROLE, arn, client, err, function, ok, zip};

fn code() -> FunctionCode {
    FunctionCode::default().zip_file(zip("x = 1"))
}

#[tokio::test]
async fn what_is_not_there_is_a_resource_not_found_exception() {
    let client = client("ca-central-1");
    let missing = format!("Function not found: {}", arn("ca-central-1", "none"));
    let permission = AddPermissionRequest::new("none", "lambda:InvokeFunction", "s3.amazonaws.com", "s");
    let tags = [("k".to_owned(), "v".to_owned())];
    let source =
        CreateEventSourceMappingRequest::new("none").event_source_arn("arn:aws:sqs:ca-central-1:123456789012:q");
    let found = [
        err(client.get_function(GetFunctionRequest::new("none"))).await,
        err(client.get_function_configuration(GetFunctionConfigurationRequest::new("none"))).await,
        err(client.update_function_code(UpdateFunctionCodeRequest::new("none").zip_file(zip("x")))).await,
        err(client.update_function_configuration(UpdateFunctionConfigurationRequest::new("none"))).await,
        err(client.delete_function(DeleteFunctionRequest::new("none"))).await,
        err(client.publish_version(PublishVersionRequest::new("none"))).await,
        err(client.list_aliases(ListAliasesRequest::new("none"))).await,
        err(client.add_permission(permission)).await,
        err(client.get_policy(GetPolicyRequest::new("none"))).await,
        err(client.remove_permission(RemovePermissionRequest::new("none", "s"))).await,
        err(client.list_tags(ListTagsRequest::new(arn("ca-central-1", "none")))).await,
        err(client.tag_resource(TagResourceRequest::new(arn("ca-central-1", "none"), tags))).await,
        err(client.create_event_source_mapping(source)).await,
        err(client.create_function_url_config(CreateFunctionUrlConfigRequest::new("none", FunctionUrlAuthType::None)))
            .await,
        err(client.get_function_url_config(GetFunctionUrlConfigRequest::new("none"))).await,
        err(client.update_function_url_config(UpdateFunctionUrlConfigRequest::new("none"))).await,
        err(client.put_function_concurrency(PutFunctionConcurrencyRequest::new("none", 1))).await,
        err(client.get_function_concurrency(GetFunctionConcurrencyRequest::new("none"))).await,
        err(client.delete_function_concurrency(DeleteFunctionConcurrencyRequest::new("none"))).await,
        err(client.put_function_event_invoke_config(PutFunctionEventInvokeConfigRequest::new("none"))).await,
        err(client.delete_function_event_invoke_config(DeleteFunctionEventInvokeConfigRequest::new("none"))).await,
        err(client.get_function_code_signing_config(GetFunctionCodeSigningConfigRequest::new("none"))).await,
        err(client.invoke_async(InvokeAsyncRequest::new("none", "{}"))).await,
    ];
    for (index, found) in found.into_iter().enumerate() {
        assert_eq!(found, ("ResourceNotFoundException", missing.clone()), "call {index}");
    }
    let layers = [
        err(client.get_layer_version(GetLayerVersionRequest::new("none", 1))).await,
        err(client.get_layer_version_policy(GetLayerVersionPolicyRequest::new("none", 1))).await,
    ];
    assert_eq!(layers, std::array::from_fn(|_| ("ResourceNotFoundException", "Cannot find layer".to_owned())));
    // This one comes with the other way of writing errors: the code in a header, the message in upper case, and a type.
    let error = client.get_event_source_mapping(GetEventSourceMappingRequest::new("none")).await.unwrap_err();
    let GetEventSourceMappingError::ResourceNotFoundException(error) = error else { panic!("{error}") };
    assert_eq!(error.r#type.as_deref(), Some("User"));
    assert_eq!(error.message.as_deref(), Some("The resource you requested does not exist."));
}

#[tokio::test]
async fn what_is_there_already_is_a_resource_conflict_exception() {
    let client = client("sa-east-1");
    function(&client, "f").await;
    let again = client.create_function(CreateFunctionRequest::new(code(), "f", ROLE)).await.unwrap_err();
    assert!(matches!(&again, CreateFunctionError::ResourceConflictException(_)), "{again}");
    assert_eq!(again.to_string(), "ResourceConflictException: Function already exist: f");
}

#[tokio::test]
async fn parameters_that_make_no_sense_are_an_invalid_parameter_value_exception() {
    let client = client("ap-northeast-1");
    let role = "arn:aws:iam::123456789012:role/none";
    let found = err(client.create_function(CreateFunctionRequest::new(code(), "f", role))).await;
    let message = "The role defined for the function cannot be assumed by Lambda.";
    assert_eq!(found, ("InvalidParameterValueException", message.to_owned()));
    let elsewhere = FunctionCode::default().s3_bucket("none").s3_key("k");
    let (name, message) = err(client.create_function(CreateFunctionRequest::new(elsewhere, "f", ROLE))).await;
    assert_eq!(name, "InvalidParameterValueException");
    assert!(message.contains("NoSuchBucket"), "{message}");
}

#[tokio::test]
async fn an_error_that_the_model_does_not_name_keeps_its_code() {
    let client = client("ap-northeast-2");
    let foreign = "arn:aws:iam::999999999999:role/runs";
    let error = client.create_function(CreateFunctionRequest::new(code(), "f", foreign)).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.kind(), other.code()), (ErrorKind::Service, Some("AccessDeniedException")));
    assert_eq!(other.message(), "Cross-account pass role is not allowed.");

    // These operations have no such error in the model.
    let not_found = (Some("ResourceNotFoundException"), Some(404));
    let error = client.delete_alias(DeleteAliasRequest::new("none", "a")).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.code(), other.status()), not_found);
    let error = client.delete_layer_version(DeleteLayerVersionRequest::new("none", 1)).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.code(), other.status()), not_found);

    let not_a_role = client.create_function(CreateFunctionRequest::new(code(), "f", "role")).await.unwrap_err();
    let other = not_a_role.other().unwrap();
    assert_eq!((other.code(), other.status()), (Some("ValidationException"), Some(400)));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_failure_of_the_transport() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let config = Config::new().endpoint(format!("http://{free}")).region("eu-west-1").max_attempts(1);
    let client = lambda_client::Client::new(config.credentials(Credentials::new("AKIDEXAMPLE", "secret")));
    let error = client.get_function(GetFunctionRequest::new("f")).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Transport, "{error}");
}

#[tokio::test]
async fn a_waiter_finds_a_function_that_is_there() {
    let client = client("ap-northeast-3");
    function(&client, "f").await;
    let second = std::time::Duration::from_secs(60);
    client.wait_function_active_v2(GetFunctionRequest::new("f"), second).await.unwrap();
    client.wait_function_exists(GetFunctionRequest::new("f"), second).await.unwrap();
    client.wait_function_updated(GetFunctionConfigurationRequest::new("f"), second).await.unwrap();
    ok(client.delete_function(DeleteFunctionRequest::new("f"))).await;
}
