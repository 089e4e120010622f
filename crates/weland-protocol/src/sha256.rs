//! SHA-256 and its HMAC: by `ring` where TLS brings it, which uses what the processor has for this; otherwise by `hmac-sha256`.

use std::fmt;

#[cfg(feature = "ring")]
use ring::{digest, hmac};

/// A hash in the making.
#[derive(Clone)]
pub struct Hash(#[cfg(feature = "ring")] digest::Context, #[cfg(not(feature = "ring"))] hmac_sha256::Hash);

/// The hash of no data, which nearly all requests without a body state.
const OF_NOTHING: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae, 0x41,
    0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// HMAC with SHA-256.
#[derive(Debug)]
pub struct Hmac;

#[cfg(feature = "ring")]
impl Hash {
    /// The hash of nothing yet.
    pub fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }

    /// Adds data.
    pub fn update(&mut self, data: impl AsRef<[u8]>) {
        self.0.update(data.as_ref());
    }

    /// The hash of all data.
    pub fn finalize(self) -> [u8; 32] {
        bytes(self.0.finish().as_ref())
    }
}

#[cfg(not(feature = "ring"))]
impl Hash {
    /// The hash of nothing yet.
    pub fn new() -> Self {
        Self(hmac_sha256::Hash::new())
    }

    /// Adds data.
    pub fn update(&mut self, data: impl AsRef<[u8]>) {
        self.0.update(data);
    }

    /// The hash of all data.
    pub fn finalize(self) -> [u8; 32] {
        self.0.finalize()
    }
}

impl Hash {
    /// The hash of data that is all there.
    pub fn hash(data: &[u8]) -> [u8; 32] {
        if data.is_empty() {
            return OF_NOTHING;
        }
        let mut hash = Self::new();
        hash.update(data);
        hash.finalize()
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hash(..)")
    }
}

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "ring")]
impl Hmac {
    /// The code of data with a key.
    pub fn mac(data: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> [u8; 32] {
        bytes(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.as_ref()), data.as_ref()).as_ref())
    }

    /// Whether this is the code of data with a key. The time that this takes does not tell.
    pub fn verify(data: impl AsRef<[u8]>, key: impl AsRef<[u8]>, code: &[u8; 32]) -> bool {
        hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, key.as_ref()), data.as_ref(), code).is_ok()
    }
}

#[cfg(not(feature = "ring"))]
impl Hmac {
    /// The code of data with a key.
    pub fn mac(data: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> [u8; 32] {
        hmac_sha256::HMAC::mac(data, key)
    }

    /// Whether this is the code of data with a key. The time that this takes does not tell.
    pub fn verify(data: impl AsRef<[u8]>, key: impl AsRef<[u8]>, code: &[u8; 32]) -> bool {
        hmac_sha256::HMAC::verify(data, key, code)
    }
}

/// A key of HMAC with SHA-256, for several codes.
#[derive(Debug, Clone)]
pub struct HmacKey(#[cfg(feature = "ring")] hmac::Key, #[cfg(not(feature = "ring"))] Secret);

#[cfg(feature = "ring")]
impl HmacKey {
    /// A key of these bytes.
    pub fn new(key: impl AsRef<[u8]>) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key.as_ref()))
    }

    /// The code of data.
    pub fn mac(&self, data: impl AsRef<[u8]>) -> [u8; 32] {
        bytes(hmac::sign(&self.0, data.as_ref()).as_ref())
    }
}

/// The bytes of a key, which nobody is shown.
#[cfg(not(feature = "ring"))]
#[derive(Clone)]
struct Secret(Vec<u8>);

#[cfg(not(feature = "ring"))]
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

#[cfg(not(feature = "ring"))]
impl HmacKey {
    /// A key of these bytes.
    pub fn new(key: impl AsRef<[u8]>) -> Self {
        Self(Secret(key.as_ref().to_vec()))
    }

    /// The code of data.
    pub fn mac(&self, data: impl AsRef<[u8]>) -> [u8; 32] {
        Hmac::mac(data, &self.0.0)
    }
}

/// A digest of 32 bytes as an array.
#[cfg(feature = "ring")]
fn bytes(digest: &[u8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(digest).for_each(|(byte, digit)| *byte = *digit);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sigv4::hex;

    #[test]
    fn hashes_are_those_of_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&Hash::hash(b"abc")), abc);
        let mut hash = Hash::default();
        hash.update("a");
        hash.update("bc");
        assert_eq!(hex(&hash.finalize()), abc);
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!([hex(&Hash::hash(&[])), hex(&Hash::new().finalize())], [empty; 2]);
    }

    /// RFC 4231, cases 2 and 6.
    #[test]
    fn codes_are_those_of_the_standard() {
        let code = Hmac::mac("what do ya want for nothing?", "Jefe");
        let key = HmacKey::new("Jefe");
        assert_eq!([(); 2].map(|()| key.mac("what do ya want for nothing?")), [code; 2]);
        assert!(!format!("{key:?}").contains("Jefe"));
        assert_eq!(hex(&code), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert!(Hmac::verify("what do ya want for nothing?", "Jefe", &code));
        assert!(!Hmac::verify("what do ya want for nothing!", "Jefe", &code));
        let code = Hmac::mac("Test Using Larger Than Block-Size Key - Hash Key First", [0xaa; 131]);
        assert_eq!(hex(&code), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
