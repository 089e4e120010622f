//! One connection of hyper: no signature, no retries, no limits of time; the response is read and decoded by serde.

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpStream;

use super::{Operation, expect, name};
use crate::data::PAGE;
use crate::rival::{FunctionConfiguration, ListFunctionsResponse};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetFunctionResponse {
    configuration: FunctionConfiguration,
}

pub struct Client {
    address: String,
    connection: SendRequest<Empty<Bytes>>,
}

impl Client {
    pub async fn connect(address: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        let (connection, driver) = handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
        tokio::spawn(driver);
        Ok(Self { address: address.to_owned(), connection })
    }

    pub async fn call(&mut self, operation: Operation, number: usize) -> Result<(), String> {
        let name = name(number).replace(':', "%3A");
        match operation {
            Operation::GetFunction => {
                let body = self.get(format!("/2015-03-31/functions/{name}?Qualifier=7")).await?;
                let output: GetFunctionResponse = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
                expect("layers", output.configuration.layers.map_or(0, |layers| layers.len()), 1)
            }
            Operation::ListFunctions => {
                let body = self.get(format!("/2015-03-31/functions/?Marker={name}")).await?;
                let output: ListFunctionsResponse = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
                expect("functions", output.functions.map_or(0, |functions| functions.len()), PAGE)
            }
        }
    }

    async fn get(&mut self, path: String) -> Result<Bytes, String> {
        let request = Request::get(path).header("host", &self.address).body(Empty::new());
        let request = request.map_err(|error| error.to_string())?;
        self.connection.ready().await.map_err(|error| error.to_string())?;
        let response = self.connection.send_request(request).await.map_err(|error| error.to_string())?;
        Ok(response.into_body().collect().await.map_err(|error| error.to_string())?.to_bytes())
    }
}
