$version: "2"

namespace com.amazonaws.lambda

/// Settings for an Amazon MSK cluster as event source.
structure AmazonManagedKafkaEventSourceConfig {
    /// The id of the Kafka consumer group to join. It must be unique among all Kafka sources and
    /// cannot be changed later.
    ConsumerGroupId: URI
}

/// Settings for an Amazon DocumentDB change stream as event source.
structure DocumentDBEventSourceConfig {
    /// The collection to read. If absent, all collections of the database are read.
    CollectionName: CollectionName

    /// The database to read.
    DatabaseName: DatabaseName

    /// `UpdateLookup` to receive the whole document beside the change; otherwise just the part that
    /// changed.
    FullDocument: FullDocument
}

/// A mapping between an event source and a function, with its options and its state.
structure EventSourceMappingConfiguration {
    /// Settings for an Amazon MSK source.
    AmazonManagedKafkaEventSourceConfig: AmazonManagedKafkaEventSourceConfig

    /// How many records a batch may have. Default: 10 for Amazon SQS, 100 for all other sources.
    /// Above 10, streams and queues need a batching window of at least 1 second.
    BatchSize: BatchSize

    /// For Kinesis and DynamoDB streams: whether a batch that fails is split in two and tried
    /// again. Default: `false`.
    BisectBatchOnFunctionError: BisectBatchOnFunctionError

    /// For Kinesis, DynamoDB and Kafka sources: where records of discarded batches go.
    DestinationConfig: DestinationConfig

    /// Settings for a DocumentDB source.
    DocumentDBEventSourceConfig: DocumentDBEventSourceConfig

    /// The ARN of the source.
    EventSourceArn: Arn

    /// The filters that decide which events reach the function.
    FilterCriteria: FilterCriteria

    /// The ARN of the function that is invoked.
    FunctionArn: FunctionArn

    /// For Kinesis and DynamoDB streams and SQS: what the function reports about a batch.
    FunctionResponseTypes: FunctionResponseTypeList

    /// When the mapping or its state was last changed.
    LastModified: Date

    /// The result of the last invocation by this mapping.
    LastProcessingResult: String

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

    /// Where reading started. `AT_TIMESTAMP` is for Kinesis, DocumentDB and Kafka only.
    StartingPosition: EventSourcePosition

    /// With `AT_TIMESTAMP`: the time that reading started from.
    StartingPositionTimestamp: Date

    /// The state of the mapping: `Creating`, `Enabling`, `Enabled`, `Disabling`, `Disabled`,
    /// `Updating` or `Deleting`.
    State: String

    /// Whether a user or Lambda caused the last change of state.
    StateTransitionReason: String

    /// For Kafka: the name of the topic to read, exactly one.
    Topics: Topics

    /// For Kinesis and DynamoDB streams: how long a window for stream analytics lasts, in seconds.
    /// 0 means no window.
    TumblingWindowInSeconds: TumblingWindowInSeconds

    /// The id of the mapping.
    UUID: String
}

/// One pattern that decides which events reach the function.
structure Filter {
    /// The pattern, as JSON text, that an event has to match.
    Pattern: Pattern
}

/// The filters of an event source mapping.
structure FilterCriteria {
    /// The filters.
    Filters: FilterList
}

/// How far an event source mapping for Amazon SQS scales.
structure ScalingConfig {
    /// The number of invocations that the queue may cause at once.
    MaximumConcurrency: MaximumConcurrency
}

/// A Kafka cluster that is not managed by AWS.
structure SelfManagedEventSource {
    /// The addresses of the brokers as `host:port`, under the key `KAFKA_BOOTSTRAP_SERVERS`.
    Endpoints: Endpoints
}

/// Settings for a Kafka cluster that is not managed by AWS as event source.
structure SelfManagedKafkaEventSourceConfig {
    /// The id of the Kafka consumer group to join. It must be unique among all Kafka sources and
    /// cannot be changed later.
    ConsumerGroupId: URI
}

/// A secret, a part of a network or a virtual host that Lambda needs to reach an event source.
structure SourceAccessConfiguration {
    /// The kind of the entry. `VIRTUAL_HOST`, for RabbitMQ, cannot be given in
    /// `UpdateEventSourceMapping`.
    Type: SourceAccessType

    /// The value of the entry, such as the ARN of a secret.
    URI: URI
}

/// The number of records that a batch may have.
@range(min: 1, max: 10000)
integer BatchSize

/// Whether a failed batch is split in two and tried again.
boolean BisectBatchOnFunctionError

