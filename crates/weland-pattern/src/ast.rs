//! The syntax tree of a pattern.

use crate::charset::CharSets;

/// A part of a pattern. Character sets are numbers into the pattern's [`CharSets`].
///
/// Trees are at most as deep as the parser allows groups to nest, so that recursion over them is safe.
///
/// What is read may have groups that capture. What is matched has none: the variants for them can't be made there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ast<C = Plain> {
    /// The empty text.
    Empty,
    /// One character of a set.
    Set(usize),
    /// One after the other.
    Concat(Vec<Ast<C>>),
    /// Any of them.
    Alternate(Vec<Ast<C>>),
    /// `min` to `max` times (`None`: without limit).
    Repeat { body: Box<Ast<C>>, min: u32, max: Option<u32> },
    /// `^`.
    Start,
    /// `$`.
    End,
    /// `\b` or `\B`; `word` is the set of `\w`.
    Boundary { word: usize, negated: bool },
    /// A look-ahead or look-behind.
    Look { body: Box<Ast<C>>, ahead: bool, negated: bool },
    /// A group that captures, since a reference names it.
    Group { number: u32, body: Box<Ast<C>>, mark: C },
    /// What a group has captured, nothing if it has not; with its ASCII letters in either case, if that is asked for.
    Reference { number: u32, either_case: bool, mark: C },
}

/// Marks trees that may have groups and references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Capturing;

/// Marks trees that have neither groups nor references. There are no values of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Plain {}

impl<C> Ast<C> {
    /// A sequence without empty parts.
    pub(crate) fn concat(mut parts: Vec<Ast<C>>) -> Ast<C> {
        parts.retain(|part| !matches!(part, Ast::Empty));
        match parts.len() {
            0 => Ast::Empty,
            1 => parts.remove(0),
            _ => Ast::Concat(parts),
        }
    }

    /// Alternatives, in which single characters are one set and the empty text stands at most once.
    pub(crate) fn alternate(branches: Vec<Ast<C>>, sets: &mut CharSets) -> Ast<C> {
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
    pub(crate) fn repeat(body: Ast<C>, min: u32, max: Option<u32>) -> Ast<C> {
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
                // What a group has captured is forgotten by each round of the outer repetition.
                if counts_multiply((low, high), (min, max)) && !inner.captures() {
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
    pub(crate) fn is_zero_width(&self) -> bool {
        match self {
            Ast::Empty | Ast::Start | Ast::End | Ast::Boundary { .. } | Ast::Look { .. } => true,
            Ast::Set(_) | Ast::Reference { .. } => false,
            Ast::Concat(parts) | Ast::Alternate(parts) => parts.iter().all(Ast::is_zero_width),
            Ast::Repeat { body, .. } | Ast::Group { body, .. } => body.is_zero_width(),
        }
    }

    /// Whether it can match the empty text. A reference counts as if it could.
    pub(crate) fn can_be_empty(&self) -> bool {
        match self {
            Ast::Set(_) => false,
            Ast::Concat(parts) => parts.iter().all(Ast::can_be_empty),
            Ast::Alternate(parts) => parts.iter().any(Ast::can_be_empty),
            Ast::Repeat { body, min, .. } => *min == 0 || body.can_be_empty(),
            Ast::Group { body, .. } => body.can_be_empty(),
            Ast::Empty | Ast::Start | Ast::End | Ast::Boundary { .. } | Ast::Look { .. } | Ast::Reference { .. } => {
                true
            }
        }
    }

    /// The parts that it is made of.
    pub(crate) fn parts(&self) -> &[Ast<C>] {
        match self {
            Ast::Concat(parts) | Ast::Alternate(parts) => parts,
            Ast::Repeat { body, .. } | Ast::Look { body, .. } | Ast::Group { body, .. } => std::slice::from_ref(body),
            Ast::Empty | Ast::Set(_) | Ast::Start | Ast::End | Ast::Boundary { .. } | Ast::Reference { .. } => &[],
        }
    }

    /// Whether a group that captures occurs in it.
    fn captures(&self) -> bool {
        matches!(self, Ast::Group { .. }) || self.parts().iter().any(Ast::captures)
    }
}

impl Ast {
    /// Whether a condition on the text that follows occurs in it.
    pub(crate) fn looks_ahead(&self) -> bool {
        match self {
            Ast::Empty | Ast::Set(_) | Ast::Start => false,
            Ast::End | Ast::Boundary { .. } => true,
            Ast::Look { ahead, body, .. } => *ahead || body.looks_ahead(),
            Ast::Concat(parts) | Ast::Alternate(parts) => parts.iter().any(Ast::looks_ahead),
            Ast::Repeat { body, .. } => body.looks_ahead(),
            Ast::Group { mark, .. } | Ast::Reference { mark, .. } => match *mark {},
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
        match Ast::<Plain>::repeat(Ast::repeat(Ast::Set(0), inner.0, inner.1), outer.0, outer.1) {
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
