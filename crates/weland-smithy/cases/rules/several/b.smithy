$version: "2.0"
namespace b

string Text

@length(min: 2)
string Bounded

list texts { member: Text }

enum Kind { X }

structure Shape {}

structure Renamed {}

structure Same {}

structure Word {}

structure Outside {}
