//! How the benches take times.

use std::time::{Duration, Instant};

/// Times of `runs` runs, shortest first.
pub fn sorted<T>(runs: usize, mut step: impl FnMut() -> T) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(step());
            start.elapsed()
        })
        .collect();
    times.sort();
    times
}
