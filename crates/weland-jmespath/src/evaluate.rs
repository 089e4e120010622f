//! Evaluation over values.

use crate::ast::{Base, Call, Chain, Comparator, Node, Slice, Step};
use crate::budget::{Budget, EvaluateError, Result};
use crate::call;
use crate::function::Function;
use crate::value::{Entries, Value};

/// What an expression yields for a value.
pub(crate) fn node(budget: &Budget, node: &Node, current: &Value) -> Result {
    Evaluation { budget }.node(node, current)
}

struct Evaluation<'b> {
    budget: &'b Budget,
}

impl Evaluation<'_> {
    fn node(&self, node: &Node, current: &Value) -> Result {
        self.budget.spend(1)?;
        self.budget.deeper(|| match node {
            Node::Pipe(stages) => stages.iter().try_fold(current.clone(), |value, stage| self.node(stage, &value)),
            Node::Or(operands) => self.first(operands, current, true),
            Node::And(operands) => self.first(operands, current, false),
            Node::Comparison(first, more) => {
                let first = self.node(first, current)?;
                more.iter().try_fold(first, |left, (_, comparator, right)| {
                    self.compare(*comparator, &left, &self.node(right, current)?)
                })
            }
            Node::Not(times, chain) => {
                let is_even = times % 2 == 0;
                Ok(Value::Boolean(self.chain(chain, current)?.is_truthy() == is_even))
            }
            Node::Chain(chain) => self.chain(chain, current),
            // Only functions know what to do with it, and evaluate what is in it.
            Node::Reference(_) => Err(EvaluateError::TYPE),
        })
    }

    /// The first value that counts as true or false, or else the last one.
    fn first(&self, operands: &[Node], current: &Value, truth: bool) -> Result {
        let mut found = Value::Null;
        for operand in operands {
            found = self.node(operand, current)?;
            if found.is_truthy() == truth {
                break;
            }
        }
        Ok(found)
    }

    fn compare(&self, comparator: Comparator, left: &Value, right: &Value) -> Result {
        let holds = match (comparator, left, right) {
            (Comparator::Equal, ..) => self.budget.equal(left, right)?,
            (Comparator::NotEqual, ..) => !self.budget.equal(left, right)?,
            (Comparator::Less, Value::Number(left), Value::Number(right)) => left < right,
            (Comparator::LessOrEqual, Value::Number(left), Value::Number(right)) => left <= right,
            (Comparator::Greater, Value::Number(left), Value::Number(right)) => left > right,
            (Comparator::GreaterOrEqual, Value::Number(left), Value::Number(right)) => left >= right,
            _ => return Ok(Value::Null),
        };
        Ok(Value::Boolean(holds))
    }

    fn chain(&self, chain: &Chain, current: &Value) -> Result {
        match &chain.base {
            Base::Current => self.steps(current.clone(), &chain.steps),
            Base::Group(inner) => self.steps(self.node(inner, current)?, &chain.steps),
            Base::Literal(value) => self.steps(value.clone(), &chain.steps),
        }
    }

    /// Takes steps from a value. Those behind a projection hold for each item, up to the next `[]`, which makes one
    /// list of what the projection yields.
    fn steps(&self, mut value: Value, steps: &[(usize, Step)]) -> Result {
        let mut rest = steps;
        while let Some(((_, step), after)) = rest.split_first() {
            rest = after;
            let Some(items) = self.items(step, &value)? else {
                value = self.step(step, value)?;
                continue;
            };
            let end = after.iter().position(|(_, step)| matches!(step, Step::Flatten)).unwrap_or(after.len());
            let (each, after) = after.split_at(end);
            value = self.budget.deeper(|| self.project(items, each))?;
            rest = after;
        }
        Ok(value)
    }

    fn project(&self, items: Vec<Value>, steps: &[(usize, Step)]) -> Result {
        self.budget.spend(items.len())?;
        let mut found = Vec::with_capacity(items.len());
        for item in items {
            match self.steps(item, steps)? {
                Value::Null => {}
                value => found.push(value),
            }
        }
        Ok(Value::list(found))
    }

    /// The items of a projection; `None` if the step is none, or the value is of another type.
    fn items(&self, step: &Step, value: &Value) -> Result<Option<Vec<Value>>> {
        let items: Vec<Value> = match (step, value) {
            (Step::ObjectWildcard, Value::Map(map)) => map.values().cloned().collect(),
            (Step::ListWildcard, Value::List(list)) => list.to_vec(),
            (Step::Slice(slice), Value::List(list)) => slice.of(list),
            (Step::Flatten, Value::List(list)) => {
                let mut flat = Vec::new();
                for item in list.iter() {
                    let inner = if let Value::List(inner) = item { inner } else { std::slice::from_ref(item) };
                    self.budget.spend(inner.len())?;
                    flat.extend_from_slice(inner);
                }
                flat
            }
            (Step::Filter(test), Value::List(list)) => {
                let mut passed = Vec::new();
                for item in list.iter() {
                    if self.node(test, item)?.is_truthy() {
                        passed.push(item.clone());
                    }
                }
                passed
            }
            _ => return Ok(None),
        };
        Ok(Some(items))
    }

    fn step(&self, step: &Step, value: Value) -> Result {
        self.budget.spend(1)?;
        Ok(match (step, value) {
            (Step::Call(call), value) => self.call(call, &value)?,
            (Step::Field(name), Value::Map(map)) => map.get(name.as_str()).cloned().unwrap_or(Value::Null),
            (Step::Index(index), Value::List(list)) => {
                let index = from_start(*index, list.len()).and_then(|index| usize::try_from(index).ok());
                index.and_then(|index| list.get(index)).cloned().unwrap_or(Value::Null)
            }
            (Step::MultiSelectList(_) | Step::MultiSelectHash(_), Value::Null) => Value::Null,
            (Step::MultiSelectList(items), value) => {
                Value::list(items.iter().map(|item| self.node(item, &value)).collect::<Result<_>>()?)
            }
            (Step::MultiSelectHash(entries), value) => {
                let entry = |(name, item): &(String, _)| Ok((name.as_str().into(), self.node(item, &value)?));
                Value::map(entries.iter().map(entry).collect::<Result<Entries>>()?)
            }
            _ => Value::Null,
        })
    }

    fn call(&self, call: &Call, current: &Value) -> Result {
        let function = call.function.ok_or(EvaluateError::TYPE)?;
        let argument = |index: usize| call.arguments.get(index).ok_or(EvaluateError::TYPE);
        let (by, list) = match function {
            Function::Map => (argument(0)?, argument(1)?),
            Function::SortBy | Function::MaxBy | Function::MinBy => (argument(1)?, argument(0)?),
            function => {
                let arguments: Result<Vec<_>> =
                    call.arguments.iter().map(|argument| self.node(argument, current)).collect();
                return call::call(self.budget, function, &arguments?);
            }
        };
        let Node::Reference(by) = by else { return Err(EvaluateError::TYPE) };
        let Value::List(list) = self.node(list, current)? else { return Err(EvaluateError::TYPE) };
        self.budget.spend(list.len())?;
        let found: Result<Vec<_>> = list.iter().map(|item| self.node(by, item)).collect();
        match function {
            Function::Map => Ok(Value::list(found?)),
            function => call::pick(function, found?.into_iter().zip(list.iter().cloned()).collect()),
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
