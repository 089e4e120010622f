$version: "2.0"

namespace callbacks

use weland.openapi#callbackBodies
use weland.openapi#content
use weland.openapi#rest
use weland.openapi#security
use weland.openapi#securitySchemes

@title("Callbacks")
@rest
@security([
    {
        key: []
    }
])
@securitySchemes(
    key: { in: "header", name: "X-Key", type: "apiKey" }
    ticket: { scheme: "bearer", type: "http" }
)
service Callbacks {
    version: "1"
    operations: [
        Subscribe
    ]
}

@title("Callbacks")
@rest
@security([
    {
        key: []
    }
])
@securitySchemes(
    key: { in: "header", name: "X-Key", type: "apiKey" }
    ticket: { scheme: "bearer", type: "http" }
)
service CallbacksWebhooks {
    version: "1"
    operations: [
        PostNewPet
    ]
}

@http(code: 204, method: "POST", uri: "/newPet")
@security([
    {
        ticket: []
    }
])
operation PostNewPet {
    input: PostNewPetInput
}

@http(code: 201, method: "POST", uri: "/subscribe")
@callbackBodies(["callbacks#SubscribeOnEventOkBody", "callbacks#SubscribeOnEventRequestBody"])
operation Subscribe {
    input: SubscribeInput
}

structure Pet {
    name: String
}

@input
structure PostNewPetInput {
    @httpPayload
    @content("application/json")
    body: Pet
}

@input
structure SubscribeInput {
    @httpPayload
    @content("application/json")
    body: SubscribeRequestBody
}

structure SubscribeOnEventOkBody {
    more: Boolean
}

structure SubscribeOnEventRequestBody {
    event: String
}

structure SubscribeRequestBody {
    url: String
}
