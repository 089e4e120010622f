//! From names of the model to names of Rust: the one place that decides casing, keywords and clashes.

pub(crate) mod reserved;

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The name of a type for a shape: the shape's own name, which users know, made a Rust name.
#[must_use]
pub fn type_name(shape: &str) -> String {
    free_type(shape, "Shape")
}

/// The name of the type that stands for an operation.
pub(crate) fn operation_name(operation: &str) -> String {
    free_type(operation, "Operation")
}

/// A name for a type, with what it is added where that is needed to make it one.
fn free_type(name: &str, what: &str) -> String {
    let name = joined(name, |word| {
        let mut letters = word.chars();
        let word: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        acronyms_as_words(&word)
    });
    let name = if starts_with_letter(&name) { name } else { format!("{what}{name}") };
    if reserved::is_type(&name) { format!("{name}{what}") } else { name }
}

/// The name of a type for an error: also a variant next to `Other`.
pub(crate) fn error_name(shape: &str) -> String {
    let name = type_name(shape);
    if reserved::ERRORS.contains(&name.as_str()) { format!("{name}Shape") } else { name }
}

/// The name of a variant for a value of an enum or a member of a union. Digits that stood apart stay apart: `PYTHON3_12`
/// is `Python3_12`.
#[must_use]
pub fn variant_name(member: &str) -> String {
    let name = joined(member, |word| word.to_upper_camel_case());
    let name = if starts_with_letter(&name) { name } else { format!("V{name}") };
    if reserved::VARIANTS.contains(&name.as_str()) { format!("{name}Value") } else { name }
}

/// The name of a field for a member of a structure, if no other member has it.
#[must_use]
pub fn field_name(member: &str) -> String {
    Scope::default().take_field(member)
}

/// The words of a name, each made by `word`, without anything between them but where digits would meet.
fn joined(name: &str, word: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for part in name.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let part = word(part);
        let is_digit = |letter: char| letter.is_ascii_digit();
        if out.ends_with(is_digit) && part.starts_with(is_digit) {
            out.push('_');
        }
        out.push_str(&part);
    }
    out
}

/// A name in which acronyms are words, as Rust's own names have them: `ARNList` is `ArnList`, `VPCs` is `Vpcs`, and
/// `IPv6Address` is `Ipv6Address`. Everything else stays as it is.
fn acronyms_as_words(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    let mut out = String::with_capacity(name.len());
    let mut start = 0;
    while start < letters.len() {
        let capitals = letters[start..].iter().take_while(|letter| letter.is_ascii_uppercase()).count();
        let end = start + capitals;
        // A plural or a version belongs to the acronym; otherwise the last capital begins the next word.
        let is_suffixed =
            (at(end) == 's' && !at(end + 1).is_ascii_lowercase()) || (at(end) == 'v' && at(end + 1).is_ascii_digit());
        let is_split = at(end).is_ascii_lowercase() && !(is_suffixed && capitals > 1);
        let acronym = if is_split { capitals.saturating_sub(1) } else { capitals };
        for (index, letter) in letters[start..end].iter().enumerate() {
            let is_first = index == 0 || index == acronym;
            out.push(if is_first { *letter } else { letter.to_ascii_lowercase() });
        }
        let rest = letters[end..].iter().take_while(|letter| !letter.is_ascii_uppercase()).count();
        out.extend(&letters[end..end + rest]);
        start = end + rest;
    }
    out
}

/// The name of a static for the schema of a shape.
pub(crate) fn static_name(shape: &str) -> String {
    let name = shape.to_shouty_snake_case();
    if starts_with_letter(&name) { name } else { format!("SHAPE_{name}") }
}

/// The name of a constant for a URL, from words that may hold any text.
pub(crate) fn url_name(words: &[&str]) -> String {
    // The one name with two capitals that is common here is one word.
    let text = words.join(" ").replace(|letter: char| !letter.is_ascii(), " ").replace("OAuth", "Oauth");
    let name = text.to_shouty_snake_case();
    if starts_with_letter(&name) { name } else { format!("SCHEME_{name}") }
}

/// The name of a field or function, before it is known to be free and no keyword.
fn snake_name(name: &str) -> String {
    let snake = name.to_snake_case();
    if starts_with_letter(&snake) { snake } else { format!("member_{snake}") }
}

