$version: "2"

namespace com.amazonaws.lambda

/// Where asynchronous events go that the function has failed to process.
structure DeadLetterConfig {
    /// The ARN of an SQS queue or an SNS topic.
    TargetArn: ResourceArn
}

/// The environment variables to set for a function.
structure Environment {
    /// The variables, by name.
    Variables: EnvironmentVariables
}

/// Why the environment variables of a function could not be applied.
structure EnvironmentError {
    /// A code for the error.
    ErrorCode: String

    /// A message about the error.
    Message: SensitiveString
}

/// The environment variables of a function, or the reason why they cannot be shown. Left out of
/// CloudTrail logs.
structure EnvironmentResponse {
    /// Why the variables could not be applied, if so.
    Error: EnvironmentError

    /// The variables, by name.
    Variables: EnvironmentVariables
}

/// The size of the directory `/tmp` of a function.
structure EphemeralStorage {
    /// The size in MB: any whole number from 512, the default, to 10,240.
    @required
    Size: EphemeralStorageSize
}

/// An Amazon EFS file system and where the function finds it.
structure FileSystemConfig {
    /// The ARN of the access point through which the file system is reached.
    @required
    Arn: FileSystemArn

    /// Where the function finds the file system, starting with `/mnt/`.
    @required
    LocalMountPath: LocalMountPath
}

/// Where the code of a new function comes from: a .zip archive, given here or stored in Amazon S3,
/// or a container image.
structure FunctionCode {
    /// The URI of the container image in Amazon ECR.
    ImageUri: String

    /// The S3 bucket that holds the archive, in the same region as the function. It may belong to
    /// another account.
    S3Bucket: S3Bucket

    /// The key of the archive in the bucket.
    S3Key: S3Key

    /// The version of the archive, if the bucket keeps versions.
    S3ObjectVersion: S3ObjectVersion

    /// The archive itself; JSON carries it in base64.
    ZipFile: Blob
}

/// Where the code of a function can be fetched.
structure FunctionCodeLocation {
    /// The URI of the container image in Amazon ECR.
    ImageUri: String

    /// A presigned link to download the package.
    Location: String

    /// The service that stores the package.
    RepositoryType: String

    /// The URI of the image with its tag resolved to a digest.
    ResolvedImageUri: String
}

/// The configuration of a function or of one of its versions, with its state.
structure FunctionConfiguration {
    /// The architecture that the code is for: exactly one, by default `x86_64`.
    Architectures: ArchitecturesList

    /// The SHA-256 hash of the archive, in base64.
    CodeSha256: String

    /// The size of the deployment package, in bytes.
    CodeSize: Long

    /// Where asynchronous events go that the function has failed to process.
    DeadLetterConfig: DeadLetterConfig

    /// The description of the function.
    Description: Description

    /// The environment variables of the function. Left out of CloudTrail logs.
    Environment: EnvironmentResponse

    /// The size of the directory `/tmp`, from 512 MB, which is the default, to 10,240 MB.
    EphemeralStorage: EphemeralStorage

    /// The Amazon EFS file system to mount, at most one.
    FileSystemConfigs: FileSystemConfigList

    /// The ARN of the function.
    FunctionArn: NameSpacedFunctionArn

    /// The name of the function.
    FunctionName: NamespacedFunctionName

    /// The method that Lambda calls in the code.
    Handler: Handler

    /// The container settings of the function.
    ImageConfigResponse: ImageConfigResponse

    /// The KMS key that encrypts environment variables, SnapStart snapshots and the deployed image.
    /// Present only for a key of the customer.
    KMSKeyArn: KMSKeyArn

    /// When the function was last changed.
    LastModified: Timestamp

    /// The status of the last update. It is `Successful` right after creation.
    LastUpdateStatus: LastUpdateStatus

    /// Why the last update has this status, as text.
    LastUpdateStatusReason: LastUpdateStatusReason

    /// Why the last update has this status, as code.
    LastUpdateStatusReasonCode: LastUpdateStatusReasonCode

    /// The layer versions that the function has.
    Layers: LayersReferenceList

    /// Where the logs go, in which format, and from which level on.
    LoggingConfig: LoggingConfig

    /// For Lambda@Edge functions: the ARN of the main function.
    MasterArn: FunctionArn

    /// The memory of the function, in MB.
    MemorySize: MemorySize

    /// `Zip` for a .zip archive, `Image` for a container image.
    PackageType: PackageType

    /// The current revision, which changes with every update.
    RevisionId: String

    /// The ARN of the execution role, which gives the function its permissions.
    Role: RoleArn

    /// The language runtime.
    Runtime: Runtime

    /// The version of the runtime in use.
    RuntimeVersionConfig: RuntimeVersionConfig

    /// The ARN of the signing job.
    SigningJobArn: Arn

    /// The ARN of the version of the signing profile.
    SigningProfileVersionArn: Arn

    /// Whether new execution environments start from a snapshot, and whether that is in effect.
    SnapStart: SnapStartResponse

    /// The state of the function. To leave `Inactive`, invoke it.
    State: State

    /// Why the function is in this state, as text.
    StateReason: StateReason

    /// Why the function is in this state, as code. While it is `Creating`, the function can be
    /// neither invoked nor changed.
    StateReasonCode: StateReasonCode

    /// How long the function may run, in seconds.
    Timeout: Timeout

    /// How the function is traced with AWS X-Ray.
    TracingConfig: TracingConfigResponse

    /// The version, or `$LATEST`.
    Version: Version

    /// The subnets and security groups through which the function reaches a VPC.
    VpcConfig: VpcConfigResponse
}

