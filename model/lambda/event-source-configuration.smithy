$version: "2"

namespace com.amazonaws.lambda

structure AmazonManagedKafkaEventSourceConfig {
    ConsumerGroupId: URI
}

structure DocumentDBEventSourceConfig {
    CollectionName: CollectionName

    DatabaseName: DatabaseName

    FullDocument: FullDocument
}

structure EventSourceMappingConfiguration {
    AmazonManagedKafkaEventSourceConfig: AmazonManagedKafkaEventSourceConfig

    BatchSize: BatchSize

    BisectBatchOnFunctionError: BisectBatchOnFunctionError

    DestinationConfig: DestinationConfig

    DocumentDBEventSourceConfig: DocumentDBEventSourceConfig

    EventSourceArn: Arn

    FilterCriteria: FilterCriteria

    FunctionArn: FunctionArn

    FunctionResponseTypes: FunctionResponseTypeList

    LastModified: Date

    LastProcessingResult: String

    MaximumBatchingWindowInSeconds: MaximumBatchingWindowInSeconds

    MaximumRecordAgeInSeconds: MaximumRecordAgeInSeconds

    MaximumRetryAttempts: MaximumRetryAttemptsEventSourceMapping

    ParallelizationFactor: ParallelizationFactor

    Queues: Queues

    ScalingConfig: ScalingConfig

    SelfManagedEventSource: SelfManagedEventSource

    SelfManagedKafkaEventSourceConfig: SelfManagedKafkaEventSourceConfig

    SourceAccessConfigurations: SourceAccessConfigurations

    StartingPosition: EventSourcePosition

    StartingPositionTimestamp: Date

    State: String

    StateTransitionReason: String

    Topics: Topics

    TumblingWindowInSeconds: TumblingWindowInSeconds

    UUID: String
}

structure Filter {
    Pattern: Pattern
}

structure FilterCriteria {
    Filters: FilterList
}

structure ScalingConfig {
    MaximumConcurrency: MaximumConcurrency
}

structure SelfManagedEventSource {
    Endpoints: Endpoints
}

structure SelfManagedKafkaEventSourceConfig {
    ConsumerGroupId: URI
}

structure SourceAccessConfiguration {
    Type: SourceAccessType

    URI: URI
}

@range(min: 1, max: 10000)
integer BatchSize

boolean BisectBatchOnFunctionError

@length(min: 1, max: 57)
@pattern("^((^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*))$")
string CollectionName

@length(min: 1, max: 63)
@pattern("^([^ /\\.$\\x22]*)$")
string DatabaseName

@length(min: 1, max: 300)
@pattern("^(^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5})$")
string Endpoint

@range(min: 0, max: 300)
integer MaximumBatchingWindowInSeconds

@range(min: 2, max: 1000)
integer MaximumConcurrency

@range(min: -1, max: 604800)
integer MaximumRecordAgeInSeconds

@range(min: -1, max: 10000)
integer MaximumRetryAttemptsEventSourceMapping

@range(min: 1, max: 10)
integer ParallelizationFactor

@length(min: 0, max: 4096)
@pattern("^(.*)$")
string Pattern

@length(min: 1, max: 1000)
@pattern("^([\\s\\S]*)$")
string Queue

@length(min: 1, max: 249)
@pattern("^(^[^.]([a-zA-Z0-9\\-_.]+))$")
string Topic

@range(min: 0, max: 900)
integer TumblingWindowInSeconds

@length(min: 1, max: 200)
@pattern("^([a-zA-Z0-9-\\/*:_+=.@-]*)$")
string URI

enum EndPointType {
    KAFKA_BOOTSTRAP_SERVERS
}

enum EventSourcePosition {
    TRIM_HORIZON
    LATEST
    AT_TIMESTAMP
}

enum FullDocument {
    UPDATE_LOOKUP = "UpdateLookup"
    DEFAULT = "Default"
}

enum FunctionResponseType {
    REPORT_BATCH_ITEM_FAILURES = "ReportBatchItemFailures"
}

enum SourceAccessType {
    BASIC_AUTH
    VPC_SUBNET
    VPC_SECURITY_GROUP
    SASL_SCRAM_512_AUTH
    SASL_SCRAM_256_AUTH
    VIRTUAL_HOST
    CLIENT_CERTIFICATE_TLS_AUTH
    SERVER_ROOT_CA_CERTIFICATE
}

@length(min: 1, max: 10)
list EndpointLists {
    member: Endpoint
}

list FilterList {
    member: Filter
}

@length(min: 0, max: 1)
list FunctionResponseTypeList {
    member: FunctionResponseType
}

@length(min: 1, max: 1)
list Queues {
    member: Queue
}

@length(min: 0, max: 22)
list SourceAccessConfigurations {
    member: SourceAccessConfiguration
}

@length(min: 1, max: 1)
list Topics {
    member: Topic
}

@length(max: 2)
map Endpoints {
    key: EndPointType
    value: EndpointLists
}