fn starts_with_letter(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn keyword_safe(name: String) -> String {
    match name.as_str() {
        name if reserved::NO_RAW.contains(&name) => format!("{name}_"),
        name if reserved::is_keyword(name) => format!("r#{name}"),
        _ => name,
    }
}

/// A name that cannot be had, with an underscore behind it; no name of the model ends in one.
fn set_aside(name: String, not: &[&str]) -> String {
    if not.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The names of one scope; a name that is taken gets a number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope for statics, and for types that are values, too.
    pub(crate) fn statics() -> Self {
        Self { taken: reserved::STATICS.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Takes a name: as it is, or with the least number from 2 on that makes it free.
    pub(crate) fn take(&mut self, name: String) -> String {
        let name = numbered(name, |name| !self.taken.contains(name));
        self.taken.insert(name.clone());
        name
    }

    /// Takes the name of the struct of a structure's required members: `GetCityRequired` for `GetCityRequest`.
    pub(crate) fn take_required(&mut self, structure: &str) -> String {
        let stem = ["Request", "Input"].iter().find_map(|end| structure.strip_suffix(end)).unwrap_or(structure);
        let short = format!("{stem}Required");
        self.take(if self.taken.contains(&short) { format!("{structure}Required") } else { short })
    }

    /// Takes a name that has to be free in another scope, too.
    pub(crate) fn take_with(&mut self, other: &mut Self, name: String) -> String {
        let name = numbered(name, |name| !self.taken.contains(name) && !other.taken.contains(name));
        self.taken.insert(name.clone());
        other.taken.insert(name.clone());
        name
    }

    /// Takes the name of a field.
    pub(crate) fn take_field(&mut self, member: &str) -> String {
        keyword_safe(self.take(snake_name(member)))
    }

    /// Takes the name of a function that is a method of a client and a server.
    pub(crate) fn take_function(&mut self, operation: &str) -> String {
        keyword_safe(self.take(set_aside(snake_name(operation), reserved::METHODS)))
    }

    /// Takes the name of a method that sets a setting of a client.
    pub(crate) fn take_setting(&mut self, name: &str) -> String {
        keyword_safe(self.take(set_aside(snake_name(name), reserved::CONFIG)))
    }

    /// Takes the name of a setter for a field; `self` knows all fields.
    pub(crate) fn take_setter(&mut self, field: &str) -> String {
        if reserved::SETTERS.contains(&field) { self.take(format!("with_{field}")) } else { field.to_owned() }
    }
}

/// The module, and the file, of what belongs to a function: no keyword, so that it needs no escape.
pub(crate) fn module_name(function: &str) -> String {
    let bare = function.trim_start_matches("r#");
    if reserved::is_keyword(bare) { format!("{bare}_") } else { set_aside(bare.to_owned(), reserved::MODULES) }
}

/// The function of a waiter, before it is known to be free.
pub(crate) fn waiter_function(waiter: &str) -> String {
    format!("wait_{}", waiter.to_snake_case())
}

fn numbered(name: String, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(&name) {
        return name;
    }
    let mut number: u32 = 2;
    loop {
        let next = format!("{name}{number}");
        if is_free(&next) {
            return next;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_rust_names_and_stay_recognizable() {
        for (shape, name) in [
            ("EFSIOException", "EfsioException"),
            ("InvalidSubnetIDException", "InvalidSubnetIdException"),
            ("EC2ThrottledException", "Ec2ThrottledException"),
            ("SubnetIPAddress", "SubnetIpAddress"),
            ("ARNList", "ArnList"),
            ("VPCs", "Vpcs"),
            ("IPv6CidrBlock", "Ipv6CidrBlock"),
            ("OAuth2Token", "OAuth2Token"),
            ("IoTDevice", "IoTDevice"),
            ("A", "A"),
            ("ABTest", "AbTest"),
            ("VPC_URL", "VpcUrl"),
            ("VEC", "VecShape"),
            ("option", "OptionShape"),
            ("_3D", "Shape3D"),
            ("foo_bar", "FooBar"),
            ("V1_2", "V1_2"),
            ("Config", "Config"),
        ] {
            assert_eq!(type_name(shape), name);
        }
        for (member, variant) in [
            ("PYTHON3_12", "Python3_12"),
            ("X86_64", "X86_64"),
            ("NODEJS4_3_EDGE", "Nodejs4_3Edge"),
            ("self", "SelfValue"),
            ("1st", "V1st"),
            ("V_A_L_U_E_S", "VALUESValue"),
        ] {
            assert_eq!(variant_name(member), variant);
        }
        for (member, field) in [
            ("KMSKeyArn", "kms_key_arn"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("S3ObjectVersion", "s3_object_version"),
            ("_1", "member_1"),
        ] {
            assert_eq!(Scope::default().take_field(member), field);
        }
        for (operation, function, module) in
            [("New", "new_", "new_"), ("Mod", "r#mod", "mod_"), ("Core", "core", "core_"), ("Get", "get", "get")]
        {
            assert_eq!(Scope::default().take_function(operation), function);
            assert_eq!(module_name(function), module);
        }
    }

    #[test]
    fn a_scope_numbers_what_clashes() {
        let mut scope = Scope::default();
        let names: Vec<String> = ["a", "a", "a2", "a"].into_iter().map(|name| scope.take(name.to_owned())).collect();
        assert_eq!(names, ["a", "a2", "a22", "a3"]);
        let mut fields = Scope::default();
        let names: Vec<String> = ["type", "Type_", "self", "Self_"].map(|name| fields.take_field(name)).into();
        assert_eq!(names, ["r#type", "type2", "self_", "self2"]);
    }
}
