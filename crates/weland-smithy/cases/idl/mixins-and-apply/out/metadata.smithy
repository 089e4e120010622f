$version: "2.0"

metadata owner = "x"

metadata suppressions = [
    {
        id: "A"
        namespace: "example"
        reason: "of a long story, which is told at length so that it takes more than one line"
    }
]
