//! The paths of `getAttr`: `resourceId[0]`.

use std::fmt;

use crate::kind::{Kind, Type};
use crate::value::Value;

/// A path, which has at least one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    /// Counted from the end if it is negative.
    Index(i64),
}

impl Path {
    /// Parses a path; `None` if it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (name, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
            // Nothing but an index may stand at the start, for a list itself.
            if name.is_empty() && !(steps.is_empty() && rest.starts_with('[')) {
                return None;
            }
            if !name.is_empty() {
                let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
                steps.push(is_name.then(|| Step::Key(name.to_owned()))?);
            }
            while !rest.is_empty() {
                let (index, after) = rest.strip_prefix('[')?.split_once(']')?;
                steps.push(Step::Index(index.parse().ok()?));
                rest = after;
            }
        }
        Some(Self(steps))
    }

    /// Whether it counts from the end, which rules could not do at first.
    pub(crate) fn counts_backwards(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Step::Index(..0)))
    }

    pub(crate) fn get<'v, 'a>(&self, value: &'v Value<'a>) -> Option<&'v Value<'a>> {
        self.0.iter().try_fold(value, |value, step| match step {
            Step::Key(key) => value.get(key),
            Step::Index(index) => {
                let items = value.as_list()?;
                let distance = usize::try_from(index.unsigned_abs()).ok()?;
                items.get(if *index < 0 { items.len().checked_sub(distance)? } else { distance })
            }
        })
    }

    /// The type that the path leads to.
    pub(crate) fn infer(&self, of: Type) -> Result<Type, String> {
        let mut found = of;
        for step in &self.0 {
            found = match (step, found.kind) {
                (_, Kind::Any) => return Ok(Type::ANY),
                // An index may be beyond the end.
                (Step::Index(_), Kind::Strings) => Type::optional(Kind::String),
                (Step::Index(_), kind) => return Err(format!("{kind} has no items")),
                (Step::Key(key), kind) => {
                    let attributes = kind.attributes();
                    let known = attributes.iter().find(|(name, _)| name == key);
                    let names: Vec<&str> = attributes.iter().map(|(name, _)| *name).collect();
                    match known {
                        Some((_, kind)) => Type { kind: *kind, optional: found.optional },
                        None if names.is_empty() => return Err(format!("{kind} has no attributes")),
                        None => return Err(format!("{kind} has no `{key}`; it has {}", names.join(", "))),
                    }
                }
            };
        }
        Ok(found)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if index == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
