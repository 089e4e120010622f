//! What JMESPath expressions find.

use std::cell::Cell;
use std::sync::Arc;

use super::expression::{Base, Call, Chain, Expression, Function, Link, Relation, Slice};
use super::functions;
use super::value::{Entries, Value};

/// How many values may be looked at. Each stage of a path can double them, so that a short path can ask for very many.
const MAX_WORK: usize = 2_000_000;

/// How deep expressions and lists of lists may be followed. Stacks of threads have 2 MiB.
const MAX_DEPTH: usize = 300;

/// An expression does not go with the value: a function is given what it does not take. Or it takes too much work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mismatch;

pub(super) type Found = Result<Value, Mismatch>;

/// The value that an expression finds, null if there is none.
///
/// # Errors
/// See [`Mismatch`].
pub(super) fn evaluate(expression: &Expression, current: &Value) -> Found {
    Search { work: Cell::new(0), depth: Cell::new(0) }.expression(expression, current)
}

pub(super) struct Search {
    work: Cell<usize>,
    depth: Cell<usize>,
}

impl Search {
    /// Counts what was done.
    pub(super) fn work(&self, amount: usize) -> Result<(), Mismatch> {
        let work = self.work.get().saturating_add(amount);
        self.work.set(work);
        if work > MAX_WORK { Err(Mismatch) } else { Ok(()) }
    }

    /// Does something one level deeper.
    fn deeper(&self, next: impl FnOnce() -> Found) -> Found {
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            return Err(Mismatch);
        }
        self.depth.set(depth + 1);
        let found = next();
        self.depth.set(depth);
        found
    }

    pub(super) fn expression(&self, expression: &Expression, current: &Value) -> Found {
        self.work(1)?;
        self.deeper(|| match expression {
            Expression::Pipe(stages) => {
                stages.iter().try_fold(current.clone(), |value, stage| self.expression(stage, &value))
            }
            Expression::Or(operands) => self.first(operands, current, true),
            Expression::And(operands) => self.first(operands, current, false),
            Expression::Comparison(first, more) => {
                let first = self.expression(first, current)?;
                more.iter().try_fold(first, |left, (relation, right)| {
                    self.compare(*relation, &left, &self.expression(right, current)?)
                })
            }
            Expression::Not(times, chain) => {
                let is_even = times % 2 == 0;
                Ok(Value::Boolean(self.chain(chain, current)?.is_truthy() == is_even))
            }
            Expression::Chain(chain) => self.chain(chain, current),
            // Only functions know what to do with it, and ask for what is in it.
            Expression::Reference(_) => Err(Mismatch),
        })
    }

    /// The first value that counts as true or false, or else the last one.
    fn first(&self, operands: &[Expression], current: &Value, truth: bool) -> Found {
        let mut found = Value::Null;
        for operand in operands {
            found = self.expression(operand, current)?;
            if found.is_truthy() == truth {
                break;
            }
        }
        Ok(found)
    }

    fn compare(&self, relation: Relation, left: &Value, right: &Value) -> Found {
        let holds = match (relation, left, right) {
            (Relation::Equal, ..) => self.equal(left, right)?,
            (Relation::NotEqual, ..) => !self.equal(left, right)?,
            (Relation::Less, Value::Number(left), Value::Number(right)) => left < right,
            (Relation::LessOrEqual, Value::Number(left), Value::Number(right)) => left <= right,
            (Relation::Greater, Value::Number(left), Value::Number(right)) => left > right,
            (Relation::GreaterOrEqual, Value::Number(left), Value::Number(right)) => left >= right,
            _ => return Ok(Value::Null),
        };
        Ok(Value::Boolean(holds))
    }

    pub(super) fn equal(&self, left: &Value, right: &Value) -> Result<bool, Mismatch> {
        self.work(1)?;
        Ok(match (left, right) {
            (Value::Null, Value::Null) => true,
            (Value::Boolean(left), Value::Boolean(right)) => left == right,
            (Value::Number(left), Value::Number(right)) => left == right,
            (Value::String(left), Value::String(right)) => left == right,
            (Value::List(left), Value::List(right)) => {
                let mut pairs = left.iter().zip(right.iter());
                left.len() == right.len() && pairs.try_fold(true, |all, (a, b)| Ok(all && self.equal(a, b)?))?
            }
            (Value::Map(left), Value::Map(right)) => {
                let mut pairs = left.iter().zip(right.iter());
                left.len() == right.len()
                    && pairs.try_fold(true, |all, ((a, x), (b, y))| Ok(all && a == b && self.equal(x, y)?))?
            }
            _ => false,
        })
    }

    fn chain(&self, chain: &Chain, current: &Value) -> Found {
        match &chain.base {
            Base::Current => self.links(current.clone(), &chain.links),
            Base::Group(inner) => self.links(self.expression(inner, current)?, &chain.links),
            Base::Literal(value) => self.links(value.clone(), &chain.links),
        }
    }

    /// Follows links. Those behind a projection hold for each item, up to the next `[]`, which makes one list of what
    /// the projection found.
    fn links(&self, mut value: Value, links: &[Link]) -> Found {
        let mut rest = links;
        while let Some((link, after)) = rest.split_first() {
            rest = after;
            let Some(items) = self.items(link, &value)? else {
                value = self.link(link, value)?;
                continue;
            };
            let end = after.iter().position(|link| matches!(link, Link::Flatten)).unwrap_or(after.len());
            let (each, after) = after.split_at(end);
            value = self.deeper(|| self.project(items, each))?;
            rest = after;
        }
        Ok(value)
    }

    fn project(&self, items: Vec<Value>, links: &[Link]) -> Found {
        self.work(items.len())?;
        let mut found = Vec::with_capacity(items.len());
        for item in items {
            match self.links(item, links)? {
                Value::Null => {}
                value => found.push(value),
            }
        }
        Ok(Value::list(found))
    }

    /// The items that a projection goes through; `None` if it is none, or has nothing to go through.
    fn items(&self, link: &Link, value: &Value) -> Result<Option<Vec<Value>>, Mismatch> {
        let items: Vec<Value> = match (link, value) {
            (Link::Values, Value::Map(map)) => map.values().cloned().collect(),
            (Link::Items, Value::List(list)) => list.to_vec(),
            (Link::Slice(slice), Value::List(list)) => slice.of(list),
            (Link::Flatten, Value::List(list)) => {
                let mut flat = Vec::new();
                for item in list.iter() {
                    let inner = if let Value::List(inner) = item { inner } else { std::slice::from_ref(item) };
                    self.work(inner.len())?;
                    flat.extend_from_slice(inner);
                }
                flat
            }
            (Link::Filter(test), Value::List(list)) => {
                let mut passed = Vec::new();
                for item in list.iter() {
                    if self.expression(test, item)?.is_truthy() {
                        passed.push(item.clone());
                    }
                }
                passed
            }
            _ => return Ok(None),
        };
        Ok(Some(items))
    }

    fn link(&self, link: &Link, value: Value) -> Found {
        self.work(1)?;
        Ok(match (link, value) {
            (Link::Call(call), value) => self.call(call, &value)?,
            (Link::Member(name), Value::Map(map)) => map.get(name.as_str()).cloned().unwrap_or(Value::Null),
            (Link::Index(index), Value::List(list)) => {
                let index = from_start(*index, list.len()).and_then(|index| usize::try_from(index).ok());
                index.and_then(|index| list.get(index)).cloned().unwrap_or(Value::Null)
            }
            (Link::List(_) | Link::Map(_), Value::Null) => Value::Null,
            (Link::List(items), value) => {
                Value::list(items.iter().map(|item| self.expression(item, &value)).collect::<Result<_, _>>()?)
            }
            (Link::Map(entries), value) => {
                let entry = |(name, item): &(String, _)| Ok((name.as_str().into(), self.expression(item, &value)?));
                Value::Map(Arc::new(entries.iter().map(entry).collect::<Result<Entries, _>>()?))
            }
            _ => Value::Null,
        })
    }

    fn call(&self, call: &Call, current: &Value) -> Found {
        let argument = |index: usize| call.arguments.get(index).ok_or(Mismatch);
        let (by, list) = match call.function {
            Function::Map => (argument(0)?, argument(1)?),
            Function::SortBy | Function::MaxBy | Function::MinBy => (argument(1)?, argument(0)?),
            function => {
                let arguments: Result<Vec<_>, _> =
                    call.arguments.iter().map(|argument| self.expression(argument, current)).collect();
                return functions::call(self, function, &arguments?);
            }
        };
        let Expression::Reference(by) = by else { return Err(Mismatch) };
        let Value::List(list) = self.expression(list, current)? else { return Err(Mismatch) };
        self.work(list.len())?;
        let found: Result<Vec<_>, _> = list.iter().map(|item| self.expression(by, item)).collect();
        match call.function {
            Function::Map => Ok(Value::list(found?)),
            function => functions::pick(function, found?.into_iter().zip(list.iter().cloned()).collect()),
        }
    }
}

