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
pub(crate) struct Hot {
    uses: AtomicU32,
    form: OnceLock<Form>,
}

/// What ASCII texts are matched with.
#[derive(Debug, Clone)]
pub(crate) enum Form {
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
    /// Whether the pattern matches the text; `slowly` says so without the faster form, and `dfa` has the automaton to make that of.
    #[inline]
    pub(crate) fn is_match<'a>(
        &self,
        text: &str,
        slowly: impl Fn(&str) -> bool,
        dfa: impl FnOnce() -> Option<&'a Dfa>,
    ) -> bool {
        match self.form.get() {
            Some(form) => form.is_match(text, slowly),
            None => self.count(dfa).map_or_else(|| slowly(text), |form| form.is_match(text, &slowly)),
        }
    }

    #[cold]
    fn count<'a>(&self, dfa: impl FnOnce() -> Option<&'a Dfa>) -> Option<&Form> {
        // Threads may overwrite each other's counts, which only makes it take longer.
        let uses = self.uses.load(Ordering::Relaxed).saturating_add(1);
        self.uses.store(uses, Ordering::Relaxed);
        (uses > USES).then(|| self.form.get_or_init(|| dfa().map_or(Form::Plain, Form::new)))
    }
}

impl Form {
    pub(crate) fn new(dfa: &Dfa) -> Self {
        if dfa.start <= ALWAYS {
            return Self::Plain;
        }
        match Run::new(dfa) {
            Some(run) => Self::Run(run),
            None => Ends::new(dfa).map_or(Self::Plain, Self::Ends),
        }
    }

    /// Whether the text matches; `slowly` says so for texts that this is not for.
    #[inline]
    pub(crate) fn is_match(&self, text: &str, slowly: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Run(run) => run.is_match(text.as_bytes()) || !text.is_ascii() && slowly(text),
            Self::Ends(ends) => ends.is_match(text.as_bytes()) || !text.is_ascii() && slowly(text),
            Self::Plain => slowly(text),
        }
    }
}
