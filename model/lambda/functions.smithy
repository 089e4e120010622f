$version: "2"

namespace com.amazonaws.lambda

/// Creates a function from a deployment package and an execution role.
///
/// With the package type `Zip` the code needs a handler and a runtime beside it; with `Image` it is
/// just the URI of an image, and neither is given. The code must suit the chosen architecture.
///
/// The response may arrive before the function is ready: with a VPC, this can take a minute or so.
/// Until `State` is `Active`, the function can be neither invoked nor changed. The function starts
/// with an unpublished version that can be changed; `Publish` makes an immutable version 1 as well.
@http(method: "POST", uri: "/2015-03-31/functions", code: 201)
operation CreateFunction {
    input: CreateFunctionRequest
    output: FunctionConfiguration
    errors: [
        CodeSigningConfigNotFoundException
        CodeStorageExceededException
        CodeVerificationFailedException
        InvalidCodeSignatureException
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `CreateFunction`.
@input
structure CreateFunctionRequest {
    /// The architecture that the code is for: exactly one, by default `x86_64`.
    Architectures: ArchitecturesList

    /// The code of the function.
    @required
    Code: FunctionCode

    /// The ARN of a code signing configuration, which turns code signing on for this function. It
    /// is for .zip packages only.
    CodeSigningConfigArn: CodeSigningConfigArn

    /// Where asynchronous events go that the function has failed to process.
    DeadLetterConfig: DeadLetterConfig

    /// A description of the function.
    Description: Description

    /// The environment variables of the function.
    Environment: Environment

    /// The size of the directory `/tmp`, from 512 MB, which is the default, to 10,240 MB.
    EphemeralStorage: EphemeralStorage

    /// The Amazon EFS file system to mount, at most one.
    FileSystemConfigs: FileSystemConfigList

    /// The name for the function, of at most 64 characters, or its ARN or partial ARN.
    @required
    FunctionName: FunctionName

    /// The method that Lambda calls in the code. Needed for .zip packages.
    Handler: Handler

    /// Values that take the place of those in the container image.
    ImageConfig: ImageConfig

    /// The KMS key that encrypts environment variables, SnapStart snapshots and the deployed image.
    /// By default a key that belongs to the service.
    KMSKeyArn: KMSKeyArn

    /// The layer versions to add to the function's environment, by ARN with version.
    Layers: LayerList

    /// Where the logs go, in which format, and from which level on.
    LoggingConfig: LoggingConfig

    /// The memory of the function, in MB: any whole number, by default 128. The share of CPU grows
    /// with it.
    MemorySize: MemorySize

    /// `Zip` for a .zip archive, `Image` for a container image.
    PackageType: PackageType

    /// `true` to publish version 1 along with the function.
    Publish: Boolean

    /// The ARN of the execution role, which gives the function its permissions.
    @required
    Role: RoleArn

    /// The language runtime. Needed for .zip packages.
    Runtime: Runtime

    /// Whether new execution environments start from a snapshot.
    SnapStart: SnapStart

    /// The tags for the function. They apply to all its versions.
    Tags: Tags

    /// How long the function may run, in seconds. Default: 3; the service takes 900 at most.
    Timeout: Timeout

    /// How the function is traced with AWS X-Ray. In the mode `Active` incoming requests are
    /// sampled.
    TracingConfig: TracingConfig

    /// The subnets and security groups through which the function reaches a VPC.
    VpcConfig: VpcConfig
}

/// Returns a function's configuration, a link to download its code, its tags and its reserved
/// concurrency.
///
/// The link is presigned and lasts 10 minutes. With a version as qualifier, only what belongs to
/// that version is returned.
@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}", code: 200)
operation GetFunction {
    input: GetFunctionRequest
    output: GetFunctionResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `GetFunction`.
@input
structure GetFunctionRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// A version or an alias of the function.
    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

/// The output of `GetFunction`.
@output
structure GetFunctionResponse {
    /// Where the code can be fetched, for 10 minutes.
    Code: FunctionCodeLocation

    /// The concurrency reserved for the function, if any is.
    Concurrency: Concurrency

    /// The configuration of the function or the version.
    Configuration: FunctionConfiguration

    /// The tags of the function.
    Tags: Tags
}

/// Returns those settings of a function or a version that may differ between versions. What holds
/// for the function as a whole, such as tags and reserved concurrency, comes from `GetFunction`.
@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}/configuration", code: 200)
operation GetFunctionConfiguration {
    input: GetFunctionConfigurationRequest
    output: FunctionConfiguration
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `GetFunctionConfiguration`.
@input
structure GetFunctionConfigurationRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// A version or an alias of the function.
    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

/// Lists the functions of the account in this region, each with the configuration of its
/// unpublished version.
///
/// A page holds 50 functions at most, even if `MaxItems` is larger. The members on the state
/// and the last update and `RuntimeVersionConfig` are absent; `GetFunction` returns them.
@readonly
@http(method: "GET", uri: "/2015-03-31/functions/", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "Functions")
operation ListFunctions {
    input: ListFunctionsRequest
    output: ListFunctionsResponse
    errors: [
        InvalidParameterValueException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `ListFunctions`.
@input
structure ListFunctionsRequest {
    /// `ALL` to list all published versions beside the unpublished one.
    @httpQuery("FunctionVersion")
    FunctionVersion: FunctionVersion

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// For Lambda@Edge: only replicas of functions from this region; `ALL` for all regions. Needs
    /// `FunctionVersion` to be `ALL`.
    @httpQuery("MasterRegion")
    MasterRegion: MasterRegion

    /// How many items the page may have at most. More than 50 has the effect of 50.
    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

/// The output of `ListFunctions`.
@output
structure ListFunctionsResponse {
    /// The functions.
    Functions: FunctionList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Replaces the code of a function's unpublished version; published versions never change.
///
/// A container image function takes `ImageUri`, a .zip function takes either `ZipFile` or the
/// location of the package in Amazon S3. Where code signing is on, the package must be signed by an
/// allowed publisher. An image tag is resolved to a digest now: moving the tag later does not
/// update the function.
@idempotent
@http(method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/code", code: 200)
operation UpdateFunctionCode {
    input: UpdateFunctionCodeRequest
    output: FunctionConfiguration
    errors: [
        CodeSigningConfigNotFoundException
        CodeStorageExceededException
        CodeVerificationFailedException
        InvalidCodeSignatureException
        InvalidParameterValueException
        PreconditionFailedException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `UpdateFunctionCode`.
@input
structure UpdateFunctionCodeRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The architecture that the code is for: exactly one, by default `x86_64`.
    Architectures: ArchitecturesList

    /// `true` to check parameters and permissions without changing the code.
    DryRun: Boolean

    /// The URI of a container image in Amazon ECR. Not for .zip functions.
    ImageUri: String

    /// `true` to publish a version after the update, as `PublishVersion` does.
    Publish: Boolean

    /// If given, the change is made only when this is the current revision; otherwise the call
    /// fails with `PreconditionFailedException`.
    RevisionId: String

    /// For .zip functions: the S3 bucket that holds the archive, in the same region as the
    /// function. It may belong to another account.
    S3Bucket: S3Bucket

    /// For .zip functions: the key of the archive in the bucket.
    S3Key: S3Key

    /// The version of the archive, if the bucket keeps versions.
    S3ObjectVersion: S3ObjectVersion

    /// For .zip functions: the archive itself; JSON carries it in base64.
    ZipFile: Blob
}

/// Changes settings of a function's unpublished version; members left out keep their value.
///
/// While the update runs the function can be invoked, but not changed again: watch
/// `LastUpdateStatus`.
@idempotent
@http(method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/configuration", code: 200)
operation UpdateFunctionConfiguration {
    input: UpdateFunctionConfigurationRequest
    output: FunctionConfiguration
    errors: [
        CodeSigningConfigNotFoundException
        CodeVerificationFailedException
        InvalidCodeSignatureException
        InvalidParameterValueException
        PreconditionFailedException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `UpdateFunctionConfiguration`.
@input
structure UpdateFunctionConfigurationRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// Where asynchronous events go that the function has failed to process.
    DeadLetterConfig: DeadLetterConfig

    /// A description of the function.
    Description: Description

    /// The environment variables of the function.
    Environment: Environment

    /// The size of the directory `/tmp`, from 512 MB, which is the default, to 10,240 MB.
    EphemeralStorage: EphemeralStorage

    /// The Amazon EFS file system to mount, at most one.
    FileSystemConfigs: FileSystemConfigList

    /// The method that Lambda calls in the code. Needed for .zip packages.
    Handler: Handler

    /// Values that take the place of those in the container image.
    ImageConfig: ImageConfig

    /// The KMS key that encrypts environment variables, SnapStart snapshots and the deployed image.
    /// By default a key that belongs to the service.
    KMSKeyArn: KMSKeyArn

    /// The layer versions to add to the function's environment, by ARN with version.
    Layers: LayerList

    /// Where the logs go, in which format, and from which level on.
    LoggingConfig: LoggingConfig

    /// The memory of the function, in MB: any whole number, by default 128. The share of CPU grows
    /// with it.
    MemorySize: MemorySize

    /// If given, the change is made only when this is the current revision; otherwise the call
    /// fails with `PreconditionFailedException`.
    RevisionId: String

    /// The ARN of the execution role, which gives the function its permissions.
    Role: RoleArn

    /// The language runtime. Needed for .zip packages.
    Runtime: Runtime

    /// Whether new execution environments start from a snapshot.
    SnapStart: SnapStart

    /// How long the function may run, in seconds. Default: 3; the service takes 900 at most.
    Timeout: Timeout

    /// How the function is traced with AWS X-Ray. In the mode `Active` incoming requests are
    /// sampled.
    TracingConfig: TracingConfig

    /// The subnets and security groups through which the function reaches a VPC.
    VpcConfig: VpcConfig
}

/// Deletes a function with all its versions and aliases, or only the version named as qualifier.
///
/// A version that an alias points to cannot be deleted. No permission to delete aliases is needed
/// for those that go with their function. Event source mappings stay and have to be deleted on
/// their own.
@idempotent
@http(method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}", code: 204)
operation DeleteFunction {
    input: DeleteFunctionRequest
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `DeleteFunction`.
@input
structure DeleteFunctionRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version to delete, which no alias may point to. If absent, the whole function is
    /// deleted.
    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

/// A region, or `ALL`.
@pattern("^(ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1})$")
string MasterRegion

/// The versions that a list of functions includes.
enum FunctionVersion {
    /// All published versions beside the unpublished one.
    ALL
}

/// Configurations of functions or of versions.
list FunctionList {
    member: FunctionConfiguration
}
