//! What the functions of this crate accept, and what they reject: each kind of check is shown to fail when it should.

#![allow(clippy::panic, clippy::unwrap_used)]

mod clients;
mod events;
mod servers;
mod service;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;

/// A case with other values in some of its places, each named by a JSON pointer. What is null is taken out.
fn with<'a>(case: &Value, changes: impl IntoIterator<Item = (&'a str, Value)>) -> String {
    let mut case = case.clone();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = case.pointer_mut(parent).unwrap();
        match (value, parent) {
            (Value::Null, Value::Object(map)) => drop(map.remove(key)),
            (value, Value::Array(list)) => list[key.parse::<usize>().unwrap()] = value,
            (value, parent) => parent[key] = value,
        }
    }
    case.to_string()
}

/// What a test says when it fails.
fn failure(test: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(test)).expect_err("the test passes, but is to fail");
    payload.downcast_ref::<String>().unwrap().clone()
}

/// Demands that a test fails, and says these things in this order.
fn fails_with(expected: &[&str], test: impl FnOnce()) {
    let message = failure(test);
    let mut rest = message.as_str();
    for part in expected {
        let at = rest.find(part).unwrap_or_else(|| panic!("`{part}` is missing, at its place, in:\n{message}"));
        rest = &rest[at + part.len()..];
    }
}
