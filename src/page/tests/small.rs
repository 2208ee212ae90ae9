//! Small pages of our own.
