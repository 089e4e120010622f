$version: "2"

namespace com.amazonaws.lambda

/// Creates a code signing configuration: the signing profiles that are trusted, and what happens to
/// packages that fail the check.
@http(method: "POST", uri: "/2020-04-22/code-signing-configs/", code: 201)
operation CreateCodeSigningConfig {
    input: CreateCodeSigningConfigRequest
    output: CreateCodeSigningConfigResponse
    errors: [
        InvalidParameterValueException
        ServiceException
    ]
}

/// The input of `CreateCodeSigningConfig`.
@input
structure CreateCodeSigningConfigRequest {
    /// The signing profiles that are trusted.
    @required
    AllowedPublishers: AllowedPublishers

    /// What happens to code that fails the check.
    CodeSigningPolicies: CodeSigningPolicies

    /// A description of the configuration.
    Description: Description
}

/// The output of `CreateCodeSigningConfig`.
@output
structure CreateCodeSigningConfigResponse {
    /// The code signing configuration.
    CodeSigningConfig: CodeSigningConfig
}

/// Returns a code signing configuration.
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

/// The input of `GetCodeSigningConfig`.
@input
structure GetCodeSigningConfigRequest {
    /// The ARN of the code signing configuration.
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn
}

/// The output of `GetCodeSigningConfig`.
@output
structure GetCodeSigningConfigResponse {
    /// The code signing configuration.
    CodeSigningConfig: CodeSigningConfig
}

/// Lists code signing configurations, up to 10,000 to a page.
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

/// The input of `ListCodeSigningConfigs`.
@input
structure ListCodeSigningConfigsRequest {
    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most.
    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

/// The output of `ListCodeSigningConfigs`.
@output
structure ListCodeSigningConfigsResponse {
    /// The code signing configurations.
    CodeSigningConfigs: CodeSigningConfigList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Changes a code signing configuration. It takes effect when code is next deployed to a function
/// that uses it.
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

/// The input of `UpdateCodeSigningConfig`.
@input
structure UpdateCodeSigningConfigRequest {
    /// The ARN of the code signing configuration.
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn

    /// The signing profiles that are trusted.
    AllowedPublishers: AllowedPublishers

    /// What happens to code that fails the check.
    CodeSigningPolicies: CodeSigningPolicies

    /// A description of the configuration.
    Description: Description
}

/// The output of `UpdateCodeSigningConfig`.
@output
structure UpdateCodeSigningConfigResponse {
    /// The code signing configuration.
    CodeSigningConfig: CodeSigningConfig
}

/// Deletes a code signing configuration, which no function may be using any more.
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

/// The input of `DeleteCodeSigningConfig`.
@input
structure DeleteCodeSigningConfigRequest {
    /// The ARN of the code signing configuration.
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn
}

/// The output of `DeleteCodeSigningConfig`, which has no members.
@output
structure DeleteCodeSigningConfigResponse {}

/// Makes a function use a code signing configuration. It takes effect when code is next deployed.
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

/// The input of `PutFunctionCodeSigningConfig`.
@input
structure PutFunctionCodeSigningConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The ARN of the code signing configuration.
    @required
    CodeSigningConfigArn: CodeSigningConfigArn
}

/// The output of `PutFunctionCodeSigningConfig`.
@output
structure PutFunctionCodeSigningConfigResponse {
    /// The ARN of the code signing configuration.
    CodeSigningConfigArn: CodeSigningConfigArn

    /// The name of the function.
    FunctionName: FunctionName
}

/// Returns the ARN of the code signing configuration that a function uses.
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

/// The input of `GetFunctionCodeSigningConfig`.
@input
structure GetFunctionCodeSigningConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName
}

/// The output of `GetFunctionCodeSigningConfig`.
@output
structure GetFunctionCodeSigningConfigResponse {
    /// The ARN of the code signing configuration.
    CodeSigningConfigArn: CodeSigningConfigArn

    /// The name of the function.
    FunctionName: FunctionName
}

/// Lists the functions that use a code signing configuration, which is useful before deleting it.
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

/// The input of `ListFunctionsByCodeSigningConfig`.
@input
structure ListFunctionsByCodeSigningConfigRequest {
    /// The ARN of the code signing configuration.
    @httpLabel
    @required
    CodeSigningConfigArn: CodeSigningConfigArn

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most.
    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

/// The output of `ListFunctionsByCodeSigningConfig`.
@output
structure ListFunctionsByCodeSigningConfigResponse {
    /// The ARNs of the functions.
    FunctionArns: FunctionArnList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Detaches the code signing configuration from a function.
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

/// The input of `DeleteFunctionCodeSigningConfig`.
@input
structure DeleteFunctionCodeSigningConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName
}

/// The signing profiles whose signatures are trusted.
structure AllowedPublishers {
    /// The versions of signing profiles that are trusted, from 1 to 20. A signing profile names a
    /// trusted user who can sign code.
    @required
    SigningProfileVersionArns: SigningProfileVersionArns
}

/// A code signing configuration: who may sign code, and what happens to other code.
structure CodeSigningConfig {
    /// The signing profiles that are trusted.
    @required
    AllowedPublishers: AllowedPublishers

    /// The ARN of the code signing configuration.
    @required
    CodeSigningConfigArn: CodeSigningConfigArn

    /// The id of the code signing configuration.
    @required
    CodeSigningConfigId: CodeSigningConfigId

    /// What happens to code that fails the check.
    @required
    CodeSigningPolicies: CodeSigningPolicies

    /// When the configuration was last changed.
    @required
    LastModified: Timestamp

    /// The description of the configuration.
    Description: Description
}

/// What happens to code that fails the signature check.
structure CodeSigningPolicies {
    /// What happens to code that fails the check: `Warn`, the default, deploys and logs it;
    /// `Enforce` blocks it.
    UntrustedArtifactOnDeployment: CodeSigningPolicy
}

/// The ARN of a code signing configuration.
@length(max: 200)
@pattern("^(arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17})$")
string CodeSigningConfigArn

/// The id of a code signing configuration.
@pattern("^(csc-[a-zA-Z0-9-_\\.]{17})$")
string CodeSigningConfigId

/// What happens when code fails the signature check.
enum CodeSigningPolicy {
    /// It is deployed, and a warning is logged.
    WARN = "Warn"

    /// It is blocked.
    ENFORCE = "Enforce"
}

/// Code signing configurations.
list CodeSigningConfigList {
    member: CodeSigningConfig
}

/// ARNs of functions.
list FunctionArnList {
    member: FunctionArn
}

/// ARNs of versions of signing profiles, from 1 to 20.
@length(min: 1, max: 20)
list SigningProfileVersionArns {
    member: Arn
}
