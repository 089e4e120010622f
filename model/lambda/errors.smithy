$version: "2"

namespace com.amazonaws.lambda

/// There is no such code signing configuration.
@error("client")
@httpError(404)
structure CodeSigningConfigNotFoundException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The code storage of the account is used up.
@error("client")
@httpError(400)
structure CodeStorageExceededException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// The signature of the code does not match or has expired, and the policy is to block such code.
@error("client")
@httpError(400)
structure CodeVerificationFailedException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// Lambda lacks the permissions to set up the connection to the VPC.
@error("server")
@httpError(502)
structure EC2AccessDeniedException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// Amazon EC2 throttled Lambda while it initialized the function.
@error("server")
@httpError(502)
structure EC2ThrottledException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// Amazon EC2 returned an unexpected client error while Lambda initialized the function.
@error("server")
@httpError(502)
structure EC2UnexpectedException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String

    /// The code of the error from Amazon EC2.
    EC2ErrorCode: String
}

/// Reading from or writing to the connected file system failed.
@error("client")
@httpError(410)
structure EFSIOException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// Lambda has no network path to the file system.
@error("client")
@httpError(408)
structure EFSMountConnectivityException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The file system could not be mounted, for lack of permission or by its configuration.
@error("client")
@httpError(403)
structure EFSMountFailureException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The file system was found, but mounting it took too long.
@error("client")
@httpError(408)
structure EFSMountTimeoutException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The limit on network interfaces of the VPC is reached.
@error("server")
@httpError(502)
structure ENILimitReachedException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The code fails the integrity check of its signature. Such code is blocked, even where the policy
/// is only to warn.
@error("client")
@httpError(400)
structure InvalidCodeSignatureException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// A parameter of the request is not valid.
@error("client")
@httpError(400)
structure InvalidParameterValueException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// The body of the request is not valid JSON.
@error("client")
@httpError(400)
structure InvalidRequestContentException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// The runtime of the function is not supported.
@error("server")
@httpError(502)
structure InvalidRuntimeException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// A security group id in the VPC settings of the function is not valid.
@error("server")
@httpError(502)
structure InvalidSecurityGroupIDException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// A subnet id in the VPC settings of the function is not valid.
@error("server")
@httpError(502)
structure InvalidSubnetIDException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The deployment package could not be unzipped.
@error("server")
@httpError(502)
structure InvalidZipFileException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// Access to the KMS key was denied, so the environment variables could not be decrypted.
@error("server")
@httpError(502)
structure KMSAccessDeniedException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The KMS key is disabled, so the environment variables could not be decrypted.
@error("server")
@httpError(502)
structure KMSDisabledException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The KMS key is in a state that does not allow decryption.
@error("server")
@httpError(502)
structure KMSInvalidStateException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The KMS key was not found, so the environment variables could not be decrypted.
@error("server")
@httpError(502)
structure KMSNotFoundException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The policy would become larger than a policy may be.
@error("client")
@httpError(400)
structure PolicyLengthExceededException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// The `RevisionId` given is not the latest: read the resource again before changing it.
@error("client")
@httpError(412)
structure PreconditionFailedException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// No provisioned concurrency is configured here.
@error("client")
@httpError(404)
structure ProvisionedConcurrencyConfigNotFoundException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// The function called itself in a loop through another service, and the loop was stopped.
@error("client")
@httpError(400)
structure RecursiveInvocationException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The payload is larger than an invocation may carry.
@error("client")
@httpError(413)
structure RequestTooLargeException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// The resource exists already, or another operation on it is in progress.
@error("client")
@httpError(409)
structure ResourceConflictException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// The state of the event source mapping does not allow the operation, such as updating it while it
/// is being created or deleting it while it is being updated.
@error("client")
@httpError(400)
structure ResourceInUseException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// A resource named in the request does not exist.
@error("client")
@httpError(404)
structure ResourceNotFoundException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The function is inactive and its connection to the VPC is no longer there. Try again later.
@error("server")
@httpError(502)
structure ResourceNotReadyException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// An internal error of Lambda.
@error("server")
@httpError(500)
structure ServiceException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The `afterRestore` hook of the runtime failed, so the snapshot could not be used.
@error("client")
@httpError(400)
structure SnapStartException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// The function is still being initialized; it can be invoked once its state is `Active`.
@error("client")
@httpError(409)
structure SnapStartNotReadyException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// Restoring the snapshot took too long.
@error("client")
@httpError(408)
structure SnapStartTimeoutException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// A configured subnet has no free IP address for the function.
@error("server")
@httpError(502)
structure SubnetIPAddressLimitReachedException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    Message: String
}

/// A limit on the rate of requests or on concurrency is exceeded. Try again later.
@error("client")
@httpError(429)
structure TooManyRequestsException {
    /// How long to wait before the next attempt, in seconds.
    @httpHeader("Retry-After")
    retryAfterSeconds: String

    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String

    /// Which limit was exceeded.
    Reason: ThrottleReason
}

/// The content type of the request is not JSON.
@error("client")
@httpError(415)
structure UnsupportedMediaTypeException {
    /// The type of the error, as in the body of the response.
    Type: String

    /// A message about the error.
    message: String
}

/// Which limit was exceeded.
enum ThrottleReason {
    /// The concurrency of the account.
    CONCURRENT_INVOCATION_LIMIT_EXCEEDED = "ConcurrentInvocationLimitExceeded"

    /// The rate of invocations of the function.
    FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED = "FunctionInvocationRateLimitExceeded"

    /// The concurrency reserved for the function.
    RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED = "ReservedFunctionConcurrentInvocationLimitExceeded"

    /// The rate of invocations that the reserved concurrency allows.
    RESERVED_FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED = "ReservedFunctionInvocationRateLimitExceeded"

    /// The rate of requests of the caller.
    CALLER_RATE_LIMIT_EXCEEDED = "CallerRateLimitExceeded"

    /// The number of snapshots that are made at once.
    CONCURRENT_SNAPSHOT_CREATE_LIMIT_EXCEEDED = "ConcurrentSnapshotCreateLimitExceeded"
}
