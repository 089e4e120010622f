//! The parser.

use std::fmt;

use crate::ast::{Base, Call, Chain, Comparator, Node, Slice, Step};
use crate::call_error::{Arity, CallError};
use crate::function::{Function, Signature};
use crate::value::Value;

/// How deep expressions may be nested.
const MAX_DEPTH: usize = 60;

/// How many lists, maps and calls an expression may have. Each can nest its value one level deeper.
const MAX_PARTS: usize = 500;

/// Text that is not an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    offset: usize,
    message: String,
}

impl ParseError {
    /// Where the error is in the text, in bytes.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.message, self.offset)
    }
}

impl std::error::Error for ParseError {}

/// Parses an expression. The calls that cannot succeed are no errors of its syntax.
pub(crate) fn parse(text: &str) -> Result<(Node, Vec<CallError>), ParseError> {
    let mut reader = Reader { text, at: 0, depth: 0, parts: 0, call_errors: Vec::new() };
    let read = reader.expression().and_then(|node| match reader.peek() {
        None => Ok(node),
        Some(found) => Err(format!("unexpected `{found}`")),
    });
    match read {
        Ok(node) => Ok((node, reader.call_errors)),
        Err(message) => Err(ParseError { offset: reader.at, message }),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    parts: usize,
    call_errors: Vec<CallError>,
}

/// The error is the message; its place is where the reader stopped.
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

    fn expression(&mut self) -> Reading<Node> {
        if self.depth >= MAX_DEPTH {
            return Err("the expression is nested too deep".to_owned());
        }
        self.depth += 1;
        let expression = self.several("|", Node::Pipe, |reader| {
            reader.several("||", Node::Or, |reader| reader.several("&&", Node::And, Self::comparison))
        });
        self.depth -= 1;
        expression
    }

    /// Operands with an operator between them.
    fn several(
        &mut self,
        operator: &str,
        join: fn(Vec<Node>) -> Node,
        operand: fn(&mut Self) -> Reading<Node>,
    ) -> Reading<Node> {
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

    fn comparison(&mut self) -> Reading<Node> {
        let first = self.operand()?;
        let mut more = Vec::new();
        while let Some((at, comparator)) = self.comparator() {
            more.push((at, comparator, self.operand()?));
        }
        Ok(if more.is_empty() { first } else { Node::Comparison(Box::new(first), more) })
    }

    /// A comparator, with its place.
    fn comparator(&mut self) -> Option<(usize, Comparator)> {
        // Longer ones first.
        let all = [
            ("==", Comparator::Equal),
            ("!=", Comparator::NotEqual),
            ("<=", Comparator::LessOrEqual),
            (">=", Comparator::GreaterOrEqual),
            ("<", Comparator::Less),
            (">", Comparator::Greater),
        ];
        let (token, comparator) = all.into_iter().find(|(token, _)| self.eat(token))?;
        Some((self.at - token.len(), comparator))
    }

    fn operand(&mut self) -> Reading<Node> {
        let mut negations = 0;
        while self.peek() == Some('!') && !self.rest().starts_with("!=") {
            self.at += 1;
            negations += 1;
        }
        if negations == 0 && self.peek() == Some('&') && !self.rest().starts_with("&&") {
            self.at += 1;
            return Ok(Node::Reference(Box::new(self.expression()?)));
        }
        let chain = self.chain()?;
        Ok(if negations == 0 { Node::Chain(chain) } else { Node::Not(negations, chain) })
    }

    fn chain(&mut self) -> Reading<Chain> {
        let mut steps = Vec::new();
        let mut base = Base::Current;
        let first = self.peek();
        let offset = self.at;
        match first {
            Some('@') => self.at += 1,
            Some('(') => {
                self.at += 1;
                base = Base::Group(Box::new(self.expression()?));
                self.expect(")")?;
            }
            Some('\'') => base = Base::Literal(Value::string(&self.quoted('\'')?.replace("\\'", "'"))),
            Some('`') => base = Base::Literal(literal(&self.quoted('`')?.replace("\\`", "`"))?),
            Some('[') => {
                let step = match self.bracket()? {
                    Some(step) => step,
                    None => self.list()?,
                };
                steps.push((offset, step));
            }
            _ => steps.push((offset, self.named()?)),
        }
        while let Some(step) = self.step(steps.last())? {
            steps.push(step);
        }
        Ok(Chain { base, steps })
    }

    /// A step that is not the first one of its chain, and its offset.
    fn step(&mut self, before: Option<&(usize, Step)>) -> Reading<Option<(usize, Step)>> {
        let next = self.peek();
        let offset = self.at;
        let step = match next {
            Some('[') => match (self.bracket()?, before) {
                (Some(step), _) => step,
                // What follows a projection is an expression of each item, which may begin with a list.
                (None, Some((_, step))) if step.is_projection() => self.list()?,
                (None, _) => return Err("expected a number, `*`, `?` or `]` after `[`".to_owned()),
            },
            Some('.') => {
                self.at += 1;
                if self.eat("[") { self.list()? } else { self.named()? }
            }
            _ => return Ok(None),
        };
        Ok(Some((offset, step)))
    }

    /// A name, a call, `*`, or a map.
    fn named(&mut self) -> Reading<Step> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                return Ok(Step::ObjectWildcard);
            }
            Some('{') => return self.map(),
            Some('"') => return self.name().map(Step::Field),
            _ => {}
        }
        let offset = self.at;
        let name = self.name()?;
        if !self.eat("(") {
            return Ok(Step::Field(name));
        }
        self.part()?;
        let arguments = if self.eat(")") { Vec::new() } else { self.expressions(")")? };
        let function = self.function(offset, name, arguments.len());
        Ok(Step::Call(Call { offset, function, arguments }))
    }

    /// A function by its name, if it takes that many arguments.
    fn function(&mut self, offset: usize, name: String, found: usize) -> Option<Function> {
        let function = Function::find(&name);
        let arity = function.and_then(|function| {
            let Signature { parameters, is_variadic, .. } = function.signature();
            let expected = parameters.len();
            let fits = if is_variadic { found >= expected } else { found == expected };
            (!fits).then_some(Arity { expected, is_variadic, found })
        });
        if function.is_none() || arity.is_some() {
            self.call_errors.push(CallError { offset, function: name, arity });
            return None;
        }
        function
    }

    fn name(&mut self) -> Reading<String> {
        if self.peek() == Some('"') {
            let start = self.at;
            self.quoted('"')?;
            return match Value::from_json(self.text.get(start..self.at).unwrap_or_default()) {
                Some(Value::String(name)) => Ok(name.as_ref().to_owned()),
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
        if self.parts > MAX_PARTS {
            Err(format!("there are more than {MAX_PARTS} lists, maps and calls"))
        } else {
            Ok(())
        }
    }

    fn expressions(&mut self, end: &str) -> Reading<Vec<Node>> {
        let mut found = vec![self.expression()?];
        while self.eat(",") {
            found.push(self.expression()?);
        }
        self.expect(end)?;
        Ok(found)
    }

    /// What is left of `[a, b]`, without the first bracket.
    fn list(&mut self) -> Reading<Step> {
        self.part()?;
        self.expressions("]").map(Step::MultiSelectList)
    }

    /// `{a: b, c: d}`
    fn map(&mut self) -> Reading<Step> {
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
                return Ok(Step::MultiSelectHash(found));
            }
        }
    }

    /// `[]`, `[*]`, `[?test]`, `[0]` and `[1:2]`; if it is none of them, it has read no more than the bracket.
    fn bracket(&mut self) -> Reading<Option<Step>> {
        self.expect("[")?;
        // Within `[]` and `[?` there is no white space.
        if self.rest().starts_with(']') {
            self.at += 1;
            return Ok(Some(Step::Flatten));
        }
        if self.rest().starts_with('?') {
            self.at += 1;
            let test = self.expression()?;
            self.expect("]")?;
            return Ok(Some(Step::Filter(test)));
        }
        let start = self.at;
        if self.eat("*") {
            if self.eat("]") {
                return Ok(Some(Step::ListWildcard));
            }
            self.at = start;
            return Ok(None);
        }
        match self.peek() {
            Some('0'..='9' | '-' | ':') => self.slice().map(Some),
            _ => Ok(None),
        }
    }

    fn slice(&mut self) -> Reading<Step> {
        let mut parts = [self.number()?, None, None];
        let mut colons = 0;
        while colons < 2 && self.eat(":") {
            colons += 1;
            let number = self.number()?;
            if colons == 2 && number == Some(0) {
                return Err("the step of a slice must not be 0".to_owned());
            }
            if let Some(part) = parts.get_mut(colons) {
                *part = number;
            }
        }
        self.expect("]")?;
        match parts {
            [Some(index), ..] if colons == 0 => Ok(Step::Index(index)),
            [start, stop, step] => Ok(Step::Slice(Slice { start, stop, step: step.unwrap_or(1) })),
        }
    }

    /// A whole number, if there is one. Those that are too large lie behind the end of all lists.
    fn number(&mut self) -> Reading<Option<i64>> {
        self.peek();
        let rest = self.rest();
        let is_negative = rest.starts_with('-');
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        if end == 0 && is_negative {
            self.at += 1;
            return Err("expected a number after `-`".to_owned());
        }
        if end == 0 {
            return Ok(None);
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
        Err(format!("the `{mark}` is not closed"))
    }
}

/// The value between backticks: JSON. Text without quotation marks is an older way to write strings.
fn literal(text: &str) -> Reading<Value> {
    match Value::from_json(text) {
        Some(value) => Ok(value),
        None if text.trim_start().starts_with(['"', '{', '[']) => Err(format!("`{text}` is not JSON")),
        None => Ok(Value::string(text.trim_start())),
    }
}

#[cfg(test)]
mod tests;
