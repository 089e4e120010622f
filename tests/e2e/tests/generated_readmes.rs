//! The readmes of the generated crates show code that compiles.

#![forbid(unsafe_code)]
#![allow(dead_code, reason = "it is compiled, and not run")]

mod types {
    use weland_lambda_types::{CreateAliasRequest, CreateAliasRequired, Runtime};

    fn blue_green() -> CreateAliasRequest {
        let (function_name, name) = ("thumbnails".into(), "live".into());
        let alias = CreateAliasRequired { function_name, name, function_version: "7".into() };
        CreateAliasRequest::new(alias).description("the version that customers see")
    }

    fn is_python(runtime: &Runtime) -> bool {
        // Runtimes that are newer than the model keep their names.
        runtime.as_str().starts_with("python")
    }
}

mod client {
    use weland_lambda_client::types::{ListFunctionsError, ListFunctionsRequest};
    use weland_lambda_client::{Client, Config};

    async fn function_names() -> Result<Vec<String>, ListFunctionsError> {
        let client = Client::new(Config::from_env());
        let mut names = Vec::new();
        let mut functions = client.list_functions(ListFunctionsRequest::new()).items();
        while let Some(function) = functions.next().await {
            names.extend(function?.function_name);
        }
        Ok(names)
    }

    use weland_lambda_client::types::{InvocationRequest, InvocationRequired, InvokeError};

    async fn thumbnail(client: &Client, image: Vec<u8>) -> Result<Option<Vec<u8>>, InvokeError> {
        let function = InvocationRequired { function_name: "thumbnails".into() };
        let response = client.invoke(InvocationRequest::new(function).payload(image)).await?;
        Ok(response.payload.map(|payload| payload.to_vec()))
    }
}

mod server {
    use weland_lambda_server::types::{DeleteFunctionError, DeleteFunctionRequest, ResourceNotFoundException};
    use weland_lambda_server::{Context, Lambda, Router, router};

    struct Empty;

    impl Lambda for Empty {
        async fn delete_function(&self, input: DeleteFunctionRequest, _: Context) -> Result<(), DeleteFunctionError> {
            let message = format!("Function not found: {}", input.function_name);
            Err(ResourceNotFoundException::new().message(message).into())
        }
    }

    fn empty() -> Router {
        router(Empty)
    }
}

mod validator {
    use weland_lambda_validator::types::GetAliasRequest;
    use weland_lambda_validator::{Validate, validate_json};

    fn is_sound(request: &GetAliasRequest) -> bool {
        request.validate().is_ok()
    }

    fn complaint(json: &[u8]) -> Option<String> {
        validate_json("GetAliasRequest", json).err().map(|error| error.to_string())
    }
}

/// The lines of a text, without their indentation.
fn unindented(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_start())).collect()
}

#[test]
fn the_readmes_show_this_code() {
    let own = unindented(include_str!("generated_readmes.rs"));
    let readmes = [
        include_str!("../../../generated/weland-lambda-types/README.md"),
        include_str!("../../../generated/weland-lambda-client/README.md"),
        include_str!("../../../generated/weland-lambda-server/README.md"),
        include_str!("../../../generated/weland-lambda-validator/README.md"),
    ];
    for readme in readmes {
        let examples: Vec<&str> =
            readme.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(!examples.is_empty(), "{readme}");
        for example in examples {
            assert!(own.contains(&unindented(example)), "not in tests/e2e/tests/generated_readmes.rs:\n{example}");
        }
        assert!(readme.contains("API version 2015-03-31, from the model of January 2024"), "{readme}");
        assert!(readme.contains("https://docs.aws.amazon.com/lambda/latest/api/"), "{readme}");
    }
}
