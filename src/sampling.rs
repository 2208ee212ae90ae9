//! Which pictures to look at, and in which order, within a budget.
