//! The objects of the specifications, apart from schemas.

use super::schema_fields::{SCHEMA, SUBSCHEMA};
use super::spec::{
    BEFORE_3_2, Field, Keys, Kind, NEW, OLD, Spec, Text, Type, V2, V3, V3_0, V3_0_AND_1, V3_2, may, must,
};

const TEXT: Type = Type::Text(Text::Any);
const URI: Type = Type::Text(Text::Uri);
const EMAIL: Type = Type::Text(Text::Email);
const TEXTS: Type = Type::List(&TEXT);
const EXAMPLES: Type = Type::Map(Keys::Any, &Type::Ref(Kind::Example));
const CONTENT: Type = Type::Map(Keys::MediaRange, &Type::Ref(Kind::MediaType));
const HEADERS: Type = Type::Map(Keys::Token, &Type::Ref(Kind::Header));
const PARAMETERS: Type = Type::List(&Type::Ref(Kind::Parameter));
const SERVERS: Type = Type::List(&Type::Object(Kind::Server));
const SECURITY: Type = Type::List(&Type::Object(Kind::SecurityRequirement));
const CALLBACKS: Type = Type::Map(Keys::Any, &Type::Ref(Kind::Callback));
const ENCODINGS: Type = Type::Map(Keys::Any, &Type::Object(Kind::Encoding));
const SCHEMES: Type = Type::List(&Type::Word(&["http", "https", "ws", "wss"]));
const SCOPES: Type = Type::Map(Keys::Any, &TEXT);

/// The object of a kind.
pub(super) const fn spec(kind: Kind) -> &'static Spec {
    match kind {
        Kind::Document => &DOCUMENT,
        Kind::Info => &INFO,
        Kind::Contact => &CONTACT,
        Kind::License => &LICENSE,
        Kind::Server => &SERVER,
        Kind::ServerVariable => &SERVER_VARIABLE,
        Kind::Components => &COMPONENTS,
        Kind::Paths => &PATHS,
        Kind::PathItem => &PATH_ITEM,
        Kind::Operation => &OPERATION,
        Kind::ExternalDocs => &EXTERNAL_DOCS,
        Kind::Parameter => &PARAMETER,
        Kind::Items => &ITEMS,
        Kind::RequestBody => &REQUEST_BODY,
        Kind::MediaType => &MEDIA_TYPE,
        Kind::Encoding => &ENCODING,
        Kind::Responses => &RESPONSES,
        Kind::Response => &RESPONSE,
        Kind::Callback => &CALLBACK,
        Kind::Example => &EXAMPLE,
        Kind::Link => &LINK,
        Kind::Header => &HEADER,
        Kind::Tag => &TAG,
        Kind::Schema => &SCHEMA,
        Kind::Discriminator => &DISCRIMINATOR,
        Kind::Xml => &XML,
        Kind::SecurityScheme => &SECURITY_SCHEME,
        Kind::Flows => &FLOWS,
        Kind::ImplicitFlow => &IMPLICIT_FLOW,
        Kind::PasswordFlow => &PASSWORD_FLOW,
        Kind::ClientFlow => &CLIENT_FLOW,
        Kind::CodeFlow => &CODE_FLOW,
        Kind::DeviceFlow => &DEVICE_FLOW,
        Kind::SecurityRequirement => &SECURITY_REQUIREMENT,
    }
}

const DOCUMENT: Spec = Spec::new(
    "the document",
    &[
        must("swagger", TEXT).of(V2),
        must("openapi", TEXT).of(V3),
        may("$self", URI).of(V3_2),
        must("info", Type::Object(Kind::Info)),
        may("jsonSchemaDialect", URI).of(NEW),
        may("host", TEXT).of(V2),
        may("basePath", TEXT).of(V2),
        may("schemes", SCHEMES).of(V2),
        may("consumes", TEXTS).of(V2),
        may("produces", TEXTS).of(V2),
        may("servers", SERVERS).of(V3),
        must("paths", Type::Object(Kind::Paths)).required(OLD),
        may("webhooks", Type::Map(Keys::Any, &Type::Ref(Kind::PathItem))).of(NEW),
        may("components", Type::Object(Kind::Components)).of(V3),
        may("definitions", Type::Map(Keys::Any, &SUBSCHEMA)).of(V2),
        may("parameters", Type::Map(Keys::Any, &Type::Ref(Kind::Parameter))).of(V2),
        may("responses", Type::Map(Keys::Any, &Type::Ref(Kind::Response))).of(V2),
        may("securityDefinitions", Type::Map(Keys::Any, &Type::Ref(Kind::SecurityScheme))).of(V2),
        may("security", SECURITY),
        may("tags", Type::List(&Type::Object(Kind::Tag))),
        may("externalDocs", Type::Object(Kind::ExternalDocs)),
    ],
);

