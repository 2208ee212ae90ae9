//! Wiring: snapshot and pictures in, assessment out.
