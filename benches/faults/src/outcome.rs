//! What has come of a call.

use serde_json::{Value, json};

/// What both clients can say, each in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Success,
    /// An error that the model has.
    Modeled,
    /// Another error of the service.
    Service,
    /// The service could not be reached, or the connection broke.
    Broken,
    /// A limit of time has passed.
    Timeout,
    /// What came cannot be understood.
    Garbled,
    /// The client went beyond the limits of the measurement.
    Endless,
}

const CLASSES: &[(Class, &str)] = &[
    (Class::Success, "success"),
    (Class::Modeled, "modeled"),
    (Class::Service, "service"),
    (Class::Broken, "broken"),
    (Class::Timeout, "timeout"),
    (Class::Garbled, "garbled"),
    (Class::Endless, "endless"),
];

#[derive(Debug, Clone)]
pub struct Outcome {
    pub class: Class,
    /// How the client calls it.
    pub name: String,
    pub message: String,
    pub attempts: u64,
    pub seconds: f64,
    /// The most that was allocated at once, beyond what was before the call.
    pub bytes: u64,
}

impl Class {
    fn name(self) -> &'static str {
        CLASSES.iter().find(|(class, _)| *class == self).map_or("", |(_, name)| name)
    }
}

impl Outcome {
    pub fn to_json(&self) -> Value {
        json!({
            "class": self.class.name(), "name": self.name, "message": self.message,
            "attempts": self.attempts, "seconds": self.seconds, "bytes": self.bytes,
        })
    }

    pub fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            class: CLASSES.iter().find(|(_, name)| value["class"] == *name)?.0,
            name: value["name"].as_str()?.to_owned(),
            message: value["message"].as_str()?.to_owned(),
            attempts: value["attempts"].as_u64()?,
            seconds: value["seconds"].as_f64()?,
            bytes: value["bytes"].as_u64()?,
        })
    }
}
