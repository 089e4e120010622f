//! Attempts and waits, scenario by scenario, beside what botocore does.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use weland_client::hooks::{Attempt, Hook, RetryDecision};
use weland_client::protocol::RestJson1;
use weland_client::{BoxFuture, Client, RetryMode};
use weland_core::Operation;

use crate::fake::{Fake, Step};
use crate::service::*;

/// The number of attempts, and the waits between them in seconds.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<(u32, Vec<String>)>>);

impl Hook for Waits {
    fn after_decision(&self, attempt: &Attempt, decision: RetryDecision) {
        let mut seen = self.0.lock().unwrap();
        seen.0 = attempt.number;
        if let RetryDecision::Retry(wait) = decision {
            seen.1.push(wait.as_secs_f64().to_string());
        }
    }
}

fn step(text: &str) -> Step {
    match text.split(' ').collect::<Vec<_>>().as_slice() {
        ["refuse"] => Step::Refuse,
        ["break"] => Step::Break,
        ["timeout"] => Step::After(Duration::from_secs(1000), Box::new(step("200"))),
        [status, rest @ ..] => {
            let code = rest.first().map(|code| ("x-amzn-errortype", (*code).to_owned()));
            let wait = (rest.get(1) == Some(&"after")).then(|| ("retry-after", rest[2].to_owned()));
            Step::Respond(status.parse().unwrap(), code.into_iter().chain(wait).collect(), b"{}".to_vec())
        }
        [] => panic!("no step"),
    }
}

/// Makes a call, whatever comes of it.
fn call<O: Operation>(client: &Client, input: O::Input) -> BoxFuture<'_, ()> {
    let call = client.call::<O>(input);
    Box::pin(async { drop(call.await) })
}

/// What is done in a scenario: `Get 5 = 500 X, 200`.
async fn attempts(scenario: &str) -> String {
    let (operation, steps) = scenario.split_once(" = ").unwrap();
    let fake = Fake::new(steps.split(", ").map(step));
    let waits = Waits::default();
    let mut config = config(&fake).jitter(|| 1.0).hook(waits.clone());
    let mut words = operation.split(' ');
    let name = words.next().unwrap();
    for word in words {
        config = match word {
            "legacy" => config.retry_mode(RetryMode::Legacy),
            number => config.max_attempts(number.parse().unwrap()),
        };
    }
    let client = Client::new(&SERVICE, &RestJson1, config);
    match name {
        "Get" => call::<Get>(&client, get("a")).await,
        _ => call::<Put>(&client, PutRequest::default()).await,
    }
    let (attempts, waits) = waits.0.lock().unwrap().clone();
    format!("{attempts}: {}", waits.join(" ")).trim().to_owned()
}

#[tokio::test(start_paused = true)]
async fn attempts_and_waits_are_those_of_botocore_but_for_what_is_stated() {
    let mut count = 0;
    for line in include_str!("retries.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let expected = match cells.as_slice() {
            [_, _, theirs] => theirs,
            [_, _, theirs, ours, why] => {
                assert!(ours != theirs && !why.is_empty(), "{line}");
                ours
            }
            _ => panic!("{line}"),
        };
        assert_eq!(&attempts(cells[1]).await, expected, "{line}");
        count += 1;
    }
    assert_eq!(count, 45);
}
