//! Regular expressions with intersection and complement over character classes, each kept once.
//!
//! The constructors simplify, so that the derivatives of an expression are few.

use crate::alphabet::Classes;
use crate::hash::{Places, Quick, hash_of};
use std::collections::HashMap;
use std::sync::Arc;

/// How deep expressions may nest. Everything that walks them recurses at most this deep.
const MAX_DEPTH: u32 = 150;
/// How many nodes (and parts of nodes) may be looked at before an automaton is given up.
const MAX_WORK: usize = 400_000;

/// So many expressions have room from the start, which is enough for most patterns.
const USUAL: usize = 32;

/// An expression: a number in its [`Pool`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id(u32);

impl Id {
    /// No text.
    pub(crate) const NEVER: Id = Id(0);
    /// The empty text.
    pub(crate) const EMPTY: Id = Id(1);
    /// Any one character.
    pub(crate) const CHAR: Id = Id(2);
    /// Every text.
    pub(crate) const ANY: Id = Id(3);
}

/// What an expression is made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    Never,
    Empty,
    Set(Classes),
    /// The head is neither a `Concat` nor an `Or`.
    Concat(Id, Id),
    Or(Arc<[Id]>),
    And(Arc<[Id]>),
    Not(Id),
    Repeat {
        body: Id,
        min: u32,
        max: Option<u32>,
    },
    /// The empty text where a fact (a bit of [`Facts`]) about the text before this place holds, or does not.
    Fact {
        bit: u32,
        negated: bool,
    },
}

/// What is true of the text before a place: bit 0 that there is none, the others that a look-behind matches.
pub(crate) type Facts = u64;

#[derive(Debug, Clone, Copy)]
struct Info {
    /// Whether the empty text is in the language; depends on facts if any are asked.
    nullable: bool,
    facts: Facts,
    depth: u32,
}

/// All expressions made so far.
#[derive(Debug)]
pub(crate) struct Pool {
    nodes: Vec<Node>,
    info: Vec<Info>,
    index: Places,
    pub(crate) derivatives: HashMap<(Id, u8, Facts), Id, Quick>,
    work: usize,
    too_deep: bool,
}

impl Pool {
    pub(crate) fn new(all: Classes) -> Pool {
        let mut pool = Pool {
            nodes: Vec::with_capacity(USUAL),
            info: Vec::with_capacity(USUAL),
            index: Places::default(),
            derivatives: HashMap::default(),
            work: 0,
            too_deep: false,
        };
        pool.intern(Node::Never);
        pool.intern(Node::Empty);
        pool.intern(Node::Set(all));
        pool.intern(Node::Repeat { body: Id::CHAR, min: 0, max: None });
        pool
    }

    pub(crate) fn node(&self, id: Id) -> Node {
        self.nodes.get(id.0 as usize).cloned().unwrap_or(Node::Never)
    }

    /// The head and the tail of a sequence.
    pub(crate) fn sequence(&self, id: Id) -> Option<(Id, Id)> {
        match self.nodes.get(id.0 as usize) {
            Some(Node::Concat(head, tail)) => Some((*head, *tail)),
            _ => None,
        }
    }

    fn info(&self, id: Id) -> Info {
        self.info.get(id.0 as usize).copied().unwrap_or(Info { nullable: false, facts: 0, depth: 0 })
    }

    /// The facts that an expression asks.
    pub(crate) fn facts(&self, id: Id) -> Facts {
        self.info(id).facts
    }

    /// Counts work; false once there has been too much of it, and results mean nothing any more.
    pub(crate) fn spend(&mut self, work: usize) -> bool {
        self.work += work;
        !self.exhausted()
    }

    pub(crate) fn exhausted(&self) -> bool {
        self.too_deep || self.work > MAX_WORK
    }

    fn intern(&mut self, node: Node) -> Id {
        let hash = hash_of(&node);
        let known = self.index.find(hash, |place| self.nodes.get(place) == Some(&node));
        let Ok(number) = u32::try_from(known.unwrap_or(self.nodes.len())) else {
            return Id::NEVER;
        };
        if known.is_none() {
            let info = self.describe(&node);
            self.too_deep |= info.depth > MAX_DEPTH;
            self.index.insert(hash, self.nodes.len(), |place| self.nodes.get(place).map_or(0, hash_of));
            self.nodes.push(node);
            self.info.push(info);
        }
        Id(number)
    }

