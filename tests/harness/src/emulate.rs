//! Emulates a visitor's machine: screen, preferences, connection, speed.
use std::time::Duration;

use serde_json::{Value, json};

use crate::{HarnessError, Page};

const SOON: Duration = Duration::from_secs(10);

/// A screen.
#[derive(Clone, Copy, Debug)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether it is a phone: with touch, and with the page's `viewport`.
    pub mobile: bool,
}

/// A connection.
#[derive(Clone, Copy, Debug)]
pub enum Network {
    /// As fast as the machine.
    Unlimited,
    /// Delay before each answer in milliseconds, and bytes per second in both directions.
    Limited {
        /// Milliseconds.
        latency: u32,
        /// Bytes per second.
        bandwidth: u32,
    },
    /// No connection.
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

    /// Sets media features, and resets all others: `[("prefers-color-scheme", "dark")]`.
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
            // The browser's network process applies it later. Until then requests succeed.
            let gone = "fetch(location, { method: 'HEAD', cache: 'no-store' }).then(() => false, () => true)";
            self.wait_for(gone, SOON)?;
        }
        Ok(())
    }

    /// Slows the processor by this factor. 1 is full speed.
    pub fn slow_down(&mut self, times: u32) -> Result<(), HarnessError> {
        self.call("Emulation.setCPUThrottlingRate", &json!({ "rate": times })).map(drop)
    }
}
