$version: "2"

namespace com.amazonaws.lambda

/// Invokes a function: synchronously, asynchronously, or as a dry run that only checks.
///
/// The status is 200 for a synchronous invocation, 202 for an asynchronous one, 204 for a dry run.
/// It doesn't reflect errors inside the function, which are reported in `FunctionError`, with
/// details in the payload. The errors below are for reasons that prevent the function from
/// running, such as permissions, limits, or problems with its code package or configuration.
///
/// An asynchronous event is queued. If the function fails, it is retried up to two times. An
/// event may arrive more than once or get lost; a dead-letter queue keeps the failed ones. A
/// synchronous payload may have up to 6 MB.
///
/// Callers need the permission `lambda:InvokeFunction`.
@http(method: "POST", uri: "/2015-03-31/functions/{FunctionName}/invocations", code: 200)
operation Invoke {
    input: InvocationRequest
    output: InvocationResponse
    errors: [
        EC2AccessDeniedException
        EC2ThrottledException
        EC2UnexpectedException
        EFSIOException
        EFSMountConnectivityException
        EFSMountFailureException
        EFSMountTimeoutException
        ENILimitReachedException
        InvalidParameterValueException
        InvalidRequestContentException
        InvalidRuntimeException
        InvalidSecurityGroupIDException
        InvalidSubnetIDException
        InvalidZipFileException
        KMSAccessDeniedException
        KMSDisabledException
        KMSInvalidStateException
        KMSNotFoundException
        RecursiveInvocationException
        RequestTooLargeException
        ResourceConflictException
        ResourceNotFoundException
        ResourceNotReadyException
        ServiceException
        SnapStartException
        SnapStartNotReadyException
        SnapStartTimeoutException
        SubnetIPAddressLimitReachedException
        TooManyRequestsException
        UnsupportedMediaTypeException
    ]
}

/// The input of `Invoke`.
@input
structure InvocationRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// The version or alias to invoke. If absent, the unpublished version runs.
    @httpQuery("Qualifier")
    Qualifier: Qualifier

    /// Data on the calling client, as base64 of at most 3,583 bytes, that the function finds in its
    /// context object. Passed on in synchronous invocations only.
    @httpHeader("X-Amz-Client-Context")
    ClientContext: String

    /// Synchronous (`RequestResponse`, the default), asynchronous (`Event`), or a check of
    /// parameters and permissions only (`DryRun`).
    @httpHeader("X-Amz-Invocation-Type")
    InvocationType: InvocationType

    /// `Tail` to receive the end of the log with the response. For synchronous invocations only.
    @httpHeader("X-Amz-Log-Type")
    LogType: LogType

    /// The event for the function, as JSON. Sent as the body of the request, unchanged.
    @httpPayload
    Payload: Blob
}

/// The output of `Invoke`.
@output
structure InvocationResponse {
    /// The HTTP status: 200 for `RequestResponse`, 202 for `Event`, 204 for `DryRun`.
    @httpResponseCode
    StatusCode: Integer

    /// The version that ran. For an alias, the version that it resolved to.
    @httpHeader("X-Amz-Executed-Version")
    ExecutedVersion: Version

    /// Present only when the function failed; the payload then holds the details.
    @httpHeader("X-Amz-Function-Error")
    FunctionError: String

    /// The last 4 KB of the log, in base64.
    @httpHeader("X-Amz-Log-Result")
    LogResult: String

    /// What the function returned, or details of its error. It is the body of the response,
    /// unchanged.
    @httpPayload
    Payload: Blob
}

/// Invokes a function and streams the response while the function produces it.
///
/// The response is an event stream: chunks of payload, then one event that ends it and carries an
/// error, if there was one, and the end of the log. The status is 200 for an invocation and 204 for
/// a dry run; there is no asynchronous form.
///
/// Callers need the permission `lambda:InvokeFunction`.
@http(method: "POST", uri: "/2021-11-15/functions/{FunctionName}/response-streaming-invocations", code: 200)
operation InvokeWithResponseStream {
    input: InvokeWithResponseStreamRequest
    output: InvokeWithResponseStreamResponse
    errors: [
        EC2AccessDeniedException
        EC2ThrottledException
        EC2UnexpectedException
        EFSIOException
        EFSMountConnectivityException
        EFSMountFailureException
        EFSMountTimeoutException
        ENILimitReachedException
        InvalidParameterValueException
        InvalidRequestContentException
        InvalidRuntimeException
        InvalidSecurityGroupIDException
        InvalidSubnetIDException
        InvalidZipFileException
        KMSAccessDeniedException
        KMSDisabledException
        KMSInvalidStateException
        KMSNotFoundException
        RecursiveInvocationException
        RequestTooLargeException
        ResourceConflictException
        ResourceNotFoundException
        ResourceNotReadyException
        ServiceException
        SnapStartException
        SnapStartNotReadyException
        SnapStartTimeoutException
        SubnetIPAddressLimitReachedException
        TooManyRequestsException
        UnsupportedMediaTypeException
    ]
}

