//! What was answered, counted by the route's pattern, for the operator's monitoring. It holds no
//! path as it was asked for, no address and no name (invariant 13).

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Upper ends of the buckets of answering times, in milliseconds.
const BUCKETS_MS: [u64; 10] = [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];
/// How many patterns and methods are told apart at most; a guard, for patterns are few.
const ROUTES_MAX: usize = 1_000;

/// Counts of answers.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<String, Route>>);

/// What one pattern answered.
#[derive(Default)]
struct Route {
    /// Method, first digit of the status, how many.
    answers: Vec<(String, u16, u64)>,
    /// How many took at most so long; the last is for what took longer than all.
    times: [u64; BUCKETS_MS.len() + 1],
    total: Duration,
}

impl Metrics {
    /// Notes an answer.
    pub(crate) fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let mut routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !routes.contains_key(route) {
            if routes.len() >= ROUTES_MAX {
                return;
            }
            routes.insert(route.to_owned(), Route::default());
        }
        let Some(known) = routes.get_mut(route) else { return };
        let class = status / 100;
        match known.answers.iter_mut().find(|(have, of, _)| have == method && *of == class) {
            Some((_, _, number)) => *number += 1,
            None => known.answers.push((method.to_owned(), class, 1)),
        }
        let ms = u64::try_from(took.as_micros().div_ceil(1_000)).unwrap_or(u64::MAX);
        let bucket = BUCKETS_MS.iter().position(|end| ms <= *end).unwrap_or(BUCKETS_MS.len());
        known.times[bucket] += 1;
        known.total += took;
    }

    /// Writes the counts in the text format of Prometheus, version 0.0.4.
    pub fn write(&self, out: &mut String) {
        let routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.push_str("# HELP traad_requests_total Answers by method, pattern of the address and class of status.\n# TYPE traad_requests_total counter\n");
        for (route, known) in routes.iter() {
            for (method, class, number) in &known.answers {
                let _ = writeln!(
                    out,
                    "traad_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{class}xx\"}} {number}"
                );
            }
        }
        out.push_str(
            "# HELP traad_request_seconds How long answers took.\n# TYPE traad_request_seconds histogram\n",
        );
        for (route, known) in routes.iter() {
            let mut sum = 0;
            for (end, number) in BUCKETS_MS.iter().zip(known.times) {
                sum += number;
                let (whole, rest) = (end / 1_000, end % 1_000);
                let _ = writeln!(
                    out,
                    "traad_request_seconds_bucket{{route=\"{route}\",le=\"{whole}.{rest:03}\"}} {sum}"
                );
            }
            sum += known.times[BUCKETS_MS.len()];
            let _ = writeln!(out, "traad_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {sum}");
            let _ = writeln!(
                out,
                "traad_request_seconds_sum{{route=\"{route}\"}} {:.6}",
                known.total.as_secs_f64()
            );
            let _ = writeln!(out, "traad_request_seconds_count{{route=\"{route}\"}} {sum}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_pattern_and_class() {
        let metrics = Metrics::default();
        for (status, ms) in [(200, 1), (200, 30), (304, 2), (500, 9_000)] {
            metrics.answered("GET", "/news/{slug}", status, Duration::from_millis(ms));
        }
        let mut out = String::new();
        metrics.write(&mut out);
        for line in [
            "traad_requests_total{method=\"GET\",route=\"/news/{slug}\",status=\"2xx\"} 2",
            "traad_requests_total{method=\"GET\",route=\"/news/{slug}\",status=\"3xx\"} 1",
            "traad_requests_total{method=\"GET\",route=\"/news/{slug}\",status=\"5xx\"} 1",
            "traad_request_seconds_bucket{route=\"/news/{slug}\",le=\"0.001\"} 1",
            "traad_request_seconds_bucket{route=\"/news/{slug}\",le=\"0.050\"} 3",
            "traad_request_seconds_bucket{route=\"/news/{slug}\",le=\"5.000\"} 3",
            "traad_request_seconds_bucket{route=\"/news/{slug}\",le=\"+Inf\"} 4",
            "traad_request_seconds_count{route=\"/news/{slug}\"} 4",
        ] {
            assert!(out.contains(&format!("{line}\n")), "{line}\n{out}");
        }
    }
}
