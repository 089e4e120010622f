$version: "2"

namespace com.amazonaws.lambda

structure DeadLetterConfig {
    TargetArn: ResourceArn
}

structure Environment {
    Variables: EnvironmentVariables
}

structure EnvironmentError {
    ErrorCode: String

    Message: SensitiveString
}

structure EnvironmentResponse {
    Error: EnvironmentError

    Variables: EnvironmentVariables
}

structure EphemeralStorage {
    @required
    Size: EphemeralStorageSize
}

structure FileSystemConfig {
    @required
    Arn: FileSystemArn

    @required
    LocalMountPath: LocalMountPath
}

structure FunctionCode {
    ImageUri: String

    S3Bucket: S3Bucket

    S3Key: S3Key

    S3ObjectVersion: S3ObjectVersion

    ZipFile: Blob
}

structure FunctionCodeLocation {
    ImageUri: String

    Location: String

    RepositoryType: String

    ResolvedImageUri: String
}

structure FunctionConfiguration {
    Architectures: ArchitecturesList

    CodeSha256: String

    CodeSize: Long

    DeadLetterConfig: DeadLetterConfig

    Description: Description

    Environment: EnvironmentResponse

    EphemeralStorage: EphemeralStorage

    FileSystemConfigs: FileSystemConfigList

    FunctionArn: NameSpacedFunctionArn

    FunctionName: NamespacedFunctionName

    Handler: Handler

    ImageConfigResponse: ImageConfigResponse

    KMSKeyArn: KMSKeyArn

    LastModified: Timestamp

    LastUpdateStatus: LastUpdateStatus

    LastUpdateStatusReason: LastUpdateStatusReason

    LastUpdateStatusReasonCode: LastUpdateStatusReasonCode

    Layers: LayersReferenceList

    LoggingConfig: LoggingConfig

    MasterArn: FunctionArn

    MemorySize: MemorySize

    PackageType: PackageType

    RevisionId: String

    Role: RoleArn

    Runtime: Runtime

    RuntimeVersionConfig: RuntimeVersionConfig

    SigningJobArn: Arn

    SigningProfileVersionArn: Arn

    SnapStart: SnapStartResponse

    State: State

    StateReason: StateReason

    StateReasonCode: StateReasonCode

    Timeout: Timeout

    TracingConfig: TracingConfigResponse

    Version: Version

    VpcConfig: VpcConfigResponse
}

structure ImageConfig {
    Command: StringList

    EntryPoint: StringList

    WorkingDirectory: WorkingDirectory
}

structure ImageConfigError {
    ErrorCode: String

    Message: SensitiveString
}

structure ImageConfigResponse {
    Error: ImageConfigError

    ImageConfig: ImageConfig
}

structure LoggingConfig {
    ApplicationLogLevel: ApplicationLogLevel

    LogFormat: LogFormat

    LogGroup: LogGroup

    SystemLogLevel: SystemLogLevel
}

structure SnapStart {
    ApplyOn: SnapStartApplyOn
}

structure SnapStartResponse {
    ApplyOn: SnapStartApplyOn

    OptimizationStatus: SnapStartOptimizationStatus
}

structure TracingConfig {
    Mode: TracingMode
}

structure TracingConfigResponse {
    Mode: TracingMode
}

structure VpcConfig {
    Ipv6AllowedForDualStack: NullableBoolean

    SecurityGroupIds: SecurityGroupIds

    SubnetIds: SubnetIds
}

structure VpcConfigResponse {
    Ipv6AllowedForDualStack: NullableBoolean

    SecurityGroupIds: SecurityGroupIds

    SubnetIds: SubnetIds

    VpcId: VpcId
}

@pattern("^([a-zA-Z]([a-zA-Z0-9_])+)$")
@sensitive
string EnvironmentVariableName

@sensitive
string EnvironmentVariableValue

@range(min: 512, max: 10240)
integer EphemeralStorageSize

@length(max: 200)
@pattern("^(arn:aws[a-zA-Z-]*:elasticfilesystem:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17})$")
string FileSystemArn

@length(max: 128)
@pattern("^([^\\s]+)$")
string Handler

@pattern("^((arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$")
string KMSKeyArn

string LastUpdateStatusReason

@length(max: 160)
@pattern("^(^/mnt/[a-zA-Z0-9-_.]+$)$")
string LocalMountPath

@length(min: 1, max: 512)
@pattern("^([\\.\\-_/#A-Za-z0-9]+)$")
string LogGroup

@range(min: 128, max: 10240)
integer MemorySize

boolean NullableBoolean

@pattern("^((arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$")
string ResourceArn

@pattern("^(arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$")
string RoleArn

string SecurityGroupId

@sensitive
string SensitiveString

string StateReason

string SubnetId

