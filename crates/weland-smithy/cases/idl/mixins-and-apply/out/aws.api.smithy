$version: "2.0"

namespace aws.api

apply data$CUSTOMER_CONTENT @deprecated

apply data$CUSTOMER_ACCOUNT_INFORMATION {
    @deprecated
    @tags(["x"])
}

apply service @tags(["nothing"])
