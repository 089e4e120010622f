$version: "2"

namespace com.amazonaws.lambda

/// Gives a function, or one of its aliases, an HTTPS endpoint of its own.
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

/// The input of `CreateFunctionUrlConfig`.
@input
structure CreateFunctionUrlConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The alias that the URL is for. If absent, it is for the function itself.
    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier

    /// `AWS_IAM` to let in authenticated callers only, `NONE` for a public endpoint.
    @required
    AuthType: FunctionUrlAuthType

    /// Which web pages may call the URL, and how.
    Cors: Cors

    /// How the response is returned: `BUFFERED`, the default, when it is complete, with up to 6 MB;
    /// or `RESPONSE_STREAM`, while it is produced, with up to 20 MB, a limit that can be raised.
    InvokeMode: InvokeMode
}

/// The output of `CreateFunctionUrlConfig`.
@output
structure CreateFunctionUrlConfigResponse {
    /// `AWS_IAM` to let in authenticated callers only, `NONE` for a public endpoint.
    AuthType: FunctionUrlAuthType

    /// Which web pages may call the URL, and how.
    Cors: Cors

    /// When the function URL was created.
    CreationTime: Timestamp

    /// The ARN of the function.
    FunctionArn: FunctionArn

    /// The HTTPS address of the function.
    FunctionUrl: FunctionUrl

    /// How the response is returned: `BUFFERED`, the default, when it is complete, with up to 6 MB;
    /// or `RESPONSE_STREAM`, while it is produced, with up to 20 MB, a limit that can be raised.
    InvokeMode: InvokeMode
}

/// Returns the settings of a function URL.
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

/// The input of `GetFunctionUrlConfig`.
@input
structure GetFunctionUrlConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The alias that the URL is for. If absent, it is for the function itself.
    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier
}

/// The output of `GetFunctionUrlConfig`.
@output
structure GetFunctionUrlConfigResponse {
    /// `AWS_IAM` to let in authenticated callers only, `NONE` for a public endpoint.
    AuthType: FunctionUrlAuthType

    /// Which web pages may call the URL, and how.
    Cors: Cors

    /// When the function URL was created.
    CreationTime: Timestamp

    /// The ARN of the function.
    FunctionArn: FunctionArn

    /// The HTTPS address of the function.
    FunctionUrl: FunctionUrl

    /// How the response is returned: `BUFFERED`, the default, when it is complete, with up to 6 MB;
    /// or `RESPONSE_STREAM`, while it is produced, with up to 20 MB, a limit that can be raised.
    InvokeMode: InvokeMode

    /// When the function URL was last changed.
    LastModifiedTime: Timestamp
}

/// Lists the URLs of a function and of its aliases, at most 50 to a page.
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

/// The input of `ListFunctionUrlConfigs`.
@input
structure ListFunctionUrlConfigsRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have, 50 at most.
    @httpQuery("MaxItems")
    MaxItems: MaxItems
}

/// The output of `ListFunctionUrlConfigs`.
@output
structure ListFunctionUrlConfigsResponse {
    /// The function URLs and their settings.
    FunctionUrlConfigs: FunctionUrlConfigList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Changes the settings of a function URL; members left out keep their value.
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

/// The input of `UpdateFunctionUrlConfig`.
@input
structure UpdateFunctionUrlConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The alias that the URL is for. If absent, it is for the function itself.
    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier

    /// `AWS_IAM` to let in authenticated callers only, `NONE` for a public endpoint.
    AuthType: FunctionUrlAuthType

    /// Which web pages may call the URL, and how.
    Cors: Cors

    /// How the response is returned: `BUFFERED`, the default, when it is complete, with up to 6 MB;
    /// or `RESPONSE_STREAM`, while it is produced, with up to 20 MB, a limit that can be raised.
    InvokeMode: InvokeMode
}

