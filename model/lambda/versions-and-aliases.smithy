$version: "2"

namespace com.amazonaws.lambda

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

@input
structure PublishVersionRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    CodeSha256: String

    Description: Description

    RevisionId: String
}

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

@input
structure ListVersionsByFunctionRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

@output
structure ListVersionsByFunctionResponse {
    NextMarker: String

    Versions: FunctionList
}

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

@input
structure CreateAliasRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    Description: Description

    @required
    FunctionVersion: Version

    @required
    Name: Alias

    RoutingConfig: AliasRoutingConfiguration
}

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

@input
structure GetAliasRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpLabel
    @required
    Name: Alias
}

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

@input
structure ListAliasesRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("FunctionVersion")
    FunctionVersion: Version

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

@output
structure ListAliasesResponse {
    Aliases: AliasList

    NextMarker: String
}

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

@input
structure UpdateAliasRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpLabel
    @required
    Name: Alias

    Description: Description

    FunctionVersion: Version

    RevisionId: String

    RoutingConfig: AliasRoutingConfiguration
}

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

@input
structure DeleteAliasRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpLabel
    @required
    Name: Alias
}

structure AliasConfiguration {
    AliasArn: FunctionArn

    Description: Description

    FunctionVersion: Version

    Name: Alias

    RevisionId: String

    RoutingConfig: AliasRoutingConfiguration
}

structure AliasRoutingConfiguration {
    AdditionalVersionWeights: AdditionalVersionWeights
}

@length(min: 1, max: 1024)
@pattern("^([0-9]+)$")
string AdditionalVersion

@length(min: 1, max: 128)
@pattern("^((?!^[0-9]+$)([a-zA-Z0-9-_]+))$")
string Alias

@range(min: 0.0, max: 1.0)
double Weight

list AliasList {
    member: AliasConfiguration
}

map AdditionalVersionWeights {
    key: AdditionalVersion
    value: Weight
}
