$version: "2"

namespace com.amazonaws.lambda

/// Publishes a version: an immutable snapshot of the function's current code and configuration.
///
/// When neither has changed since the last version was published, no new version is made.
/// `CodeSha256` and `RevisionId` guard against publishing something else than was meant.
@http(method: "POST", uri: "/2015-03-31/functions/{FunctionName}/versions", code: 201)
operation PublishVersion {
    input: PublishVersionRequest
    output: FunctionConfiguration
    errors: [
        CodeStorageExceededException
        InvalidParameterValueException
        PreconditionFailedException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `PublishVersion`.
@input
structure PublishVersionRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// If given, a version is published only when the current code has this SHA-256 hash (base64).
    CodeSha256: String

    /// A description of the version, in place of the function's own.
    Description: Description

    /// If given, a version is published only when this is the current revision of the function;
    /// otherwise the call fails with `PreconditionFailedException`.
    RevisionId: String
}

/// Lists the versions of a function, each with its own configuration.
///
/// A page holds 50 versions at most, even if `MaxItems` is larger.
@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}/versions", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "Versions")
operation ListVersionsByFunction {
    input: ListVersionsByFunctionRequest
    output: ListVersionsByFunctionResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `ListVersionsByFunction`.
@input
structure ListVersionsByFunctionRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most. More than 50 has the effect of 50.
    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

/// The output of `ListVersionsByFunction`.
@output
structure ListVersionsByFunctionResponse {
    /// The token for the next page; absent on the last one.
    NextMarker: String

    /// The versions.
    Versions: FunctionList
}

/// Creates an alias: a name that points to one version of a function and can be pointed elsewhere
/// later, without a change for its callers.
///
/// With a routing configuration, a share of the traffic goes to a second version.
@http(method: "POST", uri: "/2015-03-31/functions/{FunctionName}/aliases", code: 201)
operation CreateAlias {
    input: CreateAliasRequest
    output: AliasConfiguration
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `CreateAlias`.
@input
structure CreateAliasRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// A description of the alias.
    Description: Description

    /// The version that the alias points to.
    @required
    FunctionVersion: Version

    /// The name of the alias.
    @required
    Name: Alias

    /// How the alias shares its traffic between two versions.
    RoutingConfig: AliasRoutingConfiguration
}

/// Returns an alias and the version that it points to.
@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", code: 200)
operation GetAlias {
    input: GetAliasRequest
    output: AliasConfiguration
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `GetAlias`.
@input
structure GetAliasRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The name of the alias.
    @httpLabel
    @required
    Name: Alias
}

/// Lists the aliases of a function, or those that point to one version.
@readonly
@http(method: "GET", uri: "/2015-03-31/functions/{FunctionName}/aliases", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "Aliases")
operation ListAliases {
    input: ListAliasesRequest
    output: ListAliasesResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `ListAliases`.
@input
structure ListAliasesRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// Only aliases that point to this version.
    @httpQuery("FunctionVersion")
    FunctionVersion: Version

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most.
    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

/// The output of `ListAliases`.
@output
structure ListAliasesResponse {
    /// The aliases.
    Aliases: AliasList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Changes the version, the description or the routing of an alias. Members left out keep their
/// value.
@idempotent
@http(method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", code: 200)
operation UpdateAlias {
    input: UpdateAliasRequest
    output: AliasConfiguration
    errors: [
        InvalidParameterValueException
        PreconditionFailedException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `UpdateAlias`.
@input
structure UpdateAliasRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The name of the alias.
    @httpLabel
    @required
    Name: Alias

    /// A description of the alias.
    Description: Description

    /// The version that the alias points to.
    FunctionVersion: Version

    /// If given, the change is made only when this is the current revision; otherwise the call
    /// fails with `PreconditionFailedException`.
    RevisionId: String

    /// How the alias shares its traffic between two versions.
    RoutingConfig: AliasRoutingConfiguration
}

/// Deletes an alias. The version that it points to stays.
///
/// No error is documented for an alias that does not exist.
@idempotent
@http(method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", code: 204)
operation DeleteAlias {
    input: DeleteAliasRequest
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `DeleteAlias`.
@input
structure DeleteAliasRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The name of the alias.
    @httpLabel
    @required
    Name: Alias
}

/// An alias: a name for a version of a function.
structure AliasConfiguration {
    /// The ARN of the alias.
    AliasArn: FunctionArn

    /// The description of the alias.
    Description: Description

    /// The version that the alias points to.
    FunctionVersion: Version

    /// The name of the alias.
    Name: Alias

    /// The current revision, which changes with every update.
    RevisionId: String

    /// How the alias shares its traffic between two versions.
    RoutingConfig: AliasRoutingConfiguration
}

/// How an alias shares its traffic between two versions.
structure AliasRoutingConfiguration {
    /// The second version and the share of traffic, from 0.0 to 1.0, that it gets. The rest goes to
    /// the version of the alias.
    AdditionalVersionWeights: AdditionalVersionWeights
}

/// The number of a published version.
@length(min: 1, max: 1024)
@pattern("^([0-9]+)$")
string AdditionalVersion

/// The name of an alias, which must not look like a version number.
@length(min: 1, max: 128)
@pattern("^((?!^[0-9]+$)([a-zA-Z0-9-_]+))$")
string Alias

/// A share of traffic, from 0.0 for none to 1.0 for all.
@range(min: 0.0, max: 1.0)
double Weight

/// Aliases.
list AliasList {
    member: AliasConfiguration
}

/// The share of traffic, from 0.0 to 1.0, by version number.
map AdditionalVersionWeights {
    key: AdditionalVersion
    value: Weight
}
