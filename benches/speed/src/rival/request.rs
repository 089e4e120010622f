//! The request to create a function.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::enums::*;
use super::{DeadLetterConfig, EphemeralStorage, FileSystemConfig, ImageConfig, LoggingConfig};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateFunctionRequest {
    pub architectures: Option<Vec<Architecture>>,
    pub code: FunctionCode,
    pub code_signing_config_arn: Option<String>,
    pub dead_letter_config: Option<DeadLetterConfig>,
    pub description: Option<String>,
    pub environment: Option<Environment>,
    pub ephemeral_storage: Option<EphemeralStorage>,
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    pub function_name: String,
    pub handler: Option<String>,
    pub image_config: Option<ImageConfig>,
    #[serde(rename = "KMSKeyArn")]
    pub kms_key_arn: Option<String>,
    pub layers: Option<Vec<String>>,
    pub logging_config: Option<LoggingConfig>,
    pub memory_size: Option<i32>,
    pub package_type: Option<PackageType>,
    pub publish: Option<bool>,
    pub role: String,
    pub runtime: Option<Runtime>,
    pub snap_start: Option<SnapStart>,
    pub tags: Option<BTreeMap<String, String>>,
    pub timeout: Option<i32>,
    pub tracing_config: Option<TracingConfig>,
    pub vpc_config: Option<VpcConfig>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FunctionCode {
    pub image_uri: Option<String>,
    pub s3_bucket: Option<String>,
    pub s3_key: Option<String>,
    pub s3_object_version: Option<String>,
    /// In Base64.
    pub zip_file: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Environment {
    pub variables: Option<BTreeMap<String, String>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SnapStart {
    pub apply_on: Option<SnapStartApplyOn>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TracingConfig {
    pub mode: Option<TracingMode>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcConfig {
    pub ipv6_allowed_for_dual_stack: Option<bool>,
    pub security_group_ids: Option<Vec<String>>,
    pub subnet_ids: Option<Vec<String>>,
}