const INFO: Spec = Spec::new(
    "the info",
    &[
        must("title", TEXT),
        may("summary", TEXT).of(NEW),
        may("description", TEXT),
        may("termsOfService", TEXT),
        may("contact", Type::Object(Kind::Contact)),
        may("license", Type::Object(Kind::License)),
        must("version", TEXT),
    ],
);

const CONTACT: Spec = Spec::new("the contact", &[may("name", TEXT), may("url", URI), may("email", EMAIL)]);

const LICENSE: Spec = Spec::new("the license", &[must("name", TEXT), may("identifier", TEXT).of(NEW), may("url", URI)])
    .exclusive(&[&["identifier", "url"]]);

const SERVER: Spec = Spec::new(
    "a server",
    &[
        must("url", TEXT),
        may("description", TEXT),
        may("name", TEXT).of(V3_2),
        may("variables", Type::Map(Keys::Any, &Type::Object(Kind::ServerVariable))),
    ],
);

const SERVER_VARIABLE: Spec = Spec::new(
    "a server variable",
    &[
        may("enum", TEXTS).of(V3_0),
        may("enum", Type::NonEmpty(&TEXT)).of(NEW),
        must("default", TEXT),
        may("description", TEXT),
    ],
);

const COMPONENTS: Spec = Spec::new(
    "the components",
    &[
        may("schemas", Type::Map(Keys::Component, &SUBSCHEMA)),
        may("responses", Type::Map(Keys::Component, &Type::Ref(Kind::Response))),
        may("parameters", Type::Map(Keys::Component, &Type::Ref(Kind::Parameter))),
        may("examples", Type::Map(Keys::Component, &Type::Ref(Kind::Example))),
        may("requestBodies", Type::Map(Keys::Component, &Type::Ref(Kind::RequestBody))),
        may("headers", Type::Map(Keys::Component, &Type::Ref(Kind::Header))),
        may("securitySchemes", Type::Map(Keys::Component, &Type::Ref(Kind::SecurityScheme))),
        may("links", Type::Map(Keys::Component, &Type::Ref(Kind::Link))),
        may("callbacks", Type::Map(Keys::Component, &Type::Ref(Kind::Callback))),
        may("pathItems", Type::Map(Keys::Component, &Type::Ref(Kind::PathItem))).of(NEW),
        may("mediaTypes", Type::Map(Keys::Component, &Type::Ref(Kind::MediaType))).of(V3_2),
    ],
);

const PATHS: Spec = Spec::new("the paths", &[]).others(Keys::Path, Type::Ref(Kind::PathItem));

const PATH_ITEM: Spec = Spec::new(
    "a path item",
    &[
        may("$ref", URI),
        may("summary", TEXT).of(V3),
        may("description", TEXT).of(V3),
        may("get", Type::Object(Kind::Operation)),
        may("put", Type::Object(Kind::Operation)),
        may("post", Type::Object(Kind::Operation)),
        may("delete", Type::Object(Kind::Operation)),
        may("options", Type::Object(Kind::Operation)),
        may("head", Type::Object(Kind::Operation)),
        may("patch", Type::Object(Kind::Operation)),
        may("trace", Type::Object(Kind::Operation)).of(V3),
        may("query", Type::Object(Kind::Operation)).of(V3_2),
        may("additionalOperations", Type::Map(Keys::Token, &Type::Object(Kind::Operation))).of(V3_2),
        may("servers", SERVERS).of(V3),
        may("parameters", PARAMETERS),
    ],
);

