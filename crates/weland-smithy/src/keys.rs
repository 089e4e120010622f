//! Duplicate keys of objects.

use std::collections::HashMap;
use std::sync::Arc;

use weland_model::{Diagnostic, Entry, Span};

/// Drops entries whose key an earlier entry has, with a diagnostic for each.
pub(crate) fn unique(mut entries: Vec<Entry>) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut duplicates = Vec::new();
    if all_differ(&entries) {
        return (entries, duplicates);
    }
    let mut seen: HashMap<Arc<str>, Span> = HashMap::new();
    entries.retain(|entry| {
        let Some(first) = seen.get(&entry.key) else {
            seen.insert(Arc::clone(&entry.key), entry.key_span);
            return true;
        };
        let message = format!("duplicate key `{}`", entry.key);
        duplicates.push(
            Diagnostic::error("duplicate-key", entry.key_span, message)
                .related(*first, "first given here")
                .help("remove one of the two"),
        );
        false
    });
    (entries, duplicates)
}

/// A quick look at small objects, which nearly all are; larger ones are looked at closely.
fn all_differ(entries: &[Entry]) -> bool {
    let differs_from_later = |(index, entry): (usize, &Entry)| {
        let later = entries.get(index + 1..).unwrap_or_default();
        later.iter().all(|other| other.key != entry.key)
    };
    entries.len() <= 16 && entries.iter().enumerate().all(differs_from_later)
}
