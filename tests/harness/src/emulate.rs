//! The visitor's machine: its screen, its wishes, its connection, its speed.
use std::time::Duration;

use serde_json::{Value, json};

use crate::{HarnessError, Page};

const SOON: Duration = Duration::from_secs(10);

/// A screen.
#[derive(Clone, Copy, Debug)]
pub struct Viewport {
    /// CSS pixels across.
    pub width: u32,
    /// CSS pixels down.
    pub height: u32,
    /// Whether it is a telephone's: touch, and the page's `viewport` respected.
    pub mobile: bool,
}

/// A connection.
#[derive(Clone, Copy, Debug)]
pub enum Network {
    /// As fast as the machine.
    Unlimited,
    /// Delay before each answer in milliseconds, and bytes a second both ways.
    Limited {
        /// Milliseconds.
        latency: u32,
        /// Bytes a second.
        bandwidth: u32,
    },
    /// None.
    Offline,
}

impl Page {
    /// Sets the screen.
    pub fn viewport(&mut self, viewport: Viewport) -> Result<(), HarnessError> {
        let Viewport { width, height, mobile } = viewport;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.call("Emulation.setDeviceMetricsOverride", &metrics)?;
        self.call("Emulation.setTouchEmulationEnabled", &json!({ "enabled": mobile })).map(drop)
    }

    /// Sets what media queries see, all others going back to what they were: `[("prefers-color-scheme", "dark")]`.
    pub fn media(&mut self, features: &[(&str, &str)]) -> Result<(), HarnessError> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.call("Emulation.setEmulatedMedia", &json!({ "features": features })).map(drop)
    }

    /// Sets the page's connection. Its workers keep theirs.
    pub fn network(&mut self, network: Network) -> Result<(), HarnessError> {
        let (offline, latency, bandwidth) = match network {
            Network::Unlimited => (false, 0, -1),
            Network::Limited { latency, bandwidth } => (false, latency, i64::from(bandwidth)),
            Network::Offline => (true, 0, -1),
        };
        let conditions = json!({
            "offline": offline, "latency": latency, "downloadThroughput": bandwidth, "uploadThroughput": bandwidth,
        });
        self.call("Network.emulateNetworkConditions", &conditions)?;
        if matches!(network, Network::Offline) {
            // The browser's network process hears of it in its own time; until then requests go through.
            let gone = "fetch(location, { method: 'HEAD', cache: 'no-store' }).then(() => false, () => true)";
            self.wait_for(gone, SOON)?;
        }
        Ok(())
    }

    /// Makes the processor this many times slower; 1 is its own speed.
    pub fn slow_down(&mut self, times: u32) -> Result<(), HarnessError> {
        self.call("Emulation.setCPUThrottlingRate", &json!({ "rate": times })).map(drop)
    }
}
