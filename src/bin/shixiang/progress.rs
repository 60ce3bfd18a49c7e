//! Progress of a check on standard error: a line that is overwritten on a terminal, or everything for
//! `--verbose`.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use shixiang::{CheckProgress, Language, Report};

/// A check that takes less is not worth a line.
const PATIENCE: Duration = Duration::from_secs(1);
/// Interval at which the line is written.
const PAUSE: Duration = Duration::from_millis(100);
/// Clears a line of a terminal.
const CLEAR: &str = "\r\u{1b}[2K";

/// The phases of a check, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Preparing,
    Checking,
    Across,
    Locating,
    Writing,
}

/// Tells how far a check is.
pub(crate) struct Progress {
    is_verbose: bool,
    /// Whether a line is shown while it runs.
    is_shown: bool,
    language: Language,
    state: Mutex<State>,
}

struct State {
    phase: Phase,
    began: Instant,
    /// When the phase began, and how long those before it took.
    since: Instant,
    took: Vec<(Phase, Duration)>,
    /// When the line was written.
    shown: Option<Instant>,
    /// The document last reported: a large one has many windows.
    document: String,
}

impl Progress {
    pub(crate) fn new(is_verbose: bool, is_quiet: bool, language: Language) -> Arc<Self> {
        let now = Instant::now();
        Arc::new(Self {
            is_verbose,
            is_shown: !is_verbose && !is_quiet && is_rewritable(),
            language,
            state: Mutex::new(State {
                phase: Phase::Preparing,
                began: now,
                since: now,
                took: Vec::new(),
                shown: None,
                document: String::new(),
            }),
        })
    }

    /// Tells by which configuration is checked.
    pub(crate) fn begin(&self, config: Option<&Path>) {
        self.say(|| match (self.language, config) {
            (Language::English, Some(path)) => format!("configuration: {}", path.display()),
            (Language::English, None) => "configuration: none".to_owned(),
            (_, Some(path)) => format!("配置：{}", path.display()),
            (_, None) => "配置：没有".to_owned(),
        });
    }

    /// Shows an event of the library.
    pub(crate) fn take(&self, event: &CheckProgress<'_>) {
        match event {
            CheckProgress::Checked { items, documents } => {
                self.enter(Phase::Checking);
                for document in *documents {
                    self.read(document);
                }
                self.show(*items);
            }
            CheckProgress::Again => self.say(|| {
                let zh = "到末尾才知道来源采集哪些要素，重新检查";
                let en = "only its end showed which elements the source collects; checking again";
                self.word(zh, en).to_owned()
            }),
            CheckProgress::Across => self.enter(Phase::Across),
            CheckProgress::Locating => self.enter(Phase::Locating),
            _ => {}
        }
    }

    /// Everything is checked; only the report is to be written.
    pub(crate) fn checked(&self) {
        self.enter(Phase::Writing);
        if self.lock().shown.take().is_some() {
            write(CLEAR);
        }
    }

    /// Reports the numbers of inputs and items, and the time.
    pub(crate) fn end(&self, report: &Report) {
        self.say(|| {
            let Report {
                documents,
                records,
                items,
                excluded,
                ..
            } = report;
            match self.language {
                Language::English => format!(
                    "files: {documents}, records: {records}, items: {items}, excluded files: {excluded}"
                ),
                _ => format!(
                    "读了{documents}个文件、{records}条记录、{items}个事项，排除{excluded}个文件"
                ),
            }
        });
        self.enter(Phase::Writing);
        self.say(|| {
            let state = self.lock();
            let last = (state.phase, state.since.elapsed());
            let phases = state.took.iter().chain(std::iter::once(&last));
            let phases = phases.map(|(phase, took)| self.timed(self.phase(*phase), *took));
            let phases: Vec<String> = phases.collect();
            let all = self.timed(self.word("共", "in all"), state.began.elapsed());
            match self.language {
                Language::English => format!("time: {}; {all}", phases.join(", ")),
                _ => format!("用时：{}；{all}", phases.join("，")),
            }
        });
    }

    fn timed(&self, what: &str, took: Duration) -> String {
        let seconds = took.as_secs_f64();
        match self.language {
            Language::English => format!("{what} {seconds:.2} s"),
            _ => format!("{what}{seconds:.2}秒"),
        }
    }

    fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Preparing => self.word("准备", "preparing"),
            Phase::Checking => self.word("读并逐项检查", "reading and checking each item"),
            Phase::Across => self.word("跨事项检查", "checking across items"),
            Phase::Locating => self.word("再读一遍找位置", "reading again for places"),
            Phase::Writing => self.word("写报告", "writing"),
        }
    }

    fn word(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::English => en,
            _ => zh,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self, phase: Phase) {
        let mut state = self.lock();
        if state.phase != phase {
            let took = (state.phase, state.since.elapsed());
            state.took.push(took);
            state.phase = phase;
            state.since = Instant::now();
        }
    }

    fn read(&self, document: &str) {
        let mut state = self.lock();
        if state.document != document {
            document.clone_into(&mut state.document);
            drop(state);
            self.say(|| match self.language {
                Language::English => format!("read: {document}"),
                _ => format!("读：{document}"),
            });
        }
    }

    /// Shows the line, if it is time.
    fn show(&self, items: usize) {
        let mut state = self.lock();
        let is_time = state
            .shown
            .map_or(state.began.elapsed() > PATIENCE, |at| at.elapsed() > PAUSE);
        if self.is_shown && is_time {
            state.shown = Some(Instant::now());
            write(&match self.language {
                Language::English => format!("{CLEAR}items checked: {items}"),
                _ => format!("{CLEAR}已检查{items}个事项"),
            });
        }
    }

    /// Writes a line for `--verbose`.
    fn say(&self, line: impl FnOnce() -> String) {
        if self.is_verbose {
            write(&format!("{}\n", shixiang::report::printable(&line())));
        }
    }
}

/// Whether standard error is a terminal on which a line can be written over.
fn is_rewritable() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !is_dumb
}

/// Writes to standard error; if it is closed, there is no one left to tell.
fn write(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
