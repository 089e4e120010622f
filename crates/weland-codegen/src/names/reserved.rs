//! Names that mean something else where generated code stands: the one list of them.

/// Names of Rust's prelude: a type of that name would take its meaning from whoever imports all types.
#[rustfmt::skip]
const PRELUDE: &[&str] = &[
    "AsMut", "AsRef", "Box", "Clone", "Copy", "Default", "DoubleEndedIterator", "Drop",
    "Eq", "Err", "ExactSizeIterator", "Extend", "Fn", "FnMut", "FnOnce", "From",
    "FromIterator", "Future", "Into", "IntoFuture", "IntoIterator", "Iterator", "None", "Ok",
    "Option", "Ord", "PartialEq", "PartialOrd", "Result", "Self", "Send", "Sized",
    "Some", "String", "Sync", "ToOwned", "ToString", "TryFrom", "TryInto", "Unpin",
    "Vec",
];

/// Names that types crates re-export: types of values and errors, and what generic code over operations names.
pub(crate) const TYPES_REEXPORTS: &[&str] = &[
    "BigDecimal",
    "BigInteger",
    "Blob",
    "BoxError",
    "ByteStream",
    "Defaulted",
    "Document",
    "ErrorKind",
    "EventStream",
    "ItemStream",
    "Operation",
    "OperationError",
    "OperationSchema",
    "OtherError",
    "Paginated",
    "Schema",
    "ServiceSchema",
    "Structure",
    "Timestamp",
    "TimestampFormat",
];

/// The name that types crates re-export, too, if a form has files. Elsewhere, it is any name.
pub(crate) const FILE_PART: &str = "FilePart";

/// Names that modules of types crates import.
#[rustfmt::skip]
const TYPES: &[&str] = &[
    "BTreeMap", "Binding", "Bound", "FieldSchema", "Member", "ParameterSchema", "ParameterStyle", "SecurityKind",
    "SecurityScheme", "ServerSchema", "ShapeType", "StatusRange", "Xml",
];

/// Names of statics: those of types crates as a whole.
pub(crate) const STATICS: &[&str] = &["SERVICE", "SECURITY", "SERVERS"];

/// Names of errors: they are variants next to `Other`.
pub(crate) const ERRORS: &[&str] = &["Other"];

/// Names of variants: a keyword, the variant for what the model does not name, and constants.
pub(crate) const VARIANTS: &[&str] = &["Self", "Unknown", "SCHEMA", "VALUES"];

/// Names of setters: `new` and `default` make a value, `clone` copies it.
pub(crate) const SETTERS: &[&str] = &["new", "default", "clone"];

/// Names of methods of a client, for the same reason.
pub(crate) const METHODS: &[&str] = &["new", "clone"];

/// Names of methods of a client's configuration, which a setting of the model would not override.
#[rustfmt::skip]
pub(crate) const CONFIG: &[&str] = &[
    "account_id", "api_key", "api_key_for", "app_name", "attempt_timeout", "auth_scheme", "basic_auth", "bearer_token",
    "bearer_token_for", "clone", "connect_timeout", "credentials", "credentials_timeout", "default", "dual_stack",
    "endpoint", "endpoint_param", "endpoint_resolver", "fips", "first_byte_timeout", "from_env", "hook",
    "host_prefixes", "http_version", "idle_timeout", "max_attempts", "max_buffered_request_size", "max_connections_per_host", "max_response_size", "new",
    "proxy", "read_timeout", "region", "request_compression", "request_min_compression_size", "server_variable", "timeout", "tls",
    "transport", "unsigned",
];

/// Names of modules: `mod.rs` is their parent, and a crate of that name could be meant.
pub(crate) const MODULES: &[&str] = &["mod", "core", "std", "alloc", "weland_core"];

/// Keywords that cannot be raw identifiers.
pub(crate) const NO_RAW: &[&str] = &["self", "super", "crate"];

/// Those of them that other crates re-export in turn: who uses an operation needs them.
pub(crate) const ERROR_REEXPORTS: &[&str] = &["ErrorKind", "OperationError", "OtherError"];

/// Names that client crates re-export from the runtime: what their methods and the messages of calls name.
#[rustfmt::skip]
pub(crate) const CLIENT_REEXPORTS: &[&str] = &[
    "Body", "BoxFuture", "Call", "CallError", "Config", "Credentials", "CredentialsProvider", "Items", "Pages",
    "ResponseMetadata", "Transport", "TransportError", "WaitError", "WaitResult",
];

/// Names that server crates re-export from the runtime.
#[rustfmt::skip]
pub(crate) const SERVER_REEXPORTS: &[&str] = &[
    "Body", "BodyTimeout", "Context", "Failure", "FailureReason", "ResponseFuture", "Router", "ValidationStyle",
];

/// Names that server crates with the feature `hyper` re-export as well.
pub(crate) const SERVER_HYPER_REEXPORTS: &[&str] = &["RequestBody", "ServerConfig", "serve", "serve_until"];

/// Names that server crates use beside those of all types.
const SERVER: &[&str] = &["Context", "Router"];

/// Names that validator crates re-export from the runtime.
#[rustfmt::skip]
pub(crate) const VALIDATOR_REEXPORTS: &[&str] = &[
    "Bound", "Constraint", "DecodeError", "Field", "JsonError", "Length", "Member", "Path", "Range", "Schema",
    "Segment", "SmithyMessage", "Validate", "Violation",
    "Violations",
];

/// Names that tests of clients use beside those of all types.
pub(crate) const CLIENT_TESTS: &[&str] = &["Client"];

/// Names that client crates use beside those of all types.
pub(crate) fn client() -> Vec<&'static str> {
    [CLIENT_REEXPORTS, &["Client", "Duration", "EndpointSettings", "Error"]].concat()
}

/// Names at the root of server crates, whether or not they are used there.
pub(crate) fn server_root() -> impl Iterator<Item = &'static str> {
    [SERVER_REEXPORTS, SERVER_HYPER_REEXPORTS].into_iter().flatten().copied()
}

/// Names that a server crate with this trait has beside those of all types.
pub(crate) fn server(name: &str) -> Vec<&str> {
    let mut names: Vec<&str> = server_root().collect();
    names.push(name);
    names
}

/// Names that tests of a server with this trait use beside those of all types.
pub(crate) fn server_tests(name: &str) -> Vec<&str> {
    [SERVER, &["Recorder", "Service", name]].concat()
}

/// Whether a type of a types crate cannot have this name.
pub(crate) fn is_type(name: &str) -> bool {
    [PRELUDE, TYPES_REEXPORTS, TYPES].iter().any(|names| names.contains(&name))
}

/// Whether a name is a keyword of Rust.
pub(crate) fn is_keyword(name: &str) -> bool {
    name == "gen" || syn::parse_str::<syn::Ident>(name).is_err()
}