    fn describe(&self, node: &Node) -> Info {
        let leaf = |nullable, facts| Info { nullable, facts, depth: 1 };
        let nullable = |id: &Id| self.info(*id).nullable;
        let parts = |ids: &[Id], nullable| Info {
            nullable,
            facts: ids.iter().fold(0, |facts, id| facts | self.info(*id).facts),
            depth: 1 + ids.iter().map(|id| self.info(*id).depth).max().unwrap_or(0),
        };
        match node {
            Node::Never | Node::Set(_) => leaf(false, 0),
            Node::Empty => leaf(true, 0),
            Node::Fact { bit, .. } => leaf(false, 1 << bit),
            Node::Concat(head, tail) => {
                let (head, tail) = (self.info(*head), self.info(*tail));
                Info {
                    nullable: head.nullable && tail.nullable,
                    facts: head.facts | tail.facts,
                    depth: tail.depth.max(head.depth + 1),
                }
            }
            Node::Or(ids) => parts(ids, ids.iter().any(nullable)),
            Node::And(ids) => parts(ids, ids.iter().all(nullable)),
            Node::Not(id) => parts(&[*id], !nullable(id)),
            Node::Repeat { body, min, .. } => parts(&[*body], *min == 0 || nullable(body)),
        }
    }

    /// Whether the empty text is in the language at a place of which these facts are true.
    pub(crate) fn nullable(&self, id: Id, facts: Facts) -> bool {
        let mut id = id;
        loop {
            let info = self.info(id);
            if info.facts == 0 {
                return info.nullable;
            }
            match self.nodes.get(id.0 as usize) {
                Some(Node::Fact { bit, negated }) => return (facts >> bit & 1 == 1) != *negated,
                Some(Node::Concat(head, _)) if !self.nullable(*head, facts) => return false,
                Some(Node::Concat(_, tail)) => id = *tail,
                Some(Node::Or(ids)) => return ids.iter().any(|id| self.nullable(*id, facts)),
                Some(Node::And(ids)) => return ids.iter().all(|id| self.nullable(*id, facts)),
                Some(Node::Not(inner)) => return !self.nullable(*inner, facts),
                Some(Node::Repeat { min: 0, .. }) => return true,
                Some(Node::Repeat { body, .. }) => id = *body,
                _ => return info.nullable,
            }
        }
    }

    /// Whether the empty text is in the language, whatever the facts; `None` if they decide.
    fn always_nullable(&self, id: Id) -> Option<bool> {
        let info = self.info(id);
        (info.facts == 0).then_some(info.nullable)
    }

    pub(crate) fn set(&mut self, classes: Classes) -> Id {
        if classes.is_empty() { Id::NEVER } else { self.intern(Node::Set(classes)) }
    }

    pub(crate) fn fact(&mut self, bit: u32, negated: bool) -> Id {
        self.intern(Node::Fact { bit, negated })
    }

    pub(crate) fn concat(&mut self, first: Id, then: Id) -> Id {
        let mut heads = Vec::new();
        let mut last = first;
        while let Some((head, tail)) = self.sequence(last) {
            if !self.spend(1) {
                return Id::NEVER;
            }
            heads.push(head);
            last = tail;
        }
        if !self.spend(1) || then == Id::NEVER {
            return Id::NEVER;
        }
        let mut whole = match self.node(last) {
            Node::Never => return Id::NEVER,
            Node::Empty => then,
            _ if then == Id::EMPTY => last,
            _ if last == Id::ANY && then == Id::ANY => Id::ANY,
            Node::Or(parts) => {
                let parts = parts.iter().map(|part| self.concat(*part, then)).collect();
                self.or(parts)
            }
            _ => self.intern(Node::Concat(last, then)),
        };
        for head in heads.into_iter().rev() {
            whole = self.intern(Node::Concat(head, whole));
        }
        whole
    }

