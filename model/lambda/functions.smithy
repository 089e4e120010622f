$version: "2"

namespace com.amazonaws.lambda

use smithy.waiters#waitable

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

@input
structure CreateFunctionRequest {
    Architectures: ArchitecturesList

    @required
    Code: FunctionCode

    CodeSigningConfigArn: CodeSigningConfigArn

    DeadLetterConfig: DeadLetterConfig

    Description: Description

    Environment: Environment

    EphemeralStorage: EphemeralStorage

    FileSystemConfigs: FileSystemConfigList

    @required
    FunctionName: FunctionName

    Handler: Handler

    ImageConfig: ImageConfig

    KMSKeyArn: KMSKeyArn

    Layers: LayerList

    LoggingConfig: LoggingConfig

    MemorySize: MemorySize

    PackageType: PackageType

    Publish: Boolean

    @required
    Role: RoleArn

    Runtime: Runtime

    SnapStart: SnapStart

    Tags: Tags

    Timeout: Timeout

    TracingConfig: TracingConfig

    VpcConfig: VpcConfig
}

@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}", code: 200)
@waitable(
    // 300 attempts at most, 1 s apart, are what the published waiter makes
    FunctionActiveV2: {
        minDelay: 1
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "Configuration.State", expected: "Active", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "Configuration.State", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "Configuration.State", expected: "Pending", comparator: "stringEquals" } }
            }
        ]
    }
    // 20 attempts at most, 1 s apart, are what the published waiter makes
    FunctionExists: {
        minDelay: 1
        acceptors: [
            {
                state: "success"
                matcher: { success: true }
            }
            {
                state: "retry"
                matcher: { errorType: "ResourceNotFoundException" }
            }
        ]
    }
    // 300 attempts at most, 1 s apart, are what the published waiter makes
    FunctionUpdatedV2: {
        minDelay: 1
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "Configuration.LastUpdateStatus", expected: "Successful", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "Configuration.LastUpdateStatus", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "Configuration.LastUpdateStatus", expected: "InProgress", comparator: "stringEquals" } }
            }
        ]
    }
)
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

@input
structure GetFunctionRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

@output
structure GetFunctionResponse {
    Code: FunctionCodeLocation

    Concurrency: Concurrency

    Configuration: FunctionConfiguration

    Tags: Tags
}

@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}/configuration", code: 200)
@waitable(
    // 60 attempts at most, 5 s apart, are what the published waiter makes
    FunctionActive: {
        minDelay: 5
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "State", expected: "Active", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "State", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "State", expected: "Pending", comparator: "stringEquals" } }
            }
        ]
    }
    // 60 attempts at most, 5 s apart, are what the published waiter makes
    FunctionUpdated: {
        minDelay: 5
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "LastUpdateStatus", expected: "Successful", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "LastUpdateStatus", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "LastUpdateStatus", expected: "InProgress", comparator: "stringEquals" } }
            }
        ]
    }
    // 312 attempts at most, 5 s apart, are what the published waiter makes
    PublishedVersionActive: {
        minDelay: 5
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "State", expected: "Active", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "State", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "State", expected: "Pending", comparator: "stringEquals" } }
            }
        ]
    }
)
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

@input
structure GetFunctionConfigurationRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

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

@input
structure ListFunctionsRequest {
    @httpQuery("FunctionVersion")
    FunctionVersion: FunctionVersion

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MasterRegion")
    MasterRegion: MasterRegion

    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

@output
structure ListFunctionsResponse {
    Functions: FunctionList

    NextMarker: String
}

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

@input
structure UpdateFunctionCodeRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    Architectures: ArchitecturesList

    DryRun: Boolean

    ImageUri: String

    Publish: Boolean

    RevisionId: String

    S3Bucket: S3Bucket

    S3Key: S3Key

    S3ObjectVersion: S3ObjectVersion

    ZipFile: Blob
}

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

@input
structure UpdateFunctionConfigurationRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    DeadLetterConfig: DeadLetterConfig

    Description: Description

    Environment: Environment

    EphemeralStorage: EphemeralStorage

    FileSystemConfigs: FileSystemConfigList

    Handler: Handler

    ImageConfig: ImageConfig

    KMSKeyArn: KMSKeyArn

    Layers: LayerList

    LoggingConfig: LoggingConfig

    MemorySize: MemorySize

    RevisionId: String

    Role: RoleArn

    Runtime: Runtime

    SnapStart: SnapStart

    Timeout: Timeout

    TracingConfig: TracingConfig

    VpcConfig: VpcConfig
}

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

@input
structure DeleteFunctionRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

@pattern("^(ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1})$")
string MasterRegion

enum FunctionVersion {
    ALL
}

list FunctionList {
    member: FunctionConfiguration
}
