use std::cell::RefCell;

use super::*;

mod adversarial;
mod back_references;
mod compare;
mod differential;
mod hot;
mod java;
mod lambda;
mod lazy;
mod random;
mod reference;
mod syntax;

/// Both engines of a pattern, and the other forms of its automaton. (Few patterns have no automaton, all have a simulation unless they are absurdly large.)
pub(super) struct Both {
    pub(super) dfa: Option<dfa::Dfa>,
    pub(super) hot: Option<dfa::Form>,
    pub(super) lazy: RefCell<Option<dfa::Lazy>>,
    pub(super) simulation: simulate::Simulation,
}

impl Both {
    pub(super) fn new(source: &str) -> Both {
        Both::try_new(source).unwrap_or_else(|error| panic!("{source}: {error}"))
    }

    pub(super) fn try_new(source: &str) -> Result<Both, PatternError> {
        assert_eq!(Pattern::check(source), Pattern::new(source).map(|_| ()), "{source}");
        let (ast, sets) = back_reference::expand(parse::parse(source)?, source)?;
        let dfa = dfa::Dfa::new(&ast, sets.as_slice());
        let hot = dfa.as_ref().map(dfa::Form::new);
        let lazy = RefCell::new(dfa::Lazy::new(&ast, sets.as_slice()));
        Ok(Both { dfa, hot, lazy, simulation: simulate::Simulation::new(&ast, sets.into_vec(), source)? })
    }

    /// The verdict that both engines have to give.
    #[track_caller]
    pub(super) fn assert_verdict(&self, source: &str, text: &str, expected: bool) {
        assert_eq!(self.simulation.is_match(text), expected, "simulation of {source} on {text:?}");
        if let Some(dfa) = &self.dfa {
            assert_eq!(dfa.is_match(text), expected, "automaton of {source} on {text:?}");
        }
        if let Some(verdict) = self.lazy.borrow_mut().as_mut().and_then(|lazy| lazy.is_match(text)) {
            assert_eq!(verdict, expected, "automaton of {source} on {text:?}, made for it");
        }
        if let Some(hot) = &self.hot {
            let slowly = |text: &str| self.simulation.is_match(text);
            assert_eq!(hot.is_match(text, slowly), expected, "{hot:?} of {source} on {text:?}");
        }
    }
}

#[test]
fn debug_output_shows_the_source() {
    let pattern = Pattern::new("^a$").unwrap();
    assert_eq!((format!("{pattern:?}"), pattern.as_str()), ("Pattern(\"^a$\")".to_owned(), "^a$"));
}

#[test]
fn patterns_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Pattern>();
    shared::<PatternError>();
}
