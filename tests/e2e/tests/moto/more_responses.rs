//! Right responses of moto: layers, event source mappings, and what else is configured of a function.

use serde_json::{Value, json};
use weland_lambda_client::Client;
use weland_lambda_types::*;

use crate::harness::{ACCOUNT, arn, err, function, ok, steady, zip};

pub(crate) async fn layers(client: &Client, region: &str) {
    let content = || LayerVersionContentInput::new().zip_file(zip("x = 1"));
    let request =
        PublishLayerVersionRequest::new(PublishLayerVersionRequired { layer_name: "tools".into(), content: content() })
            .description("größe")
            .compatible_runtimes([Runtime::Python3_11, Runtime::Provided])
            .compatible_architectures([Architecture::X86_64])
            .license_info("MIT");
    let published = ok(client.publish_layer_version(request)).await;
    let layer = format!("arn:aws:lambda:{region}:{ACCOUNT}:layer:tools");
    let expected = json!({
        "CompatibleArchitectures": ["x86_64"],
        "CompatibleRuntimes": ["python3.11", "provided"],
        "Content": {"CodeSize": zip("x = 1").len(), "Location": "s3://"},
        "Description": "größe",
        "LayerArn": layer,
        "LayerVersionArn": format!("{layer}:1"),
        "LicenseInfo": "MIT",
        "Version": 1,
    });
    let mut found = steady(&published, &["CreatedDate"]);
    let sha = found["Content"].as_object_mut().unwrap().remove("CodeSha256");
    assert_eq!((found, sha), (expected, Some(json!(published.content.as_ref().unwrap().code_sha256))));

    let got =
        ok(client.get_layer_version(GetLayerVersionRequired { layer_name: "tools".into(), version_number: 1 })).await;
    assert_eq!(steady(&got, &["CreatedDate"]), steady(&published, &["CreatedDate"]));

    ok(client.publish_layer_version(
        PublishLayerVersionRequest::new(PublishLayerVersionRequired { layer_name: "tools".into(), content: content() })
            .description("second"),
    ))
    .await;
    let versions = ok(client.list_layer_versions(ListLayerVersionsRequired { layer_name: "tools".into() }))
        .await
        .layer_versions
        .unwrap();
    let listed: Vec<_> = versions.iter().map(|version| (version.version, version.description.as_deref())).collect();
    assert_eq!(listed, [(Some(2), Some("second")), (Some(1), Some("größe"))]);
    assert_eq!(versions[1].compatible_runtimes, published.compatible_runtimes);

    let layers = ok(client.list_layers(ListLayersRequest::default())).await.layers.unwrap();
    assert_eq!(layers.len(), 1);
    assert_eq!(
        (layers[0].layer_name.as_deref(), layers[0].layer_arn.as_deref()),
        (Some("tools"), Some(layer.as_str()))
    );
    assert_eq!(layers[0].latest_matching_version.as_ref(), Some(&versions[0]));

    permissions_of_layers(client, &layer).await;
    ok(client.delete_layer_version(DeleteLayerVersionRequired { layer_name: "tools".into(), version_number: 1 })).await;
    let (name, _) =
        err(client.get_layer_version(GetLayerVersionRequired { layer_name: "tools".into(), version_number: 1 })).await;
    assert_eq!(name, "ResourceNotFoundException");
}

async fn permissions_of_layers(client: &Client, layer: &str) {
    let request = AddLayerVersionPermissionRequest::new(AddLayerVersionPermissionRequired {
        layer_name: "tools".into(),
        version_number: 1,
        action: "lambda:GetLayerVersion".into(),
        principal: "*".into(),
        statement_id: "all-of-us".into(),
    });
    let added = ok(client.add_layer_version_permission(request.organization_id("o-1234567890"))).await;
    let statement: Value = serde_json::from_str(&added.statement.unwrap()).unwrap();
    let expected = json!({
        "Action": "lambda:GetLayerVersion",
        "Effect": "Allow",
        "OrganizationId": "o-1234567890",
        "Principal": "*",
        "Resource": format!("{layer}:1"),
        "Sid": "all-of-us",
    });
    assert_eq!(statement, expected);
    let policy = ok(client
        .get_layer_version_policy(GetLayerVersionPolicyRequired { layer_name: "tools".into(), version_number: 1 }))
    .await;
    assert_eq!(policy.revision_id, added.revision_id);
    let document: Value = serde_json::from_str(&policy.policy.unwrap()).unwrap();
    assert_eq!(document["Statement"], json!([expected]));

    let request = RemoveLayerVersionPermissionRequest::new(RemoveLayerVersionPermissionRequired {
        layer_name: "tools".into(),
        statement_id: "all-of-us".into(),
        version_number: 1,
    });
    ok(client.remove_layer_version_permission(request)).await;
    let (name, _) = err(client
        .get_layer_version_policy(GetLayerVersionPolicyRequired { layer_name: "tools".into(), version_number: 1 }))
    .await;
    assert_eq!(name, "ResourceNotFoundException");
}

