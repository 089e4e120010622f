//! Shape ids: `namespace#Name` and `namespace#Name$member`.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// An absolute shape id, such as `smithy.api#String` or `com.example#City$name`.
///
/// Cloning is cheap. Ids compare, order and hash as their text does, so a map keyed by ids
/// can be asked with a `&str`.
#[derive(Clone)]
pub struct ShapeId {
    text: Arc<str>,
    hash: u32,
    dollar: u32,
}

impl ShapeId {
    /// Builds an id from its parts.
    ///
    /// # Errors
    /// If the namespace or the name is not well-formed.
    pub fn new(namespace: &str, name: &str) -> Result<Self, ParseShapeIdError> {
        format!("{namespace}#{name}").parse()
    }

    /// The id of a member of this shape. Given a member's id, the id of its sibling.
    ///
    /// # Errors
    /// If the member name is not an identifier.
    pub fn with_member(&self, member: &str) -> Result<Self, ParseShapeIdError> {
        format!("{}${member}", self.root_str()).parse()
    }

    /// The whole id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before `#`.
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.text.get(..self.hash as usize).unwrap_or_default()
    }

    /// The part between `#` and `$`.
    #[must_use]
    pub fn name(&self) -> &str {
        let range = self.hash as usize + 1..self.dollar as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// The part after `$`, if this is the id of a member.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        self.text.get(self.dollar as usize + 1..)
    }

    /// The id of the shape itself: without the member, if there is one.
    #[must_use]
    pub fn root(&self) -> Self {
        if self.member().is_none() {
            return self.clone();
        }
        Self { text: Arc::from(self.root_str()), hash: self.hash, dollar: self.dollar }
    }

    /// The text of [`ShapeId::root`].
    #[must_use]
    pub fn root_str(&self) -> &str {
        self.text.get(..self.dollar as usize).unwrap_or_default()
    }
}

/// Text that is not an absolute shape id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseShapeIdError {
    text: String,
}

impl fmt::Display for ParseShapeIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a shape id: expected `namespace#Name` or `namespace#Name$member`", self.text)
    }
}

impl std::error::Error for ParseShapeIdError {}

impl FromStr for ShapeId {
    type Err = ParseShapeIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        split(text).ok_or_else(|| ParseShapeIdError { text: text.to_owned() })
    }
}

fn split(text: &str) -> Option<ShapeId> {
    let (namespace, relative) = text.split_once('#')?;
    let (name, member) = match relative.split_once('$') {
        Some((name, member)) => (name, Some(member)),
        None => (relative, None),
    };
    let valid = is_namespace(namespace) && is_identifier(name) && member.is_none_or(is_identifier);
    if !valid {
        return None;
    }
    let hash = u32::try_from(namespace.len()).ok()?;
    let dollar = u32::try_from(namespace.len() + 1 + name.len()).ok()?;
    Some(ShapeId { text: Arc::from(text), hash, dollar })
}

/// Whether the text is an identifier: letters, digits and underscores; not a digit first, and
/// not underscores alone.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let mut bytes = text.bytes();
    !text.starts_with(|first: char| first.is_ascii_digit())
        && text.bytes().any(|byte| byte != b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether the text is a namespace: identifiers joined by dots.
#[must_use]
pub fn is_namespace(text: &str) -> bool {
    text.split('.').all(is_identifier)
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for ShapeId {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for ShapeId {}

impl PartialEq<str> for ShapeId {
    fn eq(&self, other: &str) -> bool {
        &*self.text == other
    }
}

impl PartialEq<&str> for ShapeId {
    fn eq(&self, other: &&str) -> bool {
        &*self.text == *other
    }
}

impl PartialOrd for ShapeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ShapeId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for ShapeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for ShapeId {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_member_id() {
        let id: ShapeId = "a.b#_C1$d".parse().unwrap();
        assert_eq!(id.namespace(), "a.b");
        assert_eq!(id.name(), "_C1");
        assert_eq!(id.member(), Some("d"));
        assert_eq!(id.root(), "a.b#C1".replace("C1", "_C1").as_str());
        assert_eq!(id.root().member(), None);
        assert_eq!(id.root().with_member("e").unwrap(), "a.b#_C1$e");
        assert_eq!(id.to_string(), "a.b#_C1$d");
    }

    #[test]
    fn ill_formed_ids_are_refused() {
        let bad =
            ["", "a", "a#", "#a", "a#b$", "a#b$c$d", "a..b#c", ".a#b", "a#1", "a#_", "a#b-c", "a#b#c", "ä#b", "a#b c"];
        for text in bad {
            assert!(text.parse::<ShapeId>().is_err(), "{text}");
        }
    }
}
