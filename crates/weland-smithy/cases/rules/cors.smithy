$version: "2.0"
namespace example

@cors(origin: "*", origins: { beta: "https://beta.example.com" })
service Right {}

@cors(origin: "https://a.example.com", maxAge: 0)
service AlsoRight {}

@cors(origin: "https://a.example.com", origins: { beta: "https://beta.example.com" })
service Both {}

@cors(maxAge: -1, additionalAllowedHeaders: ["X-Trace-Id"])
service NotCached {}

@cors(maxAge: -2)
service Negative {}

@cors(origin: "http://localhost:8080")
@httpBasicAuth
service Credentials {}

@cors
@httpBasicAuth
service AllWithCredentials {}

@cors(origins: { path: "https://example.com/", upper: "https://Example.com", host: "example.com", wild: "https://*.example.com" })
service NoOrigins {}

@cors(additionalAllowedHeaders: ["X-One, X-Two"], additionalExposedHeaders: ["X-One", "x:"])
service NoHeaders {}
