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

/// What to write instead of a property that is not supported.
pub(crate) fn help(name: &str) -> String {
    let class = match name {
        "Alnum" => "[A-Za-z0-9]",
        "Digit" => "[0-9]",
        "XDigit" => "[0-9A-Fa-f]",
        "Punct" => "[!-\\/:-@\\[-`{-~]",
        "Graph" => "[!-~]",
        "Print" => "[ -~]",
        "Blank" => "[ \\t]",
        "Space" => "\\s",
        "Cntrl" => "[\\x00-\\x1F\\x7F]",
        _ => {
            return "supported are the general categories (such as `L`, `Lu`, `N`, `P`, `Letter`), `Alphabetic`, \
                     `Lowercase`, `Uppercase`, `White_Space`, `ASCII`, `Assigned` and `Any`; write other sets as ranges"
                .to_owned();
        }
    };
    format!("write `{class}`")
}

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
