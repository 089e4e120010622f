//! The syntax of JMESPath, which waiters use to look into values.

/// What is wrong with an expression, and at which byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PathError {
    pub(super) at: usize,
    pub(super) message: String,
}

/// Expressions are nested this deep at most.
const MAX_DEPTH: usize = 60;

/// Whether a text is an expression.
pub(super) fn check(text: &str) -> Result<(), PathError> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.expression()?;
    match reader.peek() {
        None => Ok(()),
        Some(found) => Err(reader.error(format!("unexpected `{found}`"))),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

type Reading = Result<(), PathError>;

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    fn eat(&mut self, token: &str) -> bool {
        self.peek();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn error(&self, message: String) -> PathError {
        PathError { at: self.at, message }
    }

    fn expect(&mut self, token: &str) -> Reading {
        if self.eat(token) {
            return Ok(());
        }
        let found = self.peek().map_or("the end".to_owned(), |found| format!("`{found}`"));
        Err(self.error(format!("expected `{token}`, but found {found}")))
    }

    /// Operands with operators between them. Which binds more closely does not matter for
    /// whether a text is an expression.
    fn expression(&mut self) -> Reading {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("the expression is nested too deep".to_owned()));
        }
        self.depth += 1;
        loop {
            self.operand()?;
            let operators = ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "|"];
            if !operators.iter().any(|operator| self.eat(operator)) {
                self.depth -= 1;
                return Ok(());
            }
        }
    }

    fn operand(&mut self) -> Reading {
        while self.peek() == Some('!') && !self.rest().starts_with("!=") {
            self.eat("!");
        }
        match self.peek() {
            Some('[') => self.brackets()?,
            Some('{') => self.hash()?,
            Some('(') => {
                self.eat("(");
                self.expression()?;
                self.expect(")")?;
            }
            Some('&') => {
                self.eat("&");
                return self.expression();
            }
            Some('*' | '@') => self.at += 1,
            Some(quote @ ('\'' | '`')) => self.quoted(quote)?,
            Some(_) => self.name()?,
            None => return Err(self.error("the expression ends too early".to_owned())),
        }
        self.suffixes()
    }

    fn suffixes(&mut self) -> Reading {
        loop {
            match self.peek() {
                Some('[') => self.brackets()?,
                Some('.') => {
                    self.eat(".");
                    match self.peek() {
                        Some('[') => self.brackets()?,
                        Some('{') => self.hash()?,
                        Some('*') => self.at += 1,
                        _ => self.name()?,
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    /// A name, or a call of a function.
    fn name(&mut self) -> Reading {
        if self.peek() == Some('"') {
            return self.quoted('"');
        }
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if end == 0 || rest.starts_with(|c: char| c.is_ascii_digit()) {
            let found = self.peek().map_or("the end".to_owned(), |found| format!("`{found}`"));
            return Err(self.error(format!("expected a name, but found {found}")));
        }
        self.at += end;
        if !self.rest().starts_with('(') {
            return Ok(());
        }
        self.eat("(");
        if self.eat(")") {
            return Ok(());
        }
        self.expressions(")")
    }

    fn expressions(&mut self, end: &str) -> Reading {
        loop {
            self.expression()?;
            if !self.eat(",") {
                return self.expect(end);
            }
        }
    }

    /// Text up to the closing quote.
    fn quoted(&mut self, quote: char) -> Reading {
        let mut escaped = false;
        let inner = self.rest().char_indices().skip(1);
        for (index, character) in inner {
            if character == quote && !escaped {
                self.at += index + quote.len_utf8();
                return Ok(());
            }
            escaped = character == '\\' && !escaped;
        }
        Err(self.error("the quote is not closed".to_owned()))
    }

    /// `[0]`, `[1:2]`, `[]`, `[*]`, `[?test]` and `[a, b]`
    fn brackets(&mut self) -> Reading {
        self.eat("[");
        if self.eat("]") {
            return Ok(());
        }
        if self.eat("?") {
            self.expression()?;
            return self.expect("]");
        }
        let rest = self.rest().trim_start();
        let after_star = rest.strip_prefix('*').map(str::trim_start);
        if after_star.is_some_and(|rest| rest.starts_with(']')) {
            self.eat("*");
            return self.expect("]");
        }
        if rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == ':') {
            return self.slice();
        }
        self.expressions("]")
    }

    fn slice(&mut self) -> Reading {
        for _ in 0..3 {
            let is_negative = self.eat("-");
            let rest = self.rest();
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if is_negative && digits == 0 {
                return Err(self.error("expected a number after `-`".to_owned()));
            }
            self.at += digits;
            if !self.eat(":") {
                break;
            }
        }
        self.expect("]")
    }

    /// `{a: b, c: d}`
    fn hash(&mut self) -> Reading {
        self.eat("{");
        loop {
            self.name()?;
            self.expect(":")?;
            self.expression()?;
            if !self.eat(",") {
                return self.expect("}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn expressions_are_told_from_other_texts() {
        let good = [
            "a",
            "a.b.c",
            "\"a b\".c",
            "a[0].b[-1]",
            "a[].b[*].c",
            "a[1:2:3]",
            "a[:2]",
            "length(a[?b == 'c' && !d]) > `0`",
            "a.{b: c, d: e.f}",
            "[a, b]",
            "@",
            "*.a",
            "sort_by(a, &b) | [0]",
            "(a || b) != `null`",
            "!a",
            "a[?contains(b, `\"x\"`)]",
        ];
        for text in good {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        let bad = [
            ("", 0),
            ("a.", 2),
            ("a[", 2),
            ("a[0", 3),
            ("a b", 2),
            ("a ==", 4),
            ("a)", 1),
            ("'a", 0),
            ("f(a", 3),
            ("f(a,)", 4),
            ("{a}", 2),
            ("a[-]", 3),
            ("1a", 0),
            ("ä", 0),
        ];
        for (text, at) in bad {
            assert_eq!(check(text).map_err(|error| error.at), Err(at), "{text}");
        }
        assert!(check(&"(".repeat(10_000)).is_err());
        assert!(check(&"!".repeat(10_000)).is_err());
    }
}
