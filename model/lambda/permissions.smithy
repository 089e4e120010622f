$version: "2"

namespace com.amazonaws.lambda

/// Adds a statement to the policy of a function that lets an AWS service, an account or an
/// organization use it.
///
/// The grant applies to the whole function or, with a qualifier, to one version or alias; then the
/// caller has to use the full ARN of that version or alias. `$LATEST` cannot have a policy. For an
/// account, give its id as the principal; for an organization, give `PrincipalOrgID`; for a
/// service, give its domain-style name, and narrow the grant with `SourceArn` and `SourceAccount`.
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

/// The input of `AddPermission`.
@input
structure AddPermissionRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version or alias that the grant is for. If absent, it is for the function as a whole.
    @httpQuery("Qualifier")
    Qualifier: Qualifier

    /// The action to allow, such as `lambda:InvokeFunction`.
    @required
    Action: Action

    /// For Alexa Smart Home functions: the token that the caller has to present.
    EventSourceToken: EventSourceToken

    /// The kind of function URL that the grant is for: `AWS_IAM` where callers authenticate, `NONE`
    /// where the endpoint is public.
    FunctionUrlAuthType: FunctionUrlAuthType

    /// Who gets access: an AWS service by its domain-style name, such as `s3.amazonaws.com`, or an
    /// account by its id.
    @required
    Principal: Principal

    /// The organization whose members get access.
    PrincipalOrgID: PrincipalOrgID

    /// If given, the change is made only when this is the current revision; otherwise the call
    /// fails with `PreconditionFailedException`.
    RevisionId: String

    /// The account that has to own the calling resource. It guards against a resource, such as a
    /// bucket, that was deleted and then created again by another account.
    SourceAccount: SourceOwner

    /// The ARN of the resource that may call, compared with `StringLike`, so that wildcards work.
    SourceArn: Arn

    /// The id of the statement, unique within the policy.
    @required
    StatementId: StatementId
}

/// The output of `AddPermission`.
@output
structure AddPermissionResponse {
    /// The statement that was added, as JSON text.
    Statement: String
}

/// Returns the policy of a function, or that of one version or alias.
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

/// The input of `GetPolicy`.
@input
structure GetPolicyRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// The version or alias whose policy is wanted. If absent, it is that of the function.
    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

/// The output of `GetPolicy`.
@output
structure GetPolicyResponse {
    /// The policy, as JSON text.
    Policy: String

    /// The current revision of the policy, which changes with every update.
    RevisionId: String
}

/// Removes a statement from the policy of a function, a version or an alias. `GetPolicy` shows the
/// ids of the statements.
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

/// The input of `RemovePermission`.
@input
structure RemovePermissionRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The id that the statement was added with.
    @httpLabel
    @required
    StatementId: NamespacedStatementId

    /// The version or alias whose policy the statement is in. If absent, it is that of the
    /// function.
    @httpQuery("Qualifier")
    Qualifier: Qualifier

    /// If given, the change is made only when this is the current revision; otherwise the call
    /// fails with `PreconditionFailedException`.
    @httpQuery("RevisionId")
    RevisionId: String
}

/// Adds a statement to the policy of a layer version that lets an account, all accounts of an
/// organization, or every account use it.
///
/// For an organization, give the principal `*` together with `OrganizationId`: without it, `*`
/// opens the layer version to all accounts of AWS. `RemoveLayerVersionPermission` takes the grant
/// back.
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

/// The input of `AddLayerVersionPermission`.
@input
structure AddLayerVersionPermissionRequest {
    /// The layer, by name or ARN.
    @httpLabel
    @required
    LayerName: LayerName

    /// The number of the layer version.
    @httpLabel
    @required
    VersionNumber: LayerVersionNumber

    /// If given, the change is made only when this is the current revision; otherwise the call
    /// fails with `PreconditionFailedException`.
    @httpQuery("RevisionId")
    RevisionId: String

    /// The action to allow, which can only be `lambda:GetLayerVersion`.
    @required
    Action: LayerPermissionAllowedAction

    /// The organization whose accounts get access. Goes with the principal `*`.
    OrganizationId: OrganizationId

    /// Who gets access: an account id, the ARN of an account (`arn:aws:iam::123456789012:root`), or
    /// `*` for everyone, which `OrganizationId` can narrow.
    @required
    Principal: LayerPermissionAllowedPrincipal

    /// The id of the statement, unique within the policy.
    @required
    StatementId: StatementId
}

/// The output of `AddLayerVersionPermission`.
@output
structure AddLayerVersionPermissionResponse {
    /// The current revision of the policy, which changes with every update.
    RevisionId: String

    /// The statement that was added, as JSON text.
    Statement: String
}

/// Returns the policy of a layer version.
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

/// The input of `GetLayerVersionPolicy`.
@input
structure GetLayerVersionPolicyRequest {
    /// The layer, by name or ARN.
    @httpLabel
    @required
    LayerName: LayerName

    /// The number of the layer version.
    @httpLabel
    @required
    VersionNumber: LayerVersionNumber
}

/// The output of `GetLayerVersionPolicy`.
@output
structure GetLayerVersionPolicyResponse {
    /// The policy, as JSON text.
    Policy: String

    /// The current revision of the policy, which changes with every update.
    RevisionId: String
}

/// Removes a statement from the policy of a layer version.
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

/// The input of `RemoveLayerVersionPermission`.
@input
structure RemoveLayerVersionPermissionRequest {
    /// The layer, by name or ARN.
    @httpLabel
    @required
    LayerName: LayerName

    /// The id that the statement was added with.
    @httpLabel
    @required
    StatementId: StatementId

    /// The number of the layer version.
    @httpLabel
    @required
    VersionNumber: LayerVersionNumber

    /// If given, the change is made only when this is the current revision; otherwise the call
    /// fails with `PreconditionFailedException`.
    @httpQuery("RevisionId")
    RevisionId: String
}

/// An action of the Lambda API, or `*` for all of them.
@pattern("^((lambda:[*]|lambda:[a-zA-Z]+|[*]))$")
string Action

/// The token that an Alexa Smart Home skill has to present.
@length(min: 0, max: 256)
@pattern("^([a-zA-Z0-9._\\-]+)$")
string EventSourceToken

/// The only action that can be granted on a layer version.
@length(max: 22)
@pattern("^(lambda:GetLayerVersion)$")
string LayerPermissionAllowedAction

/// An account id, the ARN of an account, or `*` for everyone.
@pattern("^(\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root)$")
string LayerPermissionAllowedPrincipal

/// The id of a statement in a policy, with dots allowed.
@length(min: 1, max: 100)
@pattern("^(([a-zA-Z0-9-_.]+))$")
string NamespacedStatementId

/// The id of an organization in AWS Organizations.
@length(max: 34)
@pattern("^(o-[a-z0-9]{10,32})$")
string OrganizationId

/// An AWS service, account or identity.
@pattern("^([^\\s]+)$")
string Principal

/// The id of an organization in AWS Organizations.
@length(min: 12, max: 34)
@pattern("^(^o-[a-z0-9]{10,32}$)$")
string PrincipalOrgID

/// The id of an AWS account.
@length(max: 12)
@pattern("^(\\d{12})$")
string SourceOwner

/// The id of a statement in a policy.
@length(min: 1, max: 100)
@pattern("^(([a-zA-Z0-9-_]+))$")
string StatementId
