$version: "2"

namespace com.amazonaws.lambda

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

@input
structure PutFunctionEventInvokeConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier

    DestinationConfig: DestinationConfig

    MaximumEventAgeInSeconds: MaximumEventAgeInSeconds

    MaximumRetryAttempts: MaximumRetryAttempts
}

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

@input
structure UpdateFunctionEventInvokeConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier

    DestinationConfig: DestinationConfig

    MaximumEventAgeInSeconds: MaximumEventAgeInSeconds

    MaximumRetryAttempts: MaximumRetryAttempts
}

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

@input
structure GetFunctionEventInvokeConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

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

@input
structure ListFunctionEventInvokeConfigsRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxFunctionEventInvokeConfigListItems
}

@output
structure ListFunctionEventInvokeConfigsResponse {
    FunctionEventInvokeConfigs: FunctionEventInvokeConfigList

    NextMarker: String
}

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

@input
structure DeleteFunctionEventInvokeConfigRequest {
    @httpLabel
    @required
    FunctionName: FunctionName

    @httpQuery("Qualifier")
    Qualifier: Qualifier
}

structure DestinationConfig {
    OnFailure: OnFailure

    OnSuccess: OnSuccess
}

structure FunctionEventInvokeConfig {
    DestinationConfig: DestinationConfig

    FunctionArn: FunctionArn

    LastModified: Date

    MaximumEventAgeInSeconds: MaximumEventAgeInSeconds

    MaximumRetryAttempts: MaximumRetryAttempts
}

structure OnFailure {
    Destination: DestinationArn
}

structure OnSuccess {
    Destination: DestinationArn
}

@length(min: 0, max: 350)
@pattern("^(^$|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*))$")
string DestinationArn

@range(min: 1, max: 50)
integer MaxFunctionEventInvokeConfigListItems

@range(min: 60, max: 21600)
integer MaximumEventAgeInSeconds

@range(min: 0, max: 2)
integer MaximumRetryAttempts

list FunctionEventInvokeConfigList {
    member: FunctionEventInvokeConfig
}
