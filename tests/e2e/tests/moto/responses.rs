//! Right responses of moto: functions, versions, aliases, permissions, tags, invocations.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use weland_lambda_client::Client;
use weland_lambda_types::*;

use crate::differences::{FAILING, UNREADABLE};
use crate::harness::{ACCOUNT, CALLED, ROLE, arn, client, client_of, err, function, ok, start, steady, zip};
use crate::more_responses::{configurations, event_sources, layers};

#[tokio::test]
async fn every_operation_that_moto_has_right_is_called_and_its_response_compared() {
    functions(&client("us-east-1")).await;
    versions(&client("us-east-2")).await;
    aliases(&client("us-west-1")).await;
    permissions(&client("us-west-2")).await;
    tags(&client("eu-north-1")).await;
    invocations(&client("eu-west-3")).await;
    layers(&client("eu-central-1"), "eu-central-1").await;
    event_sources(&client("eu-west-1"), "eu-west-1").await;
    configurations(&client("ap-south-1"), "ap-south-1").await;

    let listed = FAILING.iter().map(|(name, _)| *name).chain(UNREADABLE.iter().copied());
    let mut known: BTreeSet<String> = listed.map(str::to_owned).collect();
    known.extend(CALLED.lock().unwrap().iter().map(|name| (*name).to_owned()));
    let all: BTreeSet<String> = weland_e2e::facts::names("operations").into_iter().collect();
    assert_eq!(known, all, "an operation is neither called here nor listed in differences.rs");
    assert_eq!((all.len() - FAILING.len() - UNREADABLE.len(), FAILING.len(), UNREADABLE.len()), (46, 18, 2));
}

const HANDLER: &str = "def handler(event, context): return event";

fn sha256(bytes: &[u8]) -> String {
    STANDARD.encode(hmac_sha256::Hash::hash(bytes))
}

/// The members that a function has whose request had only the required ones.
fn plain(region: &str, name: &str) -> Value {
    let code = zip(HANDLER);
    json!({
        "Architectures": ["x86_64"],
        "CodeSha256": sha256(&code),
        "CodeSize": code.len(),
        "Description": "",
        "EphemeralStorage": {"Size": 512},
        "FunctionArn": arn(region, name),
        "FunctionName": name,
        "Handler": "index.handler",
        "Layers": [],
        "MemorySize": 128,
        "PackageType": "Zip",
        "Role": ROLE,
        "Runtime": "python3.11",
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
        "State": "Active",
        "Timeout": 3,
        "TracingConfig": {"Mode": "PassThrough"},
        "Version": "$LATEST",
    })
}

/// An object with some members replaced or added.
fn with(object: &Value, members: Value) -> Value {
    let mut object = object.as_object().unwrap().clone();
    object.extend(members.as_object().unwrap().clone());
    object.into()
}

async fn functions(client: &Client) {
    let created = created(client).await;
    let expected = with(&created, json!({"LastUpdateStatus": "Successful"}));
    found(client, &expected).await;
    listed(client, &expected).await;
    updated(client, &expected).await;
    ok(client.delete_function(DeleteFunctionRequired { function_name: "full".into() })).await;
    let (name, _) = err(client.get_function(GetFunctionRequired { function_name: "full".into() })).await;
    assert_eq!(name, "ResourceNotFoundException");
}

