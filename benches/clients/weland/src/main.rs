//! Lists the functions of an account with the generated client. Region and credentials come from the environment.

use std::error::Error;

use weland_lambda_client::types::ListFunctionsRequest;
use weland_lambda_client::{Client, Config};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(list())
}

async fn list() -> Result<(), Box<dyn Error>> {
    let config = Config::from_env();
    #[cfg(feature = "chain")]
    let config = config.credentials(weland_credentials::Chain::from_env());
    let client = Client::new(config);
    let page = client.list_functions(ListFunctionsRequest::new()).await?;
    for function in page.functions.unwrap_or_default() {
        println!("{}", function.function_name.unwrap_or_default());
    }
    Ok(())
}
