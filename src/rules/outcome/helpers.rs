//! Helpers of the rules of this theme.
