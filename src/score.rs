//! Weighs signs into a state.
