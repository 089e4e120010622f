//! Lists the functions of an account with the AWS SDK. Region and credentials come from the environment.

use std::error::Error;

use aws_config::BehaviorVersion;
use aws_sdk_lambda::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(list())
}

async fn list() -> Result<(), Box<dyn Error>> {
    let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let client = Client::new(&config);
    let page = client.list_functions().send().await?;
    for function in page.functions() {
        println!("{}", function.function_name().unwrap_or_default());
    }
    Ok(())
}
