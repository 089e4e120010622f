$version: "2"
namespace example

@httpApiKeyAuth(name: "Authorization", in: "header", scheme: "ApiKey")
service Header {}

@httpApiKeyAuth(name: "key", in: "query")
service Query {}

@httpApiKeyAuth(name: "key", in: "query", scheme: "ApiKey")
service Wrong {}
