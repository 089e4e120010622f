//! Names of places in documents.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use weland_model::FileId;

/// Where a value stands: its file, and the JSON pointer to it. Equal pointers are the same value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pointer {
    file: FileId,
    path: Arc<str>,
}

impl Pointer {
    pub(super) fn new(file: FileId, path: impl Into<Arc<str>>) -> Self {
        Self { file, path: path.into() }
    }

    /// The file.
    pub(crate) fn file(&self) -> FileId {
        self.file
    }

    /// The keys and indices from the root of the file.
    pub(crate) fn segments(&self) -> impl Iterator<Item = String> {
        self.path.split('/').skip(1).map(|segment| unescape(segment).into_owned())
    }

    /// The last key or index; empty for the root of a file.
    pub(crate) fn name(&self) -> String {
        self.path.rsplit_once('/').map(|(_, name)| unescape(name).into_owned()).unwrap_or_default()
    }

    /// The name, if this is a component of a kind, such as `schemas`.
    pub(crate) fn component(&self, kind: &str) -> Option<String> {
        let name = self.path.strip_prefix("/components/")?.strip_prefix(kind)?.strip_prefix('/')?;
        (!name.contains('/')).then(|| unescape(name).into_owned())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.path)
    }
}

/// Replaces the escapes of a segment of a pointer.
pub(super) fn unescape(segment: &str) -> Cow<'_, str> {
    match segment.contains('~') {
        true => Cow::Owned(segment.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(segment),
    }
}

/// Appends a key to a pointer.
pub(super) fn push(path: &mut String, key: &str) {
    path.push('/');
    if key.contains(['~', '/']) {
        path.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        path.push_str(key);
    }
}
