//! The syntax of JMESPath.

use weland_model::{Node, NodeKind};

use crate::json;

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
}

/// Expressions are nested this deep at most. Clients have the same limits.
const MAX_DEPTH: usize = 60;

/// How many lists, maps and calls an expression may have.
const MAX_PARTS: usize = 500;

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Expression, PathError> {
    let mut reader = Reader { text, at: 0, depth: 0, parts: 0 };
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
    parts: usize,
}

type Reading<T> = Result<T, PathError>;

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
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
                match self.index()? {
                    None => Base::List(self.list()?),
                    Some(link) => {
                        links.push((at, link));
                        Base::Current
                    }
                }
            }
            Some('{') => Base::Hash(self.hash()?),
            Some('(') => self.group()?,
            Some('&') if !is_negated && !self.rest().starts_with("&&") => {
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
            Some('`') => {
                let text = self.quoted('`')?.replace("\\`", "`");
                Base::Literal(literal(&text).ok_or_else(|| self.error(format!("`{text}` is not JSON")))?)
            }
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

    fn group(&mut self) -> Reading<Base> {
        self.eat("(");
        let inner = self.expression()?;
        self.expect(")")?;
        Ok(Base::Group(Box::new(inner)))
    }

    fn links(&mut self, links: &mut Vec<(usize, Link)>) -> Reading<()> {
        loop {
            let at = self.at;
            let link = match self.peek() {
                Some('[') => {
                    let link = self.index()?;
                    link.ok_or_else(|| self.error("expected a number, `*`, `?` or `]` after `[`".to_owned()))?
                }
                Some('.') => {
                    self.eat(".");
                    match self.peek() {
                        Some('[') => {
                            self.eat("[");
                            Link::List(self.list()?)
                        }
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
            let start = self.at;
            self.quoted('"')?;
            let name = json::value(self.text.get(start..self.at).unwrap_or_default());
            return match name.as_ref().and_then(Node::as_str) {
                Some(name) => Ok(Link::Field(name.to_owned())),
                None => Err(self.error("a name in quotation marks has to be a JSON string".to_owned())),
            };
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
        if !self.eat("(") {
            return Ok(Link::Field(name));
        }
        self.part()?;
        let arguments = match self.eat(")") {
            true => Vec::new(),
            false => self.expressions(")")?,
        };
        Ok(Link::Call(Call { at, name, arguments }))
    }

    /// A name that is no call.
    fn key(&mut self) -> Reading<()> {
        match self.name()? {
            Link::Field(_) => Ok(()),
            _ => Err(self.error("expected a name, but found a call".to_owned())),
        }
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

    fn part(&mut self) -> Reading<()> {
        self.parts += 1;
        if self.parts > MAX_PARTS {
            return Err(self.error(format!("there are more than {MAX_PARTS} lists, maps and calls")));
        }
        Ok(())
    }

    /// What is left of `[a, b]`, without the first bracket.
    fn list(&mut self) -> Reading<Vec<Expression>> {
        self.part()?;
        self.expressions("]")
    }

    /// `[0]`, `[1:2]`, `[]`, `[*]` and `[?test]`; if it is none of them, it has read no more than the bracket.
    fn index(&mut self) -> Reading<Option<Link>> {
        self.eat("[");
        // Within `[]` and `[?` there is no white space.
        if self.rest().starts_with(']') {
            self.eat("]");
            return Ok(Some(Link::Flatten));
        }
        if self.rest().starts_with('?') {
            self.eat("?");
            let test = self.expression()?;
            self.expect("]")?;
            return Ok(Some(Link::Filter(test)));
        }
        let start = self.at;
        if self.eat("*") {
            if self.eat("]") {
                return Ok(Some(Link::Items));
            }
            self.at = start;
            return Ok(None);
        }
        match self.peek() {
            Some('0'..='9' | '-' | ':') => self.slice().map(Some),
            _ => Ok(None),
        }
    }

    fn slice(&mut self) -> Reading<Link> {
        let mut colons = 0;
        loop {
            self.peek();
            let is_negative = self.eat("-");
            let rest = self.rest();
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let digits = rest.get(..end).unwrap_or_default();
            if is_negative && digits.is_empty() {
                return Err(self.error("expected a number after `-`".to_owned()));
            }
            let is_zero = !digits.is_empty() && digits.bytes().all(|digit| digit == b'0');
            self.at += end;
            if colons == 2 && is_zero {
                return Err(self.error("the step of a slice must not be 0".to_owned()));
            }
            if colons == 2 || !self.eat(":") {
                break;
            }
            colons += 1;
        }
        self.expect("]")?;
        Ok(if colons == 0 { Link::Index } else { Link::Slice })
    }

    /// `{a: b, c: d}`
    fn hash(&mut self) -> Reading<Vec<Expression>> {
        self.part()?;
        self.eat("{");
        let mut found = Vec::new();
        loop {
            self.key()?;
            self.expect(":")?;
            found.push(self.expression()?);
            if !self.eat(",") {
                self.expect("}")?;
                return Ok(found);
            }
        }
    }
}

/// The kind of the value between backticks: JSON. Texts without quotation marks are an older way to write strings.
fn literal(text: &str) -> Option<Literal> {
    let Some(value) = json::value(text) else {
        let is_broken = text.trim_start().starts_with(['"', '{', '[']);
        return (!is_broken).then_some(Literal::String);
    };
    Some(match &value.kind {
        NodeKind::Null => Literal::Null,
        NodeKind::Bool(_) => Literal::Boolean,
        NodeKind::String(_) => Literal::String,
        NodeKind::Array(_) => Literal::Array,
        NodeKind::Object(_) => Literal::Object,
        NodeKind::Number(_) => Literal::Number,
    })
}

#[cfg(test)]
mod tests;
