//! Tokens on one line, spaced as rustfmt does it.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// Tokens on one line: expressions, types, patterns and the rows of macros.
pub(super) fn line(tokens: impl ToTokens) -> String {
    let mut line = Line { out: String::new(), gap: Gap::Closed, in_closure: false };
    line.stream(tokens.to_token_stream());
    line.out
}

/// What stands between the last token and the next one.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    /// Nothing: the last token opens something or belongs to the next one.
    Closed,
    /// Nothing before punctuation and brackets, a space before words: the last token is a word or closes something.
    Word,
    /// A space, but before punctuation that belongs to what stands before it.
    Open,
}

struct Line {
    out: String,
    gap: Gap,
    /// Whether the parameters of a closure are open.
    in_closure: bool,
}

impl Line {
    fn stream(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Punct(punct) => self.punct(&punct),
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
            }
        }
    }

    fn word(&mut self, text: &str) {
        if self.gap != Gap::Closed {
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.gap = Gap::Word;
    }

    fn punct(&mut self, punct: &Punct) {
        let sign = punct.as_char();
        let is_joint = punct.spacing() == Spacing::Joint;
        let (leads, gap) = match sign {
            ',' | ';' => (false, Gap::Open),
            // The second half of `::` is always alone.
            ':' if is_joint || self.out.ends_with(':') => (false, Gap::Closed),
            ':' => (false, Gap::Open),
            '=' if !is_joint => (self.gap != Gap::Closed, Gap::Open),
            '>' if self.out.ends_with(['=', '-']) => (false, Gap::Open),
            '>' | '?' => (false, Gap::Word),
            '<' | '.' | '!' => (false, Gap::Closed),
            '|' if std::mem::take(&mut self.in_closure) => (false, Gap::Open),
            '|' => {
                self.in_closure = true;
                (self.gap != Gap::Closed, Gap::Closed)
            }
            // Prefixes such as `&`, and the first half of `=>` and `->`.
            _ => (self.gap != Gap::Closed, Gap::Closed),
        };
        if leads {
            self.out.push(' ');
        }
        self.out.push(sign);
        self.gap = gap;
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let leads = self.gap == Gap::Open || (self.gap == Gap::Word && group.delimiter() == Delimiter::Brace);
        if leads {
            self.out.push(' ');
        }
        self.out.push_str(open);
        self.gap = Gap::Closed;
        self.stream(group.stream());
        self.out.push_str(close);
        self.gap = Gap::Word;
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::line;

    #[test]
    fn tokens_are_spaced_as_the_formatter_does_it() {
        for (tokens, text) in [
            (quote!(Member::new("A", &prelude::STRING).label()), r#"Member::new("A", &prelude::STRING).label()"#),
            (quote!(Vec<Option<types::A>>), "Vec<Option<types::A>>"),
            (quote!(BTreeMap<String, (String, i32)>), "BTreeMap<String, (String, i32)>"),
            (quote!(Some(Bound::Integer(-1))), "Some(Bound::Integer(-1))"),
            (quote!(.range(None, Some(1))), ".range(None, Some(1))"),
            (quote!(pattern!(r"\d")), r#"pattern!(r"\d")"#),
            (quote!(Blob::from(&b"a"[..])), r#"Blob::from(&b"a"[..])"#),
            (quote!(&[Member::key(&A), Member::value(&B)]), "&[Member::key(&A), Member::value(&B)]"),
            (quote!(Matcher::Output { path: "a", expected: "b" }), r#"Matcher::Output { path: "a", expected: "b" }"#),
            (quote!((as with_new = boxed T)), "(as with_new = boxed T)"),
            (quote!((= into String)), "(= into String)"),
            (quote!(fn f(a: &A) -> Option<String>), "fn f(a: &A) -> Option<String>"),
            (quote!(a.map(|it| &it.b).cloned()), "a.map(|it| &it.b).cloned()"),
            (
                quote!(
                    const A: &'static B = f(a).await?;
                ),
                "const A: &'static B = f(a).await?;",
            ),
            (
                quote!(
                    pub(crate) use a::*;
                ),
                "pub(crate) use a::*;",
            ),
            (quote!(0 name: A => true,), "0 name: A => true,"),
        ] {
            assert_eq!(line(tokens), text);
        }
    }
}
