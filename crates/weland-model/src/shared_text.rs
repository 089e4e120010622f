//! Texts that are shared.

use std::sync::Arc;

/// Longer texts are hardly ever repeated.
const LONGEST: usize = 40;
const SLOTS: usize = 1024;
/// An odd number without a pattern.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Gives out equal short texts once, as far as it remembers them: keys and names are repeated all over a model.
#[derive(Debug, Default)]
pub struct SharedTexts {
    /// Each text has one place. Another text with the same place takes it over.
    slots: Vec<Option<Arc<str>>>,
}

impl SharedTexts {
    /// The text, the same one as before if it is remembered.
    pub fn get(&mut self, text: &str) -> Arc<str> {
        if text.len() > LONGEST {
            return Arc::from(text);
        }
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, None);
        }
        match self.slots.get_mut(place(text)) {
            Some(Some(known)) if **known == *text => Arc::clone(known),
            Some(slot) => Arc::clone(slot.insert(Arc::from(text))),
            None => Arc::from(text),
        }
    }
}

/// A number below [`SLOTS`].
fn place(text: &str) -> usize {
    let mut hash = text.len() as u64;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    for word in words {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR).rotate_right(29);
    }
    for byte in rest {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(FACTOR).rotate_right(29);
    }
    (hash.wrapping_mul(FACTOR) >> 40) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_shared_and_others_are_not_confused() {
        let mut texts = SharedTexts::default();
        assert!(Arc::ptr_eq(&texts.get("min"), &texts.get("min")));
        for number in 0..10_000 {
            assert_eq!(*texts.get(&number.to_string()), number.to_string());
        }
        let long = "x".repeat(LONGEST + 1);
        assert!(!Arc::ptr_eq(&texts.get(&long), &texts.get(&long)));
        assert_eq!(*texts.get(""), *"");
    }
}