const OPERATION: Spec = Spec::new(
    "an operation",
    &[
        may("tags", TEXTS),
        may("summary", TEXT),
        may("description", TEXT),
        may("externalDocs", Type::Object(Kind::ExternalDocs)),
        may("operationId", TEXT),
        may("consumes", TEXTS).of(V2),
        may("produces", TEXTS).of(V2),
        may("schemes", SCHEMES).of(V2),
        may("parameters", PARAMETERS),
        may("requestBody", Type::Ref(Kind::RequestBody)).of(V3),
        must("responses", Type::Object(Kind::Responses)).required(OLD),
        may("callbacks", CALLBACKS).of(V3),
        may("deprecated", Type::Bool),
        may("security", SECURITY),
        may("servers", SERVERS).of(V3),
    ],
);

const EXTERNAL_DOCS: Spec = Spec::new("the external documentation", &[may("description", TEXT), must("url", URI)]);

const PARAMETER: Spec = Spec::new(
    "a parameter",
    &[
        must("name", TEXT),
        must("in", Type::Word(&["query", "header", "path", "formData", "body"])).of(V2),
        must("in", Type::Word(&["query", "header", "path", "cookie"])).of(V3_0_AND_1),
        must("in", Type::Word(&["query", "querystring", "header", "path", "cookie"])).of(V3_2),
        may("description", TEXT),
        may("required", Type::Bool),
        may("deprecated", Type::Bool).of(V3),
        may("allowEmptyValue", Type::Bool),
        may("style", TEXT).of(V3),
        may("explode", Type::Bool).of(V3),
        may("allowReserved", Type::Bool).of(V3),
        may("schema", SUBSCHEMA),
        may("content", CONTENT).of(V3),
        may("example", Type::Any).of(V3),
        may("examples", EXAMPLES).of(V3),
        may("type", Type::Word(&["string", "number", "integer", "boolean", "array", "file"])).of(V2),
        may("format", TEXT).of(V2),
        may("items", Type::Object(Kind::Items)).of(V2),
        may("collectionFormat", Type::Word(&["csv", "ssv", "tsv", "pipes", "multi"])).of(V2),
        may("default", Type::Any).of(V2),
        may("maximum", Type::Number).of(V2),
        may("exclusiveMaximum", Type::Bool).of(V2),
        may("minimum", Type::Number).of(V2),
        may("exclusiveMinimum", Type::Bool).of(V2),
        may("maxLength", Type::Count).of(V2),
        may("minLength", Type::Count).of(V2),
        may("pattern", TEXT).of(V2),
        may("maxItems", Type::Count).of(V2),
        may("minItems", Type::Count).of(V2),
        may("uniqueItems", Type::Bool).of(V2),
        may("enum", Type::List(&Type::Any)).of(V2),
        may("multipleOf", Type::Positive).of(V2),
    ],
)
.exclusive(&[&["example", "examples"], &["schema", "content"]]);

/// What items, and headers of version 2.0, say of their values.
macro_rules! simple_schema {
    ($versions:expr, $type:expr, $($more:expr),* $(,)?) => {
        &[
            $($more,)*
            $type.of($versions),
            may("format", TEXT).of($versions),
            may("items", Type::Object(Kind::Items)).of($versions),
            may("collectionFormat", Type::Word(&["csv", "ssv", "tsv", "pipes"])).of($versions),
            may("default", Type::Any).of($versions),
            may("maximum", Type::Number).of($versions),
            may("exclusiveMaximum", Type::Bool).of($versions),
            may("minimum", Type::Number).of($versions),
            may("exclusiveMinimum", Type::Bool).of($versions),
            may("maxLength", Type::Count).of($versions),
            may("minLength", Type::Count).of($versions),
            may("pattern", TEXT).of($versions),
            may("maxItems", Type::Count).of($versions),
            may("minItems", Type::Count).of($versions),
            may("uniqueItems", Type::Bool).of($versions),
            may("enum", Type::List(&Type::Any)).of($versions),
            may("multipleOf", Type::Positive).of($versions),
        ]
    };
}

