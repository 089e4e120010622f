//! The constructs of Java's patterns that ECMA-262 has not.

use std::ops::Range;

/// A construct of Java's. The parser notes it; only those who ask for it get a text.
#[derive(Debug, Clone)]
pub(crate) enum Construct {
    /// Flags within the pattern.
    Flags,
    /// `\Q…\E`.
    Quote,
    /// A quantifier that has no effect, since it repeats nothing or a condition on a place.
    Useless,
    /// A quantifier that lets a condition on a place be absent.
    Unconditional,
    /// A quantifier that gives nothing back.
    Possessive { atom: Range<usize>, min: u32, max: Option<u32> },
    /// A character by its code.
    Code(u32),
    /// What another text says.
    Write(&'static str),
    /// A set of characters, which another text says.
    Set(String),
}

impl Construct {
    /// How to say the same in ECMA-262.
    pub(crate) fn help(&self, source: &str) -> String {
        let written = match self {
            Self::Flags => {
                return "spell out what the flags mean: `[Aa]` for either case, `[^]` for any character".to_owned();
            }
            Self::Quote => return "escape the characters by `\\` that have a meaning".to_owned(),
            Self::Useless => {
                return "leave it out, since it changes nothing; if more than one character was meant to be repeated, put \
                        them in a group"
                    .to_owned();
            }
            Self::Unconditional => return "leave it out together with what it makes optional".to_owned(),
            Self::Set(set) => return format!("write the set `{set}`"),
            Self::Possessive { min, max, .. } if Some(*min) == *max => return "leave out the last `+`".to_owned(),
            Self::Possessive { atom, min, max } => possessive(source.get(atom.clone()).unwrap_or_default(), *min, *max),
            Self::Code(code) => format!("\\u{{{code:X}}}"),
            Self::Write(text) => (*text).to_owned(),
        };
        format!("write `{written}`")
    }
}

fn possessive(atom: &str, min: u32, max: Option<u32>) -> String {
    match (min, max) {
        (0, None) => format!("{atom}*(?!{atom})"),
        (1, None) => format!("{atom}+(?!{atom})"),
        (min, None) => format!("{atom}{{{min},}}(?!{atom})"),
        (0, Some(1)) => format!("(?:{atom}|(?!{atom}))"),
        (min, Some(max)) => format!("(?:{atom}{{{max}}}|{atom}{{{min},{}}}(?!{atom}))", max - 1),
    }
}
