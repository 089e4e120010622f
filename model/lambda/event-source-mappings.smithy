$version: "2"

namespace com.amazonaws.lambda

/// Creates a mapping through which Lambda reads items from a stream or a queue and invokes a
/// function with batches of them.
///
/// The source is given as `EventSourceArn` or, for Kafka outside of AWS, as
/// `SelfManagedEventSource`. A Kinesis or DynamoDB stream needs a starting position. Retry limits,
/// record age, splitting of batches, parallelization and tumbling windows are for these streams
/// only; destinations are for them and for Kafka.
///
/// The mapping is set up after the response: `State` shows the progress.
@http(method: "POST", uri: "/2015-03-31/event-source-mappings/", code: 202)
operation CreateEventSourceMapping {
    input: CreateEventSourceMappingRequest
    output: EventSourceMappingConfiguration
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `CreateEventSourceMapping`.
@input
structure CreateEventSourceMappingRequest {
    /// Settings for an Amazon MSK source.
    AmazonManagedKafkaEventSourceConfig: AmazonManagedKafkaEventSourceConfig

    /// How many records a batch may have. Default: 10 for Amazon SQS, 100 for all other sources. A
    /// FIFO queue allows 10 at most; the batch as a whole must fit into the 6 MB of a synchronous
    /// payload.
    BatchSize: BatchSize

    /// For Kinesis and DynamoDB streams: whether a batch that fails is split in two and tried
    /// again. Default: `false`.
    BisectBatchOnFunctionError: BisectBatchOnFunctionError

    /// For Kinesis, DynamoDB and Kafka sources: where records of discarded batches go.
    DestinationConfig: DestinationConfig

    /// Settings for a DocumentDB source.
    DocumentDBEventSourceConfig: DocumentDBEventSourceConfig

    /// `false` to pause reading and invoking. Default: `true`.
    Enabled: Enabled

    /// The ARN of the source: a Kinesis stream or stream consumer, a DynamoDB stream, an SQS queue,
    /// an MSK cluster or its VPC connection, an Amazon MQ broker, or a DocumentDB change stream.
    EventSourceArn: Arn

    /// The filters that decide which events reach the function.
    FilterCriteria: FilterCriteria

    /// The function to invoke, by name, ARN or partial ARN, or the ARN of a version or an alias. A
    /// bare name has at most 64 characters.
    @required
    FunctionName: FunctionName

    /// For Kinesis and DynamoDB streams and SQS: what the function reports about a batch.
    FunctionResponseTypes: FunctionResponseTypeList

    /// How long Lambda gathers records before it invokes the function, in whole seconds. Default: 0
    /// for Kinesis, DynamoDB and SQS, where a batch size above 10 needs at least 1; 500 ms for MSK,
    /// self-managed Kafka, Amazon MQ and DocumentDB, a value that an update cannot bring back.
    MaximumBatchingWindowInSeconds: MaximumBatchingWindowInSeconds

    /// For Kinesis and DynamoDB streams: the age, in seconds, above which records are discarded.
    /// Default: -1, never. Besides -1 the lowest value is 60: those from 0 to 59 are refused,
    /// though they lie in the range.
    MaximumRecordAgeInSeconds: MaximumRecordAgeInSeconds

    /// For Kinesis and DynamoDB streams: how often a failed batch is retried. Default: -1,
    /// until its records expire.
    MaximumRetryAttempts: MaximumRetryAttemptsEventSourceMapping

    /// For Kinesis and DynamoDB streams: how many batches of a shard are processed at once.
    /// Default: 1.
    ParallelizationFactor: ParallelizationFactor

    /// For Amazon MQ: the name of the queue to read, exactly one.
    Queues: Queues

    /// For SQS: how far the mapping scales. An empty value removes the limit.
    ScalingConfig: ScalingConfig

    /// The Kafka cluster to read, where it is not managed by AWS.
    SelfManagedEventSource: SelfManagedEventSource

    /// Settings for a self-managed Kafka source.
    SelfManagedKafkaEventSourceConfig: SelfManagedKafkaEventSourceConfig

    /// Secrets, parts of the network or a virtual host that are needed to reach the source.
    SourceAccessConfigurations: SourceAccessConfigurations

    /// Where to start reading. Needed for Kinesis and DynamoDB streams; `AT_TIMESTAMP` is for
    /// Kinesis, DocumentDB and Kafka only.
    StartingPosition: EventSourcePosition

    /// With `AT_TIMESTAMP`: the time to start from, which must not lie in the future.
    StartingPositionTimestamp: Date

    /// For Kafka: the name of the topic to read, exactly one.
    Topics: Topics

    /// For Kinesis and DynamoDB streams: how long a window for stream analytics lasts, in seconds.
    /// 0 means no window.
    TumblingWindowInSeconds: TumblingWindowInSeconds
}

/// Returns an event source mapping by its UUID, which `ListEventSourceMappings` shows.
@readonly
@http(method: "GET", uri: "/2015-03-31/event-source-mappings/{UUID}", code: 200)
operation GetEventSourceMapping {
    input: GetEventSourceMappingRequest
    output: EventSourceMappingConfiguration
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `GetEventSourceMapping`.
@input
structure GetEventSourceMappingRequest {
    /// The id of the mapping.
    @httpLabel
    @required
    UUID: String
}

/// Lists event source mappings, all of them or those of one source or one function.
///
/// A page holds 100 mappings at most, even if `MaxItems` is larger.
@readonly
@http(method: "GET", uri: "/2015-03-31/event-source-mappings/", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "EventSourceMappings")
operation ListEventSourceMappings {
    input: ListEventSourceMappingsRequest
    output: ListEventSourceMappingsResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `ListEventSourceMappings`.
@input
structure ListEventSourceMappingsRequest {
    /// Only mappings of this source: a Kinesis stream or stream consumer, a DynamoDB stream, an SQS
    /// queue, an MSK cluster or its VPC connection, an Amazon MQ broker, or a DocumentDB change
    /// stream.
    @httpQuery("EventSourceArn")
    EventSourceArn: Arn

    /// Only mappings to this function, by name, ARN or partial ARN, or the ARN of a version or an
    /// alias.
    @httpQuery("FunctionName")
    FunctionName: FunctionName

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most. More than 100 has the effect of 100.
    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

/// The output of `ListEventSourceMappings`.
@output
structure ListEventSourceMappingsResponse {
    /// The mappings.
    EventSourceMappings: EventSourceMappingsList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Changes an event source mapping: its function, its options, or whether it is enabled. A paused
/// mapping resumes where it stopped.
///
/// The source itself, its topics or queues and the starting position cannot be changed, nor can the
/// virtual host of a RabbitMQ broker. While the mapping is busy, for instance still being created,
/// the call fails with `ResourceInUseException`.
@idempotent
@http(method: "PUT", uri: "/2015-03-31/event-source-mappings/{UUID}", code: 202)
operation UpdateEventSourceMapping {
    input: UpdateEventSourceMappingRequest
    output: EventSourceMappingConfiguration
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceInUseException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `UpdateEventSourceMapping`.
@input
structure UpdateEventSourceMappingRequest {
    /// The id of the mapping.
    @httpLabel
    @required
    UUID: String

    /// How many records a batch may have. Default: 10 for Amazon SQS, 100 for all other sources. A
    /// FIFO queue allows 10 at most; the batch as a whole must fit into the 6 MB of a synchronous
    /// payload.
    BatchSize: BatchSize

    /// For Kinesis and DynamoDB streams: whether a batch that fails is split in two and tried
    /// again. Default: `false`.
    BisectBatchOnFunctionError: BisectBatchOnFunctionError

    /// For Kinesis, DynamoDB and Kafka sources: where records of discarded batches go.
    DestinationConfig: DestinationConfig

    /// Settings for a DocumentDB source.
    DocumentDBEventSourceConfig: DocumentDBEventSourceConfig

    /// `false` to pause reading and invoking, `true` to continue where it stopped.
    Enabled: Enabled

    /// The filters that decide which events reach the function.
    FilterCriteria: FilterCriteria

    /// The function to invoke from now on, by name, ARN or partial ARN, or the ARN of a version or
    /// an alias. A bare name has at most 64 characters.
    FunctionName: FunctionName

    /// For Kinesis and DynamoDB streams and SQS: what the function reports about a batch.
    FunctionResponseTypes: FunctionResponseTypeList

    /// How long Lambda gathers records before it invokes the function, in whole seconds. Default: 0
    /// for Kinesis, DynamoDB and SQS, where a batch size above 10 needs at least 1; 500 ms for MSK,
    /// self-managed Kafka, Amazon MQ and DocumentDB, a value that an update cannot bring back.
    MaximumBatchingWindowInSeconds: MaximumBatchingWindowInSeconds

    /// For Kinesis and DynamoDB streams: the age, in seconds, above which records are discarded.
    /// Default: -1, never. Besides -1 the lowest value is 60: those from 0 to 59 are refused,
    /// though they lie in the range.
    MaximumRecordAgeInSeconds: MaximumRecordAgeInSeconds

    /// For Kinesis and DynamoDB streams: how often a failed batch is retried. Default: -1,
    /// until its records expire.
    MaximumRetryAttempts: MaximumRetryAttemptsEventSourceMapping

    /// For Kinesis and DynamoDB streams: how many batches of a shard are processed at once.
    /// Default: 1.
    ParallelizationFactor: ParallelizationFactor

    /// For SQS: how far the mapping scales. An empty value removes the limit.
    ScalingConfig: ScalingConfig

    /// Secrets, parts of the network or a virtual host that are needed to reach the source.
    SourceAccessConfigurations: SourceAccessConfigurations

    /// For Kinesis and DynamoDB streams: how long a window for stream analytics lasts, in seconds.
    /// 0 means no window.
    TumblingWindowInSeconds: TumblingWindowInSeconds
}

/// Deletes an event source mapping. The response shows it in the state `Deleting`; it is deleted
/// several seconds later.
///
/// While the mapping is busy, for instance still being updated, the call fails with
/// `ResourceInUseException`.
@idempotent
@http(method: "DELETE", uri: "/2015-03-31/event-source-mappings/{UUID}", code: 202)
operation DeleteEventSourceMapping {
    input: DeleteEventSourceMappingRequest
    output: EventSourceMappingConfiguration
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceInUseException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `DeleteEventSourceMapping`.
@input
structure DeleteEventSourceMappingRequest {
    /// The id of the mapping.
    @httpLabel
    @required
    UUID: String
}

/// Whether a mapping is active.
boolean Enabled

/// Event source mappings.
list EventSourceMappingsList {
    member: EventSourceMappingConfiguration
}
