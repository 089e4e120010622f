//! Names of shapes and members, made of whatever names a document has.

use std::fmt::Write as _;

use weland_model::{NameMap, is_identifier};

/// `UpperCamel`, as the name of a shape; `None` if there is nothing to make a name of.
pub(super) fn upper_camel(text: &str) -> Option<String> {
    let words: String = words(text).iter().map(|word| capitalized(word)).collect();
    (!words.is_empty()).then(|| starting_with_letter(&words, "N"))
}

/// `lowerCamel`, as the name of a member; `None` if there is nothing to make a name of.
pub(super) fn lower_camel(text: &str) -> Option<String> {
    let words = words(text);
    let (first, rest) = words.split_first()?;
    let first = if first.bytes().all(|byte| !byte.is_ascii_lowercase()) {
        first.to_ascii_lowercase()
    } else {
        uncapitalized(first)
    };
    let name: String = std::iter::once(first).chain(rest.iter().map(|word| capitalized(word))).collect();
    Some(starting_with_letter(&name, "n"))
}

/// `SCREAMING_SNAKE`, as the name of a value; `None` if there is nothing to make a name of.
pub(super) fn screaming_snake(text: &str) -> Option<String> {
    let words: Vec<String> = words(text).iter().flat_map(|word| humps(word)).collect();
    let name = words.join("_").to_ascii_uppercase();
    (!name.is_empty()).then(|| starting_with_letter(&name, "VALUE_"))
}

/// `lower_snake`, as a part of a namespace; `None` if there is nothing to make a name of.
pub(super) fn lower_snake(text: &str) -> Option<String> {
    let name = words(text).join("_").to_ascii_lowercase();
    (!name.is_empty()).then(|| starting_with_letter(&name, "api_"))
}

/// The name of a member: the text itself if it is an identifier.
pub(super) fn member_name(text: &str) -> String {
    if is_identifier(text) {
        return text.to_owned();
    }
    lower_camel(text).unwrap_or_else(|| "empty".to_owned())
}

/// How long a name may get: those of schemas within schemas grow with each level.
const LONGEST: usize = 200;

/// Names that are taken, whatever their case.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// With the number that the next one of this name gets.
    taken: NameMap<String, u32>,
}

