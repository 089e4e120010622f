// JSON bodies: lists, maps, structures, documents.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@http(method: "POST", uri: "/holds")
@httpRequestTests([
    {
        id: "BodyOfCollections"
        protocol: restJson1
        method: "POST"
        uri: "/holds"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "names": ["a", "", "b"],
                "gaps": ["a", null],
                "rows": [["a"], []],
                "labels": {"": "empty", "a b": ""},
                "lost": {"a": null, "b": "c"},
                "crates": [{"Nr": 1, "inside": {"Nr": 2}}, {}],
                "byName": {"x": {"Nr": 3, "inside": {"inside": {}}}}
            }"""
        bodyMediaType: "application/json"
        params: {
            names: ["a", "", "b"]
            gaps: ["a", null]
            rows: [
                ["a"]
                []
            ]
            labels: { "": "empty", "a b": "" }
            lost: { a: null, b: "c" }
            crates: [
                {
                    number: 1
                    inside: { number: 2 }
                }
                {}
            ]
            byName: {
                x: {
                    number: 3
                    inside: {
                        inside: {}
                    }
                }
            }
        }
    }
    {
        id: "BodyOfEmptyCollections"
        protocol: restJson1
        method: "POST"
        uri: "/holds"
        headers: { "Content-Type": "application/json" }
        body: """
            {"names": [], "gaps": [], "rows": [], "labels": {}, "lost": {}, "crates": [], "byName": {}}"""
        bodyMediaType: "application/json"
        params: {
            names: []
            gaps: []
            rows: []
            labels: {}
            lost: {}
            crates: []
            byName: {}
        }
    }
    {
        id: "BodyOfDocuments"
        protocol: restJson1
        method: "POST"
        uri: "/holds"
        headers: { "Content-Type": "application/json" }
        body: """
            {"remark": {"a": [9007199254740993, -2.5, "x", true, null, {}]}, "remarks": ["x", 0, [], false]}"""
        bodyMediaType: "application/json"
        params: {
            remark: {
                a: [
                    9007199254740993
                    -2.5
                    "x"
                    true
                    null
                    {}
                ]
            }
            remarks: [
                "x"
                0
                []
                false
            ]
        }
    }
    {
        id: "BodyOfCollectionsOfAllTypes"
        protocol: restJson1
        method: "POST"
        uri: "/holds"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "seals": ["YQ==", ""],
                "weights": [0.1, "NaN", -2, "Infinity"],
                "flags": [true, false],
                "kinds": ["grain", "live fish"],
                "grades": [3, 1],
                "times": [0, 1614834367.125],
                "lists": {"a": [], "b": ["c"]},
                "anything": {"a": null, "b": [1], "c": {"d": "e"}},
                "perhaps": {"a": null, "b": {}, "c": {"Nr": 0}},
                "byKind": {"steel": 9007199254740993, "live fish": 0}
            }"""
        bodyMediaType: "application/json"
        params: {
            seals: ["a", ""]
            weights: [0.1, "NaN", -2, "Infinity"]
            flags: [true, false]
            kinds: ["grain", "live fish"]
            grades: [3, 1]
            times: [0, 1614834367.125]
            lists: {
                a: []
                b: ["c"]
            }
            anything: {
                a: null
                b: [1]
                c: { d: "e" }
            }
            perhaps: {
                a: null
                b: {}
                c: { number: 0 }
            }
            byKind: { steel: 9007199254740993, "live fish": 0 }
        }
    }
])
@httpResponseTests([
    {
        id: "BodyOfCollectionsInResponses"
        protocol: restJson1
        code: 200
        body: """
            {
                "names": ["a"],
                "gaps": [null, "b"],
                "rows": [[], ["a", "b"]],
                "labels": {"k": "v"},
                "lost": {"a": null},
                "crates": [{"Nr": 1}],
                "byName": {"": {}},
                "remark": "plain"
            }"""
        bodyMediaType: "application/json"
        params: {
            names: ["a"]
            gaps: [null, "b"]
            rows: [
                []
                ["a", "b"]
            ]
            labels: { k: "v" }
            lost: { a: null }
            crates: [
                { number: 1 }
            ]
            byName: {
                "": {}
            }
            remark: "plain"
        }
    }
    {
        id: "BodyOfCollectionsOfAllTypesInResponses"
        protocol: restJson1
        code: 200
        body: """
            {
                "seals": ["YQ==", ""],
                "weights": [0.1, "NaN", -2, "Infinity"],
                "flags": [true, false],
                "kinds": ["grain", "live fish"],
                "grades": [3, 1],
                "times": [0, 1614834367.125],
                "lists": {"a": [], "b": ["c"]},
                "anything": {"a": null, "b": [1], "c": {"d": "e"}},
                "perhaps": {"a": null, "b": {}, "c": {"Nr": 0}},
                "byKind": {"steel": 9007199254740993, "live fish": 0}
            }"""
        bodyMediaType: "application/json"
        params: {
            seals: ["a", ""]
            weights: [0.1, "NaN", -2, "Infinity"]
            flags: [true, false]
            kinds: ["grain", "live fish"]
            grades: [3, 1]
            times: [0, 1614834367.125]
            lists: {
                a: []
                b: ["c"]
            }
            anything: {
                a: null
                b: [1]
                c: { d: "e" }
            }
            perhaps: {
                a: null
                b: {}
                c: { number: 0 }
            }
            byKind: { steel: 9007199254740993, "live fish": 0 }
        }
    }
])
operation StoreHold {
    input := with [Hold] {}
    output := with [Hold] {}
}

@mixin
structure Hold {
    names: Names
    gaps: Gaps
    rows: Rows
    labels: Labels
    lost: LostLabels
    crates: Crates
    byName: CratesByName
    remark: Document
    remarks: Documents
    seals: Seals
    weights: Weights
    flags: Flags
    kinds: Kinds
    grades: Grades
    times: Times
    lists: LabelLists
    anything: Anything
    perhaps: PerhapsCrates
    byKind: NumbersByKind
}

list Seals {
    member: Blob
}

list Weights {
    member: Float
}

map Anything {
    key: String
    value: Document
}

@sparse
map PerhapsCrates {
    key: String
    value: Crate
}

map NumbersByKind {
    key: CargoKind
    value: Long
}

@sparse
list Gaps {
    member: String
}

list Rows {
    member: Names
}

@sparse
map LostLabels {
    key: String
    value: String
}

list Crates {
    member: Crate
}

map CratesByName {
    key: String
    value: Crate
}

structure Crate {
    @jsonName("Nr")
    number: Integer

    inside: Crate
}

list Documents {
    member: Document
}
