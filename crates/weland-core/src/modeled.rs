//! Errors of the model, with the response that they came in.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::interface::Structure;
use crate::metadata::ResponseMetadata;
use crate::zero::Zero;

/// An error of the model, and what is known of the response that it came in. It dereferences to the error.
// The metadata is boxed, so that a result with it stays small.
pub struct Modeled<T> {
    error: T,
    metadata: Option<Box<ResponseMetadata>>,
}

impl<T> Modeled<T> {
    /// The error without the rest.
    pub fn into_inner(self) -> T {
        self.error
    }
}

impl<T> From<T> for Modeled<T> {
    fn from(error: T) -> Self {
        Self { error, metadata: None }
    }
}

impl<T: Zero> Zero for Modeled<T> {
    fn zero() -> Self {
        Self::from(T::zero())
    }
}

impl<T> Deref for Modeled<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.error
    }
}

impl<T> DerefMut for Modeled<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.error
    }
}

/// What all [`Modeled`] errors have in common.
pub trait ModeledError: Error + Send + Sync + 'static {
    /// The error as a structure.
    fn shape(&self) -> &dyn Structure;
    /// The error as a structure, to fill it.
    fn shape_mut(&mut self) -> &mut dyn Structure;
    /// The operation, and the status and the id of its response, as far as they are known.
    fn metadata(&self) -> &ResponseMetadata;
    /// Adds what is known of the response, where nothing is known yet.
    fn add_metadata(&mut self, metadata: ResponseMetadata);
    /// The [`Modeled`] error, of which an empty one stays.
    fn take(&mut self) -> Box<dyn Any>;
}

impl<T: Error + Structure + Zero + Send + Sync + 'static> ModeledError for Modeled<T> {
    fn shape(&self) -> &dyn Structure {
        &self.error
    }

    fn shape_mut(&mut self) -> &mut dyn Structure {
        &mut self.error
    }

    fn metadata(&self) -> &ResponseMetadata {
        self.metadata.as_deref().unwrap_or(&ResponseMetadata::NONE)
    }

    fn add_metadata(&mut self, metadata: ResponseMetadata) {
        self.metadata.get_or_insert_default().complete(metadata);
    }

    fn take(&mut self) -> Box<dyn Any> {
        Box::new(std::mem::replace(self, Self::zero()))
    }
}

impl<T: fmt::Debug> fmt::Debug for Modeled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.metadata {
            None => self.error.fmt(f),
            Some(metadata) => {
                f.debug_struct("Modeled").field("error", &self.error).field("metadata", metadata).finish()
            }
        }
    }
}

impl<T: fmt::Display> fmt::Display for Modeled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.metadata.as_deref().unwrap_or(&ResponseMetadata::NONE).frame(f, &self.error)
    }
}

impl<T: Error> Error for Modeled<T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}