/// Values that take the place of those in a container image.
structure ImageConfig {
    /// The parameters for the entry point.
    Command: StringList

    /// The command that starts the application.
    EntryPoint: StringList

    /// The working directory.
    WorkingDirectory: WorkingDirectory
}

/// Why the container settings of a function could not be applied.
structure ImageConfigError {
    /// A code for the error.
    ErrorCode: String

    /// A message about the error.
    Message: SensitiveString
}

/// The container settings of a function, or what is wrong with them.
structure ImageConfigResponse {
    /// What is wrong with the settings, if anything is.
    Error: ImageConfigError

    /// The settings.
    ImageConfig: ImageConfig
}

/// Where the logs of a function go, in which format, and from which level on.
structure LoggingConfig {
    /// The level from which on logs of the function's own code are kept.
    ApplicationLogLevel: ApplicationLogLevel

    /// Plain text or structured JSON.
    LogFormat: LogFormat

    /// The CloudWatch log group that receives the logs. By default `/aws/lambda/` followed by the
    /// name of the function.
    LogGroup: LogGroup

    /// The level from which on logs of Lambda itself about the function are kept.
    SystemLogLevel: SystemLogLevel
}

/// Whether new execution environments start from a snapshot.
structure SnapStart {
    /// `PublishedVersions` to make a snapshot whenever a version is published.
    ApplyOn: SnapStartApplyOn
}

/// The SnapStart setting of a function, and whether it is in effect.
structure SnapStartResponse {
    /// `PublishedVersions` to make a snapshot whenever a version is published.
    ApplyOn: SnapStartApplyOn

    /// Whether a snapshot is in use. Present only when the function is addressed with a version.
    OptimizationStatus: SnapStartOptimizationStatus
}

/// How a function is traced with AWS X-Ray.
structure TracingConfig {
    /// `Active` to sample requests and trace them; `PassThrough` to trace only what an earlier
    /// service traces.
    Mode: TracingMode
}

/// How a function is traced with AWS X-Ray.
structure TracingConfigResponse {
    /// `Active` to sample requests and trace them; `PassThrough` to trace only what an earlier
    /// service traces.
    Mode: TracingMode
}

/// The subnets and security groups through which a function reaches a VPC.
structure VpcConfig {
    /// Whether the function may reach IPv6 addresses from dual-stack subnets.
    Ipv6AllowedForDualStack: NullableBoolean

    /// The security groups of the function, at most 5.
    SecurityGroupIds: SecurityGroupIds

    /// The subnets of the function, at most 16.
    SubnetIds: SubnetIds
}

/// The VPC, subnets and security groups of a function.
structure VpcConfigResponse {
    /// Whether the function may reach IPv6 addresses from dual-stack subnets.
    Ipv6AllowedForDualStack: NullableBoolean

    /// The security groups of the function, at most 5.
    SecurityGroupIds: SecurityGroupIds

    /// The subnets of the function, at most 16.
    SubnetIds: SubnetIds

    /// The id of the VPC.
    VpcId: VpcId
}

