namespace example

enum A { B }

structure C with [D] {
    e: String = "f"
    $g
}

set H { member: String }
