$version: "2"

namespace com.amazonaws.lambda

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

@input
structure InvocationRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier

    @httpHeader("X-Amz-Client-Context")
    ClientContext: String

    @httpHeader("X-Amz-Invocation-Type")
    InvocationType: InvocationType

    @httpHeader("X-Amz-Log-Type")
    LogType: LogType

    @httpPayload
    Payload: Blob
}

@output
structure InvocationResponse {
    @httpResponseCode
    StatusCode: Integer

    @httpHeader("X-Amz-Executed-Version")
    ExecutedVersion: Version

    @httpHeader("X-Amz-Function-Error")
    FunctionError: String

    @httpHeader("X-Amz-Log-Result")
    LogResult: String

    @httpPayload
    Payload: Blob
}

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

@input
structure InvokeWithResponseStreamRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier

    @httpHeader("X-Amz-Client-Context")
    ClientContext: String

    @httpHeader("X-Amz-Invocation-Type")
    InvocationType: ResponseStreamingInvocationType

    @httpHeader("X-Amz-Log-Type")
    LogType: LogType

    @httpPayload
    Payload: Blob
}

@output
structure InvokeWithResponseStreamResponse {
    @httpResponseCode
    StatusCode: Integer

    @httpHeader("X-Amz-Executed-Version")
    ExecutedVersion: Version

    @httpHeader("Content-Type")
    ResponseStreamContentType: String

    @httpPayload
    EventStream: InvokeWithResponseStreamResponseEvent
}

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

@input
structure InvokeAsyncRequest {
    @httpLabel
    @required
    FunctionName: NamespacedFunctionName

    @httpPayload
    @required
    InvokeArgs: BlobStream
}

@output
structure InvokeAsyncResponse {
    @httpResponseCode
    Status: HttpStatus
}

structure InvokeResponseStreamUpdate {
    @eventPayload
    Payload: Blob
}

structure InvokeWithResponseStreamCompleteEvent {
    ErrorCode: String

    ErrorDetails: String

    LogResult: String
}

@streaming
union InvokeWithResponseStreamResponseEvent {
    InvokeComplete: InvokeWithResponseStreamCompleteEvent

    PayloadChunk: InvokeResponseStreamUpdate
}

@streaming
blob BlobStream

integer HttpStatus

enum InvocationType {
    EVENT = "Event"
    REQUEST_RESPONSE = "RequestResponse"
    DRY_RUN = "DryRun"
}

enum LogType {
    NONE = "None"
    TAIL = "Tail"
}

enum ResponseStreamingInvocationType {
    REQUEST_RESPONSE = "RequestResponse"
    DRY_RUN = "DryRun"
}
