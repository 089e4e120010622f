//! Signatures of the parts of a body, by the keys and the clock of a client.

use std::time::SystemTime;

use weland_protocol::sha256::Hash;
use weland_protocol::sigv4::{self, amz_date};

use super::Scope;
use crate::credentials::Credentials;

/// What the parts of a body are signed with.
pub(crate) struct Chain(sigv4::Chain);

impl Chain {
    /// A chain that begins with the signature of the request.
    pub(crate) fn new(credentials: &Credentials, scope: &Scope<'_>, signature: [u8; 32]) -> Self {
        let secret = credentials.secret_access_key().to_owned();
        Self(sigv4::Chain::new(secret, scope.region.to_owned(), scope.service.to_owned(), signature))
    }

    /// The signature of the next part, which consists of several texts.
    pub(crate) fn sign(&mut self, algorithm: &str, time: SystemTime, texts: &[&[u8]]) -> [u8; 32] {
        let hashes: Vec<[u8; 32]> = texts.iter().map(|text| Hash::hash(text)).collect();
        self.0.sign(algorithm, &amz_date(time), &hashes)
    }
}
