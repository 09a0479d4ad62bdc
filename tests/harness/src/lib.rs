//! Drives a real browser in tests: a browser, a page, and a site to serve. It speaks the browser's own protocol over one socket, one call at a
//! time, so a test reads from top to bottom. It needs no driver and no framework.
//!
//! No test is skipped: a missing program is an error with the way to install it. Processes and files are removed when their values are
//! dropped.
//!
//! ```no_run
//! use findling_harness::{Browser, Site};
//!
//! let site = Site::new().file("/index.html", "<title>多边合作</title>").start()?;
//! let browser = Browser::launch()?;
//! let mut page = browser.page()?;
//! page.goto(&site.url("/"))?;
//! assert_eq!(page.eval("document.title")?, "多边合作");
//! # Ok::<(), findling_harness::HarnessError>(())
//! ```
pub mod machine;

#[cfg(feature = "browser")]
mod accessibility;
#[cfg(feature = "browser")]
mod browser;
#[cfg(feature = "browser")]
mod driven;
#[cfg(feature = "browser")]
mod emulate;
#[cfg(feature = "browser")]
mod error;
#[cfg(feature = "browser")]
mod firefox;
#[cfg(feature = "browser")]
mod groonga;
#[cfg(feature = "browser")]
mod input;
#[cfg(feature = "browser")]
mod link;
#[cfg(feature = "browser")]
mod node;
#[cfg(feature = "browser")]
mod observe;
#[cfg(feature = "browser")]
mod page;
#[cfg(feature = "browser")]
mod protocol;
#[cfg(feature = "browser")]
mod site;
#[cfg(feature = "browser")]
mod trace;
#[cfg(feature = "browser")]
mod webkit;

#[cfg(feature = "browser")]
pub use {
    accessibility::AccessibleNode,
    browser::Browser,
    driven::{Chromium, Driven},
    emulate::{Network, Viewport},
    error::HarnessError,
    firefox::Firefox,
    groonga::Groonga,
    node::{node, node_source},
    observe::{Answer, Message},
    page::Page,
    site::{Answered, Reply, Request, RunningSite, Site},
    webkit::Webkit,
};
