//! Rules that only documents are judged by: they are about a value as a whole.

use weland_core::schema::{Constant, Member, PatternProperty, Rules, Schema};
use weland_core::{Document, Length};

use super::Checker;
use crate::constraint::matches;
use crate::decimal::Decimal;
use crate::violation::Constraint;

impl Checker {
    /// Checks the current value, which is this document, against the rules of its shape.
    pub(super) fn rules(&mut self, schema: &'static Schema, document: &Document) {
        if let Some(rules) = schema.rules {
            self.values(rules, schema, document);
            for member in rules.all_of {
                if !self.is_valid(member, document) {
                    self.broken(Constraint::AllOf(member.schema.name), schema.sensitive);
                }
            }
            if let Document::Map(map) = document {
                self.property_count(rules.property_count, map.len() as u64, schema);
                for (key, value) in map {
                    self.property(rules, schema, key, value);
                }
            }
        }
    }

    fn values(&mut self, rules: &'static Rules, schema: &Schema, document: &Document) {
        let Some(values) = rules.values else { return };
        if !values.iter().any(|constant| is_equal(constant, document)) {
            self.broken(Constraint::Constants(values), schema.sensitive);
        }
    }

    fn property_count(&mut self, bounds: Option<Length>, actual: u64, schema: &Schema) {
        let Some(bounds) = bounds else { return };
        let fits = bounds.min.is_none_or(|min| actual >= min) && bounds.max.is_none_or(|max| actual <= max);
        if !fits {
            self.broken(Constraint::PropertyCount { bounds, actual }, schema.sensitive);
        }
    }

    /// Checks a key of an object against the patterns of keys.
    fn property(&mut self, rules: &'static Rules, schema: &'static Schema, key: &str, value: &Document) {
        let mut is_known = false;
        for PatternProperty { value: member, .. } in patterns(schema, key) {
            is_known = true;
            let (verdict, violations) = self.attempt(member, value);
            if verdict.is_err() {
                self.broken_at(key, Constraint::Type, schema.sensitive);
            } else {
                self.adopt_at(key, violations);
            }
        }
        let names = self.format.names;
        if rules.closed && !is_known && !is_member(schema, names, key) {
            self.broken_at(key, Constraint::Closed, schema.sensitive);
        }
    }
}

/// The patterns that a key matches.
pub(super) fn patterns<'k>(
    schema: &'static Schema,
    key: &'k str,
) -> impl Iterator<Item = &'static PatternProperty> + 'k {
    let all = schema.rules.map_or(&[][..], |rules| rules.pattern_properties);
    all.iter().filter(move |property| matches(property.pattern, key))
}

/// Whether a key is the name of a member.
pub(super) fn is_member(schema: &Schema, names: &str, key: &str) -> bool {
    schema.members.iter().any(|member: &Member| !member.rest && member.wire_name(names) == key)
}

/// Whether a value is the same as one in a schema. Numbers are compared as such, however they are written.
fn is_equal(constant: &Constant, document: &Document) -> bool {
    match (constant, document) {
        (Constant::Null, Document::Null) => true,
        (Constant::Boolean(one), Document::Boolean(other)) => one == other,
        (Constant::Number(one), Document::Integer(other)) => is_same_number(one, &other.to_string()),
        (Constant::Number(one), Document::Double(other)) => is_same_number(one, &format!("{other:?}")),
        (Constant::Number(one), Document::Decimal(other)) => is_same_number(one, other.as_str()),
        (Constant::String(one), Document::String(other)) => *one == other,
        (Constant::List(one), Document::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Constant::Map(one), Document::Map(other)) => {
            let has = |(key, value): &(&str, Constant)| other.get(*key).is_some_and(|other| is_equal(value, other));
            one.len() == other.len() && one.iter().all(has)
        }
        _ => false,
    }
}

fn is_same_number(one: &str, other: &str) -> bool {
    Decimal::new(one).cmp(&Decimal::new(other)).is_eq()
}
