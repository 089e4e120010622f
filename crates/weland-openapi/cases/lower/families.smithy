$version: "2.0"

namespace families

use alloy#untagged
use weland.openapi#discriminator
use weland.openapi#exactlyOne
use weland.openapi#rest

@title("Families")
@rest
service Families {
    version: "1"
}

structure Cat {
    claws: Boolean
    name: String

    @required
    petType: String
}

structure Circle {
    kind: String
    radius: Double
}

structure Dachshund {
    bark: Boolean
    length: Long
    name: String

    @required
    petType: String
}

structure Dog {
    bark: Boolean
    name: String

    @required
    petType: String
}

structure Lonely {
    kind: String
}

structure Owner {
    pet: Pet
}

@untagged
@discriminator(
    mapping: { Cat: "cat", Dog: "dog", Pet: "base", dackel: "dachshund" }
    property: "petType"
)
union Pet {
    cat: Cat
    dachshund: Dachshund
    dog: Dog
    base: PetBase
}

structure PetBase {
    name: String

    @required
    petType: String
}

@untagged
@discriminator(
    mapping: { Circle: "circle", Square: "square" }
    property: "kind"
)
@exactlyOne
union Shape {
    circle: Circle
    square: Square
}

structure Square {
    kind: String
    side: Double
}