impl Names {
    /// Takes a name; if it is taken already, with the first number that makes it another one.
    pub(super) fn claim(&mut self, name: &str) -> String {
        let name = name.get(..LONGEST).unwrap_or(name);
        let key = name.to_ascii_lowercase();
        let Some(next) = self.taken.get(&key) else {
            self.taken.insert(key, 2);
            return name.to_owned();
        };
        // A number right behind a digit would look like a part of it.
        let joint = if name.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
        let mut number = *next;
        let candidate = loop {
            let candidate = format!("{name}{joint}{number}");
            number = number.saturating_add(1);
            if !self.is_taken(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(candidate.to_ascii_lowercase(), 2);
        self.taken.insert(key, number);
        candidate
    }

    /// Takes the first of the names that is free, or else the last one with a number.
    pub(super) fn claim_first(&mut self, candidates: &[String]) -> String {
        let free = candidates.iter().find(|name| !self.is_taken(name));
        let chosen = free.or(candidates.last());
        self.claim(chosen.map_or("Shape", |name| name))
    }

    fn is_taken(&self, name: &str) -> bool {
        self.taken.contains_key(&name.to_ascii_lowercase())
    }
}

/// The runs of letters and digits. Other letters than those of ASCII are spelt out, signs in front of a number are words.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_before_digit = characters.peek().is_some_and(char::is_ascii_digit);
        match character {
            _ if character.is_ascii_alphanumeric() => word.push(character),
            '-' | '+' if is_before_digit && word.is_empty() && words.is_empty() => {
                words.push(if character == '-' { "minus" } else { "plus" }.to_owned());
            }
            '\'' if !word.is_empty() => {}
            _ => match spelled(character) {
                Some(letters) => word.push_str(letters),
                None => {
                    words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                    if character.is_alphanumeric() {
                        words.push(format!("u{:04X}", u32::from(character)));
                    }
                }
            },
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    if words.is_empty() { text.chars().filter_map(symbol).collect() } else { words }
}

/// The nearest letters of ASCII.
fn spelled(character: char) -> Option<&'static str> {
    Some(match character {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'À' | 'Á' | 'Â' | 'Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'Ä' | 'Æ' => "Ae",
        'ç' | 'ć' | 'č' => "c",
        'Ç' | 'Ć' | 'Č' => "C",
        'ð' | 'ď' | 'đ' => "d",
        'Ð' | 'Ď' | 'Đ' => "D",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ę' | 'Ě' => "E",
        'ğ' => "g",
        'Ğ' => "G",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'İ' => "I",
        'ł' => "l",
        'Ł' => "L",
        'ñ' | 'ń' | 'ň' => "n",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ō' | 'Ő' => "O",
        'Ö' | 'Ø' | 'Œ' => "Oe",
        'ř' => "r",
        'Ř' => "R",
        'ś' | 'š' | 'ş' => "s",
        'Ś' | 'Š' | 'Ş' => "S",
        'ß' => "ss",
        'ť' => "t",
        'Ť' => "T",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'Ù' | 'Ú' | 'Û' | 'Ū' | 'Ů' | 'Ű' => "U",
        'Ü' => "Ue",
        'ý' | 'ÿ' => "y",
        'Ý' | 'Ÿ' => "Y",
        'ź' | 'ż' | 'ž' => "z",
        'Ź' | 'Ż' | 'Ž' => "Z",
        _ => return None,
    })
}

/// The name of a sign, for names that consist of signs.
fn symbol(character: char) -> Option<String> {
    let name = match character {
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '~' => "tilde",
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '_' => "underscore",
        '/' => "slash",
        '\\' => "backslash",
        '|' => "pipe",
        '&' => "and",
        '%' => "percent",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '^' => "caret",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '"' => "quote",
        '\'' => "apostrophe",
        '`' => "backtick",
        '(' => "open",
        ')' => "close",
        '[' => "openBracket",
        ']' => "closeBracket",
        '{' => "openBrace",
        '}' => "closeBrace",
        ' ' => "space",
        _ if character.is_whitespace() => return None,
        _ => return Some(format!("u{:04X}", u32::from(character))),
    };
    Some(name.to_owned())
}

/// The words of a name in camel case.
fn humps(word: &str) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    let mut humps: Vec<String> = Vec::new();
    for (index, &character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let starts = character.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        match humps.last_mut() {
            Some(last) if !starts => last.push(character),
            _ => humps.push(character.to_string()),
        }
    }
    humps
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

fn uncapitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

fn starting_with_letter(name: &str, prefix: &str) -> String {
    let mut text = String::new();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        text.push_str(prefix);
    }
    let _ = text.write_str(name);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_shapes() {
        let cases = [
            ("pet", "Pet"),
            ("pet_store", "PetStore"),
            ("simple-user", "SimpleUser"),
            ("com.example.Pet", "ComExamplePet"),
            ("3d-model", "N3dModel"),
            ("Größe", "Groesse"),
            ("宠物", "U5BA0U7269"),
            ("HTTPError", "HTTPError"),
        ];
        for (text, expected) in cases {
            assert_eq!(upper_camel(text).unwrap(), expected, "{text}");
        }
        assert_eq!(upper_camel(""), None);
    }

    #[test]
    fn names_of_members() {
        let cases = [
            ("fooBar", "fooBar"),
            ("foo_bar", "foo_bar"),
            ("foo-bar", "fooBar"),
            ("Foo-bar", "fooBar"),
            ("URL-path", "urlPath"),
            ("@id", "id"),
            ("$ref", "ref"),
            ("+1", "plus1"),
            ("-1", "minus1"),
            ("2fa", "n2fa"),
            ("_", "underscore"),
            ("", "empty"),
        ];
        for (text, expected) in cases {
            assert_eq!(member_name(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_values() {
        let cases = [
            ("inProgress", "IN_PROGRESS"),
            ("in-progress", "IN_PROGRESS"),
            ("HTTPError", "HTTP_ERROR"),
            ("1", "VALUE_1"),
            ("-1", "MINUS_1"),
            (">=", "GREATER_EQUAL"),
            ("v1.2", "V1_2"),
        ];
        for (text, expected) in cases {
            assert_eq!(screaming_snake(text).unwrap(), expected, "{text}");
        }
        assert_eq!(screaming_snake(""), None);
    }

    #[test]
    fn taken_names_get_a_number() {
        let mut names = Names::default();
        assert_eq!(names.claim("Pet"), "Pet");
        assert_eq!(names.claim("pet"), "pet2");
        assert_eq!(names.claim("PET"), "PET3");
        assert_eq!(names.claim("v1"), "v1");
        assert_eq!(names.claim("v1"), "v1_2");
        assert_eq!(names.claim_first(&["Pet".into(), "PetError".into()]), "PetError");
    }
}
