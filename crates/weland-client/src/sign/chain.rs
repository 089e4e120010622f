//! Signatures of the parts of a body, each of which covers the one before it.

use std::time::SystemTime;

use hmac_sha256::{HMAC, Hash};

use super::{Scope, amz_date, date_of, scope_text, signing_key};
use crate::credentials::Credentials;
use crate::hex::hex;

/// What the parts of a body are signed with.
pub(crate) struct Chain {
    credentials: Credentials,
    region: String,
    service: String,
    /// The signature of the part before, or that of the request.
    previous: [u8; 32],
}

impl Chain {
    /// A chain that begins with the signature of the request.
    pub(crate) fn new(credentials: Credentials, scope: &Scope<'_>, signature: [u8; 32]) -> Self {
        let (region, service) = (scope.region.to_owned(), scope.service.to_owned());
        Self { credentials, region, service, previous: signature }
    }

    /// The signature of the next part, which consists of several texts.
    pub(crate) fn sign(&mut self, algorithm: &str, time: SystemTime, texts: &[&[u8]]) -> [u8; 32] {
        let scope = Scope { region: &self.region, service: &self.service, time };
        let date_time = amz_date(time);
        let date = date_of(&date_time);
        let previous = hex(&self.previous);
        let mut to_sign = format!("{algorithm}\n{date_time}\n{}\n{previous}", scope_text(date, &scope));
        for text in texts {
            to_sign.push('\n');
            to_sign.push_str(&hex(&Hash::hash(text)));
        }
        self.previous = HMAC::mac(to_sign, signing_key(&self.credentials, date, &scope));
        self.previous
    }
}
