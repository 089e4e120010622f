// What OpenAPI and JSON Schema state and Smithy has no trait for.
$version: "2.0"

namespace weland.openapi

// Services and operations.

/// HTTP as OpenAPI describes it: bodies of several media types, responses by status, parameters in several styles.
@protocolDefinition
@trait(selector: "service", breakingChanges: [{ change: "any" }])
structure rest {}

/// The servers of a service, or of an operation if it has its own. Variables stand in braces in the URL.
@trait(selector: ":is(service, operation)")
list servers { member: Server }

structure Server {
    @required
    url: String
    description: String
    variables: ServerVariables
}

map ServerVariables { key: String, value: ServerVariable }

structure ServerVariable {
    @required
    default: String
    enum: StringList
    description: String
}

/// All ways to authenticate that a service knows, by name.
@trait(selector: "service")
map securitySchemes { key: String, value: SecurityScheme }

structure SecurityScheme {
    @required
    type: SecuritySchemeType
    description: String
    /// The name of the header, query parameter or cookie of an API key.
    name: String
    /// Where an API key stands: `header`, `query` or `cookie`.
    in: String
    /// The scheme of the `Authorization` header: `basic`, `bearer` or another.
    scheme: String
    bearerFormat: String
    openIdConnectUrl: String
    /// The flows of OAuth 2, as the document has them.
    flows: Document
}

enum SecuritySchemeType {
    API_KEY = "apiKey"
    HTTP = "http"
    MUTUAL_TLS = "mutualTLS"
    OAUTH2 = "oauth2"
    OPEN_ID_CONNECT = "openIdConnect"
}

/// Alternatives, in order of preference: each is a set of schemes, with scopes, that are needed together. An empty set
/// stands for no authentication.
@trait(selector: ":is(service, operation)")
list security { member: SecurityRequirement }

map SecurityRequirement { key: String, value: StringList }

list StringList { member: String }

/// Shapes of the bodies that the operation sends and receives when it calls back. They are part of its service.
@trait(selector: "operation")
list callbackBodies { member: ShapeName }

// Members of inputs and outputs.

/// The style of a parameter, where it is not `form` with `explode` in a query, or `simple` without elsewhere.
@trait(selector: "structure > member", breakingChanges: [{ change: "any" }])
structure parameterStyle {
    @required
    style: ParameterStyle
    @required
    explode: Boolean
    /// Whether reserved characters are left as they are.
    allowReserved: Boolean
}

enum ParameterStyle {
    MATRIX = "matrix"
    LABEL = "label"
    SIMPLE = "simple"
    FORM = "form"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    DEEP_OBJECT = "deepObject"
}

/// The member is a cookie of this name.
@trait(selector: "structure > member", breakingChanges: [{ change: "any" }])
string cookie

/// The media type of a body, of a part of it, or of a parameter.
@trait(selector: ":is(structure, union) > member", breakingChanges: [{ change: "any" }])
string content

/// Each member is the body in one media type, which its `@content` names.
@trait(selector: "union", breakingChanges: [{ change: "any" }])
structure byMediaType {}

/// Each member is the body of the responses whose status its `@status` names.
@trait(selector: "union", breakingChanges: [{ change: "any" }])
structure byStatus {}

/// A status code, a range of them such as `4XX`, or `default`. On errors, in place of `@httpError`.
@trait(selector: ":is(structure, union > member)", breakingChanges: [{ change: "any" }])
@pattern("^([1-5][0-9][0-9]|[1-5]XX|default)$")
string status

/// The header is part of responses with these statuses only: by status, whether it is always there.
@trait(selector: "structure > member")
map headerOf { key: String, value: Boolean }

/// The body is a stream of the elements of the list, each of which is read and written as it comes.
@trait(selector: ":is(structure, union) > member :test(> list)", breakingChanges: [{ change: "any" }])
enum sequence {
    SERVER_SENT_EVENTS = "serverSentEvents"
    JSON_LINES = "jsonLines"
    JSON_SEQUENCE = "jsonSequence"
}

/// How a part of a multipart body, or a member of a form, is written, where it is not the usual way.
@trait(selector: "structure > member")
structure encoding {
    contentType: String
    headers: Document
    style: ParameterStyle
    explode: Boolean
    allowReserved: Boolean

    /// Bytes are written as base64.
    base64: Boolean
}

/// Part of responses only.
@trait(selector: "structure > member")
structure readOnly {}

/// Part of requests only.
@trait(selector: "structure > member")
structure writeOnly {}

// Operations.

/// The `operationId` of a document, where it is not the name of the operation.
@trait(selector: "operation")
string operationId

// Values.

/// In an untagged union, the member is known by a key of its structure: `mapping` has the member for each value of it.
@trait(selector: "union[trait|alloy#untagged]", breakingChanges: [{ change: "any" }])
structure discriminator {
    @required
    property: String
    mapping: Mapping
}

map Mapping { key: String, value: String }

/// A value of an untagged union must be one of exactly one member; otherwise, of at least one.
@trait(selector: "union[trait|alloy#untagged]")
structure exactlyOne {}

/// The member holds the keys of the object that are the names of no other member.
@trait(
    selector: "structure > member :test(> map)"
    structurallyExclusive: "member"
    breakingChanges: [{ change: "any" }]
)
structure additionalProperties {}

/// The object must have no keys but those of members, and those that match a pattern.
@trait(selector: ":is(structure, map)", breakingChanges: [{ change: "presence" }])
structure closed {}

/// Shapes of the values of keys that match a pattern.
@trait(selector: ":is(structure, map)")
list patternProperties { member: PatternProperty }

structure PatternProperty {
    @required
    pattern: String
    @required
    @idRef(failWhenMissing: true)
    target: String
}

/// Shapes of the first elements. The member of the list is the shape of those that follow; with `@length`, there may be none.
@trait(selector: "list")
list prefixItems { member: ShapeName }

@idRef(failWhenMissing: true)
string ShapeName

/// The value must be a value of these shapes, too.
@trait(selector: ":not(:is(service, operation, resource))")
list allOf { member: ShapeName }

/// The value must be one of these; if there are none, no value is right.
@trait(selector: ":is(simpleType, list, map, structure, union, member)")
@sparse
list values { member: Document }

/// The value must be greater.
@trait(selector: ":is(number, :is(structure, list, map, union) > member :test(> number))")
bigDecimal exclusiveMinimum

/// The value must be less.
@trait(selector: ":is(number, :is(structure, list, map, union) > member :test(> number))")
bigDecimal exclusiveMaximum

/// The value must be a multiple.
@trait(selector: ":is(number, :is(structure, list, map, union) > member :test(> number))")
bigDecimal multipleOf

/// How many keys an object may have.
@trait(selector: "structure")
structure propertyCount {
    min: Long
    max: Long
}

/// What a text or number stands for, by a name of the registry of formats.
@trait(selector: ":is(simpleType, member)")
string format

/// Examples of values, as JSON.
@trait(selector: "*")
list examples { member: Document }

/// Vendor extensions, by their names.
@trait(selector: "*")
@sparse
map extensions { key: String, value: Document }
