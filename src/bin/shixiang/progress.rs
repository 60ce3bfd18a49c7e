//! Progress of a check on standard error: a line that is overwritten on a terminal, or with `--verbose` a line for
//! each event.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use shixiang::{CheckProgress, Language, Report};

/// Duration of a check after which the progress line appears.
const SHOW_AFTER: Duration = Duration::from_secs(1);
/// Interval at which the progress line is updated.
const UPDATE_INTERVAL: Duration = Duration::from_millis(100);
/// The terminal sequence that clears a line.
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

/// Shows the progress of a check.
pub(crate) struct Progress {
    is_verbose: bool,
    /// Whether the progress line is shown.
    is_shown: bool,
    language: Language,
    state: Mutex<State>,
}

struct State {
    phase: Phase,
    began: Instant,
    /// When the current phase began.
    since: Instant,
    /// How long the earlier phases took.
    took: Vec<(Phase, Duration)>,
    /// When the progress line was last written; `None` if it is not on the screen.
    shown: Option<Instant>,
    /// The document last reported, so that a large one, which is read in many chunks, is reported once.
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

    /// Reports the configuration file.
    pub(crate) fn begin(&self, config: Option<&Path>) {
        self.verbose_line(|| match (self.language, config) {
            (Language::English, Some(path)) => format!("configuration: {}", path.display()),
            (Language::English, None) => "configuration: none".to_owned(),
            (_, Some(path)) => format!("配置：{}", path.display()),
            (_, None) => "配置：没有".to_owned(),
        });
    }

    /// Handles an event of the library.
    pub(crate) fn take(&self, event: &CheckProgress<'_>) {
        match event {
            CheckProgress::Checked { items, documents } => {
                self.enter(Phase::Checking);
                for document in *documents {
                    self.report_document(document);
                }
                self.update_line(*items);
            }
            CheckProgress::Again => self.verbose_line(|| {
                let zh = "到末尾才知道来源采集哪些要素，重新检查";
                let en = "only its end showed which elements the source collects; checking again";
                self.text(zh, en).to_owned()
            }),
            CheckProgress::Across => self.enter(Phase::Across),
            CheckProgress::Locating => self.enter(Phase::Locating),
            _ => {}
        }
    }

    /// Enters the phase of writing the report, and clears the progress line.
    pub(crate) fn checked(&self) {
        self.enter(Phase::Writing);
        if self.lock().shown.take().is_some() {
            write(CLEAR);
        }
    }

    /// Reports the numbers of inputs and items, and the time.
    pub(crate) fn end(&self, report: &Report) {
        self.verbose_line(|| {
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
        self.verbose_line(|| {
            let state = self.lock();
            let last = (state.phase, state.since.elapsed());
            let phases = state.took.iter().chain(std::iter::once(&last));
            let phases =
                phases.map(|(phase, took)| self.display_duration(self.phase(*phase), *took));
            let phases: Vec<String> = phases.collect();
            let all = self.display_duration(self.text("共", "in all"), state.began.elapsed());
            match self.language {
                Language::English => format!("time: {}; {all}", phases.join(", ")),
                _ => format!("用时：{}；{all}", phases.join("，")),
            }
        });
    }

    fn display_duration(&self, what: &str, took: Duration) -> String {
        let seconds = took.as_secs_f64();
        match self.language {
            Language::English => format!("{what} {seconds:.2} s"),
            _ => format!("{what}{seconds:.2}秒"),
        }
    }

    fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Preparing => self.text("准备", "preparing"),
            Phase::Checking => self.text("读并逐项检查", "reading and checking each item"),
            Phase::Across => self.text("跨事项检查", "checking across items"),
            Phase::Locating => self.text("再读一遍找位置", "reading again for places"),
            Phase::Writing => self.text("写报告", "writing"),
        }
    }

    fn text(&self, zh: &'static str, en: &'static str) -> &'static str {
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

    fn report_document(&self, document: &str) {
        let mut state = self.lock();
        if state.document != document {
            document.clone_into(&mut state.document);
            drop(state);
            self.verbose_line(|| match self.language {
                Language::English => format!("read: {document}"),
                _ => format!("读：{document}"),
            });
        }
    }

    /// Updates the progress line, if it is due.
    fn update_line(&self, items: usize) {
        let mut state = self.lock();
        let is_time = state
            .shown
            .map_or(state.began.elapsed() > SHOW_AFTER, |at| {
                at.elapsed() > UPDATE_INTERVAL
            });
        if self.is_shown && is_time {
            state.shown = Some(Instant::now());
            write(&match self.language {
                Language::English => format!("{CLEAR}items checked: {items}"),
                _ => format!("{CLEAR}已检查{items}个事项"),
            });
        }
    }

    /// Writes a line for `--verbose`.
    fn verbose_line(&self, line: impl FnOnce() -> String) {
        if self.is_verbose {
            write(&format!("{}\n", shixiang::report::printable(&line())));
        }
    }
}

/// Whether standard error is a terminal on which a line can be overwritten.
fn is_rewritable() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !is_dumb
}

/// Writes to standard error; if it is closed, progress is not needed.
fn write(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
