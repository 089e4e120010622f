//! Texts that match a pattern.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::rc::Rc;
use std::str::Chars;

use weland_pattern::Pattern;

use crate::rng::Rng;

/// A text that matches the pattern and has between `min` and `max` characters. The pattern is read here once more, by far
/// fewer rules than `weland-pattern` has, to invent texts; `weland-pattern` says which of them match, which takes care of
/// look-around.
///
/// # Panics
/// When the pattern is not one, or no such text is found.
pub fn sample(source: &str, min: usize, max: usize, rng: &mut Rng) -> String {
    let known =
        KNOWN.with_borrow_mut(|known| Rc::clone(known.entry(source.to_owned()).or_insert_with(|| read(source))));
    let (pattern, node) = &*known;
    for attempt in 0..20_000 {
        let mut text = String::new();
        // The longer the search, the longer the texts: some lengths are far from what repetitions give by themselves.
        node.write(&mut text, 2 + attempt / 200, rng);
        if (min..=max).contains(&text.chars().count()) && pattern.is_match(&text) {
            return text;
        }
    }
    panic!("no text of {min} to {max} characters was found for {source}")
}

thread_local! {
    /// Making a pattern ready takes longer than finding a text.
    static KNOWN: RefCell<BTreeMap<String, Rc<(Pattern, Node)>>> = const { RefCell::new(BTreeMap::new()) };
}

fn read(source: &str) -> Rc<(Pattern, Node)> {
    let pattern = Pattern::new(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    Rc::new((pattern, Reader { chars: source.chars().peekable(), source }.alternatives()))
}

enum Node {
    Empty,
    Set(Vec<(char, char)>),
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    Repeat(Box<Node>, u32, Option<u32>),
}

impl Node {
    fn write(&self, text: &mut String, more: u32, rng: &mut Rng) {
        match self {
            Self::Empty => {}
            Self::Set(ranges) => {
                let (first, last) = *rng.pick(ranges);
                text.extend(char::from_u32(rng.between(first as i64, last as i64) as u32));
            }
            Self::Sequence(nodes) => nodes.iter().for_each(|node| node.write(text, more, rng)),
            Self::Alternatives(nodes) => rng.pick(nodes).write(text, more, rng),
            Self::Repeat(node, min, max) => {
                let count = rng.between((*min).into(), max.unwrap_or(*min + more).into());
                (0..count).for_each(|_| node.write(text, more, rng));
            }
        }
    }
}

/// Any character, as `.` and negated sets mean it: enough of Unicode to be a test, no line breaks, nothing that a path or a
/// header cannot carry as it is.
const ANY: &[(char, char)] = &[('!', '~')];

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    source: &'a str,
}

impl Reader<'_> {
    fn alternatives(&mut self) -> Node {
        let mut all = vec![self.sequence()];
        while self.chars.next_if_eq(&'|').is_some() {
            all.push(self.sequence());
        }
        Node::Alternatives(all)
    }

    fn sequence(&mut self) -> Node {
        let mut all = Vec::new();
        while let Some(&next) = self.chars.peek() {
            if next == '|' || next == ')' {
                break;
            }
            let atom = self.atom();
            all.push(self.repeated(atom));
        }
        Node::Sequence(all)
    }

    fn atom(&mut self) -> Node {
        match self.expect_any() {
            '(' => self.group(),
            '[' => self.set(),
            '^' | '$' => Node::Empty,
            '.' => Node::Set(ANY.to_vec()),
            '\\' => Node::Set(self.escape()),
            other => Node::Set(vec![(other, other)]),
        }
    }

    fn group(&mut self) -> Node {
        let mut assertion = false;
        if self.chars.next_if_eq(&'?').is_some() {
            let kind = self.expect_any();
            assertion = kind != ':';
            if kind == '<' {
                self.expect_any();
            }
        }
        let inner = self.alternatives();
        assert_eq!(self.chars.next(), Some(')'), "{}: a group has no end", self.source);
        if assertion { Node::Empty } else { inner }
    }

    fn set(&mut self) -> Node {
        let negated = self.chars.next_if_eq(&'^').is_some();
        let mut ranges = Vec::new();
        loop {
            let first = match self.expect_any() {
                ']' => break,
                '\\' => self.escape(),
                other => vec![(other, other)],
            };
            ranges.extend(self.range(first));
        }
        if negated { Node::Set(without(&ranges)) } else { Node::Set(ranges) }
    }

    /// `a-z` if a minus and an end follow; a minus before the end of the set is itself, as is one after a class.
    fn range(&mut self, first: Vec<(char, char)>) -> Vec<(char, char)> {
        let mut ahead = self.chars.clone();
        let is_range = first.len() == 1 && ahead.next() == Some('-') && ahead.next().is_some_and(|next| next != ']');
        if !is_range {
            return first;
        }
        self.expect_any();
        let last = match self.expect_any() {
            '\\' => self.escape(),
            other => vec![(other, other)],
        };
        match (&first[..], &last[..]) {
            ([(from, _)], [(to, _)]) if from <= to => vec![(*from, *to)],
            _ => [first, vec![('-', '-')], last].concat(),
        }
    }

    fn escape(&mut self) -> Vec<(char, char)> {
        match self.expect_any() {
            'd' => vec![('0', '9')],
            'w' => vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            's' => vec![(' ', ' '), ('\t', '\t')],
            'S' => ANY.to_vec(),
            'x' => {
                let digits: String = [self.expect_any(), self.expect_any()].iter().collect();
                let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                let code = code.unwrap_or_else(|| panic!("{}: \\x{digits} is no character", self.source));
                vec![(code, code)]
            }
            other => vec![(other, other)],
        }
    }

    fn repeated(&mut self, node: Node) -> Node {
        let (min, max) = match self.chars.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => return self.counted(node),
            _ => return node,
        };
        self.expect_any();
        Node::Repeat(Box::new(node), min, max)
    }

    fn counted(&mut self, node: Node) -> Node {
        let text: String = self.chars.by_ref().skip(1).take_while(|next| *next != '}').collect();
        let (min, max) = text.split_once(',').unwrap_or((&text, &text));
        let min = min.parse().unwrap_or_else(|_| panic!("{}: {{{text}}} is no count", self.source));
        Node::Repeat(Box::new(node), min, max.parse().ok())
    }

    fn expect_any(&mut self) -> char {
        self.chars.next().unwrap_or_else(|| panic!("{} ends too early", self.source))
    }
}

/// The characters of [`ANY`] that are in none of the ranges.
fn without(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let free = |next: &char| !ranges.iter().any(|(first, last)| (first..=last).contains(&next));
    ANY.iter().flat_map(|(first, last)| *first..=*last).filter(free).map(|next| (next, next)).collect()
}
