//! Tokens of the IDL. Nothing is thrown away: blanks and comments are tokens, too.

/// Kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Spaces and tabs.
    Space,
    Newline,
    Comma,
    /// `// ...` up to and with its line break.
    Comment,
    /// `/// ...` up to and with its line break.
    Doc,
    Identifier,
    Number,
    /// `"..."` with its quotes.
    String,
    /// `"""..."""` with its quotes.
    TextBlock,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    LeftParen,
    RightParen,
    Colon,
    Walrus,
    Equal,
    At,
    Dollar,
    Dot,
    Pound,
    End,
    Error(LexError),
}

/// What can't be a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LexError {
    UnexpectedCharacter,
    /// Underscores that no letter or digit follows.
    BareUnderscore,
    /// The token is where the file ends; the string starts at `start`.
    UnclosedString {
        start: u32,
    },
    /// A sign, point or exponent that no digit follows.
    NumberWithoutDigit,
    /// `01`
    LeadingZero,
}

impl Kind {
    /// Blanks, line breaks, commas and comments: what may stand between any two tokens.
    pub(crate) fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::Newline | Self::Comma | Self::Comment | Self::Doc)
    }

    /// The token in words.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Space => "a space",
            Self::Newline => "the end of the line",
            Self::Comma => "`,`",
            Self::Comment => "a comment",
            Self::Doc => "a documentation comment",
            Self::Identifier => "an identifier",
            Self::Number => "a number",
            Self::String => "a string",
            Self::TextBlock => "a text block",
            Self::LeftBrace => "`{`",
            Self::RightBrace => "`}`",
            Self::LeftBracket => "`[`",
            Self::RightBracket => "`]`",
            Self::LeftParen => "`(`",
            Self::RightParen => "`)`",
            Self::Colon => "`:`",
            Self::Walrus => "`:=`",
            Self::Equal => "`=`",
            Self::At => "`@`",
            Self::Dollar => "`$`",
            Self::Dot => "`.`",
            Self::Pound => "`#`",
            Self::End => "the end of the file",
            Self::Error(_) => "an error",
        }
    }
}

/// A token: its kind and its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The token that starts at an offset.
pub(crate) fn token_at(text: &str, start: usize) -> Token {
    let bytes = text.as_bytes();
    let Some(&first) = bytes.get(start) else {
        return Token { kind: Kind::End, start, end: start };
    };
    let one = |kind| (kind, start + 1);
    let (kind, end) = match first {
        b' ' | b'\t' => (Kind::Space, skip(bytes, start, |b| b == b' ' || b == b'\t')),
        b'\n' => one(Kind::Newline),
        b'\r' if bytes.get(start + 1) == Some(&b'\n') => (Kind::Newline, start + 2),
        b'\r' => one(Kind::Newline),
        b',' => one(Kind::Comma),
        b'/' => comment(text, start),
        b'a'..=b'z' | b'A'..=b'Z' => (Kind::Identifier, skip(bytes, start, is_word)),
        b'_' => underscore(bytes, start),
        b'0'..=b'9' | b'-' => number(bytes, start),
        b'"' => string(bytes, start),
        b':' if bytes.get(start + 1) == Some(&b'=') => (Kind::Walrus, start + 2),
        _ => punctuation(text, first, start),
    };
    // Some errors are not where the token starts.
    match kind {
        Kind::Error(LexError::UnclosedString { .. }) => Token { kind, start: end, end },
        Kind::Error(LexError::BareUnderscore) => Token { kind, start: end, end: end + char_len(text, end) },
        _ => Token { kind, start, end },
    }
}

fn punctuation(text: &str, first: u8, start: usize) -> (Kind, usize) {
    let kind = match first {
        b'{' => Kind::LeftBrace,
        b'}' => Kind::RightBrace,
        b'[' => Kind::LeftBracket,
        b']' => Kind::RightBracket,
        b'(' => Kind::LeftParen,
        b')' => Kind::RightParen,
        b':' => Kind::Colon,
        b'=' => Kind::Equal,
        b'@' => Kind::At,
        b'$' => Kind::Dollar,
        b'.' => Kind::Dot,
        b'#' => Kind::Pound,
        _ => {
            let end = start + char_len(text, start);
            return (Kind::Error(LexError::UnexpectedCharacter), end);
        }
    };
    (kind, start + 1)
}

