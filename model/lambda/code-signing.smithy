$version: "2"

namespace com.amazonaws.lambda

@http(method: "POST", uri: "/2020-04-22/code-signing-configs/", code: 201)
operation CreateCodeSigningConfig {
    input: CreateCodeSigningConfigRequest
    output: CreateCodeSigningConfigResponse
    errors: [
        InvalidParameterValueException
        ServiceException
    ]
}

@input
structure CreateCodeSigningConfigRequest {
    @required
    AllowedPublishers: AllowedPublishers

    CodeSigningPolicies: CodeSigningPolicies

    Description: Description
}

@output
structure CreateCodeSigningConfigResponse {
    CodeSigningConfig: CodeSigningConfig
}

@readonly
@http(method: "GET", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}", code: 200)
operation GetCodeSigningConfig {
    input: GetCodeSigningConfigRequest
    output: GetCodeSigningConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
    ]
}

@input
structure GetCodeSigningConfigRequest {
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn
}

@output
structure GetCodeSigningConfigResponse {
    CodeSigningConfig: CodeSigningConfig
}

@readonly
@http(method: "GET", uri: "/2020-04-22/code-signing-configs/", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "CodeSigningConfigs")
operation ListCodeSigningConfigs {
    input: ListCodeSigningConfigsRequest
    output: ListCodeSigningConfigsResponse
    errors: [
        InvalidParameterValueException
        ServiceException
    ]
}

@input
structure ListCodeSigningConfigsRequest {
    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

@output
structure ListCodeSigningConfigsResponse {
    CodeSigningConfigs: CodeSigningConfigList

    NextMarker: String
}

@idempotent
@http(method: "PUT", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}", code: 200)
operation UpdateCodeSigningConfig {
    input: UpdateCodeSigningConfigRequest
    output: UpdateCodeSigningConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
    ]
}

@input
structure UpdateCodeSigningConfigRequest {
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn

    AllowedPublishers: AllowedPublishers

    CodeSigningPolicies: CodeSigningPolicies

    Description: Description
}

@output
structure UpdateCodeSigningConfigResponse {
    CodeSigningConfig: CodeSigningConfig
}

@idempotent
@http(method: "DELETE", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}", code: 204)
operation DeleteCodeSigningConfig {
    input: DeleteCodeSigningConfigRequest
    output: DeleteCodeSigningConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
    ]
}

@input
structure DeleteCodeSigningConfigRequest {
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn
}

@output
structure DeleteCodeSigningConfigResponse {}

@idempotent
@http(method: "PUT", uri: "/2020-06-30/functions/{FunctionName}/code-signing-config", code: 200)
operation PutFunctionCodeSigningConfig {
    input: PutFunctionCodeSigningConfigRequest
    output: PutFunctionCodeSigningConfigResponse
    errors: [
        CodeSigningConfigNotFoundException
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure PutFunctionCodeSigningConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @required
    CodeSigningConfigArn: CodeSigningConfigArn
}

@output
structure PutFunctionCodeSigningConfigResponse {
    CodeSigningConfigArn: CodeSigningConfigArn

    FunctionName: FunctionName
}

@readonly
@http(method: "GET", uri: "/2020-06-30/functions/{FunctionName}/code-signing-config", code: 200)
operation GetFunctionCodeSigningConfig {
    input: GetFunctionCodeSigningConfigRequest
    output: GetFunctionCodeSigningConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetFunctionCodeSigningConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName
}

@output
structure GetFunctionCodeSigningConfigResponse {
    CodeSigningConfigArn: CodeSigningConfigArn

    FunctionName: FunctionName
}

@readonly
@http(method: "GET", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "FunctionArns")
operation ListFunctionsByCodeSigningConfig {
    input: ListFunctionsByCodeSigningConfigRequest
    output: ListFunctionsByCodeSigningConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
    ]
}

@input
structure ListFunctionsByCodeSigningConfigRequest {
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

@output
structure ListFunctionsByCodeSigningConfigResponse {
    FunctionArns: FunctionArnList

    NextMarker: String
}

@idempotent
@http(method: "DELETE", uri: "/2020-06-30/functions/{FunctionName}/code-signing-config", code: 204)
operation DeleteFunctionCodeSigningConfig {
    input: DeleteFunctionCodeSigningConfigRequest
    errors: [
        CodeSigningConfigNotFoundException
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure DeleteFunctionCodeSigningConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName
}

structure AllowedPublishers {
    @required
    SigningProfileVersionArns: SigningProfileVersionArns
}

structure CodeSigningConfig {
    @required
    AllowedPublishers: AllowedPublishers

    @required
    CodeSigningConfigArn: CodeSigningConfigArn

    @required
    CodeSigningConfigId: CodeSigningConfigId

    @required
    CodeSigningPolicies: CodeSigningPolicies

    @required
    LastModified: Timestamp

    Description: Description
}

structure CodeSigningPolicies {
    UntrustedArtifactOnDeployment: CodeSigningPolicy
}

@length(max: 200)
@pattern("^(arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17})$")
string CodeSigningConfigArn

@pattern("^(csc-[a-zA-Z0-9-_\\.]{17})$")
string CodeSigningConfigId

enum CodeSigningPolicy {
    WARN = "Warn"
    ENFORCE = "Enforce"
}

list CodeSigningConfigList {
    member: CodeSigningConfig
}

list FunctionArnList {
    member: FunctionArn
}

@length(min: 1, max: 20)
list SigningProfileVersionArns {
    member: Arn
}
