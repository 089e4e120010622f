$version: "2"

namespace cases.other

structure Thing {}
