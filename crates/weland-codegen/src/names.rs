//! From names of the model to names of Rust: the one place that decides casing, keywords and clashes.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Names that generated modules import, and names that Rust's prelude gives a meaning: types must not take them.
const TAKEN_TYPES: &[&str] = &[
    "AsMessage",
    "BTreeMap",
    "BigDecimal",
    "BigInteger",
    "Binding",
    "Blob",
    "Bound",
    "Box",
    "ByteStream",
    "Call",
    "Client",
    "Clone",
    "Config",
    "Context",
    "Debug",
    "Decode",
    "Decoder",
    "Default",
    "Document",
    "Drop",
    "Encode",
    "Encoder",
    "Err",
    "EventStream",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Into",
    "IntoIterator",
    "Iterator",
    "Member",
    "None",
    "Ok",
    "Operation",
    "OperationError",
    "OperationSchema",
    "Option",
    "OtherError",
    "Paginated",
    "PartialEq",
    "Protocol",
    "Result",
    "Router",
    "Schema",
    "Self",
    "Send",
    "ServiceSchema",
    "ShapeType",
    "Sized",
    "Some",
    "String",
    "Structure",
    "Sync",
    "Timestamp",
    "TimestampFormat",
    "ToString",
    "Unpin",
    "Vec",
    "Waiter",
];

/// Names of statics that every types crate has.
const TAKEN_STATICS: &[&str] = &["SERVICE"];

/// The name of a type for a shape: the shape's own name, which users know, made a Rust name.
pub fn type_name(shape: &str) -> String {
    let mut letters = shape.trim_start_matches('_').chars();
    let name = match letters.next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().chain(letters).collect(),
        Some(_) | None => format!("Shape{}", shape.trim_start_matches('_')),
    };
    if TAKEN_TYPES.contains(&name.as_str()) { format!("{name}Shape") } else { name }
}

/// The name of a variant for a value of an enum or a member of a union. Digits that stood apart stay apart: `PYTHON3_12`
/// is `Python3_12`.
pub fn variant_name(member: &str) -> String {
    let mut name = String::new();
    for word in member.split(|letter: char| !letter.is_alphanumeric()) {
        let word = word.to_upper_camel_case();
        let digits_meet =
            name.ends_with(|it: char| it.is_ascii_digit()) && word.starts_with(|it: char| it.is_ascii_digit());
        if digits_meet {
            name.push('_');
        }
        name.push_str(&word);
    }
    match name.chars().next() {
        Some(first) if first.is_alphabetic() => {}
        _ => name.insert(0, 'V'),
    }
    // `Self` is a keyword, and `Unknown` is the variant for what the model does not name.
    if matches!(name.as_str(), "Self" | "Unknown") { format!("{name}Value") } else { name }
}

/// The name of a static for the schema of a shape.
pub fn static_name(shape: &str) -> String {
    let name = shape.to_shouty_snake_case();
    match name.chars().next() {
        Some(first) if first.is_alphabetic() => name,
        _ => format!("SHAPE_{name}"),
    }
}

/// The name of a field, a function or a module.
pub fn snake_name(name: &str) -> String {
    let mut snake = name.to_snake_case();
    match snake.chars().next() {
        Some(first) if first.is_alphabetic() => {}
        _ => snake.insert_str(0, "member_"),
    }
    keyword_safe(snake)
}

/// The name of the file for a module: a keyword needs no escape there, but a module declaration does.
pub fn file_name(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
}

fn keyword_safe(name: String) -> String {
    match name.as_str() {
        // These cannot be raw identifiers.
        "self" | "super" | "crate" | "_" => format!("{name}_"),
        _ if syn::parse_str::<syn::Ident>(&name).is_ok() => name,
        _ => format!("r#{name}"),
    }
}

/// The names of one scope; a name that is taken gets a number.
#[derive(Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope for types.
    pub fn types() -> Self {
        Self { taken: TAKEN_TYPES.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// A scope for statics.
    pub fn statics() -> Self {
        Self { taken: TAKEN_STATICS.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Takes a name: as it is, or with the least number from 2 on that makes it free.
    pub fn take(&mut self, name: String) -> String {
        if self.taken.insert(name.clone()) {
            return name;
        }
        let mut number: u32 = 2;
        loop {
            let numbered = format!("{name}{number}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_rust_names_and_stay_recognizable() {
        for (shape, name) in [("EFSIOException", "EFSIOException"), ("option", "OptionShape"), ("_3D", "Shape3D")] {
            assert_eq!(type_name(shape), name);
        }
        for (member, variant) in [
            ("PYTHON3_12", "Python3_12"),
            ("X86_64", "X86_64"),
            ("NODEJS4_3_EDGE", "Nodejs4_3Edge"),
            ("self", "SelfValue"),
            ("1st", "V1st"),
        ] {
            assert_eq!(variant_name(member), variant);
        }
        for (member, field) in [
            ("KMSKeyArn", "kms_key_arn"),
            ("type", "r#type"),
            ("self", "self_"),
            ("S3ObjectVersion", "s3_object_version"),
            ("_1", "member_1"),
        ] {
            assert_eq!(snake_name(member), field);
        }
    }

    #[test]
    fn a_scope_numbers_what_clashes() {
        let mut scope = Scope::default();
        let names: Vec<String> = ["a", "a", "a2", "a"].into_iter().map(|name| scope.take(name.to_owned())).collect();
        assert_eq!(names, ["a", "a2", "a22", "a3"]);
    }
}