fn char_len(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.chars().next().map_or(0, char::len_utf8)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The first offset from `start` on where the condition no longer holds.
fn skip(bytes: &[u8], start: usize, condition: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().position(|&byte| !condition(byte));
    start + length.unwrap_or(rest.len())
}

fn comment(text: &str, start: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    if bytes.get(start + 1) != Some(&b'/') {
        return (Kind::Error(LexError::UnexpectedCharacter), start + 1);
    }
    let kind = match bytes.get(start + 2) {
        Some(b'/') => Kind::Doc,
        _ => Kind::Comment,
    };
    let end = skip(bytes, start, |byte| byte != b'\n');
    (kind, (end + 1).min(bytes.len()))
}

fn underscore(bytes: &[u8], start: usize) -> (Kind, usize) {
    let letter = skip(bytes, start, |byte| byte == b'_');
    match bytes.get(letter) {
        Some(byte) if byte.is_ascii_alphanumeric() => (Kind::Identifier, skip(bytes, letter, is_word)),
        _ => (Kind::Error(LexError::BareUnderscore), letter),
    }
}

fn number(bytes: &[u8], start: usize) -> (Kind, usize) {
    let bad = |end| (Kind::Error(LexError::NumberWithoutDigit), end);
    let digits = |at| skip(bytes, at, |byte| byte.is_ascii_digit());
    let whole = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut end = digits(whole);
    if end == whole {
        return bad(end);
    }
    let leading_zero = end - whole > 1 && bytes.get(whole) == Some(&b'0');
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction == end + 1 {
            return bad(fraction);
        }
        end = fraction;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        let first = end + 1 + usize::from(sign);
        end = digits(first);
        if end == first {
            return bad(end);
        }
    }
    if leading_zero {
        return (Kind::Error(LexError::LeadingZero), end);
    }
    (Kind::Number, end)
}

fn string(bytes: &[u8], start: usize) -> (Kind, usize) {
    let block = bytes.get(start..start + 3) == Some(b"\"\"\"");
    let (kind, quotes) = match block {
        true => (Kind::TextBlock, 3),
        false => (Kind::String, 1),
    };
    let mut at = start + quotes;
    loop {
        at = skip(bytes, at, |byte| byte != b'"' && byte != b'\\');
        match bytes.get(at) {
            None => break,
            Some(b'\\') => at += 2,
            Some(_) if !block || bytes.get(at..at + 3) == Some(b"\"\"\"") => {
                return (kind, at + quotes);
            }
            Some(_) => at += 1,
        }
    }
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    (Kind::Error(LexError::UnclosedString { start }), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        let mut at = 0;
        let mut found = Vec::new();
        loop {
            let token = token_at(text, at);
            if token.kind == Kind::End {
                return found;
            }
            found.push((token.kind, &text[token.start..token.end]));
            at = token.end;
        }
    }

    #[test]
    fn tokens_cover_the_text() {
        let text = "@a(b: -1.5e+3)\r\n/// d\n// c\n\"x\\\"\"\t, __1 := \"\"\"\n\\\"\"\"\"";
        let all: String = kinds(text).iter().map(|(_, text)| *text).collect();
        assert_eq!(all, text);
        let significant: Vec<_> =
            kinds(text).into_iter().filter(|(kind, _)| !kind.is_trivia()).map(|(kind, _)| kind).collect();
        assert_eq!(
            significant,
            [
                Kind::At,
                Kind::Identifier,
                Kind::LeftParen,
                Kind::Identifier,
                Kind::Colon,
                Kind::Number,
                Kind::RightParen,
                Kind::String,
                Kind::Identifier,
                Kind::Walrus,
                Kind::TextBlock,
            ]
        );
    }

    #[test]
    fn ill_formed_tokens_are_errors() {
        let cases = [
            ("-", LexError::NumberWithoutDigit),
            ("1.", LexError::NumberWithoutDigit),
            ("1e+", LexError::NumberWithoutDigit),
            ("007", LexError::LeadingZero),
            ("__", LexError::BareUnderscore),
            ("ä", LexError::UnexpectedCharacter),
            ("/", LexError::UnexpectedCharacter),
            ("\"a\\", LexError::UnclosedString { start: 0 }),
            ("\"\"\"a\"", LexError::UnclosedString { start: 0 }),
        ];
        for (text, error) in cases {
            assert_eq!(token_at(text, 0).kind, Kind::Error(error), "{text}");
        }
    }
}