const SIMPLE_TYPE: Type = Type::Word(&["string", "number", "integer", "boolean", "array"]);

const ITEMS: Spec = Spec::new("items", simple_schema!(V2, must("type", SIMPLE_TYPE),));

const HEADER: Spec = Spec::new(
    "a header",
    simple_schema!(
        V2,
        must("type", SIMPLE_TYPE),
        may("description", TEXT),
        may("required", Type::Bool).of(V3),
        may("deprecated", Type::Bool).of(V3),
        may("allowEmptyValue", Type::Bool).of(V3_0),
        may("style", Type::Word(&["simple"])).of(V3),
        may("explode", Type::Bool).of(V3),
        may("allowReserved", Type::Bool).of(V3_0),
        may("schema", SUBSCHEMA).of(V3),
        may("content", CONTENT).of(V3),
        may("example", Type::Any).of(V3),
        may("examples", EXAMPLES).of(V3),
    ),
)
.exclusive(&[&["example", "examples"], &["schema", "content"]]);

const REQUEST_BODY: Spec =
    Spec::new("a request body", &[may("description", TEXT), must("content", CONTENT), may("required", Type::Bool)]);

const MEDIA_TYPE: Spec = Spec::new(
    "a media type",
    &[
        may("description", TEXT).of(V3_2),
        may("schema", SUBSCHEMA),
        // A field of 3.2, which frameworks write in documents of 3.1, and which is read there, too.
        may("itemSchema", SUBSCHEMA).of(NEW),
        may("example", Type::Any),
        may("examples", EXAMPLES),
        may("encoding", ENCODINGS),
        may("prefixEncoding", Type::List(&Type::Object(Kind::Encoding))).of(V3_2),
        may("itemEncoding", Type::Object(Kind::Encoding)).of(V3_2),
    ],
)
.exclusive(&[&["example", "examples"], &["encoding", "prefixEncoding"], &["encoding", "itemEncoding"]]);

