//! Waiters as they are generated, from the cases of the generator.

use std::time::Duration;

use weland_client::{Client, WaitError, Waiter};
use weland_core::{Member, Operation, OperationSchema, Schema, ServiceSchema, schema, structure};

use crate::fake::{Fake, Step, respond};
use crate::service::{ERRORS, SERVICE, ThingError, config, operation};
use weland_client::protocol::RestJson1;

// It is formatted by the generator.
#[rustfmt::skip]
#[path = "../../../weland-codegen/cases/files/small/expected/small-client/src/waiters.rs"]
mod waiters;

static NAMES: Schema = Schema::list("CityNames", &[Member::element(&schema::STRING)]);

#[derive(Clone, Default, PartialEq)]
pub struct ListCitiesInput {
    pub token: Option<String>,
}

structure! {
    ListCitiesInput = LIST_CITIES_INPUT: Schema::structure("ListCitiesInput");
    0 token: Member::new("token", &schema::STRING).query("token"),
}

#[derive(Clone, Default, PartialEq)]
pub struct ListCitiesOutput {
    pub cities: Option<Vec<String>>,
}

structure! {
    ListCitiesOutput = LIST_CITIES_OUTPUT: Schema::structure("ListCitiesOutput");
    0 cities: Member::new("cities", &NAMES),
}

#[derive(Clone, Default, PartialEq)]
pub struct Forecast {
    pub sky: Option<String>,
}

structure! {
    Forecast = FORECAST: Schema::structure("Forecast");
    0 sky: Member::new("sky", &schema::STRING),
}

#[derive(Clone, Default, PartialEq)]
pub struct GetForecastOutput {
    pub forecast: Option<Forecast>,
}

structure! {
    GetForecastOutput = GET_FORECAST_OUTPUT: Schema::structure("GetForecastOutput");
    0 forecast: Member::new("forecast", &FORECAST),
}

operation!(ListCities: "GET" "/cities", ListCitiesInput (LIST_CITIES_INPUT) -> ListCitiesOutput (LIST_CITIES_OUTPUT));
operation!(GetForecast: "GET" "/forecast", ListCitiesInput (LIST_CITIES_INPUT) -> GetForecastOutput (GET_FORECAST_OUTPUT));

/// Waits for Rome, and says how it ended and how many requests it took.
async fn wait<O: Operation<Input = ListCitiesInput>>(
    waiter: &'static Waiter,
    script: impl IntoIterator<Item = &'static str>,
) -> (Result<(), WaitError<O>>, usize) {
    let fake = Fake::new(script.into_iter().map(|body| respond(200, body)).collect::<Vec<Step>>());
    let client = Client::new(&SERVICE, &RestJson1, config(&fake));
    let input = ListCitiesInput { token: Some("Rome".to_owned()) };
    let result = client.wait::<O>(waiter, input, Duration::from_secs(600)).await;
    (result, fake.seen().len())
}

#[tokio::test(start_paused = true)]
async fn a_city_is_waited_for_by_name() {
    let (result, requests) = wait::<ListCities>(
        &waiters::CITY_LISTED,
        [r#"{}"#, r#"{"cities":["Oslo","Atlantis City"]}"#, r#"{"cities":["Oslo","Rome"]}"#],
    )
    .await;
    result.unwrap();
    assert_eq!(requests, 3);
    let (result, requests) =
        wait::<ListCities>(&waiters::CITY_LISTED, [r#"{"cities":["Oslo"]}"#, r#"{"cities":["Rome","Atlantis"]}"#])
            .await;
    assert!(matches!(result, Err(WaitError::Failed { .. })));
    assert_eq!(requests, 2);
}

#[tokio::test(start_paused = true)]
async fn a_clear_sky_is_waited_for() {
    let script = [r#"{}"#, r#"{"forecast":{"sky":"RAIN"}}"#, r#"{"forecast":{"sky":"CLEAR"}}"#];
    let (result, requests) = wait::<GetForecast>(&waiters::FORECAST_READY, script).await;
    result.unwrap();
    assert_eq!(requests, 3);
}
