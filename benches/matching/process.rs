//! What this process has used, as Linux counts it. Elsewhere nothing is known, and the table says so.

use std::fs;

/// Processor seconds of this thread.
pub fn thread_seconds() -> Option<f64> {
    let nanoseconds: f64 = fs::read_to_string("/proc/thread-self/schedstat").ok()?.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// From now on the peak is a new one.
pub fn forget_peak() {
    // Where that is not allowed the peak is that of the whole run, which is larger: nothing is made to look better.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The most memory since then, in bytes.
pub fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
