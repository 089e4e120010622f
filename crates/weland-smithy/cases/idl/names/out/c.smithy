$version: "2.0"

namespace c

string Only
