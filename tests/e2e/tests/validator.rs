//! The generated validator, by the names of shapes.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

use weland_lambda_validator::{Bound, Constraint, JsonError, Length, Range, SHAPES, Segment, schema, validate_json};

fn broken(shape: &str, json: &str) -> (String, Constraint) {
    match validate_json(shape, json.as_bytes()).unwrap_err() {
        JsonError::Invalid(violations) => (violations.list()[0].path.to_string(), violations.list()[0].constraint),
        error => panic!("{shape}: {error}"),
    }
}

#[test]
fn shapes_of_every_type_are_found_by_name() {
    for (shape, json) in [
        ("FunctionName", r#""thumbnails""#),
        ("Runtime", r#""nodejs20.x""#),
        ("MemorySize", "128"),
        ("Tags", r#"{"a": "b"}"#),
        ("CompatibleRuntimes", r#"["nodejs20.x"]"#),
        ("GetAliasRequest", r#"{"FunctionName": "thumbnails", "Name": "live"}"#),
    ] {
        assert_eq!(validate_json(shape, json.as_bytes()), Ok(()), "{shape}");
        assert_eq!(schema(shape).unwrap().name, shape);
    }
    assert!(matches!(broken("FunctionName", r#""a b""#), (path, Constraint::Pattern(_)) if path.is_empty()));
    assert!(matches!(broken("Runtime", r#""cobol""#), (_, Constraint::Values { .. })));
    assert!(matches!(
        broken("MemorySize", "1"),
        (_, Constraint::Range { bounds: Range { min: Some(Bound::Integer(128)), .. }, below: true })
    ));
    assert!(matches!(
        broken("FunctionName", r#""""#),
        (_, Constraint::Length { bounds: Length { min: Some(1), .. }, actual: 0 })
    ));
    let error = validate_json("GetAliasRequest", b"{}").unwrap_err();
    let JsonError::Invalid(violations) = error else { panic!("{error}") };
    assert!(matches!(violations.list()[0].path.segments(), [Segment::Member { name: "FunctionName", .. }]));
    assert_eq!(validate_json("Nothing", b"{}"), Err(JsonError::UnknownShape("Nothing".into())));
}

#[test]
fn all_names_lead_to_their_shapes() {
    assert!(SHAPES.is_sorted_by_key(|root| root.schema.name));
    for root in SHAPES {
        assert!(std::ptr::eq(schema(root.schema.name).unwrap(), root.schema), "{}", root.schema.name);
        assert!(matches!(validate_json(root.schema.name, b"{"), Err(JsonError::Malformed(_))));
    }
}
