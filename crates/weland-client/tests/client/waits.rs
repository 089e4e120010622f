//! Waiting for a state.

use std::time::Duration;

use tokio::time::Instant;
use weland_client::{Acceptor, AcceptorMatcher, AcceptorState, Comparator, WaitError, Waiter};

use crate::fake::{Fake, Step, error, respond};
use crate::service::*;
use weland_client::protocol::RestJson1;

const fn output(state: AcceptorState, path: &'static str, expected: &'static str, comparator: Comparator) -> Acceptor {
    Acceptor { state, matcher: AcceptorMatcher::Output { path, expected, comparator } }
}

static UP: Waiter = Waiter {
    name: "ThingUp",
    min_delay: Duration::from_secs(2),
    max_delay: Duration::from_secs(10),
    acceptors: &[
        output(AcceptorState::Success, "State", "up", Comparator::StringEquals),
        output(AcceptorState::Failure, "State", "broken", Comparator::StringEquals),
        output(AcceptorState::Failure, "Detail.Parts[]", "burnt", Comparator::AnyStringEquals),
        output(AcceptorState::Success, "Parts[]", "done", Comparator::AllStringEquals),
        Acceptor { state: AcceptorState::Retry, matcher: AcceptorMatcher::ErrorType("NotFound") },
    ],
};

static GONE: Waiter = Waiter {
    name: "ThingGone",
    min_delay: Duration::from_secs(1),
    max_delay: Duration::from_secs(1),
    acceptors: &[
        Acceptor { state: AcceptorState::Retry, matcher: AcceptorMatcher::Success(true) },
        Acceptor { state: AcceptorState::Success, matcher: AcceptorMatcher::ErrorType("NotFound") },
    ],
};

static EXISTS: Waiter = Waiter {
    name: "ThingExists",
    min_delay: Duration::from_secs(1),
    max_delay: Duration::from_secs(1),
    acceptors: &[
        Acceptor { state: AcceptorState::Success, matcher: AcceptorMatcher::Success(true) },
        Acceptor { state: AcceptorState::Retry, matcher: AcceptorMatcher::Success(false) },
    ],
};

async fn wait(waiter: &'static Waiter, script: impl IntoIterator<Item = Step>) -> (Result<(), WaitError<Get>>, usize) {
    let fake = Fake::new(script);
    let client = weland_client::Client::new(&SERVICE, &RestJson1, config(&fake).max_attempts(1));
    let result = client.wait(waiter, get("a"), Duration::from_secs(60)).await;
    (result, fake.seen().len())
}

