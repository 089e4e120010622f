//! Operations as values: what a client calls and a server implements.

use crate::error::OperationError;
use crate::interface::Structure;
use crate::schema::{Schema, UNIT, XmlNamespace};
use crate::security::{SecurityScheme, ServerSchema};
use crate::zero::Zero;

/// How an operation is bound to HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpOperation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path with its labels, and the query literals: `/2018-10-31/layers/{LayerName}?find=LayerVersion`.
    pub uri: &'static str,
    /// The HTTP status of a success.
    pub status: u16,
}

/// What is known about an operation at run time.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct OperationSchema {
    /// The name of the operation.
    pub name: &'static str,
    /// Method, URI and status, if the model binds the operation to HTTP. Protocols that send all requests alike ignore them,
    /// and the bindings of members with them.
    pub http: Option<HttpOperation>,
    /// The schema of the input.
    pub input: &'static Schema,
    /// The schema of the output.
    pub output: &'static Schema,
    /// The schemas of the errors.
    pub errors: &'static [&'static Schema],
    /// Whether a call may be repeated without harm, because it changes nothing or has the same effect each time.
    pub idempotent: bool,
    /// The schemes of authentication that the operation accepts, by the ids of their traits, the preferred ones first;
    /// `smithy.api#noAuth` stands for none. `None` if they are those of the service.
    pub auth: Option<&'static [&'static str]>,
    /// The ways to authenticate that the operation accepts, the preferred ones first: each is a set of schemes that are needed
    /// together, and an empty one stands for no authentication. `None` if [`auth`](Self::auth) says it all.
    pub security: Option<&'static [&'static [SecurityScheme]]>,
    /// Where the operation is reached, the preferred places first, if the model says so.
    pub servers: &'static [ServerSchema],
    /// What stands before the host of the endpoint, with labels as in the path: `data.{Account}.`
    pub host_prefix: Option<&'static str>,
    /// Whether a request has to have a checksum, of whichever algorithm.
    pub checksum_required: bool,
    /// Whether a request has to have the MD5 digest of its body in the header `Content-MD5`.
    pub md5_required: bool,
    /// The member of the input that names the algorithm of the request's checksum.
    pub checksum_member: Option<&'static str>,
    /// The member of the input that asks for the checksum of the response to be checked.
    pub validation_member: Option<&'static str>,
    /// The algorithms of the checksums that responses may have, the preferred ones first.
    pub response_checksums: &'static [&'static str],
    /// The encodings that bodies of requests may be compressed with, the preferred ones first.
    pub compression: &'static [&'static str],
    /// Whether requests are signed without their body.
    pub unsigned_payload: bool,
    /// Whether the root element of a response in XML is the one member of the output, instead of having an element for it.
    pub unwrapped_output: bool,
}

