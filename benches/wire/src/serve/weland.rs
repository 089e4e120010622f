//! The generated server.

use tokio::net::TcpListener;
use weland_lambda_server::types::*;
use weland_lambda_server::{Context, Lambda, router};
use weland_protocol::{Strictness, json};

use super::LOCATION;
use crate::data::{Order, function};

struct OneFunction(FunctionConfiguration);

impl Lambda for OneFunction {
    async fn get_function(&self, _: GetFunctionRequest, _: Context) -> Result<GetFunctionResponse, GetFunctionError> {
        let code = FunctionCodeLocation::new().location(LOCATION).repository_type("S3");
        Ok(GetFunctionResponse::new().configuration(self.0.clone()).code(code))
    }

    async fn create_function(
        &self,
        _: CreateFunctionRequest,
        _: Context,
    ) -> Result<FunctionConfiguration, CreateFunctionError> {
        Ok(self.0.clone())
    }
}

pub async fn serve(listener: TcpListener) {
    let mut configuration = FunctionConfiguration::default();
    let text = function(7, Order::Model);
    json::decode(text.as_bytes(), &mut configuration, Strictness::Lenient).expect("the function is well-formed");
    weland_lambda_server::serve(listener, router(OneFunction(configuration))).await;
}
