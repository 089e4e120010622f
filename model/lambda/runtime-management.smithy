$version: "2"

namespace com.amazonaws.lambda

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

@input
structure PutRuntimeManagementConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier

    RuntimeVersionArn: RuntimeVersionArn

    @required
    UpdateRuntimeOn: UpdateRuntimeOn
}

@output
structure PutRuntimeManagementConfigResponse {
    FunctionArn: FunctionArn

    RuntimeVersionArn: RuntimeVersionArn

    UpdateRuntimeOn: UpdateRuntimeOn
}

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

@input
structure GetRuntimeManagementConfigRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

@output
structure GetRuntimeManagementConfigResponse {
    FunctionArn: NameSpacedFunctionArn

    RuntimeVersionArn: RuntimeVersionArn

    UpdateRuntimeOn: UpdateRuntimeOn
}

structure RuntimeVersionConfig {
    Error: RuntimeVersionError

    RuntimeVersionArn: RuntimeVersionArn
}

structure RuntimeVersionError {
    ErrorCode: String

    Message: SensitiveString
}

@length(min: 26, max: 2048)
@pattern("^(^arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}::runtime:.+$)$")
string RuntimeVersionArn

enum UpdateRuntimeOn {
    AUTO = "Auto"
    MANUAL = "Manual"
    FUNCTION_UPDATE = "FunctionUpdate"
}