impl OperationSchema {
    /// An operation that is not bound to HTTP, without input, output and errors.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            http: None,
            input: &UNIT,
            output: &UNIT,
            errors: &[],
            idempotent: false,
            auth: None,
            security: None,
            servers: &[],
            host_prefix: None,
            checksum_required: false,
            md5_required: false,
            checksum_member: None,
            validation_member: None,
            response_checksums: &[],
            compression: &[],
            unsigned_payload: false,
            unwrapped_output: false,
        }
    }

    /// An operation that is bound to HTTP, with status 200, without input, output and errors.
    ///
    /// ```
    /// use weland_core::{OperationSchema, schema};
    ///
    /// static PING: OperationSchema = OperationSchema::http("Ping", "GET", "/ping").idempotent();
    /// assert_eq!(PING.http.map(|http| http.status), Some(200));
    /// assert!(std::ptr::eq(PING.input, &schema::UNIT));
    /// ```
    pub const fn http(name: &'static str, method: &'static str, uri: &'static str) -> Self {
        let mut operation = Self::new(name);
        operation.http = Some(HttpOperation { method, uri, status: 200 });
        operation
    }

    /// Sets the HTTP status of a success, of an operation that is bound to HTTP.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        if let Some(http) = &mut self.http {
            http.status = status;
        }
        self
    }

    /// Sets the schema of the input.
    #[must_use]
    pub const fn input(mut self, schema: &'static Schema) -> Self {
        self.input = schema;
        self
    }

    /// Sets the schema of the output.
    #[must_use]
    pub const fn output(mut self, schema: &'static Schema) -> Self {
        self.output = schema;
        self
    }

    /// Sets the schemas of the errors.
    #[must_use]
    pub const fn errors(mut self, schemas: &'static [&'static Schema]) -> Self {
        self.errors = schemas;
        self
    }

    /// Lets a call be repeated.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Sets the schemes of authentication that the operation accepts, the preferred ones first.
    #[must_use]
    pub const fn auth(mut self, schemes: &'static [&'static str]) -> Self {
        self.auth = Some(schemes);
        self
    }

    /// Sets the ways to authenticate that the operation accepts, the preferred ones first.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [SecurityScheme]]) -> Self {
        self.security = Some(alternatives);
        self
    }

    /// Sets where the operation is reached, the preferred places first.
    #[must_use]
    pub const fn servers(mut self, servers: &'static [ServerSchema]) -> Self {
        self.servers = servers;
        self
    }

    /// Sets what stands before the host of the endpoint.
    #[must_use]
    pub const fn host_prefix(mut self, prefix: &'static str) -> Self {
        self.host_prefix = Some(prefix);
        self
    }

    /// Makes a checksum of the request required, of whichever algorithm.
    #[must_use]
    pub const fn checksum_required(mut self) -> Self {
        self.checksum_required = true;
        self
    }

    /// Makes the header `Content-MD5` required.
    #[must_use]
    pub const fn md5_required(mut self) -> Self {
        self.md5_required = true;
        self
    }

    /// Lets a member of the input name the algorithm of the request's checksum.
    #[must_use]
    pub const fn checksum_member(mut self, name: &'static str) -> Self {
        self.checksum_member = Some(name);
        self
    }

    /// Lets a member of the input ask for a check of the response's checksum, made by one of these algorithms.
    #[must_use]
    pub const fn validation_member(mut self, name: &'static str, algorithms: &'static [&'static str]) -> Self {
        self.validation_member = Some(name);
        self.response_checksums = algorithms;
        self
    }

    /// Sets the encodings that bodies of requests may be compressed with.
    #[must_use]
    pub const fn compression(mut self, encodings: &'static [&'static str]) -> Self {
        self.compression = encodings;
        self
    }

    /// Lets requests be signed without their body.
    #[must_use]
    pub const fn unsigned_payload(mut self) -> Self {
        self.unsigned_payload = true;
        self
    }

    /// Makes the root element of a response in XML the one member of the output.
    #[must_use]
    pub const fn unwrapped_output(mut self) -> Self {
        self.unwrapped_output = true;
        self
    }
}

/// An operation of a service. Its type is only a name; calls carry its [`Input`](Self::Input).
pub trait Operation: 'static {
    /// What goes in.
    type Input: Structure + Zero + Send + 'static;
    /// What comes out.
    type Output: Structure + Zero + Send + 'static;
    /// What can go wrong.
    type Error: OperationError;
    /// The service that the operation belongs to.
    const SERVICE: &'static ServiceSchema;
    /// What is known about the operation at run time.
    const SCHEMA: &'static OperationSchema;
}

/// What is known about a service at run time.
#[derive(Debug)]
pub struct ServiceSchema {
    /// The name of the service's shape.
    pub name: &'static str,
    /// The version of its API.
    pub version: &'static str,
    /// The name that SDKs know it by.
    pub sdk_id: &'static str,
    /// The first part of its host names; `None` if it is no service of AWS, whose endpoint only the user knows.
    pub endpoint_prefix: Option<&'static str>,
    /// The name that requests are signed for; `None` if they are not signed.
    pub signing_name: Option<&'static str>,
    /// The namespace of the service's shape, which ids of its errors begin with.
    pub namespace: &'static str,
    /// The namespace that documents in XML have, unless their shapes have their own.
    pub xml_namespace: Option<XmlNamespace>,
    /// Whether errors in XML are documents without an element around that of the error.
    pub unwrapped_errors: bool,
}

impl ServiceSchema {
    /// Nothing is known, for those who state what they know in front of it.
    pub const EMPTY: Self = Self {
        name: "",
        version: "",
        sdk_id: "",
        endpoint_prefix: None,
        signing_name: None,
        namespace: "",
        xml_namespace: None,
        unwrapped_errors: false,
    };
}

/// An operation whose output comes in pages.
pub trait Paginated: Operation<Input: Clone> {
    /// One element of a page.
    type Item;

    /// The token that the next page is asked for with; `None` on the last page.
    fn next_token(output: &Self::Output) -> Option<String>;
    /// Asks for the page that `token` stands for.
    fn set_token(input: &mut Self::Input, token: String);
    /// The elements of a page.
    fn items(output: Self::Output) -> Vec<Self::Item>;
}
