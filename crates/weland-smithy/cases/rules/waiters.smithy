$version: "2.0"
namespace example

use smithy.waiters#waitable

service Streets { operations: [Right, Wrong, AlsoNamed] }

@waitable(
    Opened: {
        acceptors: [
            { state: "success", matcher: { output: { path: "isOpen", comparator: "booleanEquals", expected: "true" } } }
            { state: "success", matcher: { output: { path: "state", comparator: "stringEquals", expected: "OPEN" } } }
            { state: "success", matcher: { output: { path: "crossings[].state", comparator: "allStringEquals", expected: "OPEN" } } }
            { state: "success", matcher: { output: { path: "names.*", comparator: "anyStringEquals", expected: "OPEN" } } }
            { state: "failure", matcher: { output: { path: "length(crossings) > `0`", comparator: "booleanEquals", expected: "true" } } }
            { state: "failure", matcher: { output: { path: "more.anything[0]", comparator: "stringEquals", expected: "x" } } }
            { state: "failure", matcher: { success: false }, message: "state" }
            { state: "failure", matcher: { success: false }, message: "crossings[].state" }
            { state: "failure", matcher: { success: false }, message: "more.anything" }
            { state: "retry", matcher: { inputOutput: { path: "input.wanted == output.state", comparator: "booleanEquals", expected: "true" } } }
        ]
    }
)
operation Right { input := { wanted: String }, output: Street }

@waitable(
    Closed: {
        acceptors: [
            { state: "success", matcher: { output: { path: "state", comparator: "booleanEquals", expected: "true" } } }
            { state: "success", matcher: { output: { path: "crossings", comparator: "stringEquals", expected: "OPEN" } } }
            { state: "success", matcher: { output: { path: "state", comparator: "allStringEquals", expected: "OPEN" } } }
            { state: "success", matcher: { output: { path: "crossings[].isOpen", comparator: "anyStringEquals", expected: "OPEN" } } }
            { state: "success", matcher: { output: { path: "stat", comparator: "stringEquals", expected: "OPEN" } } }
            { state: "success", matcher: { output: { path: "lenght(crossings) == `0`", comparator: "booleanEquals", expected: "true" } } }
            { state: "success", matcher: { output: { path: "length(isOpen) == `0`", comparator: "booleanEquals", expected: "true" } } }
            { state: "success", matcher: { inputOutput: { path: "state", comparator: "stringEquals", expected: "OPEN" } } }
            { state: "success", matcher: { output: { path: "length(state) < state", comparator: "booleanEquals", expected: "true" } } }
            { state: "success", matcher: { success: true }, message: "state" }
            { state: "failure", matcher: { success: false }, message: "isOpen" }
            { state: "failure", matcher: { success: false }, message: "crossings[].isOpen" }
            { state: "failure", matcher: { success: false }, message: "crossing[" }
            { state: "failure", matcher: { success: false }, message: "crossing" }
        ]
    }
)
operation Wrong { input := {}, output: Street }

@waitable(OPENED: { acceptors: [{ state: "success", matcher: { success: true } }] })
operation AlsoNamed {}

structure Street { isOpen: Boolean, state: State, crossings: Crossings, names: Names, more: Document }
enum State { OPEN, CLOSED }
list Crossings { member: Crossing }
structure Crossing { state: String, isOpen: Boolean }
map Names { key: String, value: String }
