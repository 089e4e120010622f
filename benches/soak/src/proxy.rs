//! What lies between client and server: connections that are reset, end, stop or are slow.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::client::PATIENCE;
use crate::faults::{Dice, Fault, REQUEST, RESPONSE};

/// Passes connections on to `server`.
pub async fn run(listener: TcpListener, server: SocketAddr, dice: Arc<Dice>) {
    while let Ok((client, _)) = listener.accept().await {
        let dice = Arc::clone(&dice);
        tokio::spawn(async move {
            // Connections are meant to break.
            drop(pass(client, server, &dice).await);
        });
    }
}

/// Passes on what both sides send, until a side ends or something goes wrong.
async fn pass(mut client: TcpStream, server: SocketAddr, dice: &Dice) -> io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (mut sent, mut received) = (vec![0; 32 * 1024], vec![0; 32 * 1024]);
    // Whether a request is on its way that has no response yet.
    let mut is_asked = false;
    loop {
        tokio::select! {
            count = client.read(&mut sent) => {
                let count = count?;
                let fault = if is_asked || count == 0 { None } else { dice.throw(REQUEST) };
                if count == 0 || fault.is_some() {
                    return end(client, fault);
                }
                is_asked = true;
                server.write_all(&sent[..count]).await?;
            }
            count = server.read(&mut received) => {
                let count = count?;
                if count == 0 {
                    return end(client, None);
                }
                let fault = if std::mem::take(&mut is_asked) { dice.throw(RESPONSE) } else { None };
                match fault {
                    None => client.write_all(&received[..count]).await?,
                    Some(Fault::Slow) => slowly(&mut client, &received[..count]).await?,
                    Some(fault) => {
                        client.write_all(&received[..count / 2]).await?;
                        if fault == Fault::Silent {
                            tokio::time::sleep(PATIENCE * 2).await;
                        }
                        return end(client, Some(fault));
                    }
                }
            }
        }
    }
}

/// Ends both connections, that of the client with a reset if that is the fault.
fn end(client: TcpStream, fault: Option<Fault>) -> io::Result<()> {
    if matches!(fault, Some(Fault::ResetRequest | Fault::ResetResponse)) {
        client.set_zero_linger()?;
    }
    Ok(())
}

async fn slowly(client: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    for piece in bytes.chunks(bytes.len().div_ceil(4)) {
        client.write_all(piece).await?;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
