//! Cross-origin resource sharing.

/// How scripts of other origins may call a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cors {
    /// The origins; `*` is all of them.
    pub origins: Vec<String>,
    /// For how many seconds browsers need not ask again; 0 if they have to ask each time.
    pub max_age: u64,
    /// Headers that requests may have, beside those that members are bound to.
    pub allowed_headers: Vec<String>,
    /// Headers that scripts may read, beside those that members are bound to.
    pub exposed_headers: Vec<String>,
}

impl Cors {
    /// The origin that stands for all of them.
    pub const ANY_ORIGIN: &str = "*";

    /// For how many seconds browsers need not ask again, unless the model says something else.
    pub const DEFAULT_MAX_AGE: u64 = 600;

    /// Whether scripts of all origins may call the service.
    pub fn allows_any_origin(&self) -> bool {
        self.origins.iter().any(|origin| origin == Self::ANY_ORIGIN)
    }
}
