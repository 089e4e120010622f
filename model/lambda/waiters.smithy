$version: "2"

namespace com.amazonaws.lambda

use smithy.waiters#waitable

apply GetFunction @waitable(
    // As published: every second, at most 300 times.
    FunctionActiveV2: {
        documentation: "Waits until the function leaves the state Pending and is ready for use, asking GetFunction."
        minDelay: 1
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "Configuration.State", expected: "Active", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "Configuration.State", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "Configuration.State", expected: "Pending", comparator: "stringEquals" } }
            }
        ]
    }
    // As published: every second, at most 20 times.
    FunctionExists: {
        documentation: "Waits until the function can be found."
        minDelay: 1
        acceptors: [
            {
                state: "success"
                matcher: { success: true }
            }
            {
                state: "retry"
                matcher: { errorType: "ResourceNotFoundException" }
            }
        ]
    }
    // As published: every second, at most 300 times.
    FunctionUpdatedV2: {
        documentation: "Waits until the last update of the function is finished, asking GetFunction."
        minDelay: 1
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "Configuration.LastUpdateStatus", expected: "Successful", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "Configuration.LastUpdateStatus", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "Configuration.LastUpdateStatus", expected: "InProgress", comparator: "stringEquals" } }
            }
        ]
    }
)

apply GetFunctionConfiguration @waitable(
    // As published: every 5 seconds, at most 60 times.
    FunctionActive: {
        documentation: "Waits until the function leaves the state Pending and is ready for use."
        minDelay: 5
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "State", expected: "Active", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "State", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "State", expected: "Pending", comparator: "stringEquals" } }
            }
        ]
    }
    // As published: every 5 seconds, at most 60 times.
    FunctionUpdated: {
        documentation: "Waits until the last update of the function is finished."
        minDelay: 5
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "LastUpdateStatus", expected: "Successful", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "LastUpdateStatus", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "LastUpdateStatus", expected: "InProgress", comparator: "stringEquals" } }
            }
        ]
    }
    // As published: every 5 seconds, at most 312 times.
    PublishedVersionActive: {
        documentation: "Waits until a published version is ready, which with SnapStart takes longer than usual."
        minDelay: 5
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "State", expected: "Active", comparator: "stringEquals" } }
            }
            {
                state: "failure"
                matcher: { output: { path: "State", expected: "Failed", comparator: "stringEquals" } }
            }
            {
                state: "retry"
                matcher: { output: { path: "State", expected: "Pending", comparator: "stringEquals" } }
            }
        ]
    }
)
