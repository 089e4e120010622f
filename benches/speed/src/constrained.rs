//! The request to create a function with the derives of `garde`: the same constraints as those by hand.

use std::collections::BTreeMap;

use garde::Validate;
use serde::Deserialize;

use crate::rival::check::*;
use crate::rival::enums::*;

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
#[garde(allow_unvalidated)]
#[allow(dead_code, reason = "what has no constraints is not read")]
pub struct CreateFunctionRequest {
    #[garde(length(min = 1, max = 1))]
    architectures: Option<Vec<Architecture>>,
    #[garde(dive)]
    code: FunctionCode,
    #[garde(length(chars, max = 200), pattern(CODE_SIGNING_CONFIG_ARN))]
    code_signing_config_arn: Option<String>,
    #[garde(dive)]
    dead_letter_config: Option<DeadLetterConfig>,
    #[garde(length(chars, max = 256))]
    description: Option<String>,
    #[garde(dive)]
    environment: Option<Environment>,
    #[garde(dive)]
    ephemeral_storage: Option<EphemeralStorage>,
    #[garde(length(max = 1), dive)]
    file_system_configs: Option<Vec<FileSystemConfig>>,
    #[garde(length(chars, min = 1, max = 140), pattern(FUNCTION_NAME))]
    function_name: String,
    #[garde(length(chars, max = 128), pattern(HANDLER))]
    handler: Option<String>,
    #[garde(dive)]
    image_config: Option<ImageConfig>,
    #[serde(rename = "KMSKeyArn")]
    #[garde(pattern(RESOURCE_ARN))]
    kms_key_arn: Option<String>,
    #[garde(inner(inner(length(chars, min = 1, max = 140), pattern(LAYER_ARN))))]
    layers: Option<Vec<String>>,
    #[garde(dive)]
    logging_config: Option<LoggingConfig>,
    #[garde(range(min = 128, max = 10240))]
    memory_size: Option<i32>,
    package_type: Option<PackageType>,
    publish: Option<bool>,
    #[garde(pattern(ROLE_ARN))]
    role: String,
    runtime: Option<Runtime>,
    snap_start: Option<serde::de::IgnoredAny>,
    tags: Option<BTreeMap<String, String>>,
    #[garde(range(min = 1))]
    timeout: Option<i32>,
    tracing_config: Option<serde::de::IgnoredAny>,
    #[garde(dive)]
    vpc_config: Option<VpcConfig>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
#[garde(allow_unvalidated)]
#[allow(dead_code, reason = "what has no constraints is not read")]
struct FunctionCode {
    image_uri: Option<String>,
    #[garde(length(chars, min = 3, max = 63), pattern(BUCKET), custom(ends_without_dot))]
    s3_bucket: Option<String>,
    #[garde(length(chars, min = 1, max = 1024))]
    s3_key: Option<String>,
    #[garde(length(chars, min = 1, max = 1024))]
    s3_object_version: Option<String>,
    zip_file: Option<String>,
}

/// `regex` has no look-behind.
fn ends_without_dot(bucket: &Option<String>, (): &()) -> garde::Result {
    match bucket {
        Some(bucket) if bucket.ends_with('.') => Err(garde::Error::new("ends with a dot")),
        _ => Ok(()),
    }
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
struct DeadLetterConfig {
    #[garde(pattern(RESOURCE_ARN))]
    target_arn: Option<String>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
struct Environment {
    #[garde(custom(are_names))]
    variables: Option<BTreeMap<String, String>>,
}

/// There are no rules for keys.
fn are_names(variables: &Option<BTreeMap<String, String>>, (): &()) -> garde::Result {
    match variables.iter().flat_map(BTreeMap::keys).find(|name| !VARIABLE_NAME.is_match(name)) {
        Some(name) => Err(garde::Error::new(format!("`{name}` is not the name of a variable"))),
        None => Ok(()),
    }
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
struct EphemeralStorage {
    #[garde(range(min = 512, max = 10240))]
    size: i32,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
struct FileSystemConfig {
    #[garde(length(chars, max = 200), pattern(FILE_SYSTEM_ARN))]
    arn: String,
    #[garde(length(chars, max = 160), pattern(LOCAL_MOUNT_PATH))]
    local_mount_path: String,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
struct ImageConfig {
    #[garde(length(max = 1500))]
    command: Option<Vec<String>>,
    #[garde(length(max = 1500))]
    entry_point: Option<Vec<String>>,
    #[garde(length(chars, max = 1000))]
    working_directory: Option<String>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
#[garde(allow_unvalidated)]
#[allow(dead_code, reason = "what has no constraints is not read")]
struct LoggingConfig {
    application_log_level: Option<ApplicationLogLevel>,
    log_format: Option<LogFormat>,
    #[garde(length(chars, min = 1, max = 512), pattern(LOG_GROUP))]
    log_group: Option<String>,
    system_log_level: Option<SystemLogLevel>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "PascalCase")]
#[garde(allow_unvalidated)]
#[allow(dead_code, reason = "what has no constraints is not read")]
struct VpcConfig {
    ipv6_allowed_for_dual_stack: Option<bool>,
    #[garde(length(max = 5))]
    security_group_ids: Option<Vec<String>>,
    #[garde(length(max = 16))]
    subnet_ids: Option<Vec<String>>,
}
