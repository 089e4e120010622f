$version: "2"
namespace example

@trait
@protocolDefinition(noInlineDocumentSupport: true)
structure plain {}

@trait
@protocolDefinition
structure rich {}

@plain
@rich
service Wrong {
    operations: [Get]
}

@rich
service Right {
    operations: [Get]
}

@plain
service Without {
    operations: [Other]
}

@plain
service Several {
    resources: [Thing]
}

resource Thing {
    operations: [Get, GetOwn]
}

operation Get {
    output := {
        any: Document
    }
}

operation GetOwn {
    output := {
        any: Own
    }
}

document Own

operation Other {}
