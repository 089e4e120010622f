//! Reading JMESPath expressions.

use weland_core::{Decoder as _, Document, Member, schema};
use weland_protocol::Strictness;
use weland_protocol::json::JsonDecoder;

use super::expression::{Base, Call, Chain, Expression, Function, Link, Relation, Slice};
use super::value::Value;

/// How deep expressions may be nested.
const MAX_DEPTH: usize = 60;

/// How many lists, maps and calls an expression may have. Each can nest its value one level deeper.
const MAX_PARTS: usize = 500;

static ANY: Member = Member::new("literal", &schema::DOCUMENT);

/// Reads an expression.
///
/// # Errors
/// What is wrong with it and where.
pub(super) fn parse(text: &str) -> Result<Expression, String> {
    let mut reader = Reader { text, at: 0, depth: 0, parts: 0 };
    let read = reader.expression().and_then(|expression| match reader.peek() {
        None => Ok(expression),
        Some(found) => Err(format!("unexpected `{found}`")),
    });
    read.map_err(|message| format!("the path `{text}` is wrong after {} bytes: {message}", reader.at))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    parts: usize,
}

type Reading<T> = Result<T, String>;

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character that is no white space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.at += rest.len() - trimmed.len();
        trimmed.chars().next()
    }

    fn eat(&mut self, token: &str) -> bool {
        self.peek();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Reading<()> {
        if self.eat(token) { Ok(()) } else { Err(format!("expected `{token}`, but found {}", self.found())) }
    }

    fn found(&mut self) -> String {
        self.peek().map_or("the end".to_owned(), |found| format!("`{found}`"))
    }

    fn expression(&mut self) -> Reading<Expression> {
        if self.depth >= MAX_DEPTH {
            return Err("it is nested too deep".to_owned());
        }
        self.depth += 1;
        let expression = self.several("|", Expression::Pipe, |reader| {
            reader.several("||", Expression::Or, |reader| reader.several("&&", Expression::And, Self::comparison))
        });
        self.depth -= 1;
        expression
    }

    /// Operands with an operator between them.
    fn several(
        &mut self,
        operator: &str,
        join: fn(Vec<Expression>) -> Expression,
        operand: fn(&mut Self) -> Reading<Expression>,
    ) -> Reading<Expression> {
        let first = operand(self)?;
        let mut more = Vec::new();
        // A pipe is no half of an `||`.
        while !(operator == "|" && self.rest().starts_with("||")) && self.eat(operator) {
            more.push(operand(self)?);
        }
        if more.is_empty() {
            return Ok(first);
        }
        more.insert(0, first);
        Ok(join(more))
    }

    fn comparison(&mut self) -> Reading<Expression> {
        let first = self.operand()?;
        let mut more = Vec::new();
        while let Some(relation) = self.relation() {
            more.push((relation, self.operand()?));
        }
        Ok(if more.is_empty() { first } else { Expression::Comparison(Box::new(first), more) })
    }

    fn relation(&mut self) -> Option<Relation> {
        // Longer ones first.
        let all = [
            ("==", Relation::Equal),
            ("!=", Relation::NotEqual),
            ("<=", Relation::LessOrEqual),
            (">=", Relation::GreaterOrEqual),
            ("<", Relation::Less),
            (">", Relation::Greater),
        ];
        all.into_iter().find(|(token, _)| self.eat(token)).map(|(_, relation)| relation)
    }

    fn operand(&mut self) -> Reading<Expression> {
        let mut negations = 0;
        while self.peek() == Some('!') && !self.rest().starts_with("!=") {
            self.at += 1;
            negations += 1;
        }
        if negations == 0 && self.peek() == Some('&') && !self.rest().starts_with("&&") {
            self.at += 1;
            return Ok(Expression::Reference(Box::new(self.expression()?)));
        }
        let chain = self.chain()?;
        Ok(if negations == 0 { Expression::Chain(chain) } else { Expression::Not(negations, chain) })
    }

    fn chain(&mut self) -> Reading<Chain> {
        let mut links = Vec::new();
        let mut base = Base::Current;
        match self.peek() {
            Some('@') => self.at += 1,
            Some('(') => {
                self.at += 1;
                base = Base::Group(Box::new(self.expression()?));
                self.expect(")")?;
            }
            Some('\'') => base = Base::Literal(Value::String(self.quoted('\'')?.replace("\\'", "'").into())),
            Some('`') => base = Base::Literal(literal(&self.quoted('`')?.replace("\\`", "`"))?),
            Some('[') => links.push(match self.index()? {
                Some(link) => link,
                None => self.list()?,
            }),
            _ => links.push(self.named()?),
        }
        loop {
            match self.peek() {
                Some('[') => {
                    let link = self.index()?;
                    links.push(link.ok_or("expected a number, `*`, `?` or `]` after `[`")?);
                }
                Some('.') => {
                    self.at += 1;
                    links.push(if self.eat("[") { self.list()? } else { self.named()? });
                }
                _ => return Ok(Chain { base, links }),
            }
        }
    }

    /// A name, a call, `*`, or a map.
    fn named(&mut self) -> Reading<Link> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                return Ok(Link::Values);
            }
            Some('{') => return self.map(),
            Some('"') => return self.name().map(Link::Member),
            _ => {}
        }
        let name = self.name()?;
        if !self.eat("(") {
            return Ok(Link::Member(name));
        }
        self.part()?;
        let arguments = if self.eat(")") { Vec::new() } else { self.expressions(")")? };
        let (function, arity) = Function::find(&name).ok_or_else(|| format!("there is no function `{name}`"))?;
        match (arity, arguments.len()) {
            (0, 0) => Err(format!("`{name}` takes at least one argument")),
            (0, _) => Ok(Link::Call(Call { function, arguments })),
            (arity, found) if arity == found => Ok(Link::Call(Call { function, arguments })),
            (arity, found) => Err(format!("`{name}` takes {arity} arguments, not {found}")),
        }
    }

    fn name(&mut self) -> Reading<String> {
        if self.peek() == Some('"') {
            let start = self.at;
            self.quoted('"')?;
            return match json(self.text.get(start..self.at).unwrap_or_default()) {
                Some(Document::String(name)) => Ok(name),
                _ => Err("a name in quotation marks has to be a JSON string".to_owned()),
            };
        }
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default();
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(format!("expected a name, but found {}", self.found()));
        }
        self.at += end;
        Ok(name.to_owned())
    }

    fn part(&mut self) -> Reading<()> {
        self.parts += 1;
        if self.parts > MAX_PARTS { Err("it has too many lists, maps and calls".to_owned()) } else { Ok(()) }
    }

    fn expressions(&mut self, end: &str) -> Reading<Vec<Expression>> {
        let mut found = vec![self.expression()?];
        while self.eat(",") {
            found.push(self.expression()?);
        }
        self.expect(end)?;
        Ok(found)
    }

    /// What is left of `[a, b]`, without the first bracket.
    fn list(&mut self) -> Reading<Link> {
        self.part()?;
        self.expressions("]").map(Link::List)
    }

    /// `{a: b, c: d}`
    fn map(&mut self) -> Reading<Link> {
        self.part()?;
        self.expect("{")?;
        let mut found = Vec::new();
        loop {
            self.peek();
            let name = self.name()?;
            self.expect(":")?;
            found.push((name, self.expression()?));
            if !self.eat(",") {
                self.expect("}")?;
                return Ok(Link::Map(found));
            }
        }
    }

    /// `[]`, `[*]`, `[?test]`, `[0]` and `[1:2]`; if it is none of them, it has read no more than the bracket.
    fn index(&mut self) -> Reading<Option<Link>> {
        self.expect("[")?;
        // Within `[]` and `[?` there is no white space.
        if self.rest().starts_with(']') {
            self.at += 1;
            return Ok(Some(Link::Flatten));
        }
        if self.rest().starts_with('?') {
            self.at += 1;
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
        let mut parts = [self.number()?, None, None];
        let mut colons = 0;
        while colons < 2 && self.eat(":") {
            colons += 1;
            let number = self.number()?;
            if let Some(part) = parts.get_mut(colons) {
                *part = number;
            }
        }
        self.expect("]")?;
        match parts {
            [Some(index), ..] if colons == 0 => Ok(Link::Index(index)),
            [_, _, Some(0)] => Err("the step of a slice must not be 0".to_owned()),
            [start, stop, step] => Ok(Link::Slice(Slice { start, stop, step: step.unwrap_or(1) })),
        }
    }

    /// A whole number, if there is one. Those that are too large lie behind the end of all lists.
    fn number(&mut self) -> Reading<Option<i64>> {
        self.peek();
        let rest = self.rest();
        let is_negative = rest.starts_with('-');
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        if end == 0 {
            return if is_negative { Err("expected a number after `-`".to_owned()) } else { Ok(None) };
        }
        let value = digits.get(..end).and_then(|digits| digits.parse().ok()).unwrap_or(i64::MAX);
        self.at += end + usize::from(is_negative);
        Ok(Some(if is_negative { -value } else { value }))
    }

    /// The text up to the closing quotation mark, with its escapes.
    fn quoted(&mut self, mark: char) -> Reading<&'t str> {
        let inner = self.rest().get(1..).unwrap_or_default();
        let mut escaped = false;
        for (index, character) in inner.char_indices() {
            if character == mark && !escaped {
                self.at += index + 2;
                return Ok(inner.get(..index).unwrap_or_default());
            }
            escaped = character == '\\' && !escaped;
        }
        Err(format!("the `{mark}` has no other half"))
    }
}

/// The value between backticks: JSON. Texts without quotation marks are an older way to write strings.
fn literal(text: &str) -> Reading<Value> {
    match json(text) {
        Some(value) => Ok(Value::from(&value)),
        None if text.trim_start().starts_with(['"', '{', '[']) => Err(format!("`{text}` is not JSON")),
        None => Ok(Value::text(text.trim_start())),
    }
}

/// A JSON text.
pub(super) fn json(text: &str) -> Option<Document> {
    let mut decoder = JsonDecoder::new(text.as_bytes(), Strictness::Lenient).ok()?;
    let value = decoder.document(&ANY).ok()?;
    decoder.finish().ok().map(|_| value)
}

#[cfg(test)]
mod tests;
