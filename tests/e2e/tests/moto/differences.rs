//! Operations that moto lacks or handles differently from Lambda. All of it is asserted, so that a newer moto that
//! does better is noticed: then the operation moves to the ones that are compared.

use serde_json::{Value, json};
use weland_client::{Client, Config, Credentials};
use weland_core::{ErrorKind, Operation, OperationError, Zero as _};
use weland_e2e::from_value;
use weland_e2e::python::Server;
use weland_lambda_types::*;

use crate::harness::{ACCOUNT, ROLE, arn, client, err, function, ok, shared, zip};

/// What the inputs of the operations in [`FAILING`] need.
fn parameters() -> Value {
    json!({
        "AllowedPublishers": {"SigningProfileVersionArns": ["arn:aws:signer:us-east-1:123456789012:/signing-profiles/p/v"]},
        "Arn": "arn:aws:lambda:us-east-1:123456789012:layer:tools:1",
        "CodeSigningConfigArn": "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0a1b2c3d4e5f6a7b8",
        "FunctionName": "f",
        "ProvisionedConcurrentExecutions": 1,
        "Qualifier": "1",
        "UpdateRuntimeOn": "Auto",
    })
}

macro_rules! failing {
    ($($operation:ident: $status:literal,)*) => {
        /// Operations that moto does not implement, with the status of its response: 404 where it does not know the path,
        /// 500 where it does.
        pub(crate) const FAILING: &[(&str, u16)] = &[$((stringify!($operation), $status)),*];

        #[tokio::test]
        async fn operations_that_moto_does_not_implement_fail_with_its_status() {
            $(fails::<$operation>(shared(), $status).await;)*
        }
    };
}

failing! {
    CreateCodeSigningConfig: 404,
    DeleteCodeSigningConfig: 404,
    DeleteFunctionCodeSigningConfig: 500,
    DeleteProvisionedConcurrencyConfig: 404,
    GetAccountSettings: 404,
    GetCodeSigningConfig: 404,
    GetLayerVersionByArn: 500,
    GetProvisionedConcurrencyConfig: 404,
    GetRuntimeManagementConfig: 404,
    InvokeWithResponseStream: 404,
    ListCodeSigningConfigs: 404,
    ListFunctionsByCodeSigningConfig: 404,
    ListFunctionUrlConfigs: 404,
    ListProvisionedConcurrencyConfigs: 404,
    PutFunctionCodeSigningConfig: 500,
    PutProvisionedConcurrencyConfig: 404,
    PutRuntimeManagementConfig: 404,
    UpdateCodeSigningConfig: 404,
}

/// The response is a page of HTML without an error code.
async fn fails<O: Operation>(moto: &Server, status: u16) {
    let config = Config::new().endpoint(&moto.endpoint).region("us-east-1").max_attempts(1);
    let client = Client::new(
        &SERVICE,
        &weland_client::protocol::RestJson1,
        config.credentials(Credentials::new("AKIDEXAMPLE", "secret")),
    );
    let mut input = O::Input::zero();
    let mut members = parameters().as_object().unwrap().clone();
    members.retain(|name, _| O::SCHEMA.input.members.iter().any(|member| member.name == name && member.required));
    from_value(&members.into(), &mut input).unwrap();
    let Err(error) = client.call::<O>(input).await else { panic!("moto has {} now", O::SCHEMA.name) };
    let other = error.other().unwrap_or_else(|| panic!("{}: {error}", O::SCHEMA.name));
    let found = (other.kind(), other.status(), other.code());
    assert_eq!(found, (ErrorKind::Service, Some(status), None), "{}: {error}", O::SCHEMA.name);
    assert!(other.body().starts_with(b"<!doctype html>"), "{}: {error}", O::SCHEMA.name);
}

/// Operations whose response is not as in the model: `LastModified` is text in place of a number.
pub(crate) const UNREADABLE: &[&str] = &["ListFunctionEventInvokeConfigs", "UpdateFunctionEventInvokeConfig"];

#[tokio::test]
async fn responses_of_the_wrong_type_cannot_be_deserialized() {
    let client = client("me-south-1");
    function(&client, "f").await;
    ok(client.put_function_event_invoke_config(PutFunctionEventInvokeConfigRequired { function_name: "f".into() }))
        .await;
    let request = UpdateFunctionEventInvokeConfigRequest::new(UpdateFunctionEventInvokeConfigRequired {
        function_name: "f".into(),
    })
    .maximum_retry_attempts(0);
    let error = client.update_function_event_invoke_config(request).await.unwrap_err();
    unreadable(error, 200, "at /LastModified: ");
    let request = ListFunctionEventInvokeConfigsRequest::new(ListFunctionEventInvokeConfigsRequired {
        function_name: "f".into(),
    });
    let error = client.list_function_event_invoke_configs(request).await.unwrap_err();
    unreadable(error, 200, "at /FunctionEventInvokeConfigs/0/LastModified: ");
}

fn unreadable(error: impl OperationError, status: u16, part: &str) {
    let other = error.other().unwrap_or_else(|| panic!("{error}"));
    assert_eq!((other.kind(), other.status()), (ErrorKind::Response, Some(status)), "{other}");
    assert!(other.message().contains(part), "{other}");
}

