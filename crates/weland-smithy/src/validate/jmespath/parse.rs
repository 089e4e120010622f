//! The syntax of JMESPath.

/// What is wrong with an expression, and at which byte.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::validate) struct PathError {
    pub(in crate::validate) at: usize,
    pub(in crate::validate) message: String,
}

/// An expression. Operators of one kind stand side by side, so that long expressions are not
/// deep ones.
#[derive(Debug)]
pub(super) enum Expression {
    Pipe(Vec<Expression>),
    Or(Vec<Expression>),
    And(Vec<Expression>),
    /// `==`, `<` and their like
    Comparison(Vec<Expression>),
    Chain(Chain),
    /// `&a`
    Reference(Box<Expression>),
}

/// `!a.b[0].c`
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) is_negated: bool,
    pub(super) base: Base,
    /// With the offset of each.
    pub(super) links: Vec<(usize, Link)>,
}

#[derive(Debug)]
pub(super) enum Base {
    /// `@`, and what an expression starts with that starts with a bracket
    Current,
    Group(Box<Expression>),
    Literal(Literal),
    Call(Call),
    List(Vec<Expression>),
    Hash(Vec<Expression>),
}

/// `length(a)`
#[derive(Debug)]
pub(super) struct Call {
    pub(super) at: usize,
    pub(super) name: String,
    pub(super) arguments: Vec<Expression>,
}

#[derive(Debug)]
pub(super) enum Link {
    Field(String),
    Call(Call),
    /// `.*`
    Values,
    /// `[*]`
    Items,
    /// `[]`
    Flatten,
    /// `[?a]`
    Filter(Expression),
    /// `[0]`
    Index,
    /// `[1:2]`
    Slice,
    List(Vec<Expression>),
    Hash(Vec<Expression>),
}

/// The kind of a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Literal {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
    Unknown,
}

