$version: "2"

namespace com.amazonaws.lambda

/// Sets when a version of a function is updated to new versions of its runtime: automatically, with
/// each update of the function, or never, because it is pinned to one runtime version.
@idempotent
@http(method: "PUT", uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config", code: 200)
operation PutRuntimeManagementConfig {
    input: PutRuntimeManagementConfigRequest
    output: PutRuntimeManagementConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `PutRuntimeManagementConfig`.
@input
structure PutRuntimeManagementConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// `$LATEST`, which is the default, or the number of a published version.
    @httpQuery("Qualifier")
    Qualifier: Qualifier

    /// The runtime version to pin. Needed in the mode `Manual`, and only there.
    RuntimeVersionArn: RuntimeVersionArn

    /// When the runtime is updated to a new version: `Auto`, as without this setting, in a
    /// two-phase rollout; `FunctionUpdate` with each update of the function; `Manual` never.
    @required
    UpdateRuntimeOn: UpdateRuntimeOn
}

/// The output of `PutRuntimeManagementConfig`.
@output
structure PutRuntimeManagementConfigResponse {
    /// The ARN of the function.
    FunctionArn: FunctionArn

    /// The runtime version that is pinned, in the mode `Manual`; otherwise absent.
    RuntimeVersionArn: RuntimeVersionArn

    /// When the runtime is updated to a new version.
    UpdateRuntimeOn: UpdateRuntimeOn
}

/// Returns when a version of a function is updated to new versions of its runtime, and the runtime
/// version that it is pinned to, if any.
@readonly
@http(method: "GET", uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config", code: 200)
operation GetRuntimeManagementConfig {
    input: GetRuntimeManagementConfigRequest
    output: GetRuntimeManagementConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `GetRuntimeManagementConfig`.
@input
structure GetRuntimeManagementConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// `$LATEST`, which is the default, or the number of a published version.
    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

/// The output of `GetRuntimeManagementConfig`.
@output
structure GetRuntimeManagementConfigResponse {
    /// The ARN of the function.
    FunctionArn: NameSpacedFunctionArn

    /// The runtime version that is pinned, in the mode `Manual`; otherwise absent.
    RuntimeVersionArn: RuntimeVersionArn

    /// When the runtime is updated to a new version.
    UpdateRuntimeOn: UpdateRuntimeOn
}

/// The version of the runtime that a function uses, or why it could not be determined.
structure RuntimeVersionConfig {
    /// Why the runtime version could not be determined, if so.
    Error: RuntimeVersionError

    /// The ARN of the runtime version in use.
    RuntimeVersionArn: RuntimeVersionArn
}

/// Why the runtime version of a function could not be determined.
structure RuntimeVersionError {
    /// A code for the error.
    ErrorCode: String

    /// A message about the error.
    Message: SensitiveString
}

/// The ARN of a version of a runtime.
@length(min: 26, max: 2048)
@pattern("^(^arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}::runtime:.+$)$")
string RuntimeVersionArn

/// When a function is updated to a new version of its runtime.
enum UpdateRuntimeOn {
    /// Automatically, in a two-phase rollout.
    AUTO = "Auto"

    /// Never: one runtime version is pinned.
    MANUAL = "Manual"

    /// With the next update of the function.
    FUNCTION_UPDATE = "FunctionUpdate"
}
