$version: "2"

namespace cases.other

structure Other {
    room: Room
}

structure Room {
    windows: Integer
}