/// Expressions are nested this deep at most.
const MAX_DEPTH: usize = 60;

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Expression, PathError> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let expression = reader.expression()?;
    match reader.peek() {
        None => Ok(expression),
        Some(found) => Err(reader.error(format!("unexpected `{found}`"))),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

type Reading<T> = Result<T, PathError>;

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

    fn expect(&mut self, token: &str) -> Reading<()> {
        if self.eat(token) {
            return Ok(());
        }
        let found = self.peek().map_or("the end".to_owned(), |found| format!("`{found}`"));
        Err(self.error(format!("expected `{token}`, but found {found}")))
    }

    fn expression(&mut self) -> Reading<Expression> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("the expression is nested too deep".to_owned()));
        }
        self.depth += 1;
        let expression = self.joined(&["|"], Expression::Pipe, |reader| {
            reader.joined(&["||"], Expression::Or, |reader| {
                reader.joined(&["&&"], Expression::And, |reader| {
                    let comparators = ["==", "!=", "<=", ">=", "<", ">"];
                    reader.joined(&comparators, Expression::Comparison, Self::operand)
                })
            })
        });
        self.depth -= 1;
        expression
    }

    /// Operands with one of these operators between them.
    fn joined(
        &mut self,
        operators: &[&str],
        join: fn(Vec<Expression>) -> Expression,
        mut operand: impl FnMut(&mut Self) -> Reading<Expression>,
    ) -> Reading<Expression> {
        let first = operand(self)?;
        let mut all = vec![first];
        while self.eat_operator(operators) {
            all.push(operand(self)?);
        }
        match (all.len(), all.pop()) {
            (1, Some(only)) => Ok(only),
            (_, last) => {
                all.extend(last);
                Ok(join(all))
            }
        }
    }

    fn eat_operator(&mut self, operators: &[&str]) -> bool {
        self.peek();
        // A pipe is no half of an `||`.
        let is_other = |operator: &&str| *operator == "|" && self.rest().starts_with("||");
        let found = operators.iter().find(|operator| self.rest().starts_with(**operator) && !is_other(operator));
        let length = found.map_or(0, |operator| operator.len());
        self.at += length;
        length > 0
    }

    fn operand(&mut self) -> Reading<Expression> {
        let mut is_negated = false;
        while self.peek() == Some('!') && !self.rest().starts_with("!=") {
            self.eat("!");
            is_negated = true;
        }
        let mut links = Vec::new();
        let base = match self.peek() {
            Some('[') => {
                let at = self.at;
                match self.brackets()? {
                    Link::List(items) => Base::List(items),
                    link => {
                        links.push((at, link));
                        Base::Current
                    }
                }
            }
            Some('{') => Base::Hash(self.hash()?),
            Some('(') => {
                self.eat("(");
                let inner = self.expression()?;
                self.expect(")")?;
                Base::Group(Box::new(inner))
            }
            Some('&') => {
                self.eat("&");
                return Ok(Expression::Reference(Box::new(self.expression()?)));
            }
            Some('*') => {
                links.push((self.at, Link::Values));
                self.at += 1;
                Base::Current
            }
            Some('@') => {
                self.at += 1;
                Base::Current
            }
            Some('\'') => {
                self.quoted('\'')?;
                Base::Literal(Literal::String)
            }
            Some('`') => Base::Literal(literal(self.quoted('`')?)),
            Some(_) => {
                let at = self.at;
                match self.name()? {
                    Link::Call(call) => Base::Call(call),
                    link => {
                        links.push((at, link));
                        Base::Current
                    }
                }
            }
            None => return Err(self.error("the expression ends too early".to_owned())),
        };
        self.links(&mut links)?;
        Ok(Expression::Chain(Chain { is_negated, base, links }))
    }

    fn links(&mut self, links: &mut Vec<(usize, Link)>) -> Reading<()> {
        loop {
            let at = self.at;
            let link = match self.peek() {
                Some('[') => self.brackets()?,
                Some('.') => {
                    self.eat(".");
                    match self.peek() {
                        Some('[') => self.brackets()?,
                        Some('{') => Link::Hash(self.hash()?),
                        Some('*') => {
                            self.at += 1;
                            Link::Values
                        }
                        _ => self.name()?,
                    }
                }
                _ => return Ok(()),
            };
            links.push((at, link));
        }
    }

    /// A name, or a call of a function.
    fn name(&mut self) -> Reading<Link> {
        if self.peek() == Some('"') {
            return Ok(Link::Field(self.quoted('"')?.to_owned()));
        }
        let at = self.at;
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if end == 0 || rest.starts_with(|c: char| c.is_ascii_digit()) {
            let found = self.peek().map_or("the end".to_owned(), |found| format!("`{found}`"));
            return Err(self.error(format!("expected a name, but found {found}")));
        }
        let name = rest.get(..end).unwrap_or_default().to_owned();
        self.at += end;
        if !self.rest().starts_with('(') {
            return Ok(Link::Field(name));
        }
        self.eat("(");
        let arguments = match self.eat(")") {
            true => Vec::new(),
            false => self.expressions(")")?,
        };
        Ok(Link::Call(Call { at, name, arguments }))
    }

    fn expressions(&mut self, end: &str) -> Reading<Vec<Expression>> {
        let mut found = Vec::new();
        loop {
            found.push(self.expression()?);
            if !self.eat(",") {
                self.expect(end)?;
                return Ok(found);
            }
        }
    }

    /// The text up to the closing quote.
    fn quoted(&mut self, quote: char) -> Reading<&str> {
        let mut escaped = false;
        let start = self.at + quote.len_utf8();
        let inner = self.rest().char_indices().skip(1);
        for (index, character) in inner {
            if character == quote && !escaped {
                let end = self.at + index;
                self.at = end + quote.len_utf8();
                return Ok(self.text.get(start..end).unwrap_or_default());
            }
            escaped = character == '\\' && !escaped;
        }
        Err(self.error("the quote is not closed".to_owned()))
    }

    /// `[0]`, `[1:2]`, `[]`, `[*]`, `[?test]` and `[a, b]`
    fn brackets(&mut self) -> Reading<Link> {
        self.eat("[");
        if self.eat("]") {
            return Ok(Link::Flatten);
        }
        if self.eat("?") {
            let test = self.expression()?;
            self.expect("]")?;
            return Ok(Link::Filter(test));
        }
        let rest = self.rest().trim_start();
        let after_star = rest.strip_prefix('*').map(str::trim_start);
        if after_star.is_some_and(|rest| rest.starts_with(']')) {
            self.eat("*");
            self.expect("]")?;
            return Ok(Link::Items);
        }
        if rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == ':') {
            return self.slice();
        }
        Ok(Link::List(self.expressions("]")?))
    }

    fn slice(&mut self) -> Reading<Link> {
        let mut link = Link::Index;
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
            link = Link::Slice;
        }
        self.expect("]")?;
        Ok(link)
    }

    /// `{a: b, c: d}`
    fn hash(&mut self) -> Reading<Vec<Expression>> {
        self.eat("{");
        let mut found = Vec::new();
        loop {
            self.name()?;
            self.expect(":")?;
            found.push(self.expression()?);
            if !self.eat(",") {
                self.expect("}")?;
                return Ok(found);
            }
        }
    }
}

/// The kind of a literal in JSON.
fn literal(text: &str) -> Literal {
    let text = text.trim();
    match text.chars().next() {
        Some('"') => Literal::String,
        Some('[') => Literal::Array,
        Some('{') => Literal::Object,
        Some('-' | '0'..='9') => Literal::Number,
        _ => match text {
            "true" | "false" => Literal::Boolean,
            "null" => Literal::Null,
            _ => Literal::Unknown,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn check(text: &str) -> Result<(), super::PathError> {
        parse(text).map(|_| ())
    }

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
        for long in ["a || ", "a && ", "a == ", "a | ", "a.", "a[].", "!"] {
            assert!(check(&format!("{}a", long.repeat(100_000))).is_ok(), "{long}");
        }
    }
}
