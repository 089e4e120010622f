#![forbid(unsafe_code)]
#![allow(clippy::print_stdout)] // the address is for whoever has started the program
//! Serves the application on the address of the first argument, or on port 8080 of this machine, until Ctrl-C is pressed.

use library_axum::{App, application};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("http://{}", listener.local_addr()?);
    let stop = async {
        // Without the signal, the program serves on.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    axum::serve(listener, application(App::default())).with_graceful_shutdown(stop).await
}
