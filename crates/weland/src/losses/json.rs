//! The report for tools.

use serde::Serialize;

use super::Losses;
use crate::report::JsonLocation;

/// Changes with the meaning of fields; new fields don't change it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    services: &'a [String],
    losses: Vec<JsonLoss<'a>>,
    untyped: Vec<JsonUntyped<'a>>,
}

#[derive(Serialize)]
struct JsonLoss<'a> {
    kind: &'static str,
    code: &'static str,
    what: &'a str,
    effect: &'a str,
    places: Vec<JsonLocation<'a>>,
}

#[derive(Serialize)]
struct JsonUntyped<'a> {
    member: &'a str,
    reason: &'a str,
    #[serde(flatten)]
    place: Option<JsonLocation<'a>>,
}

/// The report as JSON.
pub(crate) fn to_json(losses: &Losses) -> String {
    let report = Json {
        version: VERSION,
        services: &losses.services,
        losses: losses.losses.iter().map(JsonLoss::from).collect(),
        untyped: losses.untyped.iter().map(JsonUntyped::from).collect(),
    };
    // Strings and numbers can always be written.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

impl<'a> From<&'a super::Loss> for JsonLoss<'a> {
    fn from(loss: &'a super::Loss) -> Self {
        Self {
            kind: loss.kind.as_str(),
            code: loss.code,
            what: &loss.what,
            effect: &loss.effect,
            places: loss.places.iter().map(JsonLocation::from).collect(),
        }
    }
}

impl<'a> From<&'a super::Untyped> for JsonUntyped<'a> {
    fn from(untyped: &'a super::Untyped) -> Self {
        Self { member: &untyped.member, reason: &untyped.reason, place: untyped.place.as_ref().map(JsonLocation::from) }
    }
}
