$version: "2"

namespace com.amazonaws.lambda

@http(method: "POST", uri: "/2015-03-31/functions/{FunctionName}/policy", code: 201)
operation AddPermission {
    input: AddPermissionRequest
    output: AddPermissionResponse
    errors: [
        InvalidParameterValueException
        PolicyLengthExceededException
        PreconditionFailedException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure AddPermissionRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier

    @required
    Action: Action

    EventSourceToken: EventSourceToken

    FunctionUrlAuthType: FunctionUrlAuthType

    @required
    Principal: Principal

    PrincipalOrgID: PrincipalOrgID

    RevisionId: String

    SourceAccount: SourceOwner

    SourceArn: Arn

    @required
    StatementId: StatementId
}

@output
structure AddPermissionResponse {
    Statement: String
}

@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}/policy", code: 200)
operation GetPolicy {
    input: GetPolicyRequest
    output: GetPolicyResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetPolicyRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

@output
structure GetPolicyResponse {
    Policy: String

    RevisionId: String
}

@idempotent
@http(method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}/policy/{StatementId}", code: 204)
operation RemovePermission {
    input: RemovePermissionRequest
    errors: [
        InvalidParameterValueException
        PreconditionFailedException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure RemovePermissionRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpLabel
    @required
    StatementId: NamespacedStatementId

    @httpQuery("Qualifier")
    Qualifier: Qualifier

    @httpQuery("RevisionId")
    RevisionId: String
}

@http(method: "POST", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy", code: 201)
operation AddLayerVersionPermission {
    input: AddLayerVersionPermissionRequest
    output: AddLayerVersionPermissionResponse
    errors: [
        InvalidParameterValueException
        PolicyLengthExceededException
        PreconditionFailedException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure AddLayerVersionPermissionRequest {
    @httpLabel
    @required
    LayerName: LayerName

    @httpLabel
    @required
    VersionNumber: LayerVersionNumber

    @httpQuery("RevisionId")
    RevisionId: String

    @required
    Action: LayerPermissionAllowedAction

    OrganizationId: OrganizationId

    @required
    Principal: LayerPermissionAllowedPrincipal

    @required
    StatementId: StatementId
}

@output
structure AddLayerVersionPermissionResponse {
    RevisionId: String

    Statement: String
}

@readonly
@http(method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy", code: 200)
operation GetLayerVersionPolicy {
    input: GetLayerVersionPolicyRequest
    output: GetLayerVersionPolicyResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetLayerVersionPolicyRequest {
    @httpLabel
    @required
    LayerName: LayerName

    @httpLabel
    @required
    VersionNumber: LayerVersionNumber
}

@output
structure GetLayerVersionPolicyResponse {
    Policy: String

    RevisionId: String
}

@idempotent
@http(method: "DELETE", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}", code: 204)
operation RemoveLayerVersionPermission {
    input: RemoveLayerVersionPermissionRequest
    errors: [
        InvalidParameterValueException
        PreconditionFailedException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure RemoveLayerVersionPermissionRequest {
    @httpLabel
    @required
    LayerName: LayerName

    @httpLabel
    @required
    StatementId: StatementId

    @httpLabel
    @required
    VersionNumber: LayerVersionNumber

    @httpQuery("RevisionId")
    RevisionId: String
}

@pattern("^((lambda:[*]|lambda:[a-zA-Z]+|[*]))$")
string Action

@length(min: 0, max: 256)
@pattern("^([a-zA-Z0-9._\\-]+)$")
string EventSourceToken

@length(max: 22)
@pattern("^(lambda:GetLayerVersion)$")
string LayerPermissionAllowedAction

@pattern("^(\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root)$")
string LayerPermissionAllowedPrincipal

@length(min: 1, max: 100)
@pattern("^(([a-zA-Z0-9-_.]+))$")
string NamespacedStatementId

@length(max: 34)
@pattern("^(o-[a-z0-9]{10,32})$")
string OrganizationId

@pattern("^([^\\s]+)$")
string Principal

@length(min: 12, max: 34)
@pattern("^(^o-[a-z0-9]{10,32}$)$")
string PrincipalOrgID

@length(max: 12)
@pattern("^(\\d{12})$")
string SourceOwner

@length(min: 1, max: 100)
@pattern("^(([a-zA-Z0-9-_]+))$")
string StatementId