@range(min: 1)
integer Timeout

string VpcId

@length(max: 1000)
string WorkingDirectory

enum ApplicationLogLevel {
    TRACE
    DEBUG
    INFO
    WARN
    ERROR
    FATAL
}

enum LastUpdateStatus {
    SUCCESSFUL = "Successful"
    FAILED = "Failed"
    IN_PROGRESS = "InProgress"
}

enum LastUpdateStatusReasonCode {
    ENI_LIMIT_EXCEEDED = "EniLimitExceeded"
    INSUFFICIENT_ROLE_PERMISSIONS = "InsufficientRolePermissions"
    INVALID_CONFIGURATION = "InvalidConfiguration"
    INTERNAL_ERROR = "InternalError"
    SUBNET_OUT_OF_IP_ADDRESSES = "SubnetOutOfIPAddresses"
    INVALID_SUBNET = "InvalidSubnet"
    INVALID_SECURITY_GROUP = "InvalidSecurityGroup"
    IMAGE_DELETED = "ImageDeleted"
    IMAGE_ACCESS_DENIED = "ImageAccessDenied"
    INVALID_IMAGE = "InvalidImage"
    KMS_KEY_ACCESS_DENIED = "KMSKeyAccessDenied"
    KMS_KEY_NOT_FOUND = "KMSKeyNotFound"
    INVALID_STATE_KMS_KEY = "InvalidStateKMSKey"
    DISABLED_KMS_KEY = "DisabledKMSKey"
    EFSIO_ERROR = "EFSIOError"
    EFS_MOUNT_CONNECTIVITY_ERROR = "EFSMountConnectivityError"
    EFS_MOUNT_FAILURE = "EFSMountFailure"
    EFS_MOUNT_TIMEOUT = "EFSMountTimeout"
    INVALID_RUNTIME = "InvalidRuntime"
    INVALID_ZIP_FILE_EXCEPTION = "InvalidZipFileException"
    FUNCTION_ERROR = "FunctionError"
}

enum LogFormat {
    JSON
    TEXT = "Text"
}

enum PackageType {
    ZIP = "Zip"
    IMAGE = "Image"
}

enum SnapStartApplyOn {
    PUBLISHED_VERSIONS = "PublishedVersions"
    NONE = "None"
}

enum SnapStartOptimizationStatus {
    ON = "On"
    OFF = "Off"
}

enum State {
    PENDING = "Pending"
    ACTIVE = "Active"
    INACTIVE = "Inactive"
    FAILED = "Failed"
}

enum StateReasonCode {
    IDLE = "Idle"
    CREATING = "Creating"
    RESTORING = "Restoring"
    ENI_LIMIT_EXCEEDED = "EniLimitExceeded"
    INSUFFICIENT_ROLE_PERMISSIONS = "InsufficientRolePermissions"
    INVALID_CONFIGURATION = "InvalidConfiguration"
    INTERNAL_ERROR = "InternalError"
    SUBNET_OUT_OF_IP_ADDRESSES = "SubnetOutOfIPAddresses"
    INVALID_SUBNET = "InvalidSubnet"
    INVALID_SECURITY_GROUP = "InvalidSecurityGroup"
    IMAGE_DELETED = "ImageDeleted"
    IMAGE_ACCESS_DENIED = "ImageAccessDenied"
    INVALID_IMAGE = "InvalidImage"
    KMS_KEY_ACCESS_DENIED = "KMSKeyAccessDenied"
    KMS_KEY_NOT_FOUND = "KMSKeyNotFound"
    INVALID_STATE_KMS_KEY = "InvalidStateKMSKey"
    DISABLED_KMS_KEY = "DisabledKMSKey"
    EFSIO_ERROR = "EFSIOError"
    EFS_MOUNT_CONNECTIVITY_ERROR = "EFSMountConnectivityError"
    EFS_MOUNT_FAILURE = "EFSMountFailure"
    EFS_MOUNT_TIMEOUT = "EFSMountTimeout"
    INVALID_RUNTIME = "InvalidRuntime"
    INVALID_ZIP_FILE_EXCEPTION = "InvalidZipFileException"
    FUNCTION_ERROR = "FunctionError"
}

enum SystemLogLevel {
    DEBUG
    INFO
    WARN
}

enum TracingMode {
    ACTIVE = "Active"
    PASS_THROUGH = "PassThrough"
}

@length(max: 1)
list FileSystemConfigList {
    member: FileSystemConfig
}

@length(max: 5)
list SecurityGroupIds {
    member: SecurityGroupId
}

@length(max: 1500)
list StringList {
    member: String
}

@length(max: 16)
list SubnetIds {
    member: SubnetId
}

@sensitive
map EnvironmentVariables {
    key: EnvironmentVariableName
    value: EnvironmentVariableValue
}
