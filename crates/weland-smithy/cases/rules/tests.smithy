$version: "2.0"
namespace example

use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@trait(selector: "service")
@protocolDefinition
structure protocol {}

@http(method: "POST", uri: "/")
@httpRequestTests([{ id: "one", protocol: protocol, method: "POST", uri: "/" }])
@httpResponseTests([{ id: "one", protocol: protocol, code: 200 }])
operation Right {}

@http(method: "POST", uri: "/other")
@httpRequestTests([
    { id: "two", protocol: protocol, method: "POST", uri: "/other" }
    { id: "two", protocol: protocol, method: "POST", uri: "/other" }
    { id: "one", protocol: protocol, method: "POST", uri: "/other" }
])
operation Wrong {}
