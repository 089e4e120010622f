//! What signatures have in common: keys, which hold for a day and are four codes by HMAC, more than a signature itself; and the
//! time, to the second.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use weland_protocol::sha256::HmacKey;
use weland_protocol::sigv4::{amz_date, signing_key};

use super::Scope;
use crate::credentials::Credentials;

/// How many keys are kept: one for each pair of a region and a name of the service that a client signs for, and some for credentials
/// that have just been replaced.
const KEPT: usize = 8;

/// The keys of the last signatures, and the time of the last one.
#[derive(Default)]
pub(crate) struct SigningKeys {
    keys: Mutex<VecDeque<Kept>>,
    moment: Mutex<Option<(u64, String)>>,
}

struct Kept {
    secret: String,
    date: String,
    region: String,
    service: String,
    key: HmacKey,
}

impl SigningKeys {
    /// A moment as signatures have it.
    pub(super) fn date_time(&self, time: SystemTime) -> String {
        let second = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut moment = self.moment.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, text)) = moment.as_ref().filter(|(known, _)| *known == second) {
            return text.clone();
        }
        let text = amz_date(time);
        *moment = Some((second, text.clone()));
        text
    }

    /// The key for a day, which is written like `20150830`.
    pub(super) fn get(&self, credentials: &Credentials, date: &str, scope: &Scope<'_>) -> HmacKey {
        let (secret, Scope { region, service, .. }) = (credentials.secret_access_key(), *scope);
        let is_it = |kept: &&Kept| {
            kept.date == date && kept.region == region && kept.service == service && kept.secret == secret
        };
        let mut all = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = all.iter().find(is_it) {
            return kept.key.clone();
        }
        let key = HmacKey::new(signing_key(secret, date, region, service));
        if all.len() >= KEPT {
            all.pop_back();
        }
        let [secret, date, region, service] = [secret, date, region, service].map(str::to_owned);
        all.push_front(Kept { secret, date, region, service, key: key.clone() });
        key
    }
}

impl fmt::Debug for SigningKeys {
    /// Without the keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeys(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_time_is_that_of_the_signature() {
        let keys = SigningKeys::default();
        for milliseconds in [0, 1, 999, 1_000, 1_001, 500, 86_400_000] {
            let time = UNIX_EPOCH + Duration::from_millis(milliseconds);
            assert_eq!(keys.date_time(time), amz_date(time));
        }
        assert_eq!(keys.date_time(UNIX_EPOCH - Duration::from_secs(1)), "19700101T000000Z");
    }

    #[test]
    fn each_secret_day_region_and_service_has_its_key_and_few_are_kept() {
        let keys = SigningKeys::default();
        let (first, second) = (Credentials::new("A", "one"), Credentials::new("A", "two"));
        let scope = |region, service| Scope { region, service, time: SystemTime::UNIX_EPOCH };
        for (credentials, date, region, service) in [
            (&first, "20150830", "eu-north-1", "lambda"),
            (&second, "20150830", "eu-north-1", "lambda"),
            (&first, "20150831", "eu-north-1", "lambda"),
            (&first, "20150831", "eu-north-2", "lambda"),
            (&first, "20150831", "eu-north-2", "s3"),
        ] {
            let expected = signing_key(credentials.secret_access_key(), date, region, service);
            let expected = HmacKey::new(expected).mac("text");
            for _ in 0..2 {
                assert_eq!(keys.get(credentials, date, &scope(region, service)).mac("text"), expected);
            }
        }
        assert_eq!(keys.keys.lock().unwrap().len(), 5);
        for day in 0..100 {
            keys.get(&first, &day.to_string(), &scope("eu-north-1", "lambda"));
        }
        assert_eq!(keys.keys.lock().unwrap().len(), KEPT);
    }
}
