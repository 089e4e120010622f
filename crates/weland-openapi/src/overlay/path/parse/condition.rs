//! Reads conditions: what stands behind `?` in a query.

use weland_model::Number;

use super::super::{Comparable, Comparison, Literal, PatternSource, Query, Test, pattern};
use super::{Parsed, Parser, PathError};

impl Parser<'_> {
    /// A condition, up to where none of its operators follows.
    pub(super) fn or(&mut self) -> Parsed<Test> {
        let first = self.and()?;
        let mut tests = vec![first];
        while self.operator("||") {
            tests.push(self.and()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::Or(tests) })
    }

    fn and(&mut self) -> Parsed<Test> {
        let first = self.basic()?;
        let mut tests = vec![first];
        while self.operator("&&") {
            tests.push(self.basic()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::And(tests) })
    }

    /// Whether an operator follows, which is read with the blanks around it.
    fn operator(&mut self, operator: &str) -> bool {
        let before = self.at;
        self.blanks();
        if self.eat(operator) {
            self.blanks();
            return true;
        }
        self.at = before;
        false
    }

    fn basic(&mut self) -> Parsed<Test> {
        let is_negated = self.eat("!");
        if is_negated {
            self.blanks();
        }
        let start = self.at;
        let test = if self.eat("(") {
            self.blanks();
            let test = self.nested(Self::or)?;
            self.blanks();
            if !self.eat(")") {
                return self.fail("`)` is expected");
            }
            test
        } else {
            let operand = self.nested(Self::operand)?;
            match self.comparison() {
                Some(_) if is_negated => {
                    return Err(PathError {
                        at: start,
                        message: "put the comparison in parentheses behind `!`".into(),
                    });
                }
                Some(comparison) => self.compare(operand, start, comparison)?,
                None => operand.into_test(start)?,
            }
        };
        Ok(if is_negated { Test::Not(Box::new(test)) } else { test })
    }

    fn comparison(&mut self) -> Option<Comparison> {
        const ALL: [(&str, Comparison); 6] = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        ALL.into_iter().find(|(token, _)| self.operator(token)).map(|(_, comparison)| comparison)
    }

    fn compare(&mut self, left: Operand, start: usize, comparison: Comparison) -> Parsed<Test> {
        let left = left.into_comparable(start)?;
        let start = self.at;
        let right = self.nested(Self::operand)?.into_comparable(start)?;
        Ok(Test::Compare(left, comparison, right))
    }

    fn operand(&mut self) -> Parsed<Operand> {
        let literal = |literal| Ok(Operand::Value(Comparable::Literal(literal)));
        match self.peek() {
            Some('@' | '$') => self.query().map(Operand::Query),
            Some('\'' | '"') => literal(Literal::Text(self.string()?)),
            Some('-' | '0'..='9') => literal(Literal::Number(self.number()?)),
            Some('a'..='z') => {
                let start = self.at;
                let name = self.take(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                match &*name {
                    "true" => literal(Literal::Bool(true)),
                    "false" => literal(Literal::Bool(false)),
                    "null" => literal(Literal::Null),
                    _ => self.function(&name, start),
                }
            }
            _ => self.fail("a value is expected: `@…`, `$…`, a literal or a function"),
        }
    }

    fn query(&mut self) -> Parsed<Query> {
        let is_absolute = self.eat("$");
        if !is_absolute && !self.eat("@") {
            return self.fail("a query is expected: `@…` or `$…`");
        }
        Ok(Query { is_absolute, segments: self.segments()? })
    }

    fn number(&mut self) -> Parsed<Number> {
        let start = self.at;
        let invalid = |at| PathError { at, message: "this is not a number".into() };
        self.eat("-");
        let whole = self.take(|c| c.is_ascii_digit());
        if whole.is_empty() || whole.len() > 1 && whole.starts_with('0') {
            return Err(invalid(start));
        }
        if self.eat(".") && self.take(|c| c.is_ascii_digit()).is_empty() {
            return Err(invalid(start));
        }
        if self.eat("e") || self.eat("E") {
            let _ = self.eat("+") || self.eat("-");
            if self.take(|c| c.is_ascii_digit()).is_empty() {
                return Err(invalid(start));
            }
        }
        Ok(Number::from_text(self.text.get(start..self.at).unwrap_or_default()))
    }

    fn function(&mut self, name: &str, start: usize) -> Parsed<Operand> {
        if !matches!(name, "length" | "count" | "value" | "match" | "search") {
            let message = format!("`{name}` is no function; there are `length`, `count`, `value`, `match`, `search`");
            return Err(PathError { at: start, message });
        }
        if !self.eat("(") {
            return self.fail("`(` is expected");
        }
        self.blanks();
        let operand = match name {
            "count" => Operand::Value(Comparable::Count(self.query()?)),
            "value" => Operand::Value(Comparable::Value(self.query()?)),
            "length" => Operand::Value(Comparable::Length(Box::new(self.argument()?))),
            _ => {
                let is_whole = name == "match";
                let text = self.argument()?;
                if !self.operator(",") {
                    return self.fail("`,` and a pattern are expected");
                }
                let pattern = match self.argument()? {
                    Comparable::Literal(Literal::Text(source)) => PatternSource::Fixed(pattern(&source, is_whole)),
                    computed => PatternSource::Computed(computed),
                };
                Operand::Test(Box::new(Test::Matches { text, pattern, is_whole }))
            }
        };
        self.blanks();
        if !self.eat(")") {
            return self.fail("`)` is expected");
        }
        Ok(operand)
    }

    fn argument(&mut self) -> Parsed<Comparable> {
        let start = self.at;
        self.nested(Self::operand)?.into_comparable(start)
    }
}

/// One side of a comparison, or a condition by itself.
enum Operand {
    Value(Comparable),
    Query(Query),
    Test(Box<Test>),
}

impl Operand {
    fn into_comparable(self, at: usize) -> Parsed<Comparable> {
        let message = match self {
            Self::Value(value) => return Ok(value),
            Self::Query(query) if query.is_single() => return Ok(Comparable::Single(query)),
            Self::Query(_) => "this can select several values, which can't be compared",
            Self::Test(_) => "this is true or false, and no value that can be compared",
        };
        Err(PathError { at, message: message.into() })
    }

    fn into_test(self, at: usize) -> Parsed<Test> {
        match self {
            Self::Test(test) => Ok(*test),
            Self::Query(query) => Ok(Test::Exists(query)),
            Self::Value(_) => Err(PathError { at, message: "this is no condition; compare it with something".into() }),
        }
    }
}
