$version: "2.0"
namespace example

@cors(origin: "*", origins: { beta: "https://beta.example.com" })
service Right {}

@cors(origin: "https://a.example.com", maxAge: 0)
service AlsoRight {}

@cors(origin: "https://a.example.com", origins: { beta: "https://beta.example.com" })
service Both {}

@cors(maxAge: -1)
service Negative {}
