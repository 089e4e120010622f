$version: "2"

namespace com.amazonaws.lambda

@error("client")
@httpError(404)
structure CodeSigningConfigNotFoundException {
    Type: String

    Message: String
}

@error("client")
@httpError(400)
structure CodeStorageExceededException {
    Type: String

    message: String
}

@error("client")
@httpError(400)
structure CodeVerificationFailedException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure EC2AccessDeniedException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure EC2ThrottledException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure EC2UnexpectedException {
    Type: String

    Message: String

    EC2ErrorCode: String
}

@error("client")
@httpError(410)
structure EFSIOException {
    Type: String

    Message: String
}

@error("client")
@httpError(408)
structure EFSMountConnectivityException {
    Type: String

    Message: String
}

@error("client")
@httpError(403)
structure EFSMountFailureException {
    Type: String

    Message: String
}

@error("client")
@httpError(408)
structure EFSMountTimeoutException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure ENILimitReachedException {
    Type: String

    Message: String
}

@error("client")
@httpError(400)
structure InvalidCodeSignatureException {
    Type: String

    Message: String
}

@error("client")
@httpError(400)
structure InvalidParameterValueException {
    Type: String

    message: String
}

@error("client")
@httpError(400)
structure InvalidRequestContentException {
    Type: String

    message: String
}

@error("server")
@httpError(502)
structure InvalidRuntimeException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure InvalidSecurityGroupIDException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure InvalidSubnetIDException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure InvalidZipFileException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure KMSAccessDeniedException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure KMSDisabledException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure KMSInvalidStateException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure KMSNotFoundException {
    Type: String

    Message: String
}

@error("client")
@httpError(400)
structure PolicyLengthExceededException {
    Type: String

    message: String
}

@error("client")
@httpError(412)
structure PreconditionFailedException {
    Type: String

    message: String
}

@error("client")
@httpError(404)
structure ProvisionedConcurrencyConfigNotFoundException {
    Type: String

    message: String
}

@error("client")
@httpError(400)
structure RecursiveInvocationException {
    Type: String

    Message: String
}

@error("client")
@httpError(413)
structure RequestTooLargeException {
    Type: String

    message: String
}

@error("client")
@httpError(409)
structure ResourceConflictException {
    Type: String

    message: String
}

@error("client")
@httpError(400)
structure ResourceInUseException {
    Type: String

    Message: String
}

@error("client")
@httpError(404)
structure ResourceNotFoundException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure ResourceNotReadyException {
    Type: String

    message: String
}

@error("server")
@httpError(500)
structure ServiceException {
    Type: String

    Message: String
}

@error("client")
@httpError(400)
structure SnapStartException {
    Type: String

    Message: String
}

@error("client")
@httpError(409)
structure SnapStartNotReadyException {
    Type: String

    Message: String
}

@error("client")
@httpError(408)
structure SnapStartTimeoutException {
    Type: String

    Message: String
}

@error("server")
@httpError(502)
structure SubnetIPAddressLimitReachedException {
    Type: String

    Message: String
}

@error("client")
@httpError(429)
structure TooManyRequestsException {
    @httpHeader("Retry-After")
    retryAfterSeconds: String

    Type: String

    message: String

    Reason: ThrottleReason
}

@error("client")
@httpError(415)
structure UnsupportedMediaTypeException {
    Type: String

    message: String
}

enum ThrottleReason {
    CONCURRENT_INVOCATION_LIMIT_EXCEEDED = "ConcurrentInvocationLimitExceeded"
    FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED = "FunctionInvocationRateLimitExceeded"
    RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED = "ReservedFunctionConcurrentInvocationLimitExceeded"
    RESERVED_FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED = "ReservedFunctionInvocationRateLimitExceeded"
    CALLER_RATE_LIMIT_EXCEEDED = "CallerRateLimitExceeded"
    CONCURRENT_SNAPSHOT_CREATE_LIMIT_EXCEEDED = "ConcurrentSnapshotCreateLimitExceeded"
}
