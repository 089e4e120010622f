//! Unicode properties: the general categories, and a few others that Rust's standard library knows.

use crate::charset::{CharSet, LAST};

/// The general categories of all code points in order: runs of a letter (a: the first of [`NAMES`], …, z, A: the
/// 27th, …) and the run's length in decimal, if it is not 1. Line breaks mean nothing.
const RUNS: &str = include_str!("category/runs.txt");

/// The general categories, short and long.
const NAMES: [(&str, &str); 30] = [
    ("Lu", "Uppercase_Letter"),
    ("Ll", "Lowercase_Letter"),
    ("Lt", "Titlecase_Letter"),
    ("Lm", "Modifier_Letter"),
    ("Lo", "Other_Letter"),
    ("Mn", "Nonspacing_Mark"),
    ("Mc", "Spacing_Mark"),
    ("Me", "Enclosing_Mark"),
    ("Nd", "Decimal_Number"),
    ("Nl", "Letter_Number"),
    ("No", "Other_Number"),
    ("Pc", "Connector_Punctuation"),
    ("Pd", "Dash_Punctuation"),
    ("Ps", "Open_Punctuation"),
    ("Pe", "Close_Punctuation"),
    ("Pi", "Initial_Punctuation"),
    ("Pf", "Final_Punctuation"),
    ("Po", "Other_Punctuation"),
    ("Sm", "Math_Symbol"),
    ("Sc", "Currency_Symbol"),
    ("Sk", "Modifier_Symbol"),
    ("So", "Other_Symbol"),
    ("Zs", "Space_Separator"),
    ("Zl", "Line_Separator"),
    ("Zp", "Paragraph_Separator"),
    ("Cc", "Control"),
    ("Cf", "Format"),
    ("Cs", "Surrogate"),
    ("Co", "Private_Use"),
    ("Cn", "Unassigned"),
];

/// The groups of general categories: the short name is the first letter of its members.
const GROUPS: [(&str, &str); 7] = [
    ("L", "Letter"),
    ("M", "Mark"),
    ("N", "Number"),
    ("P", "Punctuation"),
    ("S", "Symbol"),
    ("Z", "Separator"),
    ("C", "Other"),
];

/// The code points with the property of this name, as in `\p{name}`.
pub(crate) fn property(name: &str) -> Option<CharSet> {
    let by = |test: fn(char) -> bool| {
        CharSet::new(
            (0..=LAST).filter(|&code| char::from_u32(code).is_some_and(test)).map(|code| (code, code)).collect(),
        )
    };
    Some(match name {
        "Any" => CharSet::new(vec![(0, LAST)]),
        "ASCII" => CharSet::new(vec![(0, 127)]),
        "Assigned" => general_category("Cn")?.negate(),
        "Alphabetic" | "Alpha" => by(char::is_alphabetic),
        "Lowercase" | "Lower" => by(char::is_lowercase),
        "Uppercase" | "Upper" => by(char::is_uppercase),
        "White_Space" | "space" => by(char::is_whitespace),
        _ => {
            let prefixed = name.strip_prefix("General_Category=").or_else(|| name.strip_prefix("gc="));
            general_category(prefixed.unwrap_or(name))?
        }
    })
}

/// The set of a class of POSIX, as Java's patterns name it, and its text within `[` and `]`.
pub(crate) fn posix(name: &str) -> Option<(&'static [(u32, u32)], &'static str)> {
    Some(match name {
        "Alpha" => (&[(0x41, 0x5A), (0x61, 0x7A)], "A-Za-z"),
        "Lower" => (&[(0x61, 0x7A)], "a-z"),
        "Upper" => (&[(0x41, 0x5A)], "A-Z"),
        "Alnum" => (&[(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)], "0-9A-Za-z"),
        "Digit" => (&[(0x30, 0x39)], "0-9"),
        "XDigit" => (&[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)], "0-9A-Fa-f"),
        "Punct" => (&[(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)], "!-\\/:-@\\[-`{-~"),
        "Graph" => (&[(0x21, 0x7E)], "!-~"),
        "Print" => (&[(0x20, 0x7E)], " -~"),
        "Blank" => (&[(0x09, 0x09), (0x20, 0x20)], " \\t"),
        "Space" => (&[(0x09, 0x0D), (0x20, 0x20)], " \\t-\\r"),
        "Cntrl" => (&[(0x00, 0x1F), (0x7F, 0x7F)], "\\x00-\\x1F\\x7F"),
        _ => return None,
    })
}

/// The name in ECMA-262 of a property that only Java's patterns name like this.
pub(crate) fn of_java(name: &str) -> Option<String> {
    let bare = name.strip_prefix("Is")?;
    let ecma = match bare.to_ascii_lowercase().as_str() {
        "alphabetic" => "Alphabetic",
        "letter" => "L",
        "lowercase" => "Lowercase",
        "uppercase" => "Uppercase",
        "titlecase" => "Lt",
        "punctuation" => "P",
        "control" => "Cc",
        "white_space" | "whitespace" => "White_Space",
        "digit" => "Nd",
        "assigned" => "Assigned",
        _ if bare.len() <= 2 && general_category(bare).is_some() => bare,
        _ => return None,
    };
    Some(ecma.to_owned())
}

/// What to write instead of a property that is not supported.
pub(crate) const HELP: &str = "supported are the general categories (such as `L`, `Lu`, `N`, `P`, `Letter`), `Alphabetic`, \
                               `Lowercase`, `Uppercase`, `White_Space`, `ASCII`, `Assigned` and `Any`; write other sets \
                               as ranges";

fn general_category(name: &str) -> Option<CharSet> {
    let group = match name {
        "punct" => "P",
        "Combining_Mark" => "M",
        _ => GROUPS.iter().find(|group| group.0 == name || group.1 == name).map_or("", |group| group.0),
    };
    let cased = ["LC", "Cased_Letter"].contains(&name);
    let mut member = [false; NAMES.len()];
    for (member, (short, long)) in member.iter_mut().zip(NAMES) {
        *member = match (group, short) {
            ("", "Lu" | "Ll" | "Lt") if cased => true,
            ("", "Cc") => name == short || name == long || name == "cntrl",
            ("", "Nd") => name == short || name == long || name == "digit",
            ("", _) => name == short || name == long,
            _ => short.starts_with(group),
        };
    }
    member
        .contains(&true)
        .then(|| CharSet::new(runs().filter(|run| member.get(run.0) == Some(&true)).map(|run| run.1).collect()))
}

/// The runs: the number of the category in [`NAMES`] and the first and the last code point.
fn runs() -> impl Iterator<Item = (usize, (u32, u32))> {
    let mut next = 0;
    let mut chars = RUNS.bytes().filter(|byte| !byte.is_ascii_whitespace()).peekable();
    std::iter::from_fn(move || {
        let category = match chars.next()? {
            lower @ b'a'..=b'z' => lower - b'a',
            other => other.wrapping_sub(b'A').wrapping_add(26),
        };
        let mut length = 0;
        while let Some(digit) = chars.next_if(u8::is_ascii_digit) {
            length = length * 10 + u32::from(digit - b'0');
        }
        let first = next;
        next = first + length.max(1);
        Some((usize::from(category), (first, next - 1)))
    })
}

#[cfg(test)]
mod tests;