/// An index that counts from the end if it is negative.
fn from_start(index: i64, len: usize) -> Option<i64> {
    if index < 0 { index.checked_add_unsigned(len as u64) } else { Some(index) }
}

impl Slice {
    fn of(self, list: &[Value]) -> Vec<Value> {
        // What lies before the start or behind the end is cut off.
        let end = i64::try_from(list.len()).unwrap_or(i64::MAX);
        let cut = |index, least, most| from_start(index, list.len()).unwrap_or(least).clamp(least, most);
        let step = usize::try_from(self.step.unsigned_abs()).unwrap_or(usize::MAX);
        let part = |from: i64, to: i64| {
            let range = usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0);
            list.get(range).unwrap_or_default()
        };
        if self.step > 0 {
            let (start, stop) = (self.start.unwrap_or(0), self.stop.unwrap_or(end));
            return part(cut(start, 0, end), cut(stop, 0, end)).iter().step_by(step).cloned().collect();
        }
        // Backwards, the start is the last one that belongs to it, and the stop the first one that does not.
        let start = self.start.map_or(end - 1, |start| cut(start, -1, end - 1));
        let stop = self.stop.map_or(-1, |stop| cut(stop, -1, end - 1));
        part(stop + 1, start + 1).iter().rev().step_by(step).cloned().collect()
    }
}

#[cfg(test)]
mod tests;
