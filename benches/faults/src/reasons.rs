//! Why the clients make different things of the same fault.

use weland_faults::Call;

use crate::compare::Row;
use crate::outcome::Class;

/// In what two outcomes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    Outcome,
    Attempts,
    Time,
    Memory,
}

use Aspect::{Attempts, Memory, Outcome, Time};

/// Waits between attempts are random: with three attempts, they are up to a second and up to two.
const RANDOM_SECONDS: f64 = 3.5;
/// Memory differs if it is several times as much, and enough to matter.
const MEMORY_RATIO: u64 = 4;
const MEMORY_BYTES: u64 = 200_000;

/// In what the outcomes of a row differ.
pub fn differences(row: &Row) -> Vec<Aspect> {
    let (ours, theirs) = (&row.ours, &row.theirs);
    let (less, more) = (ours.bytes.min(theirs.bytes), ours.bytes.max(theirs.bytes));
    let all = [
        (Outcome, ours.class != theirs.class),
        (Attempts, ours.attempts != theirs.attempts),
        (Time, ours.attempts == theirs.attempts && (ours.seconds - theirs.seconds).abs() > RANDOM_SECONDS),
        (Memory, more > less * MEMORY_RATIO && more - less > MEMORY_BYTES),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

pub struct Reason {
    pub text: &'static str,
    /// What it explains.
    pub aspects: &'static [Aspect],
    pub applies: fn(&Row) -> bool,
}

pub const REASONS: &[Reason] = &[
    Reason {
        text: "The SDK repeats every operation. Ours does not send one a second time that is not idempotent, unless the service has \
               certainly not seen it: it fails where the SDK may create or invoke twice.",
        aspects: &[Outcome, Attempts, Time],
        applies: |row| {
            let is_unclear = matches!(row.ours.class, Class::Broken | Class::Timeout) && row.ours.name != "NotSent";
            row.call == Call::Put && is_unclear && row.ours.attempts == 1 && row.theirs.attempts > 1
        },
    },
    Reason {
        text: "A TLS handshake that has been refused for what the peers are will be refused again. Ours says why, and does not try again.",
        aspects: &[Attempts],
        applies: |row| row.name.starts_with("TLS: ") && row.ours.name == "NotSent" && row.ours.attempts == 1,
    },
    Reason {
        text: "A connection that is not there in time is `NotSent` with us, whatever was waited for: the service has not seen the request.",
        aspects: &[Outcome],
        applies: |row| row.ours.name == "NotSent" && row.theirs.class == Class::Timeout,
    },
    Reason {
        text: "A head that is no HTTP is a failure to dispatch in the SDK, as a broken connection is. With us it is a response that cannot be \
               understood. Neither tries again.",
        aspects: &[Outcome],
        applies: |row| row.ours.class == Class::Garbled && row.theirs.name == "DispatchFailure, other",
    },
    Reason {
        text: "A connection that breaks within a body is a `ResponseError` in the SDK, as a body is that cannot be understood. With us it is \
               `Transport`, as everywhere.",
        aspects: &[Outcome],
        applies: |row| row.ours.class == Class::Broken && row.theirs.name == "ResponseError",
    },
    Reason {
        text: "A body that cannot be read is an unhandled error of the service in the SDK, although the status is 200. With us it is \
               `Response`, with the place in the document.",
        aspects: &[Outcome],
        applies: |row| row.ours.class == Class::Garbled && row.theirs.class == Class::Service,
    },
    Reason {
        text: "The SDK tries again when a body breaks the rules of HTTP; ours takes a peer at its word that sends nonsense.",
        aspects: &[Attempts],
        applies: |row| row.ours.class == Class::Garbled && row.ours.attempts == 1 && row.theirs.name == "ResponseError",
    },
    Reason {
        text: "Ours refuses bodies beyond `Config::max_response_size`, when they say so or when they get there. The SDK has no such limit, and \
               reads on while there is memory.",
        aspects: &[Outcome, Attempts, Memory, Time],
        applies: |row| row.ours.message.contains("Config::max_response_size"),
    },
    Reason {
        text: "Ours refuses frames of event streams whose headers go beyond 128 KiB or whose payload goes beyond 24 MiB. The SDK collects what \
               a frame says that it has.",
        aspects: &[Outcome, Memory, Time],
        applies: |row| row.call == Call::Watch && row.theirs.class == Class::Endless && row.name.contains("4 GB"),
    },
    Reason {
        text: "Ours waits for each piece of a body as long as `Config::read_timeout` says. The SDK measures throughput of bodies that it \
               collects: it takes longer to notice, and says `ResponseError`.",
        aspects: &[Outcome, Time],
        applies: |row| row.ours.class == Class::Timeout && row.theirs.message.contains("minimum throughput"),
    },
    Reason {
        text: "The SDK does not limit how long a stream of events is silent.",
        aspects: &[Outcome, Time],
        applies: |row| {
            row.call == Call::Watch && row.ours.class == Class::Timeout && row.theirs.class == Class::Endless
        },
    },
    Reason {
        text: "Ours tries again after a status 429, as botocore does; the SDK goes by codes of errors, and by the statuses 500, 502, 503 and 504.",
        aspects: &[Attempts, Time],
        applies: |row| row.name.starts_with("status 429") && row.theirs.attempts == 1,
    },
    Reason {
        text: "Ours waits as long as `Retry-After` says, and gives up at once if that is too long. The SDK knows `x-amz-retry-after` alone.",
        aspects: &[Attempts, Time],
        applies: |row| row.name.contains("Retry-After: 20") || row.name.contains("Retry-After: 3600"),
    },
    Reason {
        text: "Ours takes the time of the service from a response that says that the clock is wrong, whichever of the codes it has, and tries \
               once more.",
        aspects: &[Attempts],
        applies: |row| row.name.starts_with("clock of the client"),
    },
    Reason {
        text: "Ours refuses a response with both a length and chunks, which a proxy may have understood otherwise (RFC 9112, 6.3).",
        aspects: &[Outcome],
        applies: |row| row.name == "length beside chunks" && row.theirs.class == Class::Success,
    },
    Reason {
        text: "What a server sends before it was asked ends a connection. Whether a client has sent its request by then is a matter of chance; \
               ours takes another connection for an operation that it may repeat.",
        aspects: &[Outcome, Attempts],
        applies: |row| row.name == "sends a response before the request",
    },
    Reason {
        text: "Ours limits the head of a response, so that it does not take more memory than that. In the SDK, what is larger than a buffer \
               of hyper is refused or not by how it arrives.",
        aspects: &[Outcome, Memory],
        applies: |row| {
            ["headers of 500 kB", "sends a header without end", "sends headers without end"].contains(&&*row.name)
        },
    },
    Reason {
        text: "Ours refuses a response whose transfer coding it cannot undo; the SDK takes the coded bytes for the body.",
        aspects: &[Outcome],
        applies: |row| row.name == "unknown transfer encoding",
    },
    Reason {
        text: "A frame of the type `error` ends a stream with an error of the service, whose code and message it has. The SDK does not know \
               this type.",
        aspects: &[Outcome],
        applies: |row| row.name == "events: an error",
    },
];

/// The reasons for what differs in a row, by their places in the list, and what has none.
pub fn reasons(row: &Row) -> (Vec<usize>, Vec<Aspect>) {
    let differences = differences(row);
    let explains = |reason: &Reason, aspect: &Aspect| reason.aspects.contains(aspect) && (reason.applies)(row);
    let found = REASONS.iter().enumerate().filter(|(_, it)| differences.iter().any(|aspect| explains(it, aspect)));
    let found = found.map(|(index, _)| index).collect();
    let left = differences.iter().filter(|aspect| !REASONS.iter().any(|it| explains(it, aspect)));
    (found, left.copied().collect())
}
