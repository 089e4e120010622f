//! Members of inputs whose default is the server's.

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::codec_error::DecodeError;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::interface::{Decoder, Encoder};
use crate::schema::Member;
use crate::zero::Zero;

/// The value of a member that has a default and may be absent.
///
/// It dereferences to the value: the one that was set, or else the default of the model. Clients send it only if it was
/// set, since a service may change what it takes in place of an absent member.
///
/// ```
/// use weland_core::Defaulted;
///
/// let mut size = Defaulted::unset(10);
/// assert_eq!((*size, size.is_set()), (10, false));
/// size = 25.into();
/// assert_eq!((*size, size.is_set()), (25, true));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Defaulted<T> {
    value: T,
    is_set: bool,
}

impl<T> Defaulted<T> {
    /// The default: nothing was set.
    pub const fn unset(default: T) -> Self {
        Self { value: default, is_set: false }
    }

    /// Whether the value was set, be it to what the default is.
    pub const fn is_set(&self) -> bool {
        self.is_set
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: Zero> Zero for Defaulted<T> {
    fn zero() -> Self {
        Self::unset(T::zero())
    }

    fn set_default(&mut self) {
        self.is_set = true;
    }
}

impl<T> From<T> for Defaulted<T> {
    fn from(value: T) -> Self {
        Self { value, is_set: true }
    }
}

impl<T> Deref for Defaulted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Whoever changes the value sets it.
impl<T> DerefMut for Defaulted<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.is_set = true;
        &mut self.value
    }
}

impl<T: PartialEq> PartialEq<T> for Defaulted<T> {
    fn eq(&self, other: &T) -> bool {
        self.value == *other
    }
}

impl<T: fmt::Debug> fmt::Debug for Defaulted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Encode> Encode for Defaulted<T> {
    fn encode(&self, member: &'static Member, to: &mut dyn Encoder) {
        if self.is_set {
            self.value.encode(member, to);
        }
    }
}

/// What is read is set. Codecs take a null for an absent member and do not get here.
impl<T: Decode> Decode for Defaulted<T> {
    fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Self, DecodeError> {
        T::decode(member, from).map(Self::from)
    }
}