fn state(state: &str) -> Step {
    respond(200, &format!(r#"{{"State":"{state}"}}"#))
}

#[tokio::test(start_paused = true)]
async fn a_waiter_asks_until_the_state_is_there() {
    let start = Instant::now();
    let (result, requests) = wait(&UP, [error(404, "NotFound"), state("starting"), state("up")]).await;
    result.unwrap();
    assert_eq!(requests, 3);
    assert!((4..=6).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    let (result, _) =
        wait(&UP, [respond(200, r#"{"Parts":["done","open"]}"#), respond(200, r#"{"Parts":["done"]}"#)]).await;
    result.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_state_without_a_way_out_ends_the_waiting() {
    for last in [state("broken"), respond(200, r#"{"Detail":{"Parts":["fine","burnt"]}}"#)] {
        let (result, requests) = wait(&UP, [state("starting"), last]).await;
        assert_eq!(requests, 2);
        let failure = result.unwrap_err();
        assert!(failure.to_string().starts_with("ThingUp: "), "{failure}");
        let WaitError::Failed { outcome, .. } = failure else { panic!("{failure}") };
        assert!(outcome.is_ok_and(|thing| thing.state.as_deref() == Some("broken") || thing.detail.is_some()));
    }
}

#[tokio::test(start_paused = true)]
async fn unexpected_errors_end_the_waiting() {
    let (result, _) = wait(&UP, [error(403, "AccessDenied")]).await;
    assert!(matches!(result, Err(WaitError::Call(ThingError::Other(_)))));
    let (result, _) = wait(&EXISTS, [Step::Break]).await;
    let failure = result.unwrap_err();
    assert!(matches!(failure, WaitError::Call(ThingError::Other(_))), "{failure}");
    assert!(failure.to_string().contains("broken"), "{failure}");
}

#[tokio::test(start_paused = true)]
async fn waiting_ends_with_the_time_for_it() {
    let start = Instant::now();
    let (result, requests) = wait(&UP, (0..100).map(|_| state("starting"))).await;
    let failure = result.unwrap_err();
    assert_eq!(failure.to_string(), "ThingUp: Get: not within 60s (status 200)");
    assert!(matches!(failure, WaitError::TimedOut { .. }));
    assert_eq!(start.elapsed().as_secs(), 58);
    assert!((6..=30).contains(&requests), "{requests}");

    let hang = Step::After(Duration::from_secs(3600), Box::new(state("up")));
    let (result, _) = wait(&UP, [hang]).await;
    assert!(matches!(result, Err(WaitError::TimedOut { .. })));
}

#[tokio::test(start_paused = true)]
async fn what_is_waited_for_is_an_output_or_an_error() {
    let fake = Fake::new([state("up"), error(404, "NotFound")]);
    let outcome = client(&fake).wait_for::<Get>(&GONE, get("a"), Duration::from_secs(60)).await.unwrap();
    assert!(matches!(outcome, Err(ThingError::NotFound(_))));
    let fake = Fake::new([state("down"), state("up")]);
    let output = client(&fake).wait_output::<Get>(&UP, get("a"), Duration::from_secs(60)).await.unwrap();
    assert_eq!(output.state.as_deref(), Some("up"));
    let (result, requests) = wait(&EXISTS, [error(404, "NotFound"), error(403, "AccessDenied"), state("")]).await;
    result.unwrap();
    assert_eq!(requests, 3);
}

static SETTLED: Waiter = Waiter {
    name: "ThingSettled",
    min_delay: Duration::from_secs(1),
    max_delay: Duration::from_secs(1),
    acceptors: &[
        output(
            AcceptorState::Failure,
            "length(Detail.Parts[?starts_with(@, 'bad')]) > `0`",
            "true",
            Comparator::BooleanEquals,
        ),
        Acceptor {
            state: AcceptorState::Success,
            matcher: AcceptorMatcher::InputOutput {
                path: "input.Name == output.Detail.Name && !contains(output.Parts, 'open')",
                expected: "true",
                comparator: Comparator::BooleanEquals,
            },
        },
    ],
};

#[tokio::test(start_paused = true)]
async fn paths_may_filter_call_functions_and_look_at_the_input() {
    let (result, requests) = wait(
        &SETTLED,
        [
            respond(200, "{}"),
            respond(200, r#"{"Detail":{"Name":"b"},"Parts":["done"]}"#),
            respond(200, r#"{"Detail":{"Name":"a","Parts":["fine"]},"Parts":["done","open"]}"#),
            respond(200, r#"{"Detail":{"Name":"a","Parts":["fine"]},"Parts":["done"]}"#),
        ],
    )
    .await;
    result.unwrap();
    assert_eq!(requests, 4);
    let bad = respond(200, r#"{"Detail":{"Name":"a","Parts":["fine","bad luck"]},"Parts":["done"]}"#);
    let (result, _) = wait(&SETTLED, [bad]).await;
    assert!(matches!(result, Err(WaitError::Failed { .. })));
}

#[tokio::test(start_paused = true)]
async fn a_waiter_whose_path_is_none_calls_nothing() {
    static ODD: Waiter = Waiter {
        name: "Odd",
        min_delay: Duration::from_secs(1),
        max_delay: Duration::from_secs(1),
        acceptors: &[output(AcceptorState::Success, "lenght(Parts)", "a", Comparator::StringEquals)],
    };
    let (result, requests) = wait(&ODD, [state("up")]).await;
    let failure = result.unwrap_err().to_string();
    assert!(failure.contains("Odd") && failure.contains("there is no function `lenght`"), "{failure}");
    assert_eq!(requests, 0);
}