/// A function with all settings that moto keeps; the members it has.
async fn created(client: &Client) -> Value {
    let key = format!("arn:aws:kms:us-east-1:{ACCOUNT}:key/1234");
    let network = VpcConfig::default()
        .subnet_ids(["subnet-1".to_owned()])
        .security_group_ids(["sg-1".to_owned()])
        .ipv6_allowed_for_dual_stack(true);
    let code = FunctionCode::default().zip_file(zip(HANDLER));
    let request =
        CreateFunctionRequest::new(CreateFunctionRequired { code, function_name: "full".into(), role: ROLE.into() })
            .runtime(Runtime::Python3_12)
            .handler("index.handler")
            .description("größe, \"quoted\"\n大 😀")
            .timeout(7)
            .memory_size(256)
            .publish(false)
            .environment(Environment::default().variables([("A1".to_owned(), "x y=z".to_owned())]))
            .tags([("k".to_owned(), "v".to_owned())])
            .architectures([Architecture::Arm64])
            .tracing_config(TracingConfig::default().mode(TracingMode::Active))
            .package_type(PackageType::Zip)
            .kms_key_arn(key.as_str())
            .ephemeral_storage(EphemeralStorage::new(EphemeralStorageRequired { size: 1024 }))
            .vpc_config(network);
    let created = ok(client.create_function(request)).await;
    let expected = with(
        &plain("us-east-1", "full"),
        json!({
            "Architectures": ["arm64"],
            "Description": "größe, \"quoted\"\n大 😀",
            "EphemeralStorage": {"Size": 1024},
            "Environment": {"Variables": {"A1": "x y=z"}},
            "KMSKeyArn": key,
            "MemorySize": 256,
            "Runtime": "python3.12",
            "Timeout": 7,
            "TracingConfig": {"Mode": "Active"},
            "VpcConfig": {
                "SubnetIds": ["subnet-1"],
                "SecurityGroupIds": ["sg-1"],
                "Ipv6AllowedForDualStack": true,
                "VpcId": "vpc-123abc",
            },
        }),
    );
    assert_eq!(steady(&created, &["LastModified"]), expected);
    expected
}

async fn found(client: &Client, expected: &Value) {
    let found = ok(client.get_function(GetFunctionRequired { function_name: "full".into() })).await;
    assert_eq!(&steady(found.configuration.as_ref().unwrap(), &["LastModified"]), expected);
    assert_eq!(found.code.as_ref().unwrap().repository_type.as_deref(), Some("S3"));
    assert!(found.code.unwrap().location.unwrap().starts_with("https://awslambda-us-east-1-tasks.s3."));
    assert_eq!(found.tags.unwrap().into_iter().collect::<Vec<_>>(), [("k".to_owned(), "v".to_owned())]);

    // By its ARN, which has to be escaped in the path.
    let by_arn = GetFunctionConfigurationRequest::new(GetFunctionConfigurationRequired {
        function_name: (arn("us-east-1", "full")),
    });
    let found = ok(client.get_function_configuration(by_arn)).await;
    assert_eq!(&steady(&found, &["LastModified"]), expected);
}

async fn listed(client: &Client, full: &Value) {
    function(client, "second").await;
    let mut pages = client.list_functions(ListFunctionsRequest::default()).pages();
    let page = pages.next().await.unwrap().unwrap();
    let listed: Vec<_> = page.functions.unwrap().iter().map(|function| steady(function, &["LastModified"])).collect();
    let second = with(&plain("us-east-1", "second"), json!({"LastUpdateStatus": "Successful"}));
    assert_eq!(listed, [full.clone(), second]);
    assert!(page.next_marker.is_none() && pages.next().await.is_none());

    let all = ListFunctionsRequest::default().max_items(50).function_version(FunctionVersion::All);
    let listed = ok(client.list_functions(all)).await.functions.unwrap();
    let names: Vec<_> = listed.iter().map(|function| function.function_arn.as_deref().unwrap()).collect();
    assert_eq!(names, [arn("us-east-1", "full:$LATEST"), arn("us-east-1", "second:$LATEST")]);
}

async fn updated(client: &Client, before: &Value) {
    let request =
        UpdateFunctionConfigurationRequest::new(UpdateFunctionConfigurationRequired { function_name: "full".into() })
            .description("new")
            .timeout(9)
            .memory_size(512)
            .handler("other.handler")
            .environment(Environment::default().variables([("B2".to_owned(), "1".to_owned())]))
            .runtime(Runtime::Python3_11);
    let updated = ok(client.update_function_configuration(request)).await;
    let expected = with(
        before,
        json!({
            "Description": "new",
            "Timeout": 9,
            "MemorySize": 512,
            "Handler": "other.handler",
            "Environment": {"Variables": {"B2": "1"}},
            "Runtime": "python3.11",
        }),
    );
    assert_eq!(steady(&updated, &["LastModified"]), expected);

    let changed = zip("def handler(event, context): return 42");
    let request = UpdateFunctionCodeRequest::new(UpdateFunctionCodeRequired { function_name: "full".into() })
        .zip_file(changed.clone())
        .publish(false);
    let updated = ok(client.update_function_code(request)).await;
    let expected = with(&expected, json!({"CodeSha256": sha256(&changed), "CodeSize": changed.len()}));
    assert_eq!(steady(&updated, &["LastModified"]), expected);
    assert_ne!(before["CodeSha256"], expected["CodeSha256"]);
}

