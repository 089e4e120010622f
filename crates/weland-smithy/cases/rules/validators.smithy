$version: "2.0"

metadata validators = [
    { name: "EmitEachSelector", id: "OperationName", message: "Start the name with a verb. {super}", severity: "WARNING", configuration: { selector: "operation :not([id|name ^= Get])" } }
    { name: "EmitEachSelector", id: "Docs.Missing", namespaces: ["example"], configuration: { selector: "structure :not([trait|documentation])", messageTemplate: "@{id|name} in @@@{id|namespace} lacks documentation" } }
    { name: "EmitEachSelector", id: "OldTrait", severity: "NOTE", configuration: { selector: "[trait|deprecated]", bindToTrait: deprecated, messageTemplate: "since @{trait|deprecated|since}" } }
    { name: "EmitNoneSelector", id: "NoService", severity: "WARNING", configuration: { selector: "service" } }
    { name: "EmitNoneSelector", configuration: { selector: "operation" } }
    { name: "CamelCase" }
    { name: "EmitEachSelektor" }
    { name: "Unheard" }
    { name: "EmitEachSelector" }
    { name: "EmitEachSelector", severity: "ERROR", configuration: { selector: "*" } }
    { name: "EmitEachSelector", configuration: { selector: "structur" } }
    { name: "EmitEachSelector", id: "Filtered", severity: "WARNING", selector: "[id|name = Suppressed]", configuration: { selector: "structure" } }
    { id: "Nameless" }
]

metadata suppressions = [
    { id: "Docs", namespace: "quiet" }
]

metadata severityOverrides = [
    { id: "OperationName", namespace: "example", severity: "DANGER" }
    { id: "unknown-validator", namespace: "*", severity: "DANGER" }
    { id: "OldTrait", namespace: "other", severity: "DANGER" }
    { id: "Docs", namespace: "example", severity: "WARNING" }
    { id: "Docs", namespace: "example", severity: "ERROR" }
    { id: "Docs" }
]

namespace example

operation GetStreet {}
operation StreetOpen {}

structure Undocumented {}

@suppress(["Docs.Missing"])
structure Suppressed {}

/// Has documentation
@deprecated(since: "2020")
structure Documented {}
