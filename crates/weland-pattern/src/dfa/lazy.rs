//! States of an automaton that are made as texts reach them: most patterns of a large API are rarely used, and most texts reach
//! few states.

use crate::alphabet::Alphabet;
use crate::ast::Ast;
use crate::charset::CharSet;

use super::Dfa;
use super::build::Builder;

/// How many bytes of texts are read before all states are made.
const PATIENCE: usize = 4096;
/// What a text counts beside its bytes.
const TEXT: usize = 64;
/// The place of a state that is not known yet.
const UNKNOWN: u16 = u16::MAX;

/// An automaton whose states are not all known.
#[derive(Debug)]
pub(crate) struct Lazy {
    alphabet: Alphabet,
    builder: Builder,
    /// For each state, the next one by class.
    targets: Vec<u16>,
    patience: usize,
}

impl Lazy {
    /// `None` if the pattern has no automaton of a moderate size, as far as that can be told before there are any states.
    pub(crate) fn new(ast: &Ast, sets: &[CharSet]) -> Option<Self> {
        let (alphabet, builder) = Builder::new(ast, sets)?;
        Some(Self { alphabet, builder, targets: Vec::new(), patience: PATIENCE })
    }

    /// Whether the automaton accepts the text; `None` if it is time to make all states.
    pub(crate) fn is_match(&mut self, text: &str) -> Option<bool> {
        self.patience = self.patience.checked_sub(text.len().saturating_add(TEXT))?;
        let mut state = 0;
        for c in text.chars() {
            if let Some(verdict) = self.builder.verdict(state) {
                return Some(verdict);
            }
            let class = match self.alphabet.ascii.get(c as usize) {
                Some(class) => *class,
                None => self.alphabet.class(c),
            };
            state = self.next(state, class)?;
        }
        Some(self.builder.accepts(state))
    }

    /// The state after a character; `None` if the automaton becomes large.
    fn next(&mut self, state: usize, class: u8) -> Option<usize> {
        let place = state * self.alphabet.count + usize::from(class);
        if let Some(target) = self.targets.get(place)
            && *target != UNKNOWN
        {
            return Some(usize::from(*target));
        }
        let target = self.builder.target(state, class)?;
        if self.targets.len() <= place {
            self.targets.resize((state + 1) * self.alphabet.count, UNKNOWN);
        }
        *self.targets.get_mut(place)? = u16::try_from(target).ok()?;
        Some(target)
    }

    /// The automaton with all its states; `None` if it has none of a moderate size.
    pub(crate) fn finish(self) -> Option<Dfa> {
        self.builder.finish(self.alphabet)
    }

    /// How many states have been made.
    #[cfg(test)]
    pub(crate) fn states(&self) -> usize {
        self.builder.count()
    }
}
