//! The refusals of the alternatives of an operation, and which of them is the response.

use http::HeaderValue;
use weland_core::{OtherError, SecurityKind, SecurityScheme};

use crate::demand::{Tried, challenge};
use crate::refusal::{NEEDED, Refusal, UNAUTHENTICATED};

/// A caller that is refused: the error, and what `WWW-Authenticate` says beside it.
#[derive(Debug)]
pub(crate) struct Denial {
    pub(crate) error: OtherError,
    pub(crate) challenges: Vec<HeaderValue>,
}

/// What has come of the alternatives so far.
#[derive(Default)]
pub(crate) struct Denials {
    /// The schemes that the server has a check for.
    schemes: Vec<(SecurityScheme, Tried, Option<HeaderValue>)>,
    /// The first refusal with status 401.
    unauthenticated: Option<OtherError>,
    /// The first with status 403.
    forbidden: Option<OtherError>,
    /// The first scheme without a check.
    unchecked: Option<&'static str>,
}

impl Denials {
    /// An alternative that the server can't let anybody through by.
    pub(crate) fn unchecked(&mut self, scheme: &'static str) {
        self.unchecked.get_or_insert(scheme);
    }

    /// An alternative of which not everything was sent.
    pub(crate) fn not_sent(&mut self, schemes: &[SecurityScheme]) {
        schemes.iter().for_each(|scheme| self.add(scheme, Tried::No, None));
    }

    /// An alternative that a check has refused.
    ///
    /// # Errors
    /// When no other alternative may be tried: the check has failed, or says something else about the caller.
    pub(crate) fn refused(
        &mut self,
        schemes: &[SecurityScheme],
        by: Option<&SecurityScheme>,
        refusal: Refusal,
    ) -> Result<(), OtherError> {
        let Refusal { error, challenge, is_absent } = refusal;
        let (tried, place) = match error.status() {
            _ if is_absent => (Tried::No, None),
            Some(401) => (Tried::Invalid, Some(&mut self.unauthenticated)),
            Some(403) => (Tried::Insufficient, Some(&mut self.forbidden)),
            _ => return Err(error),
        };
        if let Some(place) = place {
            place.get_or_insert(error);
        }
        for scheme in schemes {
            let is_meant = by.is_none_or(|by| by.name == scheme.name);
            let (tried, challenge) = if is_meant { (tried, challenge.clone()) } else { (Tried::No, None) };
            self.add(scheme, tried, challenge);
        }
        Ok(())
    }

    fn add(&mut self, scheme: &SecurityScheme, tried: Tried, challenge: Option<HeaderValue>) {
        // One scheme may be part of several alternatives, with scopes of its own.
        let known = self.schemes.iter_mut().find(|(known, ..)| known == scheme);
        match known {
            Some((_, before, said)) => {
                if *before == Tried::No {
                    *before = tried;
                }
                *said = said.take().or(challenge);
            }
            None => self.schemes.push((*scheme, tried, challenge)),
        }
    }

    /// Whether nothing has been sent that a check could have refused.
    pub(crate) fn is_silent(&self) -> bool {
        self.unauthenticated.is_none() && self.forbidden.is_none()
    }

    /// What the caller is told.
    ///
    /// # Errors
    /// The scheme that the server has no check for, if it has none for any alternative.
    pub(crate) fn into_denial(self, realm: &str) -> Result<Denial, &'static str> {
        if let (Some(scheme), []) = (self.unchecked, &*self.schemes) {
            return Err(scheme);
        }
        let is_forbidden = self.forbidden.is_some();
        let error = self.forbidden.or(self.unauthenticated);
        let error = error.unwrap_or_else(|| OtherError::service(401, UNAUTHENTICATED, NEEDED));
        // A caller that is known is told only what it lacks, which only tokens have words for.
        let is_said = |scheme: &SecurityScheme, tried| {
            !is_forbidden || tried == Tried::Insufficient && scheme.kind == SecurityKind::Bearer
        };
        let mut challenges: Vec<HeaderValue> = Vec::new();
        for (scheme, tried, own) in self.schemes.into_iter().filter(|(scheme, tried, _)| is_said(scheme, *tried)) {
            let said = own.or_else(|| challenge(&scheme, tried, realm));
            let said = said.filter(|said| !challenges.contains(said));
            challenges.extend(said);
        }
        Ok(Denial { error, challenges })
    }
}
