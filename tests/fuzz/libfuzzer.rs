//! One target, named by `TARGET`, with inputs that libFuzzer thinks of.
#![no_main]

mod bytes;
mod containers;
mod targets;

use std::sync::LazyLock;
use std::{env, panic};

use libfuzzer_sys::fuzz_target;
use targets::{TARGETS, Target};

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let named = env::var_os("TARGET").unwrap_or_default();
    let Some((_, target)) = TARGETS.iter().find(|(name, _)| **name == *named) else {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        panic!("TARGET is one of {}", names.join(", "));
    };
    // A panic of calamine is caught where workbooks are read; libFuzzer's hook would end at it.
    drop(panic::take_hook());
    *target
});

fuzz_target!(|data: &[u8]| TARGET(data));
