//! How the values that meet two constraints relate.

use std::cmp::Ordering;

use weland_model::Node;
use weland_pattern::Pattern;

/// The values of the new constraint, compared with those of the old one. Texts say why.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Order {
    /// Some of the old ones.
    Narrower(String),
    /// All old ones and others.
    Wider(String),
    /// The same.
    Same,
    /// Others.
    Other(String),
    /// It can't be told.
    Undecided,
}

impl Order {
    fn of(narrower: bool, wider: bool) -> Self {
        match (narrower, wider) {
            (false, false) => Self::Same,
            (true, false) => Self::Narrower(String::new()),
            (false, true) => Self::Wider(String::new()),
            (true, true) => Self::Other(String::new()),
        }
    }
}

/// Compares numbers, whole ones exactly.
fn numbers(a: &Node, b: &Node) -> Option<Ordering> {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}

/// Whether a limit moved towards the other end, away from it, or neither. `None` stands for no limit.
fn moved(old: Option<&Node>, new: Option<&Node>, towards: Ordering) -> (bool, bool) {
    match (old, new) {
        (None, None) => (false, false),
        (None, Some(_)) => (true, false),
        (Some(_), None) => (false, true),
        (Some(old), Some(new)) => match numbers(new, old) {
            Some(Ordering::Equal) | None => (false, false),
            Some(order) => (order == towards, order != towards),
        },
    }
}

/// Compares objects with `min` and `max`.
pub(super) fn of_limits(old: &Node, new: &Node) -> Order {
    let lower = moved(old.get("min"), new.get("min"), Ordering::Greater);
    let upper = moved(old.get("max"), new.get("max"), Ordering::Less);
    Order::of(lower.0 || upper.0, lower.1 || upper.1)
}

/// Compares objects with `min` and `max` of something that is counted: a minimum of 0 is none.
pub(super) fn of_sizes(old: &Node, new: &Node) -> Order {
    let min = |node: &'_ Node| node.get("min").filter(|min| min.as_i64() != Some(0)).cloned();
    let lower = moved(min(old).as_ref(), min(new).as_ref(), Ordering::Greater);
    let upper = moved(old.get("max"), new.get("max"), Ordering::Less);
    Order::of(lower.0 || upper.0, lower.1 || upper.1)
}

pub(super) fn of_minimums(old: &Node, new: &Node) -> Order {
    let (narrower, wider) = moved(Some(old), Some(new), Ordering::Greater);
    Order::of(narrower, wider)
}

pub(super) fn of_maximums(old: &Node, new: &Node) -> Order {
    let (narrower, wider) = moved(Some(old), Some(new), Ordering::Less);
    Order::of(narrower, wider)
}

/// Multiples of 6 are multiples of 3.
pub(super) fn of_multiples(old: &Node, new: &Node) -> Order {
    let (Some(old), Some(new)) = (old.as_i64().filter(|it| *it > 0), new.as_i64().filter(|it| *it > 0)) else {
        return Order::Undecided;
    };
    Order::of(old % new != 0 || old < new, new % old != 0 || new < old)
}

pub(super) fn of_sets(old: &Node, new: &Node) -> Order {
    let (Some(old), Some(new)) = (old.as_array(), new.as_array()) else { return Order::Undecided };
    Order::of(old.iter().any(|value| !new.contains(value)), new.iter().any(|value| !old.contains(value)))
}

/// Two values of which neither is known to allow more.
pub(super) fn of_others(_: &Node, _: &Node) -> Order {
    Order::Undecided
}

/// Compares the texts that patterns match.
pub(super) fn of_patterns(old: &Node, new: &Node) -> Order {
    let pattern = |node: &Node| Pattern::new(node.as_str()?).ok();
    let compared = pattern(old).zip(pattern(new)).and_then(|(old, new)| old.compare(&new));
    let Some(compared) = compared else { return Order::Undecided };
    let shown = |text: &String| format!("`{}`", text.escape_debug());
    match (compared.only_first.as_ref().map(shown), compared.only_second.as_ref().map(shown)) {
        (None, None) => Order::Same,
        (Some(gone), None) => Order::Narrower(format!(": {gone} no longer matches")),
        (None, Some(added)) => Order::Wider(format!(": {added} matches now")),
        (Some(gone), Some(added)) => Order::Other(format!(": {gone} no longer matches, {added} does now")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use weland_model::{FileId, Node, NodeKind, Number, Sources, Span};

    fn span() -> Span {
        let file: FileId = Sources::default().add("a", "");
        Span::new(file, 0, 0)
    }

    fn number(text: &str) -> Node {
        Node::new(NodeKind::Number(Number::from_text(text)), span())
    }

    #[test]
    fn multiples_of_multiples_are_narrower() {
        let order = |old, new| of_multiples(&number(old), &number(new));
        assert_eq!(order("3", "6"), Order::Narrower(String::new()));
        assert_eq!(order("6", "3"), Order::Wider(String::new()));
        assert_eq!(order("4", "6"), Order::Other(String::new()));
        assert_eq!(order("0.1", "0.2"), Order::Undecided);
        assert_eq!(order("0", "2"), Order::Undecided);
    }

    #[test]
    fn limits_are_compared_exactly() {
        let order = |old, new| of_minimums(&number(old), &number(new));
        assert_eq!(order("9007199254740992", "9007199254740993"), Order::Narrower(String::new()));
        assert_eq!(order("1.0", "1"), Order::Same);
        assert_eq!(order("1.5", "-1.5"), Order::Wider(String::new()));
    }

    #[test]
    fn patterns_are_compared_by_what_they_match() {
        let order = |old, new| of_patterns(&Node::string(old, span()), &Node::string(new, span()));
        assert_eq!(order("^[a-z]+$", "^[a-z]{1,}$"), Order::Same);
        assert_eq!(order("^[a-z]*$", "^[a-z]+$"), Order::Narrower(": `` no longer matches".to_owned()));
        assert_eq!(order("^a$", "^[ab]$"), Order::Wider(": `b` matches now".to_owned()));
        assert_eq!(order("^(?:(?!--).)*$", "^.*$"), Order::Undecided);
    }
}