/// Lists are not paged and not filtered.
#[tokio::test]
async fn moto_returns_all_items_whatever_the_page_size_is() {
    let client = client("eu-south-1");
    function(&client, "f").await;
    function(&client, "g").await;
    let page = ok(client.list_functions(ListFunctionsRequest::default().max_items(1))).await;
    assert_eq!((page.functions.unwrap().len(), page.next_marker), (2, None));
    let content = LayerVersionContentInput::new().zip_file(zip("x = 1"));
    let request = PublishLayerVersionRequest::new(PublishLayerVersionRequired { layer_name: "tools".into(), content })
        .compatible_runtimes([Runtime::Python3_11]);
    ok(client.publish_layer_version(request)).await;
    let layers = ok(client.list_layers(ListLayersRequest::default().compatible_runtime(Runtime::Java8))).await;
    assert_eq!(layers.layers.unwrap().len(), 1);
}

/// Members of requests that moto drops.
#[tokio::test]
async fn moto_forgets_some_settings_of_a_function() {
    let client = client("eu-west-2");
    let target = format!("arn:aws:sqs:eu-west-2:{ACCOUNT}:jobs");
    let access_point = format!("arn:aws:elasticfilesystem:eu-west-2:{ACCOUNT}:access-point/fsap-0123456789abcdef0");
    let request = CreateFunctionRequest::new(CreateFunctionRequired {
        code: FunctionCode::default().zip_file(zip("x = 1")),
        function_name: "f".into(),
        role: ROLE.into(),
    })
    .dead_letter_config(DeadLetterConfig::default().target_arn(target))
    .file_system_configs([FileSystemConfig::new(FileSystemConfigRequired {
        arn: access_point,
        local_mount_path: "/mnt/x".into(),
    })])
    .logging_config(LoggingConfig::default().log_format(LogFormat::Json))
    .snap_start(SnapStart::default().apply_on(SnapStartApplyOn::PublishedVersions));
    let created = ok(client.create_function(request)).await;
    assert_eq!((created.dead_letter_config, created.file_system_configs, created.logging_config), (None, None, None));
    assert_eq!(created.snap_start.unwrap().apply_on, Some(SnapStartApplyOn::None));
    assert_eq!(created.revision_id, None);

    let request = CreateFunctionUrlConfigRequest::new(CreateFunctionUrlConfigRequired {
        function_name: "f".into(),
        auth_type: FunctionUrlAuthType::None,
    });
    let created = ok(client.create_function_url_config(request)).await;
    assert_eq!(created.invoke_mode, Some(InvokeMode::Unknown("Buffered".to_owned())));
    let request = UpdateFunctionUrlConfigRequest::new(UpdateFunctionUrlConfigRequired { function_name: "f".into() })
        .invoke_mode(InvokeMode::ResponseStream);
    let updated = ok(client.update_function_url_config(request)).await;
    assert_eq!(updated.invoke_mode, Some(InvokeMode::Unknown("Buffered".to_owned())));
}

/// Calls that fail in Lambda, or fail otherwise.
#[tokio::test]
async fn moto_is_more_lenient_than_lambda() {
    let client = client("eu-central-2");
    function(&client, "f").await;
    let statement = || {
        AddPermissionRequest::new(AddPermissionRequired {
            function_name: "f".into(),
            action: "lambda:InvokeFunction".into(),
            principal: "s3.amazonaws.com".into(),
            statement_id: "same".into(),
        })
    };
    ok(client.add_permission(statement())).await;
    ok(client.add_permission(statement())).await;

    let alias = || {
        CreateAliasRequest::new(CreateAliasRequired {
            function_name: "f".into(),
            function_version: "$LATEST".into(),
            name: "live".into(),
        })
    };
    ok(client.create_alias(alias())).await;
    let error = client.create_alias(alias()).await.unwrap_err();
    let other = error.other().unwrap();
    assert_eq!((other.code(), other.status()), (Some("ConflictException"), Some(409)));

    let updated =
        ok(client.update_event_source_mapping(UpdateEventSourceMappingRequired { uuid: "none".into() })).await;
    assert_eq!(updated, EventSourceMappingConfiguration::default());
    let deleted =
        ok(client.delete_event_source_mapping(DeleteEventSourceMappingRequired { uuid: "none".into() })).await;
    assert_eq!(deleted, EventSourceMappingConfiguration::default());
    let versions =
        ok(client.list_versions_by_function(ListVersionsByFunctionRequired { function_name: "none".into() })).await;
    assert_eq!(versions.versions, Some(vec![]));
    let versions = ok(client.list_layer_versions(ListLayerVersionsRequired { layer_name: "none".into() })).await;
    assert_eq!(versions.layer_versions, Some(vec![]));
    let response =
        ok(client.invoke(InvocationRequest::new(InvocationRequired { function_name: "none".into() }).payload("{}")))
            .await;
    assert_eq!(response.status_code, Some(200));

    let nowhere = "arn:aws:sqs:eu-central-2:123456789012:none";
    let request = CreateEventSourceMappingRequest::new(CreateEventSourceMappingRequired { function_name: "f".into() })
        .event_source_arn(nowhere);
    let found = err(client.create_event_source_mapping(request)).await;
    assert_eq!(found, ("ResourceNotFoundException", "Invalid EventSourceArn".to_owned()));
    assert_ne!(ok(client.list_tags(ListTagsRequired { arn: (arn("eu-central-2", "f")) })).await.tags, None);
}
