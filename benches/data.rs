//! The JSON messages of the benchmarks, generated so that all functions differ.

/// The order of the members of a function.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Sorted by name, as in the model and in responses of the generated server.
    Model,
    /// Similar to the responses of the service, which have a different order. Written by hand, not recorded.
    Service,
}

/// The number of functions in a page, which is the maximum of the service.
pub const PAGE: usize = 50;

/// A page of functions, each with 28 of its 36 members: all but those about images, signing, replicas and failures.
pub fn list_functions(order: Order) -> String {
    let functions: Vec<String> = (0..PAGE).map(|number| function(number, order)).collect();
    format!(r#"{{"Functions":[{}],"NextMarker":"{}"}}"#, functions.join(","), "MTIzNDU2Nzg5MDEyLW9yZGVy".repeat(8))
}

/// One function.
pub fn function(number: usize, order: Order) -> String {
    let mut members = members(number);
    if order == Order::Model {
        members.sort();
    }
    let members: Vec<String> = members.iter().map(|(name, value)| format!(r#""{name}":{value}"#)).collect();
    format!("{{{}}}", members.join(","))
}

fn members(number: usize) -> Vec<(&'static str, String)> {
    const RUNTIMES: [&str; 5] = ["nodejs20.x", "python3.12", "java21", "provided.al2023", "ruby3.2"];
    const STATES: [&str; 3] = ["Active", "Inactive", "Pending"];
    let account = "123456789012";
    let region = "eu-central-1";
    let runtime = RUNTIMES[number % RUNTIMES.len()];
    let hash = format!("tyyGXx7cBTlP8Ss+OW9vXL6oO1cC6R6HzZlcTxzJ{number:03}=");
    vec![
        ("FunctionName", format!(r#""orders-handler-{number}""#)),
        ("FunctionArn", format!(r#""arn:aws:lambda:{region}:{account}:function:orders-handler-{number}""#)),
        ("Runtime", format!(r#""{runtime}""#)),
        ("Role", format!(r#""arn:aws:iam::{account}:role/service-role/orders-handler-role-{number}""#)),
        ("Handler", r#""index.handler""#.to_owned()),
        ("CodeSize", (1_048_576 + 4_711 * number).to_string()),
        ("Description", format!(r#""Takes \"orders\" off queue {number} – and answers with what is left""#)),
        ("Timeout", (3 + number).to_string()),
        ("LastModified", format!(r#""2024-05-17T10:24:{:02}.123+0000""#, number % 60)),
        ("CodeSha256", format!(r#""{hash}""#)),
        ("Version", r#""$LATEST""#.to_owned()),
        (
            "VpcConfig",
            format!(
                r#"{{"Ipv6AllowedForDualStack":false,"SecurityGroupIds":["sg-0a1b2c3d4e5f6{number:04}"],"SubnetIds":["subnet-0a1b2c3d4e5f6{number:04}","subnet-0b1b2c3d4e5f6{number:04}"],"VpcId":"vpc-0a1b2c3d4e5f60004"}}"#
            ),
        ),
        ("DeadLetterConfig", format!(r#"{{"TargetArn":"arn:aws:sqs:{region}:{account}:dead-letter-{number}"}}"#)),
        (
            "Environment",
            format!(
                r#"{{"Variables":{{"LOG_LEVEL":"info","QUEUE_URL":"https://sqs.{region}.amazonaws.com/{account}/orders-{number}","TABLE_NAME":"orders-production-{number}"}}}}"#
            ),
        ),
        ("KMSKeyArn", format!(r#""arn:aws:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab""#)),
        ("TracingConfig", r#"{"Mode":"PassThrough"}"#.to_owned()),
        ("RevisionId", format!(r#""a65801f4-a8a5-4c2b-bbfe-6ab9ea1f9a{:02}""#, number % 100)),
        (
            "Layers",
            format!(
                r#"[{{"Arn":"arn:aws:lambda:{region}:{account}:layer:tools:{number}","CodeSize":{}}}]"#,
                123_456 + number
            ),
        ),
        (
            "FileSystemConfigs",
            format!(
                r#"[{{"Arn":"arn:aws:elasticfilesystem:{region}:{account}:access-point/fsap-0123456789abcde{:02}","LocalMountPath":"/mnt/data"}}]"#,
                number % 100
            ),
        ),
        ("State", format!(r#""{}""#, STATES[number % STATES.len()])),
        ("LastUpdateStatus", r#""Successful""#.to_owned()),
        ("PackageType", r#""Zip""#.to_owned()),
        ("MemorySize", (128 + 64 * number).to_string()),
        ("Architectures", r#"["arm64"]"#.to_owned()),
        ("EphemeralStorage", r#"{"Size":512}"#.to_owned()),
        ("SnapStart", r#"{"ApplyOn":"None","OptimizationStatus":"Off"}"#.to_owned()),
        (
            "RuntimeVersionConfig",
            format!(
                r#"{{"RuntimeVersionArn":"arn:aws:lambda:{region}::runtime:0cdcfbdefbc5e7d3343f73c2e2dd3cba17d61dea0686b404502a0c9ce839{number:04}"}}"#
            ),
        ),
        (
            "LoggingConfig",
            format!(
                r#"{{"ApplicationLogLevel":"INFO","LogFormat":"JSON","LogGroup":"/aws/lambda/orders-handler-{number}","SystemLogLevel":"WARN"}}"#
            ),
        ),
    ]
}

/// A request that creates a function, with all 24 members set. Valid.
pub const CREATE_FUNCTION: &str = r#"{
    "Architectures": ["arm64"],
    "Code": {"S3Bucket": "my-bucket-of-code", "S3Key": "releases/2024/function.zip", "S3ObjectVersion": "abc123"},
    "CodeSigningConfigArn": "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-0123456789abcdef0",
    "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:eu-west-1:123456789012:dead-letters"},
    "Description": "A function that thumbnails pictures as they arrive",
    "Environment": {"Variables": {"BUCKET": "pictures", "LEVEL": "debug", "TABLE": "index"}},
    "EphemeralStorage": {"Size": 1024},
    "FileSystemConfigs": [{
        "Arn": "arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef0",
        "LocalMountPath": "/mnt/data"
    }],
    "FunctionName": "arn:aws:lambda:eu-west-1:123456789012:function:thumbnailer",
    "Handler": "index.handler",
    "ImageConfig": {"Command": ["run"], "EntryPoint": ["/bin/sh"], "WorkingDirectory": "/var/task"},
    "KMSKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
    "Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:tools:3"],
    "LoggingConfig": {
        "ApplicationLogLevel": "INFO", "LogFormat": "JSON", "LogGroup": "/aws/lambda/thumbnailer", "SystemLogLevel": "WARN"
    },
    "MemorySize": 512,
    "PackageType": "Zip",
    "Publish": true,
    "Role": "arn:aws:iam::123456789012:role/service-role/thumbnailer-role",
    "Runtime": "nodejs20.x",
    "SnapStart": {"ApplyOn": "None"},
    "Tags": {"stage": "prod", "team": "media"},
    "Timeout": 30,
    "TracingConfig": {"Mode": "Active"},
    "VpcConfig": {
        "Ipv6AllowedForDualStack": false, "SecurityGroupIds": ["sg-0123456789abcdef0"], "SubnetIds": ["subnet-0123456789abcdef0"]
    }
}"#;
