$version: "2.0"
namespace example

@readonly
@http(method: "GET", uri: "/right")
operation RightGet {}

@idempotent
@http(method: "PUT", uri: "/right")
operation RightPut {}

@idempotent
@http(method: "POST", uri: "/right")
operation IdempotentPost {}

@http(method: "POST", uri: "/other")
operation Post {}

@http(method: "PURGE", uri: "/right")
operation OtherMethod {}

@http(method: "GET", uri: "/wrong")
operation Get {}

@idempotent
@readonly
@http(method: "DELETE", uri: "/wrong")
operation Delete {}

@http(method: "put", uri: "/wrong")
operation LowerCase {}

@readonly
@http(method: "OPTIONS", uri: "/wrong")
operation Options {}
