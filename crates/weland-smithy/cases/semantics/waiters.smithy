$version: "2.0"
namespace example

use smithy.waiters#waitable

@waitable(
    Right: {
        minDelay: 5
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "items[?state == 'done'] | [0].id", expected: "x", comparator: "stringEquals" } }
            }
            { state: "failure", matcher: { errorType: "Bad" } }
        ]
    }
    Slow: {
        minDelay: 200
        acceptors: [{ state: "success", matcher: { success: true } }]
    }
    Never: {
        acceptors: [{ state: "retry", matcher: { errorType: "Missing" } }]
    }
    Path: {
        acceptors: [
            {
                state: "success"
                matcher: { output: { path: "items[", expected: "yes", comparator: "booleanEquals" } }
            }
        ]
    }
)
operation Get {
    output := { items: Items }
    errors: [Bad]
}

list Items { member: Item }

structure Item { id: String, state: String }

@error("client")
structure Bad {}
