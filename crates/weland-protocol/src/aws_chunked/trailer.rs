//! What follows the chunks.

use super::{ChunkedError, ChunkedErrorKind};
use crate::checksum::{Algorithm, Hasher};

const SIGNATURE: &str = "x-amz-trailer-signature";

/// The trailer of a body, and the checksums that it should have.
pub(super) struct Trailer {
    expected: Vec<(Algorithm, Hasher)>,
    found: Vec<(Algorithm, String)>,
    /// What is signed: the fields in their order.
    fields: String,
    signature: Option<String>,
}

impl Trailer {
    pub(super) fn new(algorithms: &[Algorithm]) -> Self {
        let with_hasher = |algorithm: &Algorithm| Some((*algorithm, Hasher::new(*algorithm)?));
        let expected = algorithms.iter().filter_map(with_hasher).collect();
        Self { expected, found: Vec::new(), fields: String::new(), signature: None }
    }

    /// Takes in a piece of the body.
    pub(super) fn update(&mut self, piece: &[u8]) {
        for (_, hasher) in &mut self.expected {
            hasher.update(piece);
        }
    }

    /// Reads a line, which is not empty.
    pub(super) fn line(&mut self, line: &str, is_signed: bool) -> Result<(), ChunkedError> {
        let (name, value) = line.split_once(':').ok_or_else(|| wrong("a line of the trailer has no colon"))?;
        let (name, value) = (name.to_ascii_lowercase(), value.trim());
        if self.signature.is_some() {
            return Err(wrong("the signature has to be the last line of the trailer"));
        }
        if name == SIGNATURE && is_signed && !self.expected.is_empty() {
            self.signature = Some(value.to_owned());
            return Ok(());
        }
        let algorithm = Algorithm::in_header(&name);
        let is_expected = |algorithm: &Algorithm| {
            self.expected.iter().any(|(expected, _)| expected == algorithm)
                && !self.found.iter().any(|(found, _)| found == algorithm)
        };
        let Some(algorithm) = algorithm.filter(is_expected) else {
            return Err(wrong("the trailer has a line that `x-amz-trailer` does not announce, or one twice"));
        };
        self.fields.push_str(&format!("{name}:{value}\n"));
        self.found.push((algorithm, value.to_owned()));
        Ok(())
    }

    /// The fields and their signature. `None` if there is nothing to sign.
    ///
    /// # Errors
    /// When the trailer is not the one that was announced, or the body has another checksum.
    pub(super) fn finish(&mut self, is_signed: bool) -> Result<Option<(String, String)>, ChunkedError> {
        for (algorithm, hasher) in std::mem::take(&mut self.expected) {
            let stated = self.found.iter().find(|(found, _)| *found == algorithm);
            let (_, stated) = stated.ok_or_else(|| wrong("the trailer lacks a line that `x-amz-trailer` announces"))?;
            if hasher.finish() != *stated {
                let message = format!("the body has another checksum than the {} in its trailer", algorithm.name());
                return Err(ChunkedError::new(ChunkedErrorKind::Checksum, message));
            }
        }
        if self.found.is_empty() || !is_signed {
            return Ok(None);
        }
        let signature = self.signature.take().ok_or_else(|| wrong("the trailer lacks `x-amz-trailer-signature`"))?;
        Ok(Some((std::mem::take(&mut self.fields), signature)))
    }
}

fn wrong(message: &'static str) -> ChunkedError {
    ChunkedError::new(ChunkedErrorKind::Trailer, message)
}
