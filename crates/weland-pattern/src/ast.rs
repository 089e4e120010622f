//! The syntax tree of a pattern.

use crate::charset::CharSets;

/// A part of a pattern. Character sets are numbers into the pattern's [`CharSets`].
///
/// Trees are at most as deep as the parser allows groups to nest, so that recursion over them is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ast {
    /// The empty text.
    Empty,
    /// One character of a set.
    Set(usize),
    /// One after the other.
    Concat(Vec<Ast>),
    /// Any of them.
    Alternate(Vec<Ast>),
    /// `min` to `max` times (`None`: without limit).
    Repeat { body: Box<Ast>, min: u32, max: Option<u32> },
    /// `^`.
    Start,
    /// `$`.
    End,
    /// `\b` or `\B`; `word` is the set of `\w`.
    Boundary { word: usize, negated: bool },
    /// A look-ahead or look-behind.
    Look { body: Box<Ast>, ahead: bool, negated: bool },
}

impl Ast {
    /// A sequence without empty parts.
    pub(crate) fn concat(mut parts: Vec<Ast>) -> Ast {
        parts.retain(|part| *part != Ast::Empty);
        match parts.len() {
            0 => Ast::Empty,
            1 => parts.remove(0),
            _ => Ast::Concat(parts),
        }
    }

    /// Alternatives, in which single characters are one set and the empty text stands at most once.
    pub(crate) fn alternate(branches: Vec<Ast>, sets: &mut CharSets) -> Ast {
        if branches.len() == 1 {
            return branches.into_iter().next().unwrap_or(Ast::Empty);
        }
        let mut singles = Vec::new();
        let mut empty = false;
        let mut others = Vec::with_capacity(branches.len());
        for branch in branches {
            match branch {
                Ast::Set(set) => singles.push(set),
                Ast::Empty => empty = true,
                other => others.push(other),
            }
        }
        match singles.as_slice() {
            [] => {}
            [one] => others.push(Ast::Set(*one)),
            many => others.push(Ast::Set(sets.union(many))),
        }
        if empty {
            others.push(Ast::Empty);
        }
        if others.len() == 1 { others.remove(0) } else { Ast::Alternate(others) }
    }

    /// A repetition in its simplest form.
    pub(crate) fn repeat(body: Ast, min: u32, max: Option<u32>) -> Ast {
        if max == Some(0) {
            return Ast::Empty;
        }
        if body.is_zero_width() {
            // Repeating a condition at one place changes nothing.
            return if min == 0 { Ast::Empty } else { body };
        }
        if (min, max) == (1, Some(1)) {
            return body;
        }
        match body {
            Ast::Repeat { body: inner, min: low, max: high } => {
                if counts_multiply((low, high), (min, max)) {
                    let min = low.saturating_mul(min);
                    let max = high.zip(max).map(|(a, b)| a.saturating_mul(b));
                    return Ast::Repeat { body: inner, min, max };
                }
                let body = Box::new(Ast::Repeat { body: inner, min: low, max: high });
                Ast::Repeat { body, min, max }
            }
            body => Ast::Repeat { body: Box::new(body), min, max },
        }
    }

    /// Whether it can match the empty text only.
    fn is_zero_width(&self) -> bool {
        match self {
            Ast::Empty | Ast::Start | Ast::End | Ast::Boundary { .. } | Ast::Look { .. } => true,
            Ast::Set(_) => false,
            Ast::Concat(parts) | Ast::Alternate(parts) => parts.iter().all(Ast::is_zero_width),
            Ast::Repeat { body, .. } => body.is_zero_width(),
        }
    }

    /// Whether a condition on the text that follows occurs in it.
    pub(crate) fn looks_ahead(&self) -> bool {
        match self {
            Ast::Empty | Ast::Set(_) | Ast::Start => false,
            Ast::End | Ast::Boundary { .. } => true,
            Ast::Look { ahead, body, .. } => *ahead || body.looks_ahead(),
            Ast::Concat(parts) | Ast::Alternate(parts) => parts.iter().any(Ast::looks_ahead),
            Ast::Repeat { body, .. } => body.looks_ahead(),
        }
    }
}

/// Whether repeating a repetition is the same as one repetition with the counts multiplied:
/// the counts that `outer` times `inner` can reach have to be without gaps.
fn counts_multiply(inner: (u32, Option<u32>), outer: (u32, Option<u32>)) -> bool {
    let (low, high) = (u64::from(inner.0), inner.1.map(u64::from));
    let Some(high) = high else {
        // low.. times k is low*k..; zero times is the empty text, which has to touch low.
        return outer.0 > 0 || low <= 1;
    };
    if outer.0 == 0 && low > 1 {
        return false;
    }
    let first = u64::from(outer.0.max(1));
    // The widest gap lies between the first two multiples; without a second one there is none.
    outer.1 == Some(outer.0) || outer.1 == Some(1) || (first + 1) * low <= first * high + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeat_of(inner: (u32, Option<u32>), outer: (u32, Option<u32>)) -> Option<(u32, Option<u32>)> {
        match Ast::repeat(Ast::repeat(Ast::Set(0), inner.0, inner.1), outer.0, outer.1) {
            Ast::Repeat { body, min, max } if *body == Ast::Set(0) => Some((min, max)),
            _ => None,
        }
    }

    #[test]
    fn nested_counts_merge_where_no_gap_results() {
        assert_eq!(repeat_of((1, Some(1000)), (1, Some(1000))), Some((1, Some(1_000_000))));
        assert_eq!(repeat_of((0, None), (0, None)), Some((0, None)));
        assert_eq!(repeat_of((1, None), (1, None)), Some((1, None)));
        assert_eq!(repeat_of((2, Some(2)), (3, Some(3))), Some((6, Some(6))));
        assert_eq!(repeat_of((0, Some(1)), (0, None)), Some((0, None)));
    }

    #[test]
    fn nested_counts_stay_apart_where_a_gap_results() {
        assert_eq!(repeat_of((2, Some(2)), (1, Some(3))), None);
        assert_eq!(repeat_of((2, None), (0, Some(1))), None);
        assert_eq!(repeat_of((3, Some(4)), (1, None)), None);
    }

    #[test]
    fn merged_counts_reach_exactly_the_sums() {
        // Compared with the sums themselves, for all small counts.
        for (low, high, min, max) in small_counts() {
            let sums = reachable(low, high, min, max);
            let gapless = (low * min..=high * max).all(|n| sums.contains(&n));
            if counts_multiply((low, Some(high)), (min, Some(max))) {
                assert!(gapless, "{{{low},{high}}}{{{min},{max}}}");
            }
        }
    }

    fn small_counts() -> impl Iterator<Item = (u32, u32, u32, u32)> {
        let pairs = || (0..5u32).flat_map(|low| (low.max(1)..6).map(move |high| (low, high)));
        pairs().flat_map(move |(a, b)| pairs().map(move |(c, d)| (a, b, c, d)))
    }

    fn reachable(low: u32, high: u32, min: u32, max: u32) -> Vec<u32> {
        (min..=max).flat_map(|times| low * times..=high * times).collect()
    }
}