/// The name of an environment variable.
@pattern("^([a-zA-Z]([a-zA-Z0-9_])+)$")
@sensitive
string EnvironmentVariableName

/// The value of an environment variable.
@sensitive
string EnvironmentVariableValue

/// The size of `/tmp`, in MB.
@range(min: 512, max: 10240)
integer EphemeralStorageSize

/// The ARN of an Amazon EFS access point.
@length(max: 200)
@pattern("^(arn:aws[a-zA-Z-]*:elasticfilesystem:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17})$")
string FileSystemArn

/// The method that Lambda calls in the code of a function.
@length(max: 128)
@pattern("^([^\\s]+)$")
string Handler

/// The ARN of a KMS key; empty for the key that belongs to the service.
@pattern("^((arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$")
string KMSKeyArn

/// Where a file system is mounted, below `/mnt/`.
@length(max: 160)
@pattern("^(^/mnt/[a-zA-Z0-9-_.]+$)$")
string LocalMountPath

/// The name of an Amazon CloudWatch log group.
@length(min: 1, max: 512)
@pattern("^([\\.\\-_/#A-Za-z0-9]+)$")
string LogGroup

/// The memory of a function, in MB.
@range(min: 128, max: 10240)
integer MemorySize

/// A flag that may be absent.
boolean NullableBoolean

/// The ARN of a queue or a topic; empty for none.
@pattern("^((arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$")
string ResourceArn

/// The ARN of an IAM role.
@pattern("^(arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$")
string RoleArn

/// The id of a security group.
string SecurityGroupId

/// The id of a subnet.
string SubnetId

/// How long a function may run, in seconds. The service takes 900 at most, which its API does not
/// state as a constraint.
@range(min: 1)
integer Timeout

/// The id of a VPC.
string VpcId

/// The working directory of a container.
@length(max: 1000)
string WorkingDirectory

/// The level from which on logs of the function's own code are kept, from the most detailed,
/// `TRACE`, to the least, `FATAL`.
enum ApplicationLogLevel {
    /// The finest steps of the code.
    TRACE

    /// Details for debugging.
    DEBUG

    /// What happens normally.
    INFO

    /// What may lead to errors.
    WARN

    /// Errors.
    ERROR

    /// Errors that end the application.
    FATAL
}

/// The format of the logs of a function.
enum LogFormat {
    /// Structured JSON.
    JSON

    /// Plain text.
    TEXT = "Text"
}

/// The kind of a deployment package.
enum PackageType {
    /// A .zip archive.
    ZIP = "Zip"

    /// A container image.
    IMAGE = "Image"
}

/// For which versions snapshots are made.
enum SnapStartApplyOn {
    /// For each version that is published.
    PUBLISHED_VERSIONS = "PublishedVersions"

    /// For none.
    NONE = "None"
}

/// Whether a snapshot is in use.
enum SnapStartOptimizationStatus {
    /// A snapshot is in use.
    ON = "On"

    /// No snapshot is in use.
    OFF = "Off"
}

/// The level from which on logs of Lambda itself about the function are kept, from the most
/// detailed, `DEBUG`, to the least, `WARN`.
enum SystemLogLevel {
    /// Details for debugging.
    DEBUG

    /// What happens normally.
    INFO

    /// What may lead to errors.
    WARN
}

/// Which requests are traced.
enum TracingMode {
    /// Requests are sampled and traced.
    ACTIVE = "Active"

    /// Only what an earlier service traces is traced.
    PASS_THROUGH = "PassThrough"
}

/// The file system of a function: at most one.
@length(max: 1)
list FileSystemConfigList {
    member: FileSystemConfig
}

/// Ids of security groups, 5 at most.
@length(max: 5)
list SecurityGroupIds {
    member: SecurityGroupId
}

/// Texts, 1,500 at most.
@length(max: 1500)
list StringList {
    member: String
}

/// Ids of subnets, 16 at most.
@length(max: 16)
list SubnetIds {
    member: SubnetId
}

/// Environment variables by name.
@sensitive
map EnvironmentVariables {
    key: EnvironmentVariableName
    value: EnvironmentVariableValue
}
