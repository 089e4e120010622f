#![forbid(unsafe_code)]
#![allow(clippy::print_stdout)] // the address is for whoever has started the program
//! Serves the library on the address of the first argument, or on port 8080 of this machine.

use library_server::serve;
use library_shelf::service;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("http://{}", listener.local_addr()?);
    serve(listener, service()).await;
    Ok(())
}
