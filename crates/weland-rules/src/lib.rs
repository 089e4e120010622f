#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! The rules by which the endpoint of a call follows from settings and inputs.
//!
//! Models state them in the trait `smithy.rules#endpointRuleSet`, as a tree, or in `smithy.rules#endpointBdd`, as a binary
//! decision diagram. A generator reads them from the nodes of a model ([`Rules::read`]), which also finds what is wrong
//! with them, since every expression has a type; it writes them down in a notation of this crate, which is short enough to
//! be part of a client. The client reads that once ([`Rules::parse`]) and evaluates it for each call
//! ([`Rules::resolve`]). This crate has no dependencies; a program that has no rules links none of it.
//!
//! ```
//! use weland_rules::{Rules, Value};
//!
//! let rules = Rules::parse(r#"
//!     param Region: string from AWS::Region
//!     param UseFIPS: boolean required = false from AWS::UseFIPS
//!
//!     if isSet(Region), partition = aws.partition(Region) {
//!       if booleanEquals(UseFIPS, true) endpoint "https://ships-fips.{Region}.{partition#dnsSuffix}"
//!       endpoint "https://ships.{Region}.{partition#dnsSuffix}"
//!     }
//!     error "a region is missing"
//! "#)?;
//! let region = |name: &str| (name == "Region").then(|| Value::string("eu-central-1"));
//! let endpoint = rules.resolve(|parameter| region(&parameter.name))?;
//! assert_eq!(endpoint.url, "https://ships.eu-central-1.amazonaws.com");
//! assert_eq!(rules.resolve(|_| None).unwrap_err().to_string(), "a region is missing");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Limits
//!
//! Rules and expressions may be nested 100 levels deep. An evaluation passes each rule once at most, and builds a megabyte of
//! text at most: otherwise, a short set of rules could ask for 2^100 letters.

mod ast;
mod evaluate;
mod function;
mod kind;
mod library;
mod notation;
mod partition;
mod path;
mod read;
mod template;
mod value;
mod write;

pub use ast::{Parameter, Rules};
pub use evaluate::{Endpoint, ResolveError};
pub use kind::ParameterKind;
pub use notation::ParseError;
pub use partition::{PARTITIONS, Partition, partition};
pub use read::{Part, Problem, Source};
pub use value::Value;

/// How deep rules and expressions may be nested.
const MAX_DEPTH: usize = 100;
