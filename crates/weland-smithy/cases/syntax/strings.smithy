$version: "2.0"
namespace example

@documentation("bad \q escape")
string A

@documentation("""inline""")
string B

@documentation("""
    first
    \uD800
    """)
string C

@tags(["a", 01, 1., -, _, %])
string D

@documentation("open
string E
