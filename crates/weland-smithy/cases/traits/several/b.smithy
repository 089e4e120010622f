$version: "2"

namespace b

use a#Hidden
use a#hidden

@hidden
structure Other for Hidden {
    @hidden
    $id
}

structure Lost for Nowhere {
    $id
}

structure Wrong for Other {
    $id
}

apply a#Own$id @hidden

apply Other$id @documentation("An id.")
