//! The fields of schemas: JSON Schema, as the versions of OpenAPI have it.

use super::spec::{Keys, Kind, NEW, OLD, Spec, Text, Type, V2, V3, V3_0, may};

const TEXT: Type = Type::Text(Text::Any);
const URI: Type = Type::Text(Text::Uri);
const TEXTS: Type = Type::List(&TEXT);
/// A schema.
pub(super) const SUBSCHEMA: Type = Type::Ref(Kind::Schema);
const SUBSCHEMAS: Type = Type::Map(Keys::Any, &SUBSCHEMA);
const LIST_OF_SCHEMAS: Type = Type::NonEmpty(&SUBSCHEMA);
const TYPE_NAMES: Type = Type::Word(&["null", "boolean", "object", "array", "number", "string", "integer"]);

/// A schema. From 3.1 on, it may also be `true` or `false`, and may have any other field, which means nothing.
pub(super) const SCHEMA: Spec = Spec::new(
    "a schema",
    &[
        // Of all versions.
        may("title", TEXT),
        may("description", TEXT),
        may("default", Type::Any),
        may("format", TEXT),
        may("type", Type::Word(&["array", "boolean", "file", "integer", "number", "object", "string"])).of(V2),
        may("type", Type::Word(&["array", "boolean", "integer", "number", "object", "string"])).of(V3_0),
        may("type", Type::Either(&[TYPE_NAMES, Type::NonEmpty(&TYPE_NAMES)])).of(NEW),
        may("enum", Type::List(&Type::Any)),
        may("multipleOf", Type::Positive),
        may("maximum", Type::Number),
        may("exclusiveMaximum", Type::Bool).of(OLD),
        may("exclusiveMaximum", Type::Number).of(NEW),
        may("minimum", Type::Number),
        may("exclusiveMinimum", Type::Bool).of(OLD),
        may("exclusiveMinimum", Type::Number).of(NEW),
        may("maxLength", Type::Count),
        may("minLength", Type::Count),
        may("pattern", TEXT),
        may("maxItems", Type::Count),
        may("minItems", Type::Count),
        may("uniqueItems", Type::Bool),
        may("maxProperties", Type::Count),
        may("minProperties", Type::Count),
        may("required", TEXTS),
        may("properties", SUBSCHEMAS),
        may("additionalProperties", Type::Either(&[Type::Bool, SUBSCHEMA])).of(OLD),
        may("additionalProperties", SUBSCHEMA).of(NEW),
        may("items", SUBSCHEMA),
        may("allOf", LIST_OF_SCHEMAS),
        may("readOnly", Type::Bool),
        may("xml", Type::Object(Kind::Xml)),
        may("externalDocs", Type::Object(Kind::ExternalDocs)),
        may("example", Type::Any),
        may("discriminator", TEXT).of(V2),
        // Of version 3.
        may("discriminator", Type::Object(Kind::Discriminator)).of(V3),
        may("oneOf", LIST_OF_SCHEMAS).of(V3),
        may("anyOf", LIST_OF_SCHEMAS).of(V3),
        may("not", SUBSCHEMA).of(V3),
        may("writeOnly", Type::Bool).of(V3),
        may("deprecated", Type::Bool).of(V3),
        may("nullable", Type::Bool).of(V3_0),
        // Of JSON Schema 2020-12.
        may("$id", URI).of(NEW),
        may("$schema", URI).of(NEW),
        may("$ref", URI).of(NEW),
        may("$anchor", TEXT).of(NEW),
        may("$dynamicRef", URI).of(NEW),
        may("$dynamicAnchor", TEXT).of(NEW),
        may("$vocabulary", Type::Map(Keys::Any, &Type::Bool)).of(NEW),
        may("$comment", TEXT).of(NEW),
        may("$defs", SUBSCHEMAS).of(NEW),
        may("definitions", SUBSCHEMAS).of(NEW),
        may("prefixItems", LIST_OF_SCHEMAS).of(NEW),
        may("contains", SUBSCHEMA).of(NEW),
        may("patternProperties", SUBSCHEMAS).of(NEW),
        may("dependentSchemas", SUBSCHEMAS).of(NEW),
        may("dependencies", Type::Map(Keys::Any, &Type::Either(&[TEXTS, SUBSCHEMA]))).of(NEW),
        may("propertyNames", SUBSCHEMA).of(NEW),
        may("if", SUBSCHEMA).of(NEW),
        may("then", SUBSCHEMA).of(NEW),
        may("else", SUBSCHEMA).of(NEW),
        may("unevaluatedItems", SUBSCHEMA).of(NEW),
        may("unevaluatedProperties", SUBSCHEMA).of(NEW),
        may("const", Type::Any).of(NEW),
        may("maxContains", Type::Count).of(NEW),
        may("minContains", Type::Count).of(NEW),
        may("dependentRequired", Type::Map(Keys::Any, &TEXTS)).of(NEW),
        may("examples", Type::List(&Type::Any)).of(NEW),
        may("contentEncoding", TEXT).of(NEW),
        may("contentMediaType", TEXT).of(NEW),
        may("contentSchema", SUBSCHEMA).of(NEW),
    ],
);
