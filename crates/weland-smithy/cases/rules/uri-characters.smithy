$version: "2"
namespace example

@http(method: "POST", uri: "/a%20b/~c;d=e,f:g@h!$&'()*+/?q=%C3%A4/?")
operation Right {}

@http(method: "POST", uri: "/a b")
operation Space {}

@http(method: "POST", uri: "/é")
operation Letters {}

@http(method: "POST", uri: "/%zz")
operation Escape {}

@http(method: "POST", uri: "/a?b=\"c\"")
operation Query {}

@http(method: "POST", uri: "/a/../b")
operation Dots {}

@http(method: "POST", uri: "/a/%2e")
operation EscapedDot {}

@http(method: "PO ST", uri: "/method")
operation Method {}
