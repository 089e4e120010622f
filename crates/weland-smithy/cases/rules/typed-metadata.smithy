$version: "2"

metadata audit = { level: "lwo", extra: 1 }
metadata owner = { name: "Rosa" }
metadata untyped = 1

namespace example

@metadata(key: "audit")
structure Audit {
    @required
    level: Level

    @required
    by: String
}

enum Level {
    LOW = "low"
}

@metadata(key: "owner")
structure Owner {
    name: String
}

@metadata(key: "owner")
structure OtherOwner {
    name: String
}

@metadata(key: "validators")
list Validators {
    member: String
}

@metadata(key: "shapeClosures")
list Closures {
    member: String
}
