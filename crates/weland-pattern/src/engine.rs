//! What decides whether texts match, made as far as texts have needed it.

use std::sync::{Mutex, OnceLock, PoisonError};

use crate::PatternError;
use crate::ast::Ast;
use crate::charset::CharSets;
use crate::dfa::{Dfa, Lazy};
use crate::simulate::Simulation;

/// A way to match all texts.
#[derive(Debug)]
pub(crate) enum Whole {
    Dfa(Box<Dfa>),
    Simulation(Simulation),
}

/// A way to match texts that is completed once some have been matched.
#[derive(Debug)]
pub(crate) struct Engine {
    /// `None` does not occur.
    whole: OnceLock<Option<Whole>>,
    /// What the first texts are matched with; `None` once that is over.
    first: Mutex<Option<Box<First>>>,
}

#[derive(Debug)]
struct First {
    lazy: Lazy,
    ast: Ast,
    sets: CharSets,
}

impl Engine {
    /// # Errors
    /// If neither an automaton nor a simulation is of a moderate size.
    pub(crate) fn new(ast: Ast, sets: CharSets, source: &str) -> Result<Self, PatternError> {
        if Simulation::surely_fits(&ast)
            && let Some(lazy) = Lazy::new(&ast, sets.as_slice())
        {
            let first = Box::new(First { lazy, ast, sets });
            return Ok(Self { whole: OnceLock::new(), first: Mutex::new(Some(first)) });
        }
        let whole = match Dfa::new(&ast, sets.as_slice()) {
            Some(dfa) => Whole::Dfa(Box::new(dfa)),
            None => Whole::Simulation(Simulation::new(&ast, sets.into_vec(), source)?),
        };
        Ok(Self { whole: OnceLock::from(Some(whole)), first: Mutex::new(None) })
    }

    #[inline]
    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self.whole.get() {
            Some(whole) => whole.as_ref().is_some_and(|whole| whole.is_match(text)),
            None => self.match_first(text),
        }
    }

    #[cold]
    fn match_first(&self, text: &str) -> bool {
        let first = self.with_first(|first| first.as_mut().and_then(|first| first.lazy.is_match(text)));
        first.unwrap_or_else(|| self.whole().is_some_and(|whole| whole.is_match(text)))
    }

    fn with_first<T>(&self, action: impl FnOnce(&mut Option<Box<First>>) -> T) -> T {
        action(&mut self.first.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The way to match all texts, which is made if need be.
    fn whole(&self) -> Option<&Whole> {
        let make = || self.with_first(Option::take).and_then(|first| first.complete());
        self.whole.get_or_init(make).as_ref()
    }

    /// The automaton, if there is one of a moderate size.
    pub(crate) fn dfa(&self) -> Option<&Dfa> {
        match self.whole()? {
            Whole::Dfa(dfa) => Some(dfa),
            Whole::Simulation(_) => None,
        }
    }
}

impl First {
    fn complete(self) -> Option<Whole> {
        match self.lazy.finish() {
            Some(dfa) => Some(Whole::Dfa(Box::new(dfa))),
            // Before there was a first text, it was made sure that there is a simulation.
            None => Simulation::new(&self.ast, self.sets.into_vec(), "").ok().map(Whole::Simulation),
        }
    }
}

impl Whole {
    #[inline]
    fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Dfa(dfa) => dfa.is_match(text),
            Self::Simulation(simulation) => simulation.is_match(text),
        }
    }
}