async fn versions(client: &Client) {
    function(client, "f").await;
    let first = ok(client.publish_version(
        PublishVersionRequest::new(PublishVersionRequired { function_name: "f".into() }).description("first"),
    ))
    .await;
    let expected = with(
        &plain("us-east-2", "f"),
        json!({
            "Description": "first",
            "FunctionArn": arn("us-east-2", "f:1"),
            "LastUpdateStatus": "Successful",
            "Version": "1",
        }),
    );
    assert_eq!(steady(&first, &["LastModified"]), expected);
    let by_qualifier =
        GetFunctionConfigurationRequest::new(GetFunctionConfigurationRequired { function_name: "f".into() })
            .qualifier("1");
    assert_eq!(ok(client.get_function_configuration(by_qualifier)).await, first);

    let versions = ok(client.list_versions_by_function(ListVersionsByFunctionRequired { function_name: "f".into() }))
        .await
        .versions
        .unwrap();
    let listed: Vec<_> = versions.iter().map(|version| version.version.as_deref().unwrap()).collect();
    assert_eq!(listed, ["$LATEST", "1"]);
    assert_eq!(versions[1], first);

    ok(client.delete_function(
        DeleteFunctionRequest::new(DeleteFunctionRequired { function_name: "f".into() }).qualifier("1"),
    ))
    .await;
    let versions = ok(client.list_versions_by_function(ListVersionsByFunctionRequired { function_name: "f".into() }))
        .await
        .versions
        .unwrap();
    assert_eq!(versions.len(), 1);
}

async fn aliases(client: &Client) {
    function(client, "f").await;
    ok(client.publish_version(PublishVersionRequired { function_name: "f".into() })).await;
    let weights = AliasRoutingConfiguration::default().additional_version_weights([("2".to_owned(), 0.25)]);
    let request = CreateAliasRequest::new(CreateAliasRequired {
        function_name: "f".into(),
        function_version: "1".into(),
        name: "live".into(),
    })
    .description("größe")
    .routing_config(weights);
    let created = ok(client.create_alias(request)).await;
    let expected = json!({
        "AliasArn": arn("us-west-1", "f:live"),
        "Description": "größe",
        "FunctionVersion": "1",
        "Name": "live",
        "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.25}},
    });
    assert_eq!(steady(&created, &["RevisionId"]), expected);
    assert_eq!(
        ok(client.get_alias(GetAliasRequired { function_name: "f".into(), name: "live".into() })).await,
        created
    );

    let listed =
        ok(client
            .list_aliases(ListAliasesRequest::new(ListAliasesRequired { function_name: "f".into() }).max_items(10)))
        .await;
    assert_eq!(listed.aliases.unwrap(), [created]);
    assert!(listed.next_marker.is_none());

    let request = UpdateAliasRequest::new(UpdateAliasRequired { function_name: "f".into(), name: "live".into() })
        .function_version("$LATEST")
        .description("new");
    let updated = ok(client.update_alias(request)).await;
    let expected = with(&expected, json!({"FunctionVersion": "$LATEST", "Description": "new"}));
    assert_eq!(steady(&updated, &["RevisionId"]), expected);

    ok(client.delete_alias(DeleteAliasRequired { function_name: "f".into(), name: "live".into() })).await;
    assert_eq!(
        err(client.get_alias(GetAliasRequired { function_name: "f".into(), name: "live".into() })).await.0,
        "ResourceNotFoundException"
    );
}

