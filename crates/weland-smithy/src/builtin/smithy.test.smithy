// Test cases of protocols and services.
$version: "2.0"

namespace smithy.test

@trait(selector: "operation")
@length(min: 1)
list httpRequestTests { member: HttpRequestTestCase }

@trait(selector: ":test(operation, structure[trait|error])")
@length(min: 1)
list httpResponseTests { member: HttpResponseTestCase }

@unstable
@trait(selector: "operation")
@length(min: 1)
list httpMalformedRequestTests { member: HttpMalformedRequestTestCase }

@trait(selector: "operation :test(-[input, output]-> structure > member > union[trait|streaming])")
@length(min: 1)
list eventStreamTests { member: EventStreamTestCase }

@trait(selector: "operation")
list smokeTests { member: SmokeTestCase }

// --- requests and responses

@private
@mixin
structure HttpMessageMixin {
    headers: StringMap
    forbidHeaders: StringList
    requireHeaders: StringList
    body: String
    bodyMediaType: String
}

@private
@mixin
structure HttpRequestMixin with [HttpMessageMixin] {
    @required
    @length(min: 1)
    method: String
    @required
    @length(min: 1)
    uri: String
    host: String
    resolvedHost: String
    queryParams: StringList
    forbidQueryParams: StringList
    requireQueryParams: StringList
}

@private
@mixin
structure HttpResponseMixin with [HttpMessageMixin] {
    @required
    @range(min: 100, max: 599)
    code: Integer
}

@private
@mixin
structure TestCaseMixin {
    @required
    @pattern("^[A-Za-z_][A-Za-z0-9_]+$")
    id: String
    @required
    @idRef(selector: "[trait|protocolDefinition]", failWhenMissing: true)
    protocol: String
    documentation: String
    tags: NonEmptyStringList
}

@private
@mixin
structure HttpTestCaseMixin with [TestCaseMixin] {
    @idRef(selector: "[trait|authDefinition]", failWhenMissing: true)
    authScheme: String
    params: Document
    vendorParams: Document
    @idRef(failWhenMissing: true)
    vendorParamsShape: String
    appliesTo: AppliesTo
}

@private
structure HttpRequestTestCase with [HttpTestCaseMixin, HttpRequestMixin] {}

@private
structure HttpResponseTestCase with [HttpTestCaseMixin, HttpResponseMixin] {}

@private
enum AppliesTo {
    CLIENT = "client"
    SERVER = "server"
}

// --- malformed requests

@private
structure HttpMalformedRequestTestCase with [TestCaseMixin] {
    @required
    request: HttpMalformedRequestDefinition
    @required
    response: HttpMalformedResponseDefinition
    testParameters: HttpMalformedRequestTestParametersDefinition
}

@private
structure HttpMalformedRequestDefinition {
    @required
    @length(min: 1)
    method: String
    @required
    @length(min: 1)
    uri: String
    host: String
    queryParams: StringList
    headers: StringMap
    body: String
    bodyMediaType: String
}

@private
structure HttpMalformedResponseDefinition {
    headers: StringMap
    @required
    @range(min: 100, max: 599)
    code: Integer
    body: HttpMalformedResponseBodyDefinition
}

@private
structure HttpMalformedResponseBodyDefinition {
    @required
    assertion: HttpMalformedResponseBodyAssertion
    @required
    mediaType: String
}

@private
union HttpMalformedResponseBodyAssertion {
    contents: String
    messageRegex: String
}

@private
map HttpMalformedRequestTestParametersDefinition { key: String, value: StringList }

// --- event streams

@private
structure EventStreamTestCase with [TestCaseMixin] {
    initialRequestParams: Document
    initialRequest: Document
    @idRef(selector: "structure", failWhenMissing: true)
    initialRequestShape: String
    initialResponseParams: Document
    initialResponse: Document
    @idRef(selector: "structure", failWhenMissing: true)
    initialResponseShape: String
    events: Events
    expectation: TestExpectation
    vendorParams: Document
    @idRef(selector: "structure", failWhenMissing: true)
    vendorParamsShape: String
    appliesTo: AppliesTo
}

structure InitialHttpRequest with [HttpRequestMixin] {}

structure InitialHttpResponse with [HttpResponseMixin] {}

@private
list Events { member: Event }

@private
structure Event {
    @required
    type: EventType
    params: Document
    headers: EventHeaders
    forbidHeaders: StringList
    requireHeaders: StringList
    body: Blob
    bodyMediaType: String
    bytes: Blob
    vendorParams: Document = {}
    @idRef(selector: "structure", failWhenMissing: true)
    vendorParamsShape: String
}

@private
enum EventType {
    REQUEST = "request"
    RESPONSE = "response"
}

@private
map EventHeaders { key: String, value: EventHeaderValue }

@private
union EventHeaderValue {
    boolean: Boolean
    byte: Byte
    short: Short
    integer: Integer
    long: Long
    blob: Blob
    string: String
    timestamp: Timestamp
}

@private
union TestExpectation {
    success: Unit
    failure: TestFailureExpectation
}

@private
structure TestFailureExpectation {
    @idRef(failWhenMissing: true, selector: "[trait|error]")
    errorId: String
}

// --- smoke tests

@private
structure SmokeTestCase {
    @required
    @pattern("^[A-Za-z_][A-Za-z0-9_]+$")
    id: String
    params: Document
    vendorParams: Document
    @idRef(failWhenMissing: true)
    vendorParamsShape: String
    @required
    expect: Expectation
    tags: TagList
}

@private
list TagList { member: Tag }

@private
@pattern("^[A-Za-z][A-Za-z0-9_\\-]+$")
string Tag

@private
union Expectation {
    success: Unit
    failure: FailureExpectation
}

@private
structure FailureExpectation {
    @idRef(failWhenMissing: true, selector: "[trait|error]")
    errorId: String
}

// --- shared

@private
map StringMap { key: String, value: String }

@private
list StringList { member: String }

@private
list NonEmptyStringList { member: NonEmptyString }

@private
@length(min: 1)
string NonEmptyString
