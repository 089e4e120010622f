//! Brzozowski derivatives: what has to follow once a character has been read.

use crate::alphabet::Classes;
use crate::expr::{Facts, Id, Node, Pool};

impl Pool {
    /// The texts that make a text of the expression when a character of this class is put before them,
    /// at a place of which these facts are true.
    pub(crate) fn derivative(&mut self, id: Id, class: u8, facts: Facts) -> Id {
        let node = self.node(id);
        match node {
            Node::Never | Node::Empty | Node::Fact { .. } => return Id::NEVER,
            Node::Set(classes) if classes.contains(class) => return Id::EMPTY,
            Node::Set(_) => return Id::NEVER,
            _ if id == Id::ANY => return Id::ANY,
            _ => {}
        }
        let key = (id, class, facts & self.facts(id));
        if let Some(&known) = self.derivatives.get(&key) {
            return known;
        }
        if !self.spend(1) {
            return Id::NEVER;
        }
        let result = match node {
            Node::Concat(..) => self.derive_concat(id, class, facts),
            Node::Or(parts) => {
                let parts = parts.iter().map(|part| self.derivative(*part, class, facts)).collect();
                self.or(parts)
            }
            Node::And(parts) => {
                let parts = parts.iter().map(|part| self.derivative(*part, class, facts)).collect();
                self.and(parts)
            }
            Node::Not(inner) => {
                let inner = self.derivative(inner, class, facts);
                self.not(inner)
            }
            Node::Repeat { body, min, max } => {
                let first = self.derivative(body, class, facts);
                // Where the body matches the empty text, the earlier repetitions may have been of it.
                let min = if self.nullable(body, facts) { 0 } else { min.saturating_sub(1) };
                let others = self.repeat(body, min, max.map(|max| max.saturating_sub(1)));
                self.concat(first, others)
            }
            _ => Id::NEVER,
        };
        self.derivatives.insert(key, result);
        result
    }

    /// Goes along the sequence as far as its parts match the empty text.
    fn derive_concat(&mut self, id: Id, class: u8, facts: Facts) -> Id {
        let mut parts = Vec::new();
        let mut rest = id;
        while let Some((head, tail)) = self.sequence(rest) {
            let first = self.derivative(head, class, facts);
            if first != Id::NEVER {
                parts.push(self.concat(first, tail));
            }
            rest = tail;
            if !self.spend(1) || !self.nullable(head, facts) {
                return self.one_or(parts);
            }
        }
        parts.push(self.derivative(rest, class, facts));
        self.one_or(parts)
    }

    /// The alternatives, which are often one.
    fn one_or(&mut self, parts: Vec<Id>) -> Id {
        match parts.as_slice() {
            [] => Id::NEVER,
            [one] => *one,
            _ => self.or(parts),
        }
    }

    /// The sets that decide which derivatives of an expression differ: two classes that are in the same ones of them
    /// have the same derivative.
    pub(crate) fn fronts(&mut self, id: Id, sets: &mut Vec<Classes>) {
        if !self.spend(1) || id == Id::ANY {
            return;
        }
        match self.node(id) {
            Node::Never | Node::Empty | Node::Fact { .. } => {}
            Node::Set(classes) if sets.contains(&classes) => {}
            Node::Set(classes) => sets.push(classes),
            Node::Concat(..) => {
                let mut rest = id;
                while let Some((head, tail)) = self.sequence(rest) {
                    self.fronts(head, sets);
                    rest = tail;
                    if self.exhausted() {
                        return;
                    }
                    if self.facts(head) == 0 && !self.nullable(head, 0) {
                        return;
                    }
                }
                self.fronts(rest, sets);
            }
            Node::Or(parts) | Node::And(parts) => parts.iter().for_each(|part| self.fronts(*part, sets)),
            Node::Not(inner) => self.fronts(inner, sets),
            Node::Repeat { body, .. } => self.fronts(body, sets),
        }
    }
}