async fn permissions(client: &Client) {
    function(client, "f").await;
    let request = AddPermissionRequest::new(AddPermissionRequired {
        function_name: "f".into(),
        action: "lambda:InvokeFunction".into(),
        principal: "s3.amazonaws.com".into(),
        statement_id: "allow-s3".into(),
    })
    .source_arn("arn:aws:s3:::bucket")
    .source_account(ACCOUNT);
    let added = ok(client.add_permission(request)).await;
    let expected = json!({
        "Action": "lambda:InvokeFunction",
        "Condition": {
            "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::bucket"},
            "StringEquals": {"AWS:SourceAccount": ACCOUNT},
        },
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Resource": arn("us-west-2", "f"),
        "Sid": "allow-s3",
    });
    let statement: Value = serde_json::from_str(&added.statement.unwrap()).unwrap();
    assert_eq!(statement, expected);

    let policy = ok(client.get_policy(GetPolicyRequired { function_name: "f".into() })).await;
    assert_eq!(steady(&policy, &["RevisionId", "Policy"]), json!({}));
    let document: Value = serde_json::from_str(&policy.policy.unwrap()).unwrap();
    assert_eq!(document["Statement"], json!([expected]));

    ok(client
        .remove_permission(RemovePermissionRequired { function_name: "f".into(), statement_id: "allow-s3".into() }))
    .await;
    assert_eq!(
        err(client.get_policy(GetPolicyRequired { function_name: "f".into() })).await.0,
        "ResourceNotFoundException"
    );
}

async fn tags(client: &Client) {
    function(client, "f").await;
    let arn = arn("eu-north-1", "f");
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let given = [pair("a", "b"), pair("c d&e=é", "f/g+%"), pair("h", "")];
    ok(client.tag_resource(TagResourceRequired { arn: arn.as_str().into(), tags: given.clone().into() })).await;
    let found = ok(client.list_tags(ListTagsRequired { arn: arn.as_str().into() })).await.tags.unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), given);
    let keys = ["a".to_owned(), "c d&e=é".to_owned()];
    ok(client.untag_resource(UntagResourceRequired { arn: arn.as_str().into(), tag_keys: keys.into() })).await;
    let found = ok(client.list_tags(ListTagsRequired { arn: arn.as_str().into() })).await.tags.unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [pair("h", "")]);
}

async fn invocations(client: &Client) {
    function(client, "f").await;
    let payload = "{\"größe\": [1, 2.5, null, \"\u{1f600}\"]}";
    for (kind, status) in [(InvocationType::RequestResponse, 200), (InvocationType::Event, 202)] {
        let request = InvocationRequest::new(InvocationRequired { function_name: "f".into() })
            .invocation_type(kind)
            .payload(payload)
            .log_type(LogType::Tail);
        let response = ok(client.invoke(request.client_context("e30="))).await;
        assert_eq!(steady(&response, &["Payload"]), json!({"StatusCode": status}));
        assert_eq!(response.payload.unwrap().as_ref(), payload.as_bytes());
    }
    let dry_run = InvocationRequest::new(InvocationRequired { function_name: "f".into() })
        .invocation_type(InvocationType::DryRun)
        .payload("{}");
    let response = ok(client.invoke(dry_run)).await;
    assert_eq!(steady(&response, &[]), json!({"StatusCode": 204}));
    // moto puts text into the body, where Lambda puts nothing: no member is to be read from it.
    let queued =
        ok(client.invoke_async(InvokeAsyncRequired { function_name: "f".into(), invoke_args: "{}".into() })).await;
    assert_eq!(steady(&queued, &[]), json!({"Status": 202}));
}

#[tokio::test]
async fn an_invocation_needs_no_payload() {
    let client = client("eu-south-2");
    function(&client, "f").await;
    let response = ok(client.invoke(InvocationRequired { function_name: "f".into() })).await;
    // The response of moto when there is nothing to repeat.
    assert_eq!(response.payload.unwrap().as_ref(), b"Simple Lambda happy path OK");
}

/// Without a container engine, moto responds as if the function had failed.
#[tokio::test]
async fn the_failure_of_a_function_is_in_the_headers() {
    let moto = start(&["containers"]);
    let client = client_of(&moto, "us-east-1");
    function(&client, "f").await;
    let response = ok(client.invoke(
        InvocationRequest::new(InvocationRequired { function_name: "f".into() }).payload("{}").log_type(LogType::Tail),
    ))
    .await;
    assert_eq!((response.status_code, response.function_error.as_deref()), (Some(200), Some("Handled")));
    let payload = String::from_utf8(response.payload.unwrap().to_vec()).unwrap();
    assert!(payload.starts_with("error running docker"), "{payload}");
    assert_eq!(
        err(client.invoke(InvocationRequest::new(InvocationRequired { function_name: "g".into() }).payload("{}")))
            .await
            .0,
        "ResourceNotFoundException"
    );
}
