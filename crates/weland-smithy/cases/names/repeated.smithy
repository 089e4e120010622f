$version: "2"

namespace example

@length(min: 1)
string City

@length(min: 1)
string City

string Street

@length(min: 1)
string Street
