$version: "2"

namespace com.amazonaws.lambda

/// Returns the limits of the account in this region, and how much of them is used.
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

/// The input of `GetAccountSettings`, which has no members.
@input
structure GetAccountSettingsRequest {}

/// The output of `GetAccountSettings`.
@output
structure GetAccountSettingsResponse {
    /// The limits of the account.
    AccountLimit: AccountLimit

    /// How much of the limits is used.
    AccountUsage: AccountUsage
}

/// The limits of an account on code size and concurrency.
structure AccountLimit {
    /// The largest size of code and layers together once unzipped, in bytes.
    CodeSizeUnzipped: Long

    /// The largest .zip package that can be uploaded directly, in bytes. Larger ones go through
    /// Amazon S3.
    CodeSizeZipped: Long

    /// The number of executions that may run at once.
    ConcurrentExecutions: Integer

    /// How much code and layers may be stored, in bytes.
    TotalCodeSize: Long

    /// The concurrency of the account less what is reserved for functions.
    UnreservedConcurrentExecutions: UnreservedConcurrentExecutions
}

/// How many functions an account has, and how much code.
structure AccountUsage {
    /// The number of functions.
    FunctionCount: Long

    /// How much code and layers are stored, in bytes.
    TotalCodeSize: Long
}

/// The number of concurrent executions that are not reserved.
@range(min: 0)
integer UnreservedConcurrentExecutions