/// The input of `InvokeWithResponseStream`.
@input
structure InvokeWithResponseStreamRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// The version or alias to invoke. If absent, the unpublished version runs.
    @httpQuery("Qualifier")
    Qualifier: Qualifier

    /// Data on the calling client, as base64 of at most 3,583 bytes, that the function finds in its
    /// context object. Passed on in synchronous invocations only.
    @httpHeader("X-Amz-Client-Context")
    ClientContext: String

    /// An invocation (`RequestResponse`, the default), or a check of parameters and permissions
    /// only (`DryRun`).
    @httpHeader("X-Amz-Invocation-Type")
    InvocationType: ResponseStreamingInvocationType

    /// `Tail` to receive the end of the log with the response. For synchronous invocations only.
    @httpHeader("X-Amz-Log-Type")
    LogType: LogType

    /// The event for the function, as JSON. Sent as the body of the request, unchanged.
    @httpPayload
    Payload: Blob
}

/// The output of `InvokeWithResponseStream`.
@output
structure InvokeWithResponseStreamResponse {
    /// The HTTP status: 200 for `RequestResponse`, 204 for `DryRun`.
    @httpResponseCode
    StatusCode: Integer

    /// The version that ran. For an alias, the version that it resolved to.
    @httpHeader("X-Amz-Executed-Version")
    ExecutedVersion: Version

    /// The content type of the response, which is that of an event stream.
    @httpHeader("Content-Type")
    ResponseStreamContentType: String

    /// The events of the response.
    @httpPayload
    EventStream: InvokeWithResponseStreamResponseEvent
}

/// Queues an event for a function. Superseded by `Invoke` with the invocation type `Event`.
///
/// The trace id of AWS X-Ray is not passed on.
@deprecated(message: "Use `Invoke` with the invocation type `Event`.")
@http(method: "POST", uri: "/2014-11-13/functions/{FunctionName}/invoke-async/", code: 202)
operation InvokeAsync {
    input: InvokeAsyncRequest
    output: InvokeAsyncResponse
    errors: [
        InvalidRequestContentException
        InvalidRuntimeException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
    ]
}

/// The input of `InvokeAsync`.
@input
structure InvokeAsyncRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    /// The event for the function, as JSON.
    @httpPayload
    @required
    InvokeArgs: BlobStream
}

/// The output of `InvokeAsync`.
@output
structure InvokeAsyncResponse {
    /// The HTTP status: 202 when the event is queued.
    @httpResponseCode
    Status: HttpStatus
}

/// A chunk of a streamed response.
structure InvokeResponseStreamUpdate {
    /// The bytes of the chunk.
    @eventPayload
    Payload: Blob
}

/// The end of a streamed response: whether it went well, and the log.
structure InvokeWithResponseStreamCompleteEvent {
    /// A code for the error, if the invocation failed.
    ErrorCode: String

    /// Details on the error, if the invocation failed.
    ErrorDetails: String

    /// The last 4 KB of the log, in base64.
    LogResult: String
}

/// An event of a streamed response: any number of payload chunks, then one that ends the stream.
@streaming
union InvokeWithResponseStreamResponseEvent {
    /// The end of the response. No other event follows.
    InvokeComplete: InvokeWithResponseStreamCompleteEvent

    /// A chunk of the response.
    PayloadChunk: InvokeResponseStreamUpdate
}

/// Bytes that are sent as they are read.
@streaming
blob BlobStream

/// An HTTP status code.
integer HttpStatus

/// How a function is invoked.
enum InvocationType {
    /// Asynchronously: the event is queued.
    EVENT = "Event"

    /// Synchronously: the response is awaited.
    REQUEST_RESPONSE = "RequestResponse"

    /// Not at all: only parameters and permissions are checked.
    DRY_RUN = "DryRun"
}

/// Whether the end of the log comes with the response.
enum LogType {
    /// No log.
    NONE = "None"

    /// The last 4 KB of the log.
    TAIL = "Tail"
}

/// How a function is invoked for a streamed response.
enum ResponseStreamingInvocationType {
    /// The response is streamed.
    REQUEST_RESPONSE = "RequestResponse"

    /// Not at all: only parameters and permissions are checked.
    DRY_RUN = "DryRun"
}
