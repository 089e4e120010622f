//! The notation of this crate, which generated clients hold.
//!
//! It says the same as the trait in a third of the letters. A variable is its name, `getAttr` is `#` as in templates:
//!
//! ```text
//! param Region: string from AWS::Region
//! param UseFIPS: boolean required = false from AWS::UseFIPS
//! if isSet(Region), partition = aws.partition(Region) {
//!  if booleanEquals(partition#supportsFIPS, true) endpoint "https://{Region}" headers {"a": ["b"]} properties {"c": true}
//! }
//! error "a region is missing"
//! ```
//!
//! Decision diagrams have lines with `condition` and `result` in place of rules, and end with `graph`, the root and the nodes.

use std::fmt;

use crate::MAX_DEPTH;
use crate::ast::{Body, Condition, EndpointRule, Expr, Graph, Outcome, Parameter, Rule, Rules, Then};
use crate::function::Function;
use crate::kind::ParameterKind;
use crate::path::Path;
use crate::template::{Template, TemplateError};
use crate::value::Value;

/// Text that is no rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    offset: usize,
    message: &'static str,
}

impl ParseError {
    /// Where the error is in the text, in bytes.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.message, self.offset)
    }
}

impl std::error::Error for ParseError {}

impl Rules {
    /// Reads rules that were written by this crate. That names exist and types are right is taken for granted as far as it
    /// goes without saying: what is wrong has no value.
    ///
    /// # Errors
    /// When the text is not in the notation.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut reader = Reader { text, at: 0, depth: 0, variables: Vec::new() };
        match reader.file() {
            Ok((parameters, body)) => Ok(Self { parameters, variables: reader.variables, body }),
            Err(message) => Err(ParseError { offset: reader.at, message }),
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    variables: Vec<String>,
}

/// The error is the message; its place is where the reader stopped.
type Reading<T> = Result<T, &'static str>;

impl<'t> Reader<'t> {
    /// What is left, without white space in front.
    fn rest(&mut self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches([' ', '\n']);
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Reading<()> {
        if self.eat(token) { Ok(()) } else { Err("expected other punctuation") }
    }

    /// The letters up to the first that does not belong to a name or number.
    fn peek(&mut self) -> &'t str {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        rest.split(|c| !is_part(c)).next().unwrap_or_default()
    }

    fn word(&mut self) -> Reading<&'t str> {
        let word = self.peek();
        self.at += word.len();
        if word.is_empty() { Err("expected a name") } else { Ok(word) }
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let found = self.peek() == keyword;
        if found {
            self.at += keyword.len();
        }
        found
    }

    fn number<N: std::str::FromStr>(&mut self) -> Reading<N> {
        self.word()?.parse().map_err(|_| "expected a number")
    }

    fn file(&mut self) -> Reading<(Vec<Parameter>, Body)> {
        let mut parameters = Vec::new();
        while self.keyword("param") {
            parameters.push(self.parameter()?);
        }
        if matches!(self.peek(), "condition" | "result" | "graph") {
            return Ok((parameters, Body::Graph(self.graph()?)));
        }
        let rules = self.rules("")?;
        Ok((parameters, Body::Tree(rules)))
    }

    fn parameter(&mut self) -> Reading<Parameter> {
        let name = self.word()?.to_owned();
        self.expect(":")?;
        let kind = ParameterKind::from_name(self.word()?).ok_or("expected a type")?;
        let required = self.keyword("required");
        let default = if self.eat("=") { Some(self.expr()?) } else { None };
        let default = default.map(|it| constant(&it).ok_or("expected a constant")).transpose()?;
        let built_in = self.keyword("from").then(|| {
            let rest = self.rest();
            let name = rest.split(['\n', ' ']).next().unwrap_or_default();
            self.at += name.len();
            name.to_owned()
        });
        self.variables.push(name.clone());
        Ok(Parameter { name, kind, required, default, built_in })
    }

