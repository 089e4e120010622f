$version: "2.0"
namespace example

structure Product {
    category: Category = "FOOD"
}

enum Category
    FOOD
    DRINK
}
