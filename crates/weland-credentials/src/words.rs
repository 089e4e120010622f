//! Words of a command line, or of the name of a section.

/// Splits a text into words as a POSIX shell does: at white space, with quotation marks and backslashes, but without
/// variables, comments and anything else that a shell would do.
///
/// # Errors
/// When a quotation mark isn't closed, or a backslash stands at the end.
pub(crate) fn split_words(text: &str) -> Result<Vec<String>, &'static str> {
    let (mut words, mut word) = (Vec::new(), None);
    let (mut quote, mut chars) = (None, text.chars().peekable());
    while let Some(mut char) = chars.next() {
        if quote.is_none() && matches!(char, ' ' | '\t' | '\r' | '\n') {
            words.extend(word.take());
            continue;
        }
        let word: &mut String = word.get_or_insert_default();
        match (quote, char) {
            (Some(open), _) if open == char => {
                quote = None;
                continue;
            }
            (None, '\'' | '"') => {
                quote = Some(char);
                continue;
            }
            (None, '\\') => char = chars.next().ok_or("there is nothing after the last backslash")?,
            // Within double quotation marks, a backslash stands for itself before all other characters.
            (Some('"'), '\\') => char = chars.next_if(|next| matches!(next, '"' | '\\')).unwrap_or(char),
            _ => {}
        }
        word.push(char);
    }
    words.extend(word);
    match quote {
        Some(_) => Err("a quotation mark isn't closed"),
        None => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_as_by_a_shell() {
        let cases: [(&str, &[&str]); 9] = [
            ("", &[]),
            ("  a\tb\n", &["a", "b"]),
            ("a 'b  c' d", &["a", "b  c", "d"]),
            (r#"x"y z"'w'"#, &["xy zw"]),
            (r"a\ b \\", &["a b", "\\"]),
            (r#""a \"b\" \\ \c""#, &[r#"a "b" \ \c"#]),
            (r"'a\'", &[r"a\"]),
            ("'' \"\"", &["", ""]),
            ("a #b ;c $d", &["a", "#b", ";c", "$d"]),
        ];
        for (text, words) in cases {
            assert_eq!(split_words(text).unwrap(), words, "{text}");
        }
        for text in ["'a", "\"a", "a\\", "\"a\\", "\"a\\\""] {
            assert!(split_words(text).is_err(), "{text}");
        }
    }
}
