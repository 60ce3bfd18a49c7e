//! What the rules of this theme share.
