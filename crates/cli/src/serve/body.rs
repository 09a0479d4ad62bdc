//! The body of an answer: bytes in memory, a part of a file, or a stream of messages.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};
use tokio::sync::mpsc::Receiver;

/// Number of bytes of a file read at once.
const CHUNK: u64 = 64 * 1024;

#[derive(Debug)]
pub(super) enum Body {
    /// Bytes. None once they are sent.
    Whole(Option<Bytes>),
    /// A file, and the number of bytes left to send.
    Part(File, u64),
    /// Messages, until the sender is dropped.
    News(Receiver<Bytes>),
}

impl Body {
    pub(super) fn empty() -> Body {
        Body::Whole(None)
    }

    /// A part of a file. It is read while it is sent.
    pub(super) fn part(path: &Path, start: u64, length: u64) -> io::Result<Body> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start))?;
        Ok(Body::Part(file, length))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Body {
        Body::Whole(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let frame = match self.get_mut() {
            Body::Whole(bytes) => bytes.take().map(Ok),
            Body::Part(_, 0) => None,
            Body::Part(file, left) => {
                let mut chunk = vec![0; CHUNK.min(*left) as usize];
                match file.read(&mut chunk) {
                    // The file was truncated: end the connection, since its length was already sent.
                    Ok(0) => Some(Err(io::ErrorKind::UnexpectedEof.into())),
                    Ok(read) => {
                        chunk.truncate(read);
                        *left -= read as u64;
                        Some(Ok(Bytes::from(chunk)))
                    }
                    Err(error) => Some(Err(error)),
                }
            }
            Body::News(receiver) => match receiver.poll_recv(context) {
                Poll::Ready(news) => news.map(Ok),
                Poll::Pending => return Poll::Pending,
            },
        };
        Poll::Ready(frame.map(|bytes| bytes.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Body::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Body::Part(_, left) => SizeHint::with_exact(*left),
            Body::News(_) => SizeHint::default(),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Body::Whole(None) | Body::Part(_, 0))
    }
}
