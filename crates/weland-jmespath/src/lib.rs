#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! JMESPath expressions, evaluated over types and over values.
//!
//! Smithy's waiters and endpoint parameters look into inputs and outputs with [JMESPath](https://jmespath.org). A
//! generator wants to know which type an expression yields, before there is any value; a client wants the value. This
//! crate has one parser for both, an evaluator of values ([`Expression::evaluate`]) and an evaluator of types
//! ([`Expression::infer`]). It has no dependencies; a program that never evaluates an expression links none of it.
//!
//! ```
//! use weland_jmespath::{Expression, Value};
//!
//! let expression = Expression::parse("ships[?state == 'up'].id | [0]")?;
//! let value = Value::from_json(r#"{"ships": [{"id": "a", "state": "down"}, {"id": "b", "state": "up"}]}"#).unwrap();
//! assert_eq!(expression.evaluate(&value)?, Value::string("b"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Dialect
//!
//! The grammar of jmespath.org, with these points settled that it leaves open:
//!
//! - All numbers are doubles.
//! - `!a.b` is `!(a.b)`.
//! - A literal that is not JSON and does not start like a JSON string, array or object is a string, as in older
//!   versions of the language.
//! - A function that is given a value of another type than it takes is an [`EvaluateError`], and so is everything that
//!   needs its result.
//!
//! # Limits
//!
//! Expressions may be nested 60 levels deep and have 500 multi-selects and function calls; an evaluation looks at
//! 2,000,000 values at most. Without limits, a short expression such as `[@, @] | [@, @] | …` can ask for 2^500
//! values. There is no limit on the length of an expression.

mod ast;
mod budget;
mod call;
mod call_error;
mod evaluate;
mod function;
mod infer;
mod json;
mod kind;
mod parse;
mod value;

use ast::Node;
use budget::Budget;

pub use budget::EvaluateError;
pub use call_error::CallError;
pub use infer::{Doubt, Shape, Type};
pub use kind::Kind;
pub use parse::ParseError;
pub use value::{Entries, Value};

/// A parsed expression.
#[derive(Debug)]
pub struct Expression {
    root: Node,
    call_errors: Vec<CallError>,
}

impl Expression {
    /// Parses an expression.
    ///
    /// Calls of unknown functions are syntactically right; see [`call_errors`](Self::call_errors).
    ///
    /// # Errors
    /// Text that is not an expression, or one beyond the limits of this crate.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let (root, call_errors) = parse::parse(text)?;
        Ok(Self { root, call_errors })
    }

    /// The function calls that cannot succeed, whatever the value, in the order of the text.
    pub fn call_errors(&self) -> &[CallError] {
        &self.call_errors
    }

    /// Evaluates the expression over a value. What does not exist is null.
    ///
    /// # Errors
    /// A function is given what it does not take, or the evaluation exceeds the limits of this crate.
    pub fn evaluate(&self, current: &Value) -> Result<Value, EvaluateError> {
        evaluate::node(&Budget::default(), &self.root, current)
    }

    /// The type that the expression yields for values of a type, and what in it is doubtful for such values, in the
    /// order in which it is evaluated.
    pub fn infer<S: Shape>(&self, current: &Type<S>) -> (Type<S>, Vec<Doubt>) {
        infer::infer(&self.root, current)
    }
}

/// The names of all functions, in alphabetical order.
pub fn function_names() -> impl Iterator<Item = &'static str> {
    function::Function::ALL.iter().map(|function| function.name())
}
