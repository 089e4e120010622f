//! Calls that cannot succeed.

use std::fmt;

/// A function call that cannot succeed, whatever the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallError {
    pub(crate) offset: usize,
    pub(crate) function: String,
    /// What is wrong with the number of arguments; `None` if there is no such function.
    pub(crate) arity: Option<Arity>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arity {
    pub(crate) expected: usize,
    pub(crate) is_variadic: bool,
    pub(crate) found: usize,
}

impl CallError {
    /// Where the call starts in the text, in bytes.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The name of the function, if there is no such function.
    pub fn unknown_function(&self) -> Option<&str> {
        self.arity.is_none().then_some(&*self.function)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.function;
        match &self.arity {
            None => write!(f, "there is no function `{name}`"),
            Some(Arity { expected, is_variadic, found }) => {
                let at_least = if *is_variadic { "at least " } else { "" };
                let plural = if *expected == 1 { "" } else { "s" };
                write!(f, "`{name}` takes {at_least}{expected} argument{plural}, not {found}")
            }
        }
    }
}

impl std::error::Error for CallError {}