const ENCODING: Spec = Spec::new(
    "an encoding",
    &[
        may("contentType", TEXT),
        may("headers", HEADERS),
        may("style", Type::Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        may("explode", Type::Bool),
        may("allowReserved", Type::Bool),
        may("encoding", ENCODINGS).of(V3_2),
        may("prefixEncoding", Type::List(&Type::Object(Kind::Encoding))).of(V3_2),
        may("itemEncoding", Type::Object(Kind::Encoding)).of(V3_2),
    ],
)
.exclusive(&[&["encoding", "prefixEncoding"], &["encoding", "itemEncoding"]]);

const RESPONSES: Spec = Spec::new("the responses", &[]).others(Keys::Status, Type::Ref(Kind::Response));

const RESPONSE: Spec = Spec::new(
    "a response",
    &[
        may("summary", TEXT).of(V3_2),
        must("description", TEXT).required(BEFORE_3_2),
        may("headers", HEADERS),
        may("content", CONTENT).of(V3),
        may("links", Type::Map(Keys::Any, &Type::Ref(Kind::Link))).of(V3),
        may("schema", SUBSCHEMA).of(V2),
        may("examples", Type::Map(Keys::MediaRange, &Type::Any)).of(V2),
    ],
);

const CALLBACK: Spec = Spec::new("a callback", &[]).others(Keys::Any, Type::Ref(Kind::PathItem));

const EXAMPLE: Spec = Spec::new(
    "an example",
    &[
        may("summary", TEXT),
        may("description", TEXT),
        may("dataValue", Type::Any).of(V3_2),
        may("serializedValue", TEXT).of(V3_2),
        may("value", Type::Any),
        may("externalValue", URI),
    ],
)
.exclusive(&[
    &["value", "externalValue"],
    &["value", "dataValue"],
    &["value", "serializedValue"],
    &["serializedValue", "externalValue"],
]);

const LINK: Spec = Spec::new(
    "a link",
    &[
        may("operationRef", URI),
        may("operationId", TEXT),
        may("parameters", Type::Map(Keys::Any, &Type::Any)),
        may("requestBody", Type::Any),
        may("description", TEXT),
        may("server", Type::Object(Kind::Server)),
    ],
)
.exclusive(&[&["operationRef", "operationId"]]);

const TAG: Spec = Spec::new(
    "a tag",
    &[
        must("name", TEXT),
        may("summary", TEXT).of(V3_2),
        may("description", TEXT),
        may("externalDocs", Type::Object(Kind::ExternalDocs)),
        may("parent", TEXT).of(V3_2),
        may("kind", TEXT).of(V3_2),
    ],
);

const DISCRIMINATOR: Spec = Spec::new(
    "a discriminator",
    &[must("propertyName", TEXT), may("mapping", Type::Map(Keys::Any, &TEXT)), may("defaultMapping", TEXT).of(V3_2)],
);

const XML: Spec = Spec::new(
    "a description of XML",
    &[
        may("nodeType", Type::Word(&["element", "attribute", "text", "cdata", "none"])).of(V3_2),
        may("name", TEXT),
        may("namespace", URI),
        may("prefix", TEXT),
        may("attribute", Type::Bool),
        may("wrapped", Type::Bool),
    ],
)
.exclusive(&[&["nodeType", "attribute"], &["nodeType", "wrapped"]]);

const SECURITY_SCHEME: Spec = Spec::new(
    "a security scheme",
    &[
        must("type", Type::Word(&["basic", "apiKey", "oauth2"])).of(V2),
        must("type", Type::Word(&["apiKey", "http", "oauth2", "openIdConnect"])).of(V3_0),
        must("type", Type::Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).of(NEW),
        may("description", TEXT),
        may("deprecated", Type::Bool).of(V3_2),
        may("name", TEXT),
        may("in", Type::Word(&["query", "header"])).of(V2),
        may("in", Type::Word(&["query", "header", "cookie"])).of(V3),
        may("scheme", TEXT).of(V3),
        may("bearerFormat", TEXT).of(V3),
        may("flows", Type::Object(Kind::Flows)).of(V3),
        may("oauth2MetadataUrl", URI).of(V3_2),
        may("openIdConnectUrl", URI).of(V3),
        may("flow", Type::Word(&["implicit", "password", "application", "accessCode"])).of(V2),
        may("authorizationUrl", URI).of(V2),
        may("tokenUrl", URI).of(V2),
        may("scopes", SCOPES).of(V2),
    ],
);

const FLOWS: Spec = Spec::new(
    "the flows",
    &[
        may("implicit", Type::Object(Kind::ImplicitFlow)),
        may("password", Type::Object(Kind::PasswordFlow)),
        may("clientCredentials", Type::Object(Kind::ClientFlow)),
        may("authorizationCode", Type::Object(Kind::CodeFlow)),
        may("deviceAuthorization", Type::Object(Kind::DeviceFlow)).of(V3_2),
    ],
);

const SCOPES_FIELD: Field = must("scopes", SCOPES);
const REFRESH: Field = may("refreshUrl", URI);

const IMPLICIT_FLOW: Spec = Spec::new("the implicit flow", &[must("authorizationUrl", URI), REFRESH, SCOPES_FIELD]);
const PASSWORD_FLOW: Spec = Spec::new("the password flow", &[must("tokenUrl", URI), REFRESH, SCOPES_FIELD]);
const CLIENT_FLOW: Spec = Spec::new("the flow for client credentials", &[must("tokenUrl", URI), REFRESH, SCOPES_FIELD]);
const CODE_FLOW: Spec = Spec::new(
    "the flow for authorization codes",
    &[must("authorizationUrl", URI), must("tokenUrl", URI), REFRESH, SCOPES_FIELD],
);
const DEVICE_FLOW: Spec = Spec::new(
    "the flow for devices",
    &[must("deviceAuthorizationUrl", URI), must("tokenUrl", URI), REFRESH, SCOPES_FIELD],
);

const SECURITY_REQUIREMENT: Spec =
    Spec::new("a security requirement", &[]).others(Keys::Any, TEXTS).without_extensions();
