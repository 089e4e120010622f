$version: "2"

namespace com.amazonaws.lambda

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

@input
structure CreateEventSourceMappingRequest {
    AmazonManagedKafkaEventSourceConfig: AmazonManagedKafkaEventSourceConfig

    BatchSize: BatchSize

    BisectBatchOnFunctionError: BisectBatchOnFunctionError

    DestinationConfig: DestinationConfig

    DocumentDBEventSourceConfig: DocumentDBEventSourceConfig

    Enabled: Enabled

    EventSourceArn: Arn

    FilterCriteria: FilterCriteria

    @required
    FunctionName: FunctionName

    FunctionResponseTypes: FunctionResponseTypeList

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

    Topics: Topics

    TumblingWindowInSeconds: TumblingWindowInSeconds
}

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

@input
structure GetEventSourceMappingRequest {
    @httpLabel
    @required
    UUID: String
}

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

@input
structure ListEventSourceMappingsRequest {
    @httpQuery("EventSourceArn")
    EventSourceArn: Arn

    @httpQuery("FunctionName")
    FunctionName: FunctionName

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxListItems
}

@output
structure ListEventSourceMappingsResponse {
    EventSourceMappings: EventSourceMappingsList

    NextMarker: String
}

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

@input
structure UpdateEventSourceMappingRequest {
    @httpLabel
    @required
    UUID: String

    BatchSize: BatchSize

    BisectBatchOnFunctionError: BisectBatchOnFunctionError

    DestinationConfig: DestinationConfig

    DocumentDBEventSourceConfig: DocumentDBEventSourceConfig

    Enabled: Enabled

    FilterCriteria: FilterCriteria

    FunctionName: FunctionName

    FunctionResponseTypes: FunctionResponseTypeList

    MaximumBatchingWindowInSeconds: MaximumBatchingWindowInSeconds

    MaximumRecordAgeInSeconds: MaximumRecordAgeInSeconds

    MaximumRetryAttempts: MaximumRetryAttemptsEventSourceMapping

    ParallelizationFactor: ParallelizationFactor

    ScalingConfig: ScalingConfig

    SourceAccessConfigurations: SourceAccessConfigurations

    TumblingWindowInSeconds: TumblingWindowInSeconds
}

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

@input
structure DeleteEventSourceMappingRequest {
    @httpLabel
    @required
    UUID: String
}

boolean Enabled

list EventSourceMappingsList {
    member: EventSourceMappingConfiguration
}
