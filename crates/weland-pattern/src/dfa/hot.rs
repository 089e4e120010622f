//! Faster forms of an automaton, made only once it has been used often: most patterns of a large API never are.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::ends::Ends;
use super::run::Run;
use super::{ALWAYS, Dfa};

/// How many texts are matched before a faster form is made: by then, what it takes to make one is a small part of what the
/// texts took.
const USES: u32 = 500;

/// The faster form of an automaton, once there is one.
#[derive(Debug, Default)]
pub(super) struct Hot {
    uses: AtomicU32,
    form: OnceLock<Form>,
}

#[derive(Debug, Clone)]
pub(super) enum Form {
    Run(Run),
    Ends(Ends),
    /// There is none of a small size, or none is needed.
    Plain,
}

impl Clone for Hot {
    fn clone(&self) -> Self {
        Self { uses: AtomicU32::new(self.uses.load(Ordering::Relaxed)), form: self.form.clone() }
    }
}

impl Hot {
    /// The faster form, if the automaton has been used often.
    #[inline]
    pub(super) fn form(&self, dfa: &Dfa) -> Option<&Form> {
        match self.form.get() {
            Some(form) => Some(form),
            None => self.count(dfa),
        }
    }

    #[cold]
    fn count(&self, dfa: &Dfa) -> Option<&Form> {
        // Threads may overwrite each other's counts, which only makes it take longer.
        let uses = self.uses.load(Ordering::Relaxed).saturating_add(1);
        self.uses.store(uses, Ordering::Relaxed);
        (uses > USES).then(|| self.make(dfa))
    }

    /// Makes the faster form, if that has not been done.
    pub(super) fn make(&self, dfa: &Dfa) -> &Form {
        self.form.get_or_init(|| {
            if dfa.start <= ALWAYS {
                return Form::Plain;
            }
            match Run::new(dfa) {
                Some(run) => Form::Run(run),
                None => Ends::new(dfa).map_or(Form::Plain, Form::Ends),
            }
        })
    }
}
