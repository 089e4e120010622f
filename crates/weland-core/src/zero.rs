//! The value that stands in for a member that is absent.

use std::collections::BTreeMap;

use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};

/// A type with a zero value: what a decoder starts from, and what a required member holds if a peer leaves it out.
///
/// This is the zero value of Smithy's client error correction: `0`, `false`, empty text, an empty list, an unknown
/// variant. It is not [`Default`], since a value that lacks what its API requires is nothing to build by accident.
pub trait Zero {
    /// The zero value.
    fn zero() -> Self;

    /// Takes the default of the model for a value that was set. Only [`Defaulted`](crate::Defaulted) has one.
    fn set_default(&mut self) {}
}

macro_rules! zero_is_default {
    ($($type:ty),* $(,)?) => {$(
        impl Zero for $type {
            fn zero() -> Self {
                Self::default()
            }
        }
    )*};
}

zero_is_default! {
    (), bool, i8, i16, i32, i64, f32, f64, String,
    BigInteger, BigDecimal, Blob, Document, Timestamp,
}

impl<T> Zero for Option<T> {
    fn zero() -> Self {
        None
    }
}

impl<T: Zero> Zero for Box<T> {
    fn zero() -> Self {
        Self::new(T::zero())
    }
}

impl<T> Zero for Vec<T> {
    fn zero() -> Self {
        Self::new()
    }
}

impl<K, V> Zero for BTreeMap<K, V> {
    fn zero() -> Self {
        Self::new()
    }
}
