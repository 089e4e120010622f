$version: "2"

namespace com.amazonaws.lambda

@http(method: "POST", uri: "/2021-10-31/functions/{FunctionName}/url", code: 201)
operation CreateFunctionUrlConfig {
    input: CreateFunctionUrlConfigRequest
    output: CreateFunctionUrlConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure CreateFunctionUrlConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier

    @required
    AuthType: FunctionUrlAuthType

    Cors: Cors

    InvokeMode: InvokeMode
}

@output
structure CreateFunctionUrlConfigResponse {
    AuthType: FunctionUrlAuthType

    Cors: Cors

    CreationTime: Timestamp

    FunctionArn: FunctionArn

    FunctionUrl: FunctionUrl

    InvokeMode: InvokeMode
}

@readonly
@http(method: "GET", uri: "/2021-10-31/functions/{FunctionName}/url", code: 200)
operation GetFunctionUrlConfig {
    input: GetFunctionUrlConfigRequest
    output: GetFunctionUrlConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetFunctionUrlConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier
}

@output
structure GetFunctionUrlConfigResponse {
    AuthType: FunctionUrlAuthType

    Cors: Cors

    CreationTime: Timestamp

    FunctionArn: FunctionArn

    FunctionUrl: FunctionUrl

    InvokeMode: InvokeMode

    LastModifiedTime: Timestamp
}

@readonly
@http(method: "GET", uri: "/2021-10-31/functions/{FunctionName}/urls", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "FunctionUrlConfigs")
operation ListFunctionUrlConfigs {
    input: ListFunctionUrlConfigsRequest
    output: ListFunctionUrlConfigsResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure ListFunctionUrlConfigsRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxItems
}

@output
structure ListFunctionUrlConfigsResponse {
    FunctionUrlConfigs: FunctionUrlConfigList

    NextMarker: String
}

@idempotent
@http(method: "PUT", uri: "/2021-10-31/functions/{FunctionName}/url", code: 200)
operation UpdateFunctionUrlConfig {
    input: UpdateFunctionUrlConfigRequest
    output: UpdateFunctionUrlConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure UpdateFunctionUrlConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier

    AuthType: FunctionUrlAuthType

    Cors: Cors

    InvokeMode: InvokeMode
}

@output
structure UpdateFunctionUrlConfigResponse {
    AuthType: FunctionUrlAuthType

    Cors: Cors

    CreationTime: Timestamp

    FunctionArn: FunctionArn

    FunctionUrl: FunctionUrl

    InvokeMode: InvokeMode

    LastModifiedTime: Timestamp
}

@idempotent
@http(method: "DELETE", uri: "/2021-10-31/functions/{FunctionName}/url", code: 204)
operation DeleteFunctionUrlConfig {
    input: DeleteFunctionUrlConfigRequest
    errors: [
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure DeleteFunctionUrlConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier
}

structure Cors {
    AllowCredentials: AllowCredentials

    AllowHeaders: HeadersList

    AllowMethods: AllowMethodsList

    AllowOrigins: AllowOriginsList

    ExposeHeaders: HeadersList

    MaxAge: MaxAge
}

structure FunctionUrlConfig {
    @required
    AuthType: FunctionUrlAuthType

    @required
    CreationTime: Timestamp

    @required
    FunctionArn: FunctionArn

    @required
    FunctionUrl: FunctionUrl

    @required
    LastModifiedTime: Timestamp

    Cors: Cors

    InvokeMode: InvokeMode
}

boolean AllowCredentials

@length(min: 40, max: 100)
string FunctionUrl

@length(min: 1, max: 128)
@pattern("^((^\\$LATEST$)|((?!^[0-9]+$)([a-zA-Z0-9-_]+)))$")
string FunctionUrlQualifier

@length(max: 1024)
@pattern("^(.*)$")
string Header

@range(min: 0, max: 86400)
integer MaxAge

@range(min: 1, max: 50)
integer MaxItems

@length(max: 6)
@pattern("^(.*)$")
string Method

@length(min: 1, max: 253)
@pattern("^(.*)$")
string Origin

enum FunctionUrlAuthType {
    NONE
    AWS_IAM
}

enum InvokeMode {
    BUFFERED
    RESPONSE_STREAM
}

@length(max: 6)
list AllowMethodsList {
    member: Method
}

@length(max: 100)
list AllowOriginsList {
    member: Origin
}

list FunctionUrlConfigList {
    member: FunctionUrlConfig
}

@length(max: 100)
list HeadersList {
    member: Header
}
