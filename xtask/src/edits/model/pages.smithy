$version: "2"

namespace edits

use smithy.waiters#waitable

/// Pages, waiters, authentication, and errors.
@readonly
@paginated(inputToken: "next", outputToken: "next", items: "jobs", pageSize: "limit")
@http(method: "POST", uri: "/e00/jobs/list")
operation E00ListJobs {
    input := {
        next: String

        @range(min: 1, max: 50)
        limit: Integer

        owner: String
        order: String
    }

    output := {
        next: String
        jobs: E00Jobs
        others: E00Jobs
    }
}

@waitable(
    E00JobDone: { acceptors: [
        { state: "success", matcher: { output: { path: "state", expected: "DONE", comparator: "stringEquals" } } }
    ] }
    E00JobGone: { acceptors: [
        { state: "success", matcher: { errorType: "E00NoSuchJob" } }
    ] }
)
@readonly
@http(method: "POST", uri: "/e00/jobs/get")
operation E00GetJob {
    input := {
        @required
        id: String
    }

    output := {
        @required
        state: E00State

        job: E00Job
    }

    errors: [
        E00NoSuchJob
        E00Busy
    ]
}

@idempotent
@http(method: "POST", uri: "/e00/jobs/start")
operation E00StartJob {
    input := {
        @required
        job: E00Job

        @idempotencyToken
        token: String
    }

    output := {
        @required
        id: String

        started: Timestamp
    }

    errors: [
        E00Busy
    ]
}

@readonly
@http(method: "POST", uri: "/e00/jobs/list-all")
operation E00ListAll {
    input := {
        next: String
        limit: Integer
    }

    output := {
        next: String
        jobs: E00Jobs
    }
}

structure E00Job {
    @required
    name: String

    weight: Short
    secret: E00Secret
    attempts: Integer = 3
}

list E00Jobs {
    member: E00Job
}

@sensitive
string E00Secret

enum E00State {
    WAITING
    RUNNING
    DONE
}

@error("client")
@httpError(404)
structure E00NoSuchJob {
    message: String
    id: String
}

@error("server")
@httpError(503)
@retryable
structure E00Busy {
    message: String

    @range(min: 0)
    seconds: Integer
}
