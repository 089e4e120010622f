$version: "2"

metadata shapeClosures = [
    { id: "example#all", includeNamespaces: ["example", "nowhere"] }
    { id: "example#all", includeNamespaces: ["example"] }
    { id: "example#City", includeBySelector: "[id|name = 'Town']" }
    { id: "example#nothing" }
    { id: "example#wrong", includeBySelector: "structure > ][" }
    { id: "example#empty", includeBySelector: "" }
    {
        id: "example#renamed"
        includeBySelector: "[id = 'example#City']"
        rename: {
            "example#City": "City"
            "example#Street": "city"
            "smithy.api#String": "CITY"
            "example#town": "Place"
        }
    }
    { includeNamespaces: ["example"] }
]

namespace example

structure City {
    name: String
    streets: Streets
}

list Streets {
    member: Street
}

structure Street {
    name: String
}

string town
