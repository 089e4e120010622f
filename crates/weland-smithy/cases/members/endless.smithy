$version: "2.0"
namespace example

list Lists { member: Lists }

map MapA { key: String, value: MapB }
map MapB { key: String, value: MapA }

list Fine { member: HasFine }
structure HasFine {
    @required
    fine: Fine
    itself: HasFine
}

structure Needs {
    @required
    other: NeedsToo
}

structure NeedsToo {
    @required
    back: Needs
    @required
    union: Ends
}

structure NeedsEndless {
    @required
    endless: Needs
}

union Ends {
    more: Needs
    text: String
}

union Endless {
    again: Endless
    other: HasEndless
}

structure HasEndless {
    @required
    endless: Endless
}
