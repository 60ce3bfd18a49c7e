//! A directory in which a test runs the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A directory of its own for a test, empty.
pub(crate) struct Place(PathBuf);

impl Place {
    /// Two tests never share a directory: `suite` is that of the file, `name` that of the test.
    pub(crate) fn new(suite: &str, name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(suite)
            .join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    #[allow(dead_code, reason = "only some files of tests ask")]
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, in a directory that is made if need be.
    pub(crate) fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    #[allow(dead_code, reason = "only some files of tests ask")]
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs the command there, in Chinese.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_shixiang"))
            .current_dir(&self.0)
            .env("LANG", "zh_CN.UTF-8")
            .args(args)
            .output()
            .unwrap()
    }
}
