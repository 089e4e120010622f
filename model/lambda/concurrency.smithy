$version: "2"

namespace com.amazonaws.lambda

/// Reserves concurrency for a function as a whole, with all its versions. The number is both: set
/// aside for this function, and the most that it can use.
///
/// At least 100 concurrent executions of the account must stay unreserved.
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

/// The input of `PutFunctionConcurrency`.
@input
structure PutFunctionConcurrencyRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The number of concurrent executions to reserve. At least 100 of the account must stay
    /// unreserved.
    @required
    ReservedConcurrentExecutions: ReservedConcurrentExecutions
}

/// Returns the concurrency that is reserved for a function.
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

/// The input of `GetFunctionConcurrency`.
@input
structure GetFunctionConcurrencyRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName
}

/// The output of `GetFunctionConcurrency`.
@output
structure GetFunctionConcurrencyResponse {
    /// The number of concurrent executions that are reserved.
    ReservedConcurrentExecutions: ReservedConcurrentExecutions
}

/// Removes the reserved concurrency of a function, which then shares what the account has
/// unreserved.
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

/// The input of `DeleteFunctionConcurrency`.
@input
structure DeleteFunctionConcurrencyRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName
}

/// Keeps a number of execution environments initialized for a version or an alias.
///
/// They are initialized after the response: `Status` shows the progress.
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

/// The input of `PutProvisionedConcurrencyConfig`.
@input
structure PutProvisionedConcurrencyConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version number or alias that the provisioned concurrency is for.
    @httpQuery("Qualifier")
    @required
    Qualifier: Qualifier

    /// How many execution environments to keep initialized.
    @required
    ProvisionedConcurrentExecutions: PositiveInteger
}

/// The output of `PutProvisionedConcurrencyConfig`.
@output
structure PutProvisionedConcurrencyConfigResponse {
    /// How much is allocated. While a weighted alias shifts its traffic, the number goes up and
    /// down.
    AllocatedProvisionedConcurrentExecutions: NonNegativeInteger

    /// How much is available for invocations.
    AvailableProvisionedConcurrentExecutions: NonNegativeInteger

    /// When the settings were last changed.
    LastModified: Timestamp

    /// How much was requested.
    RequestedProvisionedConcurrentExecutions: PositiveInteger

    /// The status of the allocation.
    Status: ProvisionedConcurrencyStatusEnum

    /// Why the allocation failed, if it did.
    StatusReason: String
}

/// Returns the provisioned concurrency of a version or an alias. If none is configured, the call
/// fails with `ProvisionedConcurrencyConfigNotFoundException`.
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

/// The input of `GetProvisionedConcurrencyConfig`.
@input
structure GetProvisionedConcurrencyConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version number or alias that the provisioned concurrency is for.
    @httpQuery("Qualifier")
    @required
    Qualifier: Qualifier
}

/// The output of `GetProvisionedConcurrencyConfig`.
@output
structure GetProvisionedConcurrencyConfigResponse {
    /// How much is allocated. While a weighted alias shifts its traffic, the number goes up and
    /// down.
    AllocatedProvisionedConcurrentExecutions: NonNegativeInteger

    /// How much is available for invocations.
    AvailableProvisionedConcurrentExecutions: NonNegativeInteger

    /// When the settings were last changed.
    LastModified: Timestamp

    /// How much was requested.
    RequestedProvisionedConcurrentExecutions: PositiveInteger

    /// The status of the allocation.
    Status: ProvisionedConcurrencyStatusEnum

    /// Why the allocation failed, if it did.
    StatusReason: String
}

/// Lists the provisioned concurrency of a function's versions and aliases.
///
/// The path is that of `GetProvisionedConcurrencyConfig`; the fixed query parameter `List=ALL`
/// distinguishes the two.
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

/// The input of `ListProvisionedConcurrencyConfigs`.
@input
structure ListProvisionedConcurrencyConfigsRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most.
    @httpQuery("MaxItems")
    MaxItems: MaxProvisionedConcurrencyConfigListItems
}

/// The output of `ListProvisionedConcurrencyConfigs`.
@output
structure ListProvisionedConcurrencyConfigsResponse {
    /// The token for the next page; absent on the last one.
    NextMarker: String

    /// The settings of the versions and aliases.
    ProvisionedConcurrencyConfigs: ProvisionedConcurrencyConfigList
}

/// Removes the provisioned concurrency of a version or an alias.
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

/// The input of `DeleteProvisionedConcurrencyConfig`.
@input
structure DeleteProvisionedConcurrencyConfigRequest {
    /// The function, by name, ARN or partial ARN. A bare name has at most 64 characters.
    @httpLabel
    @required
    FunctionName: FunctionName

    /// The version number or alias that the provisioned concurrency is for.
    @httpQuery("Qualifier")
    @required
    Qualifier: Qualifier
}

/// The concurrency that is reserved for a function.
structure Concurrency {
    /// The number of concurrent executions that are reserved.
    ReservedConcurrentExecutions: ReservedConcurrentExecutions
}

/// The provisioned concurrency of one version or alias.
structure ProvisionedConcurrencyConfigListItem {
    /// How much is allocated. While a weighted alias shifts its traffic, the number goes up and
    /// down.
    AllocatedProvisionedConcurrentExecutions: NonNegativeInteger

    /// How much is available for invocations.
    AvailableProvisionedConcurrentExecutions: NonNegativeInteger

    /// The ARN of the version or the alias.
    FunctionArn: FunctionArn

    /// When the settings were last changed.
    LastModified: Timestamp

    /// How much was requested.
    RequestedProvisionedConcurrentExecutions: PositiveInteger

    /// The status of the allocation.
    Status: ProvisionedConcurrencyStatusEnum

    /// Why the allocation failed, if it did.
    StatusReason: String
}

/// The number of settings that a page may have.
@range(min: 1, max: 50)
integer MaxProvisionedConcurrencyConfigListItems

/// A number from 0 on.
@range(min: 0)
integer NonNegativeInteger

/// A number from 1 on.
@range(min: 1)
integer PositiveInteger

/// The number of concurrent executions that are reserved for a function.
@range(min: 0)
integer ReservedConcurrentExecutions

/// The status of an allocation of provisioned concurrency.
enum ProvisionedConcurrencyStatusEnum {
    /// The allocation is running.
    IN_PROGRESS

    /// All of it is allocated.
    READY

    /// The allocation failed.
    FAILED
}

/// Provisioned concurrency of versions and aliases.
list ProvisionedConcurrencyConfigList {
    member: ProvisionedConcurrencyConfigListItem
}