/// The name of a DocumentDB collection.
@length(min: 1, max: 57)
@pattern("^((^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*))$")
string CollectionName

/// The name of a DocumentDB database.
@length(min: 1, max: 63)
@pattern("^([^ /\\.$\\x22]*)$")
string DatabaseName

/// The address of a Kafka broker, as `host:port`.
@length(min: 1, max: 300)
@pattern("^(^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5})$")
string Endpoint

/// How long Lambda gathers records before it invokes the function, in seconds.
@range(min: 0, max: 300)
integer MaximumBatchingWindowInSeconds

/// The number of invocations that an event source may cause at once.
@range(min: 2, max: 1000)
integer MaximumConcurrency

/// The age up to which a record is processed, in seconds; -1 for no limit.
@range(min: -1, max: 604800)
integer MaximumRecordAgeInSeconds

/// How often a batch is retried after an error; -1 for no limit.
@range(min: -1, max: 10000)
integer MaximumRetryAttemptsEventSourceMapping

/// The number of batches of a shard that are processed at once.
@range(min: 1, max: 10)
integer ParallelizationFactor

/// A filter pattern, as JSON text.
@length(min: 0, max: 4096)
@pattern("^(.*)$")
string Pattern

/// The name of a queue in Amazon MQ.
@length(min: 1, max: 1000)
@pattern("^([\\s\\S]*)$")
string Queue

/// The name of a Kafka topic.
@length(min: 1, max: 249)
@pattern("^(^[^.]([a-zA-Z0-9\\-_.]+))$")
string Topic

/// How long a window for stream analytics lasts, in seconds; 0 for no window.
@range(min: 0, max: 900)
integer TumblingWindowInSeconds

/// A name or ARN of what an event source needs, such as a secret or a consumer group.
@length(min: 1, max: 200)
@pattern("^([a-zA-Z0-9-\\/*:_+=.@-]*)$")
string URI

/// The kind of addresses in a list of endpoints.
enum EndPointType {
    /// Kafka brokers to connect to first.
    KAFKA_BOOTSTRAP_SERVERS
}

/// Where in a stream reading starts.
enum EventSourcePosition {
    /// At the oldest record that is kept.
    TRIM_HORIZON

    /// After the newest record.
    LATEST

    /// At a given time.
    AT_TIMESTAMP
}

/// How much of a changed document DocumentDB puts into an event.
enum FullDocument {
    /// The whole document beside the change.
    UPDATE_LOOKUP = "UpdateLookup"

    /// The part that changed.
    DEFAULT = "Default"
}

/// What a function reports about a batch.
enum FunctionResponseType {
    /// The function names the items of the batch that failed.
    REPORT_BATCH_ITEM_FAILURES = "ReportBatchItemFailures"
}

/// The kind of an entry for access to an event source.
enum SourceAccessType {
    /// A secret with user name and password, for Amazon MQ.
    BASIC_AUTH

    /// A subnet through which the Kafka brokers are reached.
    VPC_SUBNET

    /// A security group for the connection to the Kafka brokers.
    VPC_SECURITY_GROUP

    /// A secret for SASL/SCRAM-512 with Kafka.
    SASL_SCRAM_512_AUTH

    /// A secret for SASL/SCRAM-256 with Kafka.
    SASL_SCRAM_256_AUTH

    /// The name of a virtual host of a RabbitMQ broker.
    VIRTUAL_HOST

    /// A secret with a client certificate and its key, for mutual TLS with Kafka.
    CLIENT_CERTIFICATE_TLS_AUTH

    /// A secret with the root certificate of the authority that signed the certificates of the
    /// Kafka brokers.
    SERVER_ROOT_CA_CERTIFICATE
}

/// Addresses of Kafka brokers.
@length(min: 1, max: 10)
list EndpointLists {
    member: Endpoint
}

/// Filters of an event source mapping; an event passes if it matches one of them.
list FilterList {
    member: Filter
}

/// What a function reports about a batch: at most one entry.
@length(min: 0, max: 1)
list FunctionResponseTypeList {
    member: FunctionResponseType
}

/// The queue to read from: exactly one.
@length(min: 1, max: 1)
list Queues {
    member: Queue
}

/// What Lambda needs to reach an event source, 22 entries at most.
@length(min: 0, max: 22)
list SourceAccessConfigurations {
    member: SourceAccessConfiguration
}

/// The Kafka topic to read from: exactly one.
@length(min: 1, max: 1)
list Topics {
    member: Topic
}

/// Lists of endpoints by kind.
@length(max: 2)
map Endpoints {
    key: EndPointType
    value: EndpointLists
}
