//! Plays a fault on sockets.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;

use crate::{Scenario, Step, Wire};

/// Does to each connection what the fault says, in whose steps `unit` is the unit of time. Ends only if the fault is that nobody listens.
pub async fn serve(listener: TcpListener, scenario: Arc<Scenario>, unit: Duration) {
    if scenario.refuses {
        return;
    }
    let mut number = 0;
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(stream, Arc::clone(&scenario), number, unit));
        number += 1;
    }
}

/// What becomes of the server is not the question, so errors of its sockets are dropped.
async fn connection(stream: TcpStream, scenario: Arc<Scenario>, number: usize, unit: Duration) {
    // A connection beyond the scripts is like the last one.
    let script = &scenario.scripts[number.min(scenario.scripts.len() - 1)];
    match &scenario.wire {
        Wire::Plain | Wire::RawTls if script.resets => drop(play_and_reset(stream, &script.steps, unit).await),
        Wire::Plain | Wire::RawTls => drop(play(stream, &script.steps, unit).await),
        Wire::Tls(settings) => {
            if let Ok(stream) = TlsAcceptor::from(Arc::clone(settings)).accept(stream).await {
                drop(play(stream, &script.steps, unit).await);
            }
        }
    }
}

async fn play_and_reset(mut stream: TcpStream, steps: &[Step], unit: Duration) -> io::Result<()> {
    stream.set_zero_linger()?;
    for step in steps {
        match step {
            Step::ReadRequest => drop(stream.read(&mut [0; 16 * 1024]).await?),
            step => take(&mut stream, step, unit).await?,
        }
    }
    // So that the client has read what was sent before.
    sleep(Duration::from_millis(10)).await;
    Ok(())
}

async fn play(mut stream: impl AsyncRead + AsyncWrite + Unpin, steps: &[Step], unit: Duration) -> io::Result<()> {
    for step in steps {
        take(&mut stream, step, unit).await?;
        stream.flush().await?;
    }
    // What a client has sent in vain would make a reset of the end, and what was sent could be lost.
    stream.shutdown().await?;
    drop(tokio::io::copy(&mut stream, &mut tokio::io::sink()).await);
    Ok(())
}

async fn take(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), step: &Step, unit: Duration) -> io::Result<()> {
    match step {
        Step::ReadRequest => {
            let mut seen = Vec::new();
            while !seen.ends_with(b"\r\n\r\n") {
                seen.push(stream.read_u8().await?);
            }
        }
        Step::Read(count) => drop(stream.read_exact(&mut vec![0; *count]).await?),
        Step::Send(bytes) => stream.write_all(bytes).await?,
        Step::Wait(units) => sleep(unit * *units).await,
        Step::Slowly(bytes, units) => {
            for byte in bytes {
                stream.write_all(&[*byte]).await?;
                stream.flush().await?;
                sleep(unit * *units).await;
            }
        }
        Step::Pieces(pieces, units) => {
            for piece in pieces {
                sleep(unit * *units).await;
                stream.write_all(piece).await?;
                stream.flush().await?;
            }
        }
        Step::Forever(bytes) => loop {
            stream.write_all(bytes).await?;
        },
        Step::Hang => std::future::pending().await,
    }
    Ok(())
}
