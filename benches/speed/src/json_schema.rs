//! The JSON Schema of a shape, with the same types and constraints.

use serde_json::{Map, Value, json};
use weland_core::{Bound, Schema, ShapeType};

/// A schema without references, for shapes that aren't recursive.
pub fn json_schema(schema: &Schema) -> Value {
    let mut words = Map::new();
    words.insert("type".to_owned(), type_name(schema.shape_type).into());
    match schema.shape_type {
        ShapeType::Structure | ShapeType::Union => object(schema, &mut words),
        ShapeType::List => {
            words.insert("items".to_owned(), json_schema(schema.element().schema));
            length(schema, &mut words, ["minItems", "maxItems"]);
            if schema.unique_items {
                words.insert("uniqueItems".to_owned(), true.into());
            }
        }
        ShapeType::Map => {
            words.insert("propertyNames".to_owned(), json_schema(schema.members[0].schema));
            words.insert("additionalProperties".to_owned(), json_schema(schema.members[1].schema));
            length(schema, &mut words, ["minProperties", "maxProperties"]);
        }
        // The other does not look into base64, so it does not count its bytes.
        ShapeType::Blob => {}
        _ => {
            length(schema, &mut words, ["minLength", "maxLength"]);
            scalar(schema, &mut words);
        }
    }
    Value::Object(words)
}

fn type_name(shape_type: ShapeType) -> &'static str {
    match shape_type {
        ShapeType::Structure | ShapeType::Union | ShapeType::Map => "object",
        ShapeType::List => "array",
        ShapeType::Boolean => "boolean",
        ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long | ShapeType::IntEnum => "integer",
        ShapeType::Float | ShapeType::Double | ShapeType::Timestamp => "number",
        _ => "string",
    }
}

fn object(schema: &Schema, words: &mut Map<String, Value>) {
    let members = schema.members.iter();
    let properties: Map<String, Value> =
        members.clone().map(|member| (member.wire_name("jsonName").to_owned(), json_schema(member.schema))).collect();
    let required: Vec<&str> =
        members.filter(|member| member.required).map(|member| member.wire_name("jsonName")).collect();
    words.insert("properties".to_owned(), properties.into());
    if !required.is_empty() {
        words.insert("required".to_owned(), json!(required));
    }
}

fn length(schema: &Schema, words: &mut Map<String, Value>, [least, greatest]: [&str; 2]) {
    let Some(length) = schema.length else { return };
    for (word, bound) in [(least, length.min), (greatest, length.max)] {
        if let Some(bound) = bound {
            words.insert(word.to_owned(), bound.into());
        }
    }
}

fn scalar(schema: &Schema, words: &mut Map<String, Value>) {
    if let Some(range) = schema.range {
        for (word, bound) in [("minimum", range.min), ("maximum", range.max)] {
            let bound = bound.map(|bound| match bound {
                Bound::Integer(bound) => json!(bound),
                Bound::Decimal(bound) => json!(bound),
                Bound::Text(bound) => json!(bound.parse::<f64>().ok()),
            });
            words.extend(bound.map(|bound| (word.to_owned(), bound)));
        }
    }
    if let Some(pattern) = schema.pattern {
        words.insert("pattern".to_owned(), pattern.as_str().into());
    }
    if !schema.values.is_empty() {
        words.insert("enum".to_owned(), json!(schema.values));
    }
}
