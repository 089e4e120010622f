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

@http(method: "POST", uri: "/bodies")
@httpRequestTests([
    { id: "json", protocol: protocol, method: "POST", uri: "/", body: "{\"a\":[1]}", bodyMediaType: "application/json" }
    { id: "xml", protocol: protocol, method: "POST", uri: "/", body: "<a/>", bodyMediaType: "text/xml; charset=utf-8" }
    { id: "text", protocol: protocol, method: "POST", uri: "/", body: "{", bodyMediaType: "text/plain" }
    { id: "any", protocol: protocol, method: "POST", uri: "/", body: "{" }
    { id: "none", protocol: protocol, method: "POST", uri: "/", body: "", bodyMediaType: "application/json" }
])
operation RightBodies {}

@http(method: "POST", uri: "/wrong-bodies")
@httpRequestTests([
    { id: "wrong1", protocol: protocol, method: "POST", uri: "/", body: "{'a':1}", bodyMediaType: "application/json" }
    { id: "wrong2", protocol: protocol, method: "POST", uri: "/", body: "1 2", bodyMediaType: "application/a+json" }
])
@httpResponseTests([
    { id: "wrong3", protocol: protocol, code: 200, body: "<a><b></a>", bodyMediaType: "application/xml" }
    {
        id: "wrong4"
        protocol: protocol
        code: 200
        body: """
            <a b="1" b="2">
            </a>"""
        bodyMediaType: "application/a+xml"
    }
])
operation WrongBodies {}

@http(method: "POST", uri: "/other")
@httpRequestTests([
    { id: "two", protocol: protocol, method: "POST", uri: "/other" }
    { id: "two", protocol: protocol, method: "POST", uri: "/other" }
    { id: "one", protocol: protocol, method: "POST", uri: "/other" }
])
operation Wrong {}
