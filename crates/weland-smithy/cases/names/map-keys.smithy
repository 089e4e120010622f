$version: "2.0"
namespace example

string Text

enum Suit {
    CLUBS
}

structure Data {}

map Right {
    key: Text
    value: Data
}

map Enumerated {
    key: Suit
    value: Data
}

map Structured {
    key: Data
    value: Text
}

map Numbered {
    key: Integer
    value: Text
}

map Binary {
    key: Blob
    value: Run
}

map Unknown {
    key: Txt
    value: Text
}

operation Run {}