    /// Rules up to a token, which is eaten; up to the end if it is empty.
    fn rules(&mut self, end: &str) -> Reading<Vec<Rule>> {
        let mut rules = Vec::new();
        loop {
            let is_end = if end.is_empty() { self.rest().is_empty() } else { self.eat(end) };
            if is_end {
                return Ok(rules);
            }
            let rule = self.deeper(Self::rule)?;
            rules.push(rule);
        }
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Reading<T>) -> Reading<T> {
        // A condition and a list of headers are levels of their own here.
        if self.depth >= MAX_DEPTH + 2 {
            return Err("the rules are nested too deep");
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    fn rule(&mut self) -> Reading<Rule> {
        let mut conditions = Vec::new();
        if self.keyword("if") {
            conditions.push(self.condition()?);
            while self.eat(",") {
                conditions.push(self.condition()?);
            }
        }
        let then = if self.eat("{") { Then::Rules(self.rules("}")?) } else { Then::Outcome(self.outcome()?) };
        Ok(Rule { conditions, then })
    }

    fn condition(&mut self) -> Reading<Condition> {
        let start = self.at;
        let name = self.peek();
        self.at += name.len();
        let assign = if self.eat("=") { Some(name) } else { None };
        if assign.is_none() {
            self.at = start;
        }
        let value = self.expr()?;
        Ok(Condition { assign: assign.map(|name| self.variable_or_new(name)), value })
    }

    fn variable(&self, name: &str) -> Reading<usize> {
        let found = self.variables.iter().position(|known| known == name);
        found.ok_or("there is no such variable")
    }

    fn variable_or_new(&mut self, name: &str) -> usize {
        self.variable(name).unwrap_or_else(|_| {
            self.variables.push(name.to_owned());
            self.variables.len() - 1
        })
    }

    fn graph(&mut self) -> Reading<Graph> {
        let mut graph = Graph { conditions: Vec::new(), outcomes: Vec::new(), root: 0, nodes: Vec::new() };
        while self.keyword("condition") {
            graph.conditions.push(self.condition()?);
        }
        while self.keyword("result") {
            graph.outcomes.push(self.outcome()?);
        }
        if !self.keyword("graph") {
            return Err("expected `graph`");
        }
        graph.root = self.number()?;
        while !self.rest().is_empty() {
            graph.nodes.push([self.number()?, self.number()?, self.number()?]);
        }
        Ok(graph)
    }

    fn outcome(&mut self) -> Reading<Outcome> {
        if self.keyword("error") {
            return Ok(Outcome::Error(self.expr()?));
        }
        if !self.keyword("endpoint") {
            return Err("expected `if`, `endpoint` or `error`");
        }
        let url = self.expr()?;
        let mut headers = Vec::new();
        if self.keyword("headers") {
            for (name, values) in self.record()? {
                let Expr::List(values) = values else { return Err("expected a list of values") };
                headers.push((name, values));
            }
        }
        let properties = if self.keyword("properties") { self.record()? } else { Vec::new() };
        Ok(Outcome::Endpoint(EndpointRule { url, headers, properties }))
    }

    fn expr(&mut self) -> Reading<Expr> {
        self.deeper(|reader| {
            let mut found = reader.plain_expr()?;
            while reader.eat("#") {
                let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']');
                let path = reader.rest().split(|c| !is_part(c)).next().unwrap_or_default();
                reader.at += path.len();
                found = Expr::Attribute(Box::new(found), Path::parse(path).ok_or("expected a path")?);
            }
            Ok(found)
        })
    }

    fn plain_expr(&mut self) -> Reading<Expr> {
        match self.rest().as_bytes().first() {
            Some(b'"') => {
                let text = self.quoted()?;
                let template = Template::parse(&text, |name| self.variable(name).ok());
                return template.map(Expr::Template).map_err(template_error);
            }
            Some(b'[') => {
                self.at += 1;
                return Ok(Expr::List(self.items("]", Self::expr)?));
            }
            Some(b'{') => return Ok(Expr::Record(self.record()?)),
            _ => {}
        }
        let word = self.word()?;
        if self.eat("(") {
            let function = Function::find(word).ok_or("there is no such function")?;
            return Ok(Expr::Call(function, self.items(")", Self::expr)?));
        }
        Ok(match word {
            "true" => Expr::Boolean(true),
            "false" => Expr::Boolean(false),
            _ => match word.parse() {
                Ok(number) => Expr::Integer(number),
                Err(_) => Expr::Variable(self.variable(word)?),
            },
        })
    }

    fn items<T>(&mut self, end: &str, item: fn(&mut Self) -> Reading<T>) -> Reading<Vec<T>> {
        let mut items = Vec::new();
        while !self.eat(end) {
            if !items.is_empty() {
                self.expect(",")?;
            }
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn record(&mut self) -> Reading<Vec<(String, Expr)>> {
        self.expect("{")?;
        self.items("}", |reader| {
            let key = reader.quoted()?;
            reader.expect(":")?;
            Ok((key, reader.expr()?))
        })
    }

    fn quoted(&mut self) -> Reading<String> {
        self.expect("\"")?;
        let mut out = String::new();
        let text = self.text.get(self.at..).unwrap_or_default();
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += at + 1;
                    return Ok(out);
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => out.push('\n'),
                    Some((_, 'r')) => out.push('\r'),
                    Some((_, c)) => out.push(c),
                    None => break,
                },
                c => out.push(c),
            }
        }
        Err("the text has no end")
    }
}

fn template_error(error: TemplateError<'_>) -> &'static str {
    match error {
        TemplateError::Brace => "a brace has no counterpart",
        TemplateError::Unknown(_) => "there is no such variable",
        TemplateError::Path(_) => "expected a path",
    }
}

/// The value of an expression without variables.
fn constant(expr: &Expr) -> Option<Value<'static>> {
    Some(match expr {
        Expr::Boolean(value) => Value::Boolean(*value),
        Expr::Template(template) => Value::string(template.as_text()?.to_owned()),
        Expr::List(items) => Value::List(items.iter().map(constant).collect::<Option<_>>()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
