//! Texts that are shared.

use std::sync::Arc;

/// Longer texts are hardly ever repeated.
const LONGEST: usize = 40;
const SLOTS: usize = 1024;

/// Gives out equal short texts once, as far as it remembers them: keys and names are repeated all over a model.
#[derive(Debug, Default)]
pub(crate) struct SharedTexts {
    /// Each text has one place. Another text with the same place takes it over.
    slots: Vec<Option<Arc<str>>>,
}

impl SharedTexts {
    pub(crate) fn get(&mut self, text: &str) -> Arc<str> {
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
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize % SLOTS
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
