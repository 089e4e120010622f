//! What an evaluation may cost.

use std::cell::Cell;
use std::fmt;

use crate::value::Value;

/// How many values may be looked at. Each stage of an expression can double them.
const MAX_WORK: usize = 2_000_000;

/// How deep expressions and lists of lists may be followed. Stacks of threads have 2 MiB.
const MAX_DEPTH: usize = 300;

/// An expression cannot be evaluated over a value: a function is given what it does not take, or a limit is exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvaluateError {
    exceeds_limit: bool,
}

impl EvaluateError {
    /// A function is given what it does not take.
    pub(crate) const TYPE: Self = Self { exceeds_limit: false };

    /// Whether the evaluation exceeded the limits of this crate.
    pub fn exceeds_limit(&self) -> bool {
        self.exceeds_limit
    }
}

impl fmt::Display for EvaluateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.exceeds_limit {
            true => "the evaluation of the expression exceeds its limits",
            false => "a function is given a value of a type that it does not take",
        })
    }
}

impl std::error::Error for EvaluateError {}

pub(crate) type Result<T = Value> = std::result::Result<T, EvaluateError>;

/// Counts what one evaluation costs.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    work: Cell<usize>,
    depth: Cell<usize>,
}

impl Budget {
    /// Counts values that are looked at.
    pub(crate) fn spend(&self, amount: usize) -> Result<()> {
        let work = self.work.get().saturating_add(amount);
        self.work.set(work);
        if work > MAX_WORK { Err(EvaluateError { exceeds_limit: true }) } else { Ok(()) }
    }

    /// Does something one level deeper.
    pub(crate) fn deeper(&self, next: impl FnOnce() -> Result) -> Result {
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            return Err(EvaluateError { exceeds_limit: true });
        }
        self.depth.set(depth + 1);
        let found = next();
        self.depth.set(depth);
        found
    }

    /// Compares two values.
    pub(crate) fn equal(&self, left: &Value, right: &Value) -> Result<bool> {
        self.spend(1)?;
        Ok(match (left, right) {
            (Value::List(left), Value::List(right)) => {
                let mut pairs = left.iter().zip(right.iter());
                left.len() == right.len() && pairs.try_fold(true, |all, (a, b)| Ok(all && self.equal(a, b)?))?
            }
            (Value::Map(left), Value::Map(right)) => {
                let mut pairs = left.iter().zip(right.iter());
                left.len() == right.len()
                    && pairs.try_fold(true, |all, ((a, x), (b, y))| Ok(all && a == b && self.equal(x, y)?))?
            }
            (left, right) => left == right,
        })
    }
}
