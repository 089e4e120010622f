$version: "2"

namespace com.amazonaws.lambda

@readonly
@http(method: "GET", uri: "/2016-08-19/account-settings/", code: 200)
operation GetAccountSettings {
    input: GetAccountSettingsRequest
    output: GetAccountSettingsResponse
    errors: [
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetAccountSettingsRequest {}

@output
structure GetAccountSettingsResponse {
    AccountLimit: AccountLimit

    AccountUsage: AccountUsage
}

structure AccountLimit {
    CodeSizeUnzipped: Long

    CodeSizeZipped: Long

    ConcurrentExecutions: Integer

    TotalCodeSize: Long

    UnreservedConcurrentExecutions: UnreservedConcurrentExecutions
}

structure AccountUsage {
    FunctionCount: Long

    TotalCodeSize: Long
}

@range(min: 0)
integer UnreservedConcurrentExecutions
