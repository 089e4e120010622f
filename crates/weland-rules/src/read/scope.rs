//! The variables that are known at a place of the rules.

use crate::ast::Expr;
use crate::function::Function;
use crate::kind::Type;

/// The variables that are known at a place of the rules.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// The names of all variables. One that several branches assign to is the same for all of them.
    names: Vec<String>,
    /// What is known: the latest last.
    known: Vec<(usize, Type)>,
}

/// How much was known.
pub(super) struct Mark(usize);

impl Scope {
    pub(super) fn enter(&self) -> Mark {
        Mark(self.known.len())
    }

    pub(super) fn leave(&mut self, mark: Mark) {
        self.known.truncate(mark.0);
    }

    pub(super) fn declare(&mut self, name: &str, kind: Type) -> usize {
        let index = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        self.known.push((index, kind));
        index
    }

    pub(super) fn find(&self, name: &str) -> Option<(usize, Type)> {
        let index = self.names.iter().position(|known| known == name)?;
        self.known.iter().rev().find(|(known, _)| *known == index).copied()
    }

    /// What is known of a variable.
    pub(super) fn of(&self, index: usize) -> Type {
        self.known.iter().rev().find(|(known, _)| *known == index).map_or(Type::ANY, |(_, found)| *found)
    }

    /// The names of what is known.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.known.iter().filter_map(|(index, _)| self.names.get(*index)).map(String::as_str)
    }

    /// Learns from a condition that holds.
    pub(super) fn learn(&mut self, condition: &Expr) {
        if let Expr::Call(Function::IsSet, arguments) = condition
            && let [Expr::Variable(index)] = arguments.as_slice()
            && let Some((_, found)) = self.known.iter().rev().find(|(known, _)| known == index)
        {
            self.known.push((*index, Type::of(found.kind)));
        }
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }
}
