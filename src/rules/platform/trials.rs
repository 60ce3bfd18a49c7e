use std::cmp::Reverse;

use chrono::{Days, NaiveDate};

use super::functions::{function_name, platform_name};
use crate::engine::{CatalogueContext, Diagnostic, rules};
use crate::i18n::{Argument, Text};
use crate::model::Trial;
use crate::path;
use crate::path::Path;
use crate::vocabulary::PlatformFunction;

rules! {
    all {
        requirements: [E5],
        certain: Arithmetic,
        page: "trials.md",
    }
    "PLT020", "trial-failed", Warning, Catalogue(failed),
        summary: ("平台的功能最近一次试用没有成功", "a function of a platform that failed when last tried"),
        message: ("“{platform}”的{function}{date}试用没有成功{note}", "{function} of “{platform}” failed when tried {date}{note}"),
        help: ("修好以后再试一次，把日期和结果记在trials里", "repair it, try it again, and record date and result under `trials`"),
        cites: ["gbh-2017-115#4-search", "gbh-2017-115#4-reply"];
    "PLT022", "trial-too-old", Hint, Catalogue(old),
        summary: ("平台的功能一年多没有试用过", "a function of a platform that was not tried for more than a year"),
        message: ("“{platform}”的{function}最近一次试用是{date}，已过一年", "{function} of “{platform}” was last tried {date}, more than a year ago"),
        help: ("再试用一次，把日期和结果记在trials里", "try it again and record date and result under `trials`"),
        own: ("一年前能用，不说明现在能用", "what worked a year ago may not work today");
    "PLT024", "trial-in-future", Error, Catalogue(future),
        summary: ("试用的日期在今天之后", "a trial dated after today"),
        message: ("“{platform}”的{function}试用日期是{date}，在今天之后", "{function} of “{platform}” is said to be tried {date}, which is after today"),
        help: ("更正写错的日期", "correct the wrong date"),
        own: ("还没有试的，不会有结果", "what was not tried has no result");
}

/// Number of days after which a trial is too old.
const STALE_DAYS: u64 = 365;

/// A function of a platform, with its trials.
struct Tried<'a> {
    platform: &'a str,
    /// The index of the platform.
    index: usize,
    kind: Option<&'a PlatformFunction>,
    function: Argument,
    trials: &'a [Trial],
    /// The path of the trials.
    path: Path,
}

impl Tried<'_> {
    /// A diagnostic about one of the trials.
    fn diagnostic(&self, place: usize, key: &'static str, date: Argument) -> Diagnostic {
        Diagnostic::at(self.path.then(place).then(key))
            .with("platform", self.platform)
            .with("function", self.function.clone())
            .with("date", date)
    }

    /// The latest trial; of several on one day, or without dates, the last in the list. Trials dated after
    /// today are ignored.
    fn latest(&self, today: Option<NaiveDate>) -> Option<(usize, &Trial)> {
        let has_been = |trial: &Trial| {
            trial
                .date
                .zip(today)
                .is_none_or(|(date, today)| date <= today)
        };
        let trials = self.trials.iter().enumerate();
        let trials = trials.filter(|(_, trial)| has_been(trial));
        trials.min_by_key(|(place, trial)| Reverse((trial.date, *place)))
    }
}

/// The latest trial of each function of a platform.
fn latest<'t, 'a>(
    all: &'t [Tried<'a>],
    today: Option<NaiveDate>,
) -> Vec<(&'t Tried<'a>, usize, &'t Trial)> {
    let mut latest: Vec<(&Tried<'_>, usize, &Trial)> = Vec::new();
    for tried in all {
        let Some((place, trial)) = tried.latest(today) else {
            continue;
        };
        let same = |(other, ..): &&mut (&Tried<'_>, usize, &Trial)| {
            other.index == tried.index && tried.kind.is_some() && other.kind == tried.kind
        };
        match latest.iter_mut().find(same) {
            Some(known) if known.2.date <= trial.date => *known = (tried, place, trial),
            Some(_) => {}
            None => latest.push((tried, place, trial)),
        }
    }
    latest
}

fn tried<'a>(cx: &CatalogueContext<'a>) -> Vec<Tried<'a>> {
    let mut all = Vec::new();
    for (index, platform) in cx.catalogue().platforms.iter().enumerate() {
        for (place, feature) in platform.functions.iter().enumerate() {
            let unnamed = Text::new("一项没有写名称的功能", "a function without a name");
            all.push(Tried {
                platform: platform_name(platform),
                index,
                kind: feature.kind.as_ref(),
                function: feature
                    .kind
                    .as_ref()
                    .map_or_else(|| unnamed.into(), function_name),
                trials: &feature.trials,
                path: path!["platforms", index, "functions", place, "trials"],
            });
        }
    }
    all
}

fn failed(cx: &mut CatalogueContext<'_>) {
    let all = tried(cx);
    for (tried, place, trial) in latest(&all, cx.settings.today) {
        if trial.passed != Some(false) {
            continue;
        }
        let date = trial.date.map_or_else(
            || Text::new("（没有写日期）", "on an unknown date").into(),
            on_date,
        );
        let note = trial.note.as_deref().map(str::trim).unwrap_or_default();
        let note = if note.is_empty() {
            Argument::Plain(String::new())
        } else {
            Argument::Both {
                zh: format!("：{note}"),
                en: format!(": {note}"),
            }
        };
        cx.report(tried.diagnostic(place, "passed", date).with("note", note));
    }
}

fn old(cx: &mut CatalogueContext<'_>) {
    let all = tried(cx);
    for (tried, place, trial) in latest(&all, cx.settings.today) {
        let Some(date) = trial.date else { continue };
        let Some(today) = cx.settings.today else {
            cx.cannot_judge(Text::new("不知道今天的日期", "today's date is not known"));
            continue;
        };
        let stale = date.checked_add_days(Days::new(STALE_DAYS));
        if stale.is_some_and(|stale| stale < today) {
            cx.report(tried.diagnostic(place, "date", on_date(date)));
        }
    }
}

fn future(cx: &mut CatalogueContext<'_>) {
    let Some(today) = cx.settings.today else {
        return;
    };
    for tried in tried(cx) {
        for (place, trial) in tried.trials.iter().enumerate() {
            if let Some(date) = trial.date.filter(|date| *date > today) {
                cx.report(tried.diagnostic(place, "date", on_date(date)));
            }
        }
    }
}

fn on_date(date: NaiveDate) -> Argument {
    Argument::Both {
        zh: date.to_string(),
        en: format!("on {date}"),
    }
}
