//! Values and lists with their widths.

use std::borrow::Cow;

use super::tokens::Comment;

/// The columns that a bracket may take on one line.
const WIDTH: usize = 120;

/// A value.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// A word, a number or a string in quotes.
    Plain(Cow<'a, str>),
    TextBlock(&'a str),
    Group(Group<'a>),
}

/// What stands in a bracket.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Comments before it.
    pub(super) lead: Vec<Comment<'a>>,
    /// Whether a blank line is right before it.
    pub(super) blank: bool,
    pub(super) key: Option<&'a str>,
    pub(super) value: Value<'a>,
    /// The comment behind it.
    pub(super) trailing: Option<Comment<'a>>,
}

/// Pairs of brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    Square,
    Curly,
    Round,
}

/// How a group is to be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// On one line if it fits.
    Fit,
    /// On one line if it fits and was written so.
    Written,
    /// A line for each item.
    Open,
}

/// A bracket with all that is in it.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) brackets: Brackets,
    pub(super) items: Vec<Item<'a>>,
    /// Comments after the last item.
    pub(super) tail: Vec<Comment<'a>>,
    /// Whether each item has to have its line.
    is_open: bool,
    /// The columns that the group takes on one line, if it can stand on one.
    flat: Option<usize>,
}

impl Brackets {
    pub(super) fn open(self) -> &'static str {
        match self {
            Self::Square => "[",
            Self::Curly => "{",
            Self::Round => "(",
        }
    }

    pub(super) fn close(self) -> &'static str {
        match self {
            Self::Square => "]",
            Self::Curly => "}",
            Self::Round => ")",
        }
    }

    /// What is between a bracket and its contents on one line.
    pub(super) fn padding(self) -> &'static str {
        if self == Self::Curly { " " } else { "" }
    }
}

impl Value<'_> {
    /// The columns that it takes on one line, if it can stand on one.
    fn flat(&self) -> Option<usize> {
        match self {
            Self::Plain(text) => (!text.contains('\n')).then(|| text.chars().count()),
            Self::TextBlock(_) => None,
            Self::Group(group) => group.flat,
        }
    }
}

impl Item<'_> {
    fn flat(&self) -> Option<usize> {
        let key = self.key.map_or(0, |key| key.chars().count() + 2);
        let has_comments = !self.lead.is_empty() || self.trailing.is_some();
        if has_comments { None } else { Some(key + self.value.flat()?) }
    }
}

impl<'a> Group<'a> {
    /// A group; `on_new_line` tells whether its first item was.
    pub(super) fn new(
        brackets: Brackets,
        items: Vec<Item<'a>>,
        tail: Vec<Comment<'a>>,
        on_new_line: bool,
        layout: Layout,
    ) -> Self {
        let is_open = match layout {
            Layout::Fit => false,
            Layout::Written => on_new_line,
            Layout::Open => true,
        };
        let mut group = Self { brackets, items, tail, is_open: false, flat: None };
        group.is_open = is_open && !group.is_empty() && !group.is_short();
        if !group.is_open && group.tail.is_empty() {
            let widths: Option<Vec<usize>> = group.items.iter().map(Item::flat).collect();
            group.flat = widths.map(|widths| {
                let gaps = 2 * widths.len().saturating_sub(1);
                let padding = if group.items.is_empty() { 0 } else { 2 * brackets.padding().len() };
                widths.iter().sum::<usize>() + gaps + padding + 2
            });
        }
        group
    }

    /// Whether there is nothing in it, not even comments.
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.tail.is_empty()
    }

    /// Whether it is to stand on one line. What else is on the line does not count, as in the
    /// formatter of the reference implementation.
    pub(super) fn fits(&self) -> bool {
        self.flat.is_some_and(|flat| flat <= WIDTH || self.gains_nothing())
    }

    /// Whether the brackets hug the only item: `@trait([`. Its lines need no further indentation.
    pub(super) fn hugs(&self) -> bool {
        !self.is_open && self.argument().is_some()
    }

    /// Whether a line break would not make it shorter by much: it has one item, and that can't
    /// be broken.
    fn gains_nothing(&self) -> bool {
        let is_plain = |item: &Item<'_>| !matches!(item.value, Value::Group(_));
        self.brackets != Brackets::Curly && self.items.len() == 1 && self.items.iter().all(is_plain)
    }

    /// Whether this is the argument of a trait that is never put on a line of its own: a bracket
    /// opens by itself, and all else on one line is as good where it is.
    fn is_short(&self) -> bool {
        self.argument().is_some_and(|value| matches!(value, Value::Group(_)) || value.flat().is_some())
    }

    /// The argument of a trait, if it is one value without comments.
    fn argument(&self) -> Option<&Value<'a>> {
        let [item] = self.items.as_slice() else {
            return None;
        };
        let has_comments = !item.lead.is_empty() || item.trailing.is_some() || !self.tail.is_empty();
        let is_argument = self.brackets == Brackets::Round && item.key.is_none() && !has_comments;
        is_argument.then_some(&item.value)
    }
}
