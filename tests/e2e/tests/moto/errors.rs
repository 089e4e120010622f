//! Errors of moto arrive typed.

use weland_client::{Config, Credentials};
use weland_core::{ErrorKind, OperationError};
use weland_lambda_types::*;

use crate::harness::{ROLE, arn, client, err, function, ok, zip};

fn code() -> FunctionCode {
    FunctionCode::default().zip_file(zip("x = 1"))
}

#[tokio::test]
async fn what_is_not_there_is_a_resource_not_found_exception() {
    let client = client("ca-central-1");
    let missing = format!("Function not found: {}", arn("ca-central-1", "none"));
    let permission = AddPermissionRequest::new(AddPermissionRequired {
        function_name: "none".into(),
        action: "lambda:InvokeFunction".into(),
        principal: "s3.amazonaws.com".into(),
        statement_id: "s".into(),
    });
    let tags = [("k".to_owned(), "v".to_owned())];
    let source =
        CreateEventSourceMappingRequest::new(CreateEventSourceMappingRequired { function_name: "none".into() })
            .event_source_arn("arn:aws:sqs:ca-central-1:123456789012:q");
    let found = [
        err(client.get_function(GetFunctionRequired { function_name: "none".into() })).await,
        err(client.get_function_configuration(GetFunctionConfigurationRequired { function_name: "none".into() })).await,
        err(client.update_function_code(
            UpdateFunctionCodeRequest::new(UpdateFunctionCodeRequired { function_name: "none".into() })
                .zip_file(zip("x")),
        ))
        .await,
        err(client.update_function_configuration(UpdateFunctionConfigurationRequired { function_name: "none".into() }))
            .await,
        err(client.delete_function(DeleteFunctionRequired { function_name: "none".into() })).await,
        err(client.publish_version(PublishVersionRequired { function_name: "none".into() })).await,
        err(client.list_aliases(ListAliasesRequired { function_name: "none".into() })).await,
        err(client.add_permission(permission)).await,
        err(client.get_policy(GetPolicyRequired { function_name: "none".into() })).await,
        err(client
            .remove_permission(RemovePermissionRequired { function_name: "none".into(), statement_id: "s".into() }))
        .await,
        err(client.list_tags(ListTagsRequired { arn: (arn("ca-central-1", "none")) })).await,
        err(client.tag_resource(TagResourceRequired { arn: (arn("ca-central-1", "none")), tags: tags.into() })).await,
        err(client.create_event_source_mapping(source)).await,
        err(client.create_function_url_config(CreateFunctionUrlConfigRequired {
            function_name: "none".into(),
            auth_type: FunctionUrlAuthType::None,
        }))
        .await,
        err(client.get_function_url_config(GetFunctionUrlConfigRequired { function_name: "none".into() })).await,
        err(client.update_function_url_config(UpdateFunctionUrlConfigRequired { function_name: "none".into() })).await,
        err(client.put_function_concurrency(PutFunctionConcurrencyRequired {
            function_name: "none".into(),
            reserved_concurrent_executions: 1,
        }))
        .await,
        err(client.get_function_concurrency(GetFunctionConcurrencyRequired { function_name: "none".into() })).await,
        err(client.delete_function_concurrency(DeleteFunctionConcurrencyRequired { function_name: "none".into() }))
            .await,
        err(client
            .put_function_event_invoke_config(PutFunctionEventInvokeConfigRequired { function_name: "none".into() }))
        .await,
        err(client.delete_function_event_invoke_config(DeleteFunctionEventInvokeConfigRequired {
            function_name: "none".into(),
        }))
        .await,
        err(client
            .get_function_code_signing_config(GetFunctionCodeSigningConfigRequired { function_name: "none".into() }))
        .await,
        err(client.invoke_async(InvokeAsyncRequired { function_name: "none".into(), invoke_args: "{}".into() })).await,
    ];
    for (index, found) in found.into_iter().enumerate() {
        assert_eq!(found, ("ResourceNotFoundException", missing.clone()), "call {index}");
    }
    let layers = [
        err(client.get_layer_version(GetLayerVersionRequired { layer_name: "none".into(), version_number: 1 })).await,
        err(client
            .get_layer_version_policy(GetLayerVersionPolicyRequired { layer_name: "none".into(), version_number: 1 }))
        .await,
    ];
    assert_eq!(layers, std::array::from_fn(|_| ("ResourceNotFoundException", "Cannot find layer".to_owned())));
    // This one comes with the other way of writing errors: the code in a header, the message in upper case, and a type.
    let error =
        client.get_event_source_mapping(GetEventSourceMappingRequired { uuid: "none".into() }).await.unwrap_err();
    let GetEventSourceMappingError::ResourceNotFoundException(error) = error else { panic!("{error}") };
    assert_eq!(error.r#type.as_deref(), Some("User"));
    assert_eq!(error.message.as_deref(), Some("The resource you requested does not exist."));
}

#[tokio::test]
async fn what_is_there_already_is_a_resource_conflict_exception() {
    let client = client("sa-east-1");
    function(&client, "f").await;
    let again = client
        .create_function(CreateFunctionRequired { code: code(), function_name: "f".into(), role: ROLE.into() })
        .await
        .unwrap_err();
    assert!(matches!(&again, CreateFunctionError::ResourceConflictException(_)), "{again}");
    let expected = "CreateFunction: ResourceConflictException: Function already exist: f (status 409";
    assert!(again.to_string().starts_with(expected), "{again}");
}

#[tokio::test]
async fn parameters_that_make_no_sense_are_an_invalid_parameter_value_exception() {
    let client = client("ap-northeast-1");
    let role = "arn:aws:iam::123456789012:role/none";
    let found = err(client.create_function(CreateFunctionRequired {
        code: code(),
        function_name: "f".into(),
        role: role.into(),
    }))
    .await;
    let message = "The role defined for the function cannot be assumed by Lambda.";
    assert_eq!(found, ("InvalidParameterValueException", message.to_owned()));
    let elsewhere = FunctionCode::default().s3_bucket("none").s3_key("k");
    let (name, message) = err(client.create_function(CreateFunctionRequired {
        code: elsewhere,
        function_name: "f".into(),
        role: ROLE.into(),
    }))
    .await;
    assert_eq!(name, "InvalidParameterValueException");
    assert!(message.contains("NoSuchBucket"), "{message}");
}

#[tokio::test]
async fn an_error_that_the_model_does_not_name_keeps_its_code() {
    let client = client("ap-northeast-2");
    let foreign = "arn:aws:iam::999999999999:role/runs";
    let error = client
        .create_function(CreateFunctionRequired { code: code(), function_name: "f".into(), role: foreign.into() })
        .await
        .unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.kind(), other.code()), (ErrorKind::Service, Some("AccessDeniedException")));
    assert_eq!(other.message(), "Cross-account pass role is not allowed.");

    // These operations have no such error in the model.
    let not_found = (Some("ResourceNotFoundException"), Some(404));
    let error =
        client.delete_alias(DeleteAliasRequired { function_name: "none".into(), name: "a".into() }).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.code(), other.status()), not_found);
    let error = client
        .delete_layer_version(DeleteLayerVersionRequired { layer_name: "none".into(), version_number: 1 })
        .await
        .unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.code(), other.status()), not_found);

    let not_a_role = client
        .create_function(CreateFunctionRequired { code: code(), function_name: "f".into(), role: "role".into() })
        .await
        .unwrap_err();
    let other = not_a_role.other().unwrap();
    assert_eq!((other.code(), other.status()), (Some("ValidationException"), Some(400)));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_failure_of_the_transport() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let config = Config::new().endpoint(format!("http://{free}")).region("eu-west-1").max_attempts(1);
    let client = weland_lambda_client::Client::new(config.credentials(Credentials::new("AKIDEXAMPLE", "secret")));
    let error = client.get_function(GetFunctionRequired { function_name: "f".into() }).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::NotSent, "{error}");
}

#[tokio::test]
async fn a_waiter_finds_a_function_that_is_there() {
    let client = client("ap-northeast-3");
    function(&client, "f").await;
    let second = std::time::Duration::from_secs(60);
    client
        .wait_function_active_v2(GetFunctionRequest::new(GetFunctionRequired { function_name: "f".into() }), second)
        .await
        .unwrap();
    client
        .wait_function_exists(GetFunctionRequest::new(GetFunctionRequired { function_name: "f".into() }), second)
        .await
        .unwrap();
    client
        .wait_function_updated(
            GetFunctionConfigurationRequest::new(GetFunctionConfigurationRequired { function_name: "f".into() }),
            second,
        )
        .await
        .unwrap();
    ok(client.delete_function(DeleteFunctionRequired { function_name: "f".into() })).await;
}
