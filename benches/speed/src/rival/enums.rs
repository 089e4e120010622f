//! The enums.

use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
pub enum ApplicationLogLevel {
    #[serde(rename = "TRACE")]
    Trace,
    #[serde(rename = "DEBUG")]
    Debug,
    #[serde(rename = "INFO")]
    Info,
    #[serde(rename = "WARN")]
    Warn,
    #[serde(rename = "ERROR")]
    Error,
    #[serde(rename = "FATAL")]
    Fatal,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum Architecture {
    #[serde(rename = "x86_64")]
    X86_64,
    #[serde(rename = "arm64")]
    Arm64,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum LastUpdateStatus {
    Successful,
    Failed,
    InProgress,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum LastUpdateStatusReasonCode {
    EniLimitExceeded,
    InsufficientRolePermissions,
    InvalidConfiguration,
    InternalError,
    #[serde(rename = "SubnetOutOfIPAddresses")]
    SubnetOutOfIpAddresses,
    InvalidSubnet,
    InvalidSecurityGroup,
    ImageDeleted,
    ImageAccessDenied,
    InvalidImage,
    #[serde(rename = "KMSKeyAccessDenied")]
    KmsKeyAccessDenied,
    #[serde(rename = "KMSKeyNotFound")]
    KmsKeyNotFound,
    #[serde(rename = "InvalidStateKMSKey")]
    InvalidStateKmsKey,
    #[serde(rename = "DisabledKMSKey")]
    DisabledKmsKey,
    #[serde(rename = "EFSIOError")]
    EfsIoError,
    #[serde(rename = "EFSMountConnectivityError")]
    EfsMountConnectivityError,
    #[serde(rename = "EFSMountFailure")]
    EfsMountFailure,
    #[serde(rename = "EFSMountTimeout")]
    EfsMountTimeout,
    InvalidRuntime,
    InvalidZipFileException,
    FunctionError,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum LogFormat {
    #[serde(rename = "JSON")]
    Json,
    Text,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum PackageType {
    Zip,
    Image,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum Runtime {
    #[serde(rename = "nodejs")]
    Nodejs,
    #[serde(rename = "nodejs4.3")]
    Nodejs4_3,
    #[serde(rename = "nodejs6.10")]
    Nodejs6_10,
    #[serde(rename = "nodejs8.10")]
    Nodejs8_10,
    #[serde(rename = "nodejs10.x")]
    Nodejs10X,
    #[serde(rename = "nodejs12.x")]
    Nodejs12X,
    #[serde(rename = "nodejs14.x")]
    Nodejs14X,
    #[serde(rename = "nodejs16.x")]
    Nodejs16X,
    #[serde(rename = "java8")]
    Java8,
    #[serde(rename = "java8.al2")]
    Java8Al2,
    #[serde(rename = "java11")]
    Java11,
    #[serde(rename = "python2.7")]
    Python2_7,
    #[serde(rename = "python3.6")]
    Python3_6,
    #[serde(rename = "python3.7")]
    Python3_7,
    #[serde(rename = "python3.8")]
    Python3_8,
    #[serde(rename = "python3.9")]
    Python3_9,
    #[serde(rename = "dotnetcore1.0")]
    Dotnetcore1_0,
    #[serde(rename = "dotnetcore2.0")]
    Dotnetcore2_0,
    #[serde(rename = "dotnetcore2.1")]
    Dotnetcore2_1,
    #[serde(rename = "dotnetcore3.1")]
    Dotnetcore3_1,
    #[serde(rename = "dotnet6")]
    Dotnet6,
    #[serde(rename = "nodejs4.3-edge")]
    Nodejs4_3Edge,
    #[serde(rename = "go1.x")]
    Go1X,
    #[serde(rename = "ruby2.5")]
    Ruby2_5,
    #[serde(rename = "ruby2.7")]
    Ruby2_7,
    #[serde(rename = "provided")]
    Provided,
    #[serde(rename = "provided.al2")]
    ProvidedAl2,
    #[serde(rename = "nodejs18.x")]
    Nodejs18X,
    #[serde(rename = "python3.10")]
    Python3_10,
    #[serde(rename = "java17")]
    Java17,
    #[serde(rename = "ruby3.2")]
    Ruby3_2,
    #[serde(rename = "python3.11")]
    Python3_11,
    #[serde(rename = "nodejs20.x")]
    Nodejs20X,
    #[serde(rename = "provided.al2023")]
    ProvidedAl2023,
    #[serde(rename = "python3.12")]
    Python3_12,
    #[serde(rename = "java21")]
    Java21,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum SnapStartApplyOn {
    PublishedVersions,
    None,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum SnapStartOptimizationStatus {
    On,
    Off,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum State {
    Pending,
    Active,
    Inactive,
    Failed,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum StateReasonCode {
    Idle,
    Creating,
    Restoring,
    EniLimitExceeded,
    InsufficientRolePermissions,
    InvalidConfiguration,
    InternalError,
    #[serde(rename = "SubnetOutOfIPAddresses")]
    SubnetOutOfIpAddresses,
    InvalidSubnet,
    InvalidSecurityGroup,
    ImageDeleted,
    ImageAccessDenied,
    InvalidImage,
    #[serde(rename = "KMSKeyAccessDenied")]
    KmsKeyAccessDenied,
    #[serde(rename = "KMSKeyNotFound")]
    KmsKeyNotFound,
    #[serde(rename = "InvalidStateKMSKey")]
    InvalidStateKmsKey,
    #[serde(rename = "DisabledKMSKey")]
    DisabledKmsKey,
    #[serde(rename = "EFSIOError")]
    EfsIoError,
    #[serde(rename = "EFSMountConnectivityError")]
    EfsMountConnectivityError,
    #[serde(rename = "EFSMountFailure")]
    EfsMountFailure,
    #[serde(rename = "EFSMountTimeout")]
    EfsMountTimeout,
    InvalidRuntime,
    InvalidZipFileException,
    FunctionError,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum SystemLogLevel {
    #[serde(rename = "DEBUG")]
    Debug,
    #[serde(rename = "INFO")]
    Info,
    #[serde(rename = "WARN")]
    Warn,
}

#[derive(Clone, Serialize, Deserialize)]
pub enum TracingMode {
    Active,
    PassThrough,
}