/// The output of `UpdateFunctionUrlConfig`.
@output
structure UpdateFunctionUrlConfigResponse {
    /// `AWS_IAM` to let in authenticated callers only, `NONE` for a public endpoint.
    AuthType: FunctionUrlAuthType

    /// Which web pages may call the URL, and how.
    Cors: Cors

    /// When the function URL was created.
    CreationTime: Timestamp

    /// The ARN of the function.
    FunctionArn: FunctionArn

    /// The HTTPS address of the function.
    FunctionUrl: FunctionUrl

    /// How the response is returned: `BUFFERED`, the default, when it is complete, with up to 6 MB;
    /// or `RESPONSE_STREAM`, while it is produced, with up to 20 MB, a limit that can be raised.
    InvokeMode: InvokeMode

    /// When the function URL was last changed.
    LastModifiedTime: Timestamp
}

/// Deletes a function URL permanently: a URL created later has another address.
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

/// The input of `DeleteFunctionUrlConfig`.
@input
structure DeleteFunctionUrlConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The alias that the URL is for. If absent, it is for the function itself.
    @httpQuery("Qualifier")
    Qualifier: FunctionUrlQualifier
}

/// Cross-origin resource sharing: which web pages may call a function URL, and how.
structure Cors {
    /// Whether cookies and other credentials may be sent along. Default: `false`.
    AllowCredentials: AllowCredentials

    /// The request headers that a page may send.
    AllowHeaders: HeadersList

    /// The HTTP methods that a page may use; `*` for all.
    AllowMethods: AllowMethodsList

    /// The origins whose pages may call; `*` for all.
    AllowOrigins: AllowOriginsList

    /// The response headers that a page may read.
    ExposeHeaders: HeadersList

    /// How long a browser may cache the response to a preflight request, in seconds. Default: 0, no
    /// caching.
    MaxAge: MaxAge
}

/// The settings of a function URL.
structure FunctionUrlConfig {
    /// `AWS_IAM` to let in authenticated callers only, `NONE` for a public endpoint.
    @required
    AuthType: FunctionUrlAuthType

    /// When the function URL was created.
    @required
    CreationTime: Timestamp

    /// The ARN of the function.
    @required
    FunctionArn: FunctionArn

    /// The HTTPS address of the function.
    @required
    FunctionUrl: FunctionUrl

    /// When the function URL was last changed.
    @required
    LastModifiedTime: Timestamp

    /// Which web pages may call the URL, and how.
    Cors: Cors

    /// How the response is returned: `BUFFERED`, the default, when it is complete, with up to 6 MB;
    /// or `RESPONSE_STREAM`, while it is produced, with up to 20 MB, a limit that can be raised.
    InvokeMode: InvokeMode
}

/// Whether credentials may be sent to a function URL.
boolean AllowCredentials

/// The HTTPS address of a function.
@length(min: 40, max: 100)
string FunctionUrl

/// The name of an alias that has a function URL.
@length(min: 1, max: 128)
@pattern("^((^\\$LATEST$)|((?!^[0-9]+$)([a-zA-Z0-9-_]+)))$")
string FunctionUrlQualifier

/// The name of an HTTP header.
@length(max: 1024)
@pattern("^(.*)$")
string Header

/// How long a browser may cache the response to a preflight request, in seconds.
@range(min: 0, max: 86400)
integer MaxAge

/// The number of function URLs that a page may have.
@range(min: 1, max: 50)
integer MaxItems

/// The name of an HTTP method, or `*` for all.
@length(max: 6)
@pattern("^(.*)$")
string Method

/// An origin such as `https://www.example.com`, or `*` for all.
@length(min: 1, max: 253)
@pattern("^(.*)$")
string Origin

/// Who may call a function URL.
enum FunctionUrlAuthType {
    /// Anyone: the endpoint is public.
    NONE

    /// Authenticated IAM identities only.
    AWS_IAM
}

/// How a function URL returns the response.
enum InvokeMode {
    /// The response is returned when it is complete.
    BUFFERED

    /// The response is returned while it is produced.
    RESPONSE_STREAM
}

/// HTTP methods that may be used on a function URL.
@length(max: 6)
list AllowMethodsList {
    member: Method
}

/// Origins that may call a function URL.
@length(max: 100)
list AllowOriginsList {
    member: Origin
}

/// Settings of function URLs.
list FunctionUrlConfigList {
    member: FunctionUrlConfig
}

/// Names of HTTP headers.
@length(max: 100)
list HeadersList {
    member: Header
}
