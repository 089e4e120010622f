$version: "2"

namespace a

@trait
@private
structure hidden {}

@private
resource Hidden {
    identifiers: { id: String }
}

@hidden
structure Own for Hidden {
    $id
}
