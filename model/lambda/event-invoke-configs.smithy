$version: "2"

namespace com.amazonaws.lambda

/// Sets how a function, a version or an alias treats asynchronous invocations. It replaces settings
/// that exist: options left out are removed.
///
/// Without settings, a failed event is retried twice, and an event that cannot be processed is
/// kept for up to six hours and then discarded. Destinations can be set beside a dead-letter queue
/// or in its place.
@idempotent
@http(method: "PUT", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", code: 200)
operation PutFunctionEventInvokeConfig {
    input: PutFunctionEventInvokeConfigRequest
    output: FunctionEventInvokeConfig
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `PutFunctionEventInvokeConfig`.
@input
structure PutFunctionEventInvokeConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version number or alias that the settings are for.
    @httpQuery("Qualifier")
    Qualifier: Qualifier

    /// Where records of processed and failed events go: a Lambda function, a standard SQS queue, a
    /// standard SNS topic or an EventBridge bus.
    DestinationConfig: DestinationConfig

    /// How long an event is kept for processing, in seconds. By default six hours, 21,600.
    MaximumEventAgeInSeconds: MaximumEventAgeInSeconds

    /// How often an event is retried after the function returned an error. Default: 2.
    MaximumRetryAttempts: MaximumRetryAttempts
}

/// Changes how a function, a version or an alias treats asynchronous invocations. Unlike with
/// `PutFunctionEventInvokeConfig`, options left out stay as they are.
@http(method: "POST", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", code: 200)
operation UpdateFunctionEventInvokeConfig {
    input: UpdateFunctionEventInvokeConfigRequest
    output: FunctionEventInvokeConfig
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `UpdateFunctionEventInvokeConfig`.
@input
structure UpdateFunctionEventInvokeConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version number or alias that the settings are for.
    @httpQuery("Qualifier")
    Qualifier: Qualifier

    /// Where records of processed and failed events go: a Lambda function, a standard SQS queue, a
    /// standard SNS topic or an EventBridge bus.
    DestinationConfig: DestinationConfig

    /// How long an event is kept for processing, in seconds. By default six hours, 21,600.
    MaximumEventAgeInSeconds: MaximumEventAgeInSeconds

    /// How often an event is retried after the function returned an error. Default: 2.
    MaximumRetryAttempts: MaximumRetryAttempts
}

/// Returns how a function, a version or an alias treats asynchronous invocations.
@readonly
@http(method: "GET", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", code: 200)
operation GetFunctionEventInvokeConfig {
    input: GetFunctionEventInvokeConfigRequest
    output: FunctionEventInvokeConfig
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `GetFunctionEventInvokeConfig`.
@input
structure GetFunctionEventInvokeConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version number or alias that the settings are for.
    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

/// Lists the settings for asynchronous invocation of a function, its versions and its aliases.
@readonly
@http(method: "GET", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config/list", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "FunctionEventInvokeConfigs")
operation ListFunctionEventInvokeConfigs {
    input: ListFunctionEventInvokeConfigsRequest
    output: ListFunctionEventInvokeConfigsResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `ListFunctionEventInvokeConfigs`.
@input
structure ListFunctionEventInvokeConfigsRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most.
    @httpQuery("MaxItems")
    MaxItems: MaxFunctionEventInvokeConfigListItems
}

/// The output of `ListFunctionEventInvokeConfigs`.
@output
structure ListFunctionEventInvokeConfigsResponse {
    /// The settings.
    FunctionEventInvokeConfigs: FunctionEventInvokeConfigList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Removes the settings for asynchronous invocation of a function, a version or an alias, which
/// then follows the defaults.
@idempotent
@http(method: "DELETE", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", code: 204)
operation DeleteFunctionEventInvokeConfig {
    input: DeleteFunctionEventInvokeConfigRequest
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `DeleteFunctionEventInvokeConfig`.
@input
structure DeleteFunctionEventInvokeConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters; a version
    /// or an alias may follow after a colon.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version number or alias that the settings are for.
    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

/// Where a record of each processed or failed event or batch goes.
structure DestinationConfig {
    /// Where records of failed events or batches go.
    OnFailure: OnFailure

    /// Where records of processed events go.
    OnSuccess: OnSuccess
}

/// How a function, a version or an alias treats asynchronous invocations.
structure FunctionEventInvokeConfig {
    /// Where records of processed and failed events go: a Lambda function, a standard SQS queue, a
    /// standard SNS topic or an EventBridge bus.
    DestinationConfig: DestinationConfig

    /// The ARN of the function, the version or the alias that the settings are for.
    FunctionArn: FunctionArn

    /// When the settings were last changed.
    LastModified: Date

    /// How long an event is kept for processing, in seconds. By default six hours, 21,600.
    MaximumEventAgeInSeconds: MaximumEventAgeInSeconds

    /// How often an event is retried after the function returned an error. Default: 2.
    MaximumRetryAttempts: MaximumRetryAttempts
}

/// Where records of failed events or batches go.
structure OnFailure {
    /// The ARN of the destination. For asynchronous invocation: an SNS topic, an SQS queue, a
    /// Lambda function or an EventBridge bus. For Kinesis and DynamoDB streams: an SNS topic or an
    /// SQS queue. For Kafka: one of these two or an S3 bucket.
    Destination: DestinationArn
}

/// Where records of processed events go.
structure OnSuccess {
    /// The ARN of the destination.
    Destination: DestinationArn
}

/// The ARN of a destination; empty for none.
@length(min: 0, max: 350)
@pattern("^(^$|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*))$")
string DestinationArn

/// The number of settings that a page may have.
@range(min: 1, max: 50)
integer MaxFunctionEventInvokeConfigListItems

/// How long an asynchronous event is kept for processing, in seconds.
@range(min: 60, max: 21600)
integer MaximumEventAgeInSeconds

/// How often an asynchronous event is retried after an error.
@range(min: 0, max: 2)
integer MaximumRetryAttempts

/// Settings for asynchronous invocation.
list FunctionEventInvokeConfigList {
    member: FunctionEventInvokeConfig
}
