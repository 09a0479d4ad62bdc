//! The tasks of the page's thread in processor time, which other programs do not affect.
use serde_json::{Value, json};

use crate::{HarnessError, Page};

impl Page {
    /// Starts a trace of the tasks of the page's main thread.
    pub fn start_trace(&mut self) -> Result<(), HarnessError> {
        let config = json!({ "includedCategories": ["toplevel", "devtools.timeline"] });
        self.call("Tracing.start", &json!({ "transferMode": "ReportEvents", "traceConfig": config })).map(drop)
    }

    /// Ends the trace. Returns the processor time of each task in milliseconds, the longest first.
    pub fn end_trace(&mut self) -> Result<Vec<f64>, HarnessError> {
        self.call("Tracing.end", &json!({}))?;
        let events = self.traced()?;
        let threads: Vec<&Value> = events.iter().filter(|event| event["args"]["name"] == "CrRendererMain").collect();
        let tasks = |thread: &Value| -> Vec<f64> {
            let own = |event: &&Value| event["pid"] == thread["pid"] && event["tid"] == thread["tid"];
            let task = |event: &&Value| event["name"] == "ThreadControllerImpl::RunTask";
            let mut tasks: Vec<f64> =
                events.iter().filter(own).filter(task).filter_map(|event| event["tdur"].as_f64()).collect();
            tasks.sort_by(|a, b| b.total_cmp(a));
            tasks
        };
        // A browser has spare processes. The page's process is the busy one.
        let all = threads.into_iter().map(tasks);
        let busiest = all.max_by(|a, b| a.iter().sum::<f64>().total_cmp(&b.iter().sum()));
        Ok(busiest.unwrap_or_default().into_iter().map(|microseconds| microseconds / 1e3).collect())
    }
}