pub(crate) async fn event_sources(client: &Client, region: &str) {
    function(client, "f").await;
    let queue = format!("arn:aws:sqs:{region}:{ACCOUNT}:jobs");
    let filters = FilterCriteria::default().filters([Filter::default().pattern("{\"a\": [\"größe\"]}")]);
    let request = CreateEventSourceMappingRequest::new(CreateEventSourceMappingRequired { function_name: "f".into() })
        .event_source_arn(queue.as_str())
        .batch_size(5)
        .enabled(true)
        .filter_criteria(filters)
        .function_response_types([FunctionResponseType::ReportBatchItemFailures])
        .maximum_batching_window_in_seconds(2)
        .scaling_config(ScalingConfig::default().maximum_concurrency(5));
    let created = ok(client.create_event_source_mapping(request)).await;
    let expected = json!({
        "BatchSize": 5,
        "EventSourceArn": queue,
        "FilterCriteria": {"Filters": [{"Pattern": "{\"a\": [\"größe\"]}"}]},
        "FunctionArn": arn(region, "f"),
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "MaximumBatchingWindowInSeconds": 2,
        "ScalingConfig": {"MaximumConcurrency": 5},
        "State": "Enabled",
        "StateTransitionReason": "User initiated",
    });
    assert_eq!(steady(&created, &["LastModified", "UUID"]), expected);
    let age = std::time::SystemTime::now().duration_since(created.last_modified.unwrap().into());
    assert!(age.is_ok_and(|age| age.as_secs() < 600));

    let uuid = created.uuid.clone().unwrap();
    assert_eq!(
        ok(client.get_event_source_mapping(GetEventSourceMappingRequired { uuid: uuid.as_str().into() })).await,
        created
    );
    let request = ListEventSourceMappingsRequest::default().function_name("f").event_source_arn(queue.as_str());
    let listed = ok(client.list_event_source_mappings(request)).await;
    assert_eq!((listed.event_source_mappings, listed.next_marker), (Some(vec![created]), None));

    let request = UpdateEventSourceMappingRequest::new(UpdateEventSourceMappingRequired { uuid: uuid.as_str().into() })
        .batch_size(7)
        .enabled(false);
    let updated = ok(client.update_event_source_mapping(request)).await;
    assert_eq!((updated.batch_size, updated.state.as_deref()), (Some(7), Some("Disabled")));
    let deleted =
        ok(client.delete_event_source_mapping(DeleteEventSourceMappingRequired { uuid: uuid.as_str().into() })).await;
    assert_eq!((deleted.uuid.as_deref(), deleted.state.as_deref()), (Some(uuid.as_str()), Some("Deleting")));
    let (name, _) = err(client.get_event_source_mapping(GetEventSourceMappingRequired { uuid })).await;
    assert_eq!(name, "ResourceNotFoundException");
}

pub(crate) async fn configurations(client: &Client, region: &str) {
    function(client, "f").await;
    urls(client, region).await;
    concurrency(client).await;
    event_invoke_configs(client, region).await;
    let config =
        ok(client.get_function_code_signing_config(GetFunctionCodeSigningConfigRequired { function_name: "f".into() }))
            .await;
    // moto says null for the configuration that there is not.
    assert_eq!((config.function_name.as_deref(), config.code_signing_config_arn), (Some("f"), None));
}