    pub(crate) fn or(&mut self, parts: Vec<Id>) -> Id {
        let mut flat = Vec::with_capacity(parts.len());
        let mut singles = Classes::default();
        for part in parts {
            match self.node(part) {
                Node::Never => {}
                Node::Or(inner) => {
                    for &id in inner.iter() {
                        match self.node(id) {
                            Node::Set(classes) => singles = singles.union(classes),
                            _ => flat.push(id),
                        }
                    }
                }
                Node::Set(classes) => singles = singles.union(classes),
                _ => flat.push(part),
            }
        }
        if !self.spend(1 + flat.len()) || flat.contains(&Id::ANY) {
            return Id::ANY;
        }
        if !singles.is_empty() {
            flat.push(self.set(singles));
        }
        self.join_counts(&mut flat);
        flat.sort_unstable();
        flat.dedup();
        if flat.len() > 1 && flat.iter().any(|id| *id != Id::EMPTY && self.always_nullable(*id) == Some(true)) {
            flat.retain(|id| *id != Id::EMPTY);
        }
        match flat.as_slice() {
            [] => Id::NEVER,
            [one] => *one,
            _ => self.intern(Node::Or(flat.into())),
        }
    }

    /// Makes one of alternatives that differ in a count only: `r{0,5}k|r{3,9}k` is `r{0,9}k`. Without it, the number
    /// of states would be exponential in the count where rounds overlap.
    fn join_counts(&mut self, parts: &mut Vec<Id>) {
        let mut counted: Vec<(Id, Id, u32, Option<u32>, Id)> =
            parts.iter().filter_map(|id| self.counted(*id)).collect();
        counted.sort_unstable();
        let mut pieces = counted.into_iter().peekable();
        while let Some((body, tail, min, mut max, id)) = pieces.next() {
            let mut gone = vec![id];
            // The pieces come in the order of their least counts.
            while let Some(next) = pieces.next_if(|next| {
                (next.0, next.1) == (body, tail) && max.is_none_or(|max| next.2 <= max.saturating_add(1))
            }) {
                max = max.zip(next.3).map(|(a, b)| a.max(b));
                gone.push(next.4);
            }
            if gone.len() > 1 {
                parts.retain(|part| !gone.contains(part));
                let joined = self.repeat(body, min, max);
                parts.push(self.concat(joined, tail));
            }
        }
    }

    /// A repetition and what follows: its body, the rest, its counts, and the whole.
    fn counted(&self, id: Id) -> Option<(Id, Id, u32, Option<u32>, Id)> {
        let (repeat, tail) = match self.nodes.get(id.0 as usize) {
            Some(Node::Concat(head, tail)) => (*head, *tail),
            _ => (id, Id::EMPTY),
        };
        match self.nodes.get(repeat.0 as usize) {
            Some(Node::Repeat { body, min, max }) => Some((*body, tail, *min, *max, id)),
            _ => None,
        }
    }

    pub(crate) fn and(&mut self, parts: Vec<Id>) -> Id {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match self.node(part) {
                Node::And(inner) => flat.extend(inner.iter().copied()),
                _ => flat.push(part),
            }
        }
        flat.retain(|id| *id != Id::ANY);
        flat.sort_unstable();
        flat.dedup();
        if !self.spend(1 + flat.len()) || flat.contains(&Id::NEVER) {
            return Id::NEVER;
        }
        if flat.contains(&Id::EMPTY) {
            if flat.iter().any(|id| self.always_nullable(*id) == Some(false)) {
                return Id::NEVER;
            }
            flat.retain(|id| *id == Id::EMPTY || self.always_nullable(*id).is_none());
        }
        match flat.as_slice() {
            [] => Id::ANY,
            [one] => *one,
            _ => self.intern(Node::And(flat.into())),
        }
    }

    pub(crate) fn not(&mut self, id: Id) -> Id {
        match self.node(id) {
            Node::Not(inner) => inner,
            _ if id == Id::NEVER => Id::ANY,
            _ if id == Id::ANY => Id::NEVER,
            _ => self.intern(Node::Not(id)),
        }
    }

    pub(crate) fn repeat(&mut self, body: Id, min: u32, max: Option<u32>) -> Id {
        self.spend(1);
        if max == Some(0) || body == Id::EMPTY || (body == Id::NEVER && min == 0) {
            return Id::EMPTY;
        }
        if body == Id::NEVER || (min, max) == (1, Some(1)) {
            return body;
        }
        // Repetitions of the empty text make up for missing ones.
        let min = if self.always_nullable(body) == Some(true) { 0 } else { min };
        self.intern(Node::Repeat { body, min, max })
    }
}
