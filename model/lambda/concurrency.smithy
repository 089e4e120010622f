$version: "2"

namespace com.amazonaws.lambda

@idempotent
@http(method: "PUT", uri: "/2017-10-31/functions/{FunctionName}/concurrency", code: 200)
operation PutFunctionConcurrency {
    input: PutFunctionConcurrencyRequest
    output: Concurrency
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure PutFunctionConcurrencyRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @required
    ReservedConcurrentExecutions: ReservedConcurrentExecutions
}

@readonly
@http(method: "GET", uri: "/2019-09-30/functions/{FunctionName}/concurrency", code: 200)
operation GetFunctionConcurrency {
    input: GetFunctionConcurrencyRequest
    output: GetFunctionConcurrencyResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetFunctionConcurrencyRequest {
    @httpLabel
    @required
    FunctionName: FunctionName
}

@output
structure GetFunctionConcurrencyResponse {
    ReservedConcurrentExecutions: ReservedConcurrentExecutions
}

@idempotent
@http(method: "DELETE", uri: "/2017-10-31/functions/{FunctionName}/concurrency", code: 204)
operation DeleteFunctionConcurrency {
    input: DeleteFunctionConcurrencyRequest
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure DeleteFunctionConcurrencyRequest {
    @httpLabel
    @required
    FunctionName: FunctionName
}

@idempotent
@http(method: "PUT", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", code: 202)
operation PutProvisionedConcurrencyConfig {
    input: PutProvisionedConcurrencyConfigRequest
    output: PutProvisionedConcurrencyConfigResponse
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure PutProvisionedConcurrencyConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    @required
    Qualifier: Qualifier

    @required
    ProvisionedConcurrentExecutions: PositiveInteger
}

@output
structure PutProvisionedConcurrencyConfigResponse {
    AllocatedProvisionedConcurrentExecutions: NonNegativeInteger

    AvailableProvisionedConcurrentExecutions: NonNegativeInteger

    LastModified: Timestamp

    RequestedProvisionedConcurrentExecutions: PositiveInteger

    Status: ProvisionedConcurrencyStatusEnum

    StatusReason: String
}

@readonly
@http(method: "GET", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", code: 200)
operation GetProvisionedConcurrencyConfig {
    input: GetProvisionedConcurrencyConfigRequest
    output: GetProvisionedConcurrencyConfigResponse
    errors: [
        InvalidParameterValueException
        ProvisionedConcurrencyConfigNotFoundException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetProvisionedConcurrencyConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    @required
    Qualifier: Qualifier
}

@output
structure GetProvisionedConcurrencyConfigResponse {
    AllocatedProvisionedConcurrentExecutions: NonNegativeInteger

    AvailableProvisionedConcurrentExecutions: NonNegativeInteger

    LastModified: Timestamp

    RequestedProvisionedConcurrentExecutions: PositiveInteger

    Status: ProvisionedConcurrencyStatusEnum

    StatusReason: String
}

@readonly
@http(method: "GET", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "ProvisionedConcurrencyConfigs")
operation ListProvisionedConcurrencyConfigs {
    input: ListProvisionedConcurrencyConfigsRequest
    output: ListProvisionedConcurrencyConfigsResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure ListProvisionedConcurrencyConfigsRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxProvisionedConcurrencyConfigListItems
}

@output
structure ListProvisionedConcurrencyConfigsResponse {
    NextMarker: String

    ProvisionedConcurrencyConfigs: ProvisionedConcurrencyConfigList
}

@idempotent
@http(method: "DELETE", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", code: 204)
operation DeleteProvisionedConcurrencyConfig {
    input: DeleteProvisionedConcurrencyConfigRequest
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure DeleteProvisionedConcurrencyConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    @required
    Qualifier: Qualifier
}

structure Concurrency {
    ReservedConcurrentExecutions: ReservedConcurrentExecutions
}

structure ProvisionedConcurrencyConfigListItem {
    AllocatedProvisionedConcurrentExecutions: NonNegativeInteger

    AvailableProvisionedConcurrentExecutions: NonNegativeInteger

    FunctionArn: FunctionArn

    LastModified: Timestamp

    RequestedProvisionedConcurrentExecutions: PositiveInteger

    Status: ProvisionedConcurrencyStatusEnum

    StatusReason: String
}

@range(min: 1, max: 50)
integer MaxProvisionedConcurrencyConfigListItems

@range(min: 0)
integer NonNegativeInteger

@range(min: 1)
integer PositiveInteger

@range(min: 0)
integer ReservedConcurrentExecutions

enum ProvisionedConcurrencyStatusEnum {
    IN_PROGRESS
    READY
    FAILED
}

list ProvisionedConcurrencyConfigList {
    member: ProvisionedConcurrencyConfigListItem
}
