$version: "2.0"

metadata other = ["x"]
metadata "some key" = { a: 1 }