async fn urls(client: &Client, region: &str) {
    let cors = Cors::default()
        .allow_credentials(true)
        .allow_headers(["x-a".to_owned()])
        .allow_methods(["GET".to_owned(), "*".to_owned()])
        .allow_origins(["https://a.example".to_owned()])
        .expose_headers(["x-b".to_owned()])
        .max_age(9);
    let request = CreateFunctionUrlConfigRequest::new(CreateFunctionUrlConfigRequired {
        function_name: "f".into(),
        auth_type: FunctionUrlAuthType::None,
    });
    let created =
        ok(client.create_function_url_config(request.cors(cors.clone()).invoke_mode(InvokeMode::Buffered))).await;
    let expected = json!({
        "AuthType": "NONE",
        "Cors": {
            "AllowCredentials": true,
            "AllowHeaders": ["x-a"],
            "AllowMethods": ["GET", "*"],
            "AllowOrigins": ["https://a.example"],
            "ExposeHeaders": ["x-b"],
            "MaxAge": 9,
        },
        "FunctionArn": arn(region, "f"),
        "InvokeMode": "BUFFERED",
    });
    assert_eq!(steady(&created, &["CreationTime", "FunctionUrl"]), expected);

    let got = ok(client.get_function_url_config(GetFunctionUrlConfigRequired { function_name: "f".into() })).await;
    assert_eq!(steady(&got, &["CreationTime", "FunctionUrl", "LastModifiedTime"]), expected);
    assert_eq!((&got.function_url, &got.creation_time), (&created.function_url, &created.creation_time));

    let request = UpdateFunctionUrlConfigRequest::new(UpdateFunctionUrlConfigRequired { function_name: "f".into() })
        .auth_type(FunctionUrlAuthType::AwsIam)
        .cors(cors.max_age(10));
    let updated = ok(client.update_function_url_config(request)).await;
    let cors = updated.cors.unwrap();
    assert_eq!(
        (updated.auth_type, cors.max_age, cors.allow_credentials),
        (Some(FunctionUrlAuthType::AwsIam), Some(10), Some(true))
    );

    ok(client.delete_function_url_config(DeleteFunctionUrlConfigRequired { function_name: "f".into() })).await;
    let (name, _) =
        err(client.get_function_url_config(GetFunctionUrlConfigRequired { function_name: "f".into() })).await;
    assert_eq!(name, "ResourceNotFoundException");
}

async fn concurrency(client: &Client) {
    let put = ok(client.put_function_concurrency(PutFunctionConcurrencyRequired {
        function_name: "f".into(),
        reserved_concurrent_executions: 5,
    }))
    .await;
    assert_eq!(put.reserved_concurrent_executions, Some(5));
    let get = || client.get_function_concurrency(GetFunctionConcurrencyRequired { function_name: "f".into() });
    assert_eq!(ok(get()).await.reserved_concurrent_executions, Some(5));
    let function = ok(client.get_function(GetFunctionRequired { function_name: "f".into() })).await;
    assert_eq!(function.concurrency.unwrap().reserved_concurrent_executions, Some(5));
    ok(client.delete_function_concurrency(DeleteFunctionConcurrencyRequired { function_name: "f".into() })).await;
    assert_eq!(ok(get()).await.reserved_concurrent_executions, None);
}

async fn event_invoke_configs(client: &Client, region: &str) {
    let queue = format!("arn:aws:sqs:{region}:{ACCOUNT}:jobs");
    let destinations = DestinationConfig::default()
        .on_success(OnSuccess::default().destination(queue.as_str()))
        .on_failure(OnFailure::default().destination(queue.as_str()));
    let request =
        PutFunctionEventInvokeConfigRequest::new(PutFunctionEventInvokeConfigRequired { function_name: "f".into() })
            .maximum_retry_attempts(1)
            .maximum_event_age_in_seconds(100)
            .destination_config(destinations);
    let put = ok(client.put_function_event_invoke_config(request)).await;
    let expected = json!({
        "DestinationConfig": {"OnSuccess": {"Destination": queue}, "OnFailure": {"Destination": queue}},
        "FunctionArn": arn(region, "f"),
        "MaximumEventAgeInSeconds": 100,
        "MaximumRetryAttempts": 1,
    });
    assert_eq!(steady(&put, &["LastModified"]), expected);
    let get =
        || client.get_function_event_invoke_config(GetFunctionEventInvokeConfigRequired { function_name: "f".into() });
    assert_eq!(ok(get()).await, put);
    ok(client
        .delete_function_event_invoke_config(DeleteFunctionEventInvokeConfigRequired { function_name: "f".into() }))
    .await;
    assert_eq!(err(get()).await.0, "ResourceNotFoundException");
}
