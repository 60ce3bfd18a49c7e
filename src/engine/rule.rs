use super::context::{CatalogueContext, Context};
use super::severity::Severity;
use super::status::{self, Certainty, Evidence, Share, Status};
use crate::code::DivisionCode;
use crate::grounds::{Citation, Requirement, Weight, citations, reason};
use crate::i18n::{Argument, Language, Text, placeholders};
use crate::model::ServiceItem;

/// A rule: its code and name, its texts, its grounds and its check function.
///
/// The crate's rules are listed by [`rules::all`](crate::rules::all). To add a rule of your own,
/// build a `static Rule` with [`Rule::new`] and the `with_` methods, and pass it to
/// [`Checker::with_rule`](crate::Checker::with_rule); `examples/own_rule.rs` shows a complete one.
///
/// The severity is the default; the profile and the configuration may change it for a run, and a
/// [`Finding`](super::Finding) has the resulting one.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The code: three letters of the theme and three digits; codes are never reused.
    pub code: &'static str,
    /// The name of the defect, in kebab case.
    pub name: &'static str,
    /// The default severity, unless profile or configuration override it.
    pub severity: Severity,
    /// The defect in a few words.
    pub summary: Text,
    /// Template of the message: the problem, with the values involved.
    pub message: Text,
    /// Help template: how to fix it.
    pub help: Text,
    /// The requirements it serves.
    pub requirements: &'static [Requirement],
    /// The clauses it is based on or that show instances of the defect, as `id#clause` of the
    /// registry of sources.
    pub cites: &'static [&'static str],
    /// The rationale, if the rule is a convention of this crate.
    pub own: Option<Text>,
    /// The evidence for trusting the rule.
    pub evidence: Evidence,
    /// Codes of the rules that this one overrides: their findings are dropped if they are about the
    /// same thing, that is, if a place of one finding (its subject or a related place) lies within a
    /// place of the other.
    pub overrides: &'static [&'static str],
    /// The Markdown page that documents it, alone or with its family: what it checks, why, bad and
    /// good examples.
    pub page: &'static str,
    /// The check function, by the scope that it looks at.
    pub check: Check,
}

/// The scope of a rule, with the function that checks it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Check {
    /// Reported by the reader; no check function.
    Reading,
    /// Reported by the constraints on the model's leaf values; no check function.
    Shape,
    /// Reported by the check itself, once it knows which findings the suppressions accept; no check
    /// function.
    Suppression,
    /// Checks one item, together with the same item in other views.
    Item(fn(&ServiceItem, &mut Context<'_>)),
    /// Checks a whole catalogue.
    Catalogue(fn(&mut CatalogueContext<'_>)),
}

impl Rule {
    /// Creates a rule with its code, name, severity and check; the `with_` methods add the rest. It
    /// is [stable](crate::engine::Status::Stable) unless [`with_evidence`](Self::with_evidence)
    /// says otherwise.
    pub const fn new(
        code: &'static str,
        name: &'static str,
        severity: Severity,
        check: Check,
    ) -> Self {
        Self {
            code,
            name,
            severity,
            summary: Text::new("", ""),
            message: Text::new("", ""),
            help: Text::new("", ""),
            requirements: &[],
            cites: &[],
            own: None,
            evidence: Evidence::Certain(Certainty::Author),
            overrides: &[],
            page: "",
            check,
        }
    }

    /// Sets the summary, the message template and the help template.
    #[must_use]
    pub const fn with_texts(mut self, summary: Text, message: Text, help: Text) -> Self {
        self.summary = summary;
        self.message = message;
        self.help = help;
        self
    }

    /// Sets the requirements it serves.
    #[must_use]
    pub const fn with_requirements(mut self, requirements: &'static [Requirement]) -> Self {
        self.requirements = requirements;
        self
    }

    /// Sets the clauses it is based on or that show instances of the defect.
    #[must_use]
    pub const fn with_citations(mut self, cites: &'static [&'static str]) -> Self {
        self.cites = cites;
        self
    }

    /// Sets the rationale of a rule that is a convention of your own.
    #[must_use]
    pub const fn with_own_reason(mut self, own: Text) -> Self {
        self.own = Some(own);
        self
    }

    /// Sets the evidence for trusting the rule.
    #[must_use]
    pub const fn with_evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = evidence;
        self
    }

    /// Sets the codes of the rules that this one overrides.
    #[must_use]
    pub const fn with_overrides(mut self, codes: &'static [&'static str]) -> Self {
        self.overrides = codes;
        self
    }

    /// Sets its documentation page.
    #[must_use]
    pub const fn with_page(mut self, page: &'static str) -> Self {
        self.page = page;
        self
    }

    /// The measured share of its findings at its own severity.
    pub fn measured(&self) -> Option<Share> {
        status::measured(self.code)
    }

    /// Whether it runs by default and counts towards the verdict.
    pub fn status(&self) -> Status {
        let trusted = match self.evidence {
            Evidence::Certain(_) => true,
            Evidence::Doubted(_) => false,
            Evidence::Measured => self
                .measured()
                .is_some_and(|share| share.suffices(self.severity)),
        };
        if trusted {
            Status::Stable
        } else {
            Status::Preview
        }
    }

    /// Its citations of this weight.
    pub fn citations(&self, weight: Weight) -> impl Iterator<Item = Citation> {
        citations(self.cites, weight)
    }

    /// The reason for the rule in one line, for a report on items of this division: its grounds
    /// there, or else its own rationale, or else instances of the defect. The first text is the
    /// kind of reason: 依据, 本库约定 or 实例.
    pub fn reason(
        &self,
        language: Language,
        division: Option<&DivisionCode>,
    ) -> Option<(&'static str, String)> {
        reason(self.cites, self.own, language, division)
    }

    /// The first mismatch between arguments and templates: a placeholder without an argument, or an
    /// argument without a placeholder.
    pub(crate) fn misfit<'r>(&self, arguments: &'r [(&'static str, Argument)]) -> Option<&'r str>
    where
        Self: 'r,
    {
        let texts = [self.message.zh, self.help.zh, self.message.en, self.help.en];
        let mut holes = texts.into_iter().flat_map(placeholders);
        let hole = holes.find(|hole| !arguments.iter().any(|(name, _)| name == hole));
        let unused = || {
            let mut names = arguments.iter().map(|(name, _)| *name);
            names.find(|name| {
                !texts
                    .into_iter()
                    .flat_map(placeholders)
                    .any(|hole| hole == *name)
            })
        };
        hole.or_else(unused)
    }

    /// The requirements it serves as one string, such as `A1 B5`.
    pub fn rows(&self) -> String {
        let rows: Vec<&str> = self.requirements.iter().map(|row| row.id()).collect();
        rows.join(" ")
    }

    /// Whether `name` is the rule's code, ignoring case, or its name.
    pub fn is_called(&self, name: &str) -> bool {
        self.code.eq_ignore_ascii_case(name) || self.name == name
    }

    /// Whether `name` is the rule's code, its name or its theme.
    pub fn goes_by(&self, name: &str) -> bool {
        self.is_called(name) || self.theme().eq_ignore_ascii_case(name)
    }

    /// The three letters of the theme.
    pub fn theme(&self) -> &'static str {
        self.code.get(..3).unwrap_or(self.code)
    }
}

/// Defines the `static RULES` of a file with one rule, and the test that runs its page, the file of
/// the same name with `.md`.
///
/// ```ignore
/// rule! {
///     "LIM010", "promised-exceeds-statutory", Error, Item(check),
///     summary: ("承诺办结时限长于法定办结时限", "the promised limit is longer than the statutory one"),
///     message: ("承诺{promised}，长于法定{statutory}", "…"),
///     help: ("把承诺时限改到{statutory}以内", "…"),
///     requirements: [B5],
///     cites: ["licence-law#42"],           // clauses of src/grounds/registry.toml, and/or
///     own: ("…", "…"),                     // why, where it is a convention of this crate
///     certain: Arithmetic,                 // or `doubted: ("…", "…")`; with neither, measured
///     page: "promised_exceeds_statutory.md",
/// }
/// ```
macro_rules! rule {
    ($code:expr, $name:literal, $severity:ident, $check:expr, $($field:ident: $value:tt),+ $(,)?) => {
        $crate::engine::rules! {
            all {}
            $code, $name, $severity, $check, $($field: $value),+;
        }
    };
}

/// Defines the `static RULES` of a file with a family of rules. `all` holds what they share, at
/// least their page; each row states only its own fields.
///
/// ```ignore
/// rules! {
///     all {
///         message: ("{element}的说法不一：{statements}", "…"),
///         page: "channels_disagree.md",
///     }
///     "CHN010", "channels-disagree-on-limits", Error, Item(|item, cx| report(Topic::Limits, item, cx)),
///         summary: ("各渠道对时限的说法不一", "…"),
///         requirements: [C1, C5];
/// }
/// ```
macro_rules! rules {
    (
        all $all:tt
        $(
            $code:expr, $name:literal, $severity:ident, $check:expr,
            $($field:ident: $value:tt),+ $(,)?;
        )+
    ) => {
        /// The rules of this file, in page order.
        pub(super) static RULES: &[$crate::engine::Rule] = {
            #[allow(unused_imports, reason = "not every rule uses every depth")]
            use $crate::engine::Check::{Catalogue, Item, Reading, Shape, Suppression};
            use $crate::engine::{Evidence, Rule, Severity};
            &[$({
                let mut rule = Rule::new($code, $name, Severity::$severity, $check);
                rule.evidence = Evidence::Measured;
                $crate::engine::set!(rule, $all);
                $($crate::engine::set!(rule, $field: $value);)+
                rule
            }),+]
        };

        #[cfg(test)]
        #[test]
        fn page_examples() {
            $crate::rules::testing::run_page(RULES, file!());
        }
    };
}

/// Sets one or more fields of a rule under construction.
macro_rules! set {
    ($rule:ident, { $($field:ident: $value:tt),* $(,)? }) => {
        $($crate::engine::set!($rule, $field: $value);)*
    };
    ($rule:ident, summary: ($zh:literal, $en:literal $(,)?)) => {
        $rule.summary = $crate::i18n::Text::plain($zh, $en)
    };
    ($rule:ident, message: ($zh:literal, $en:literal $(,)?)) => {
        $rule.message = $crate::i18n::Text::template($zh, $en)
    };
    ($rule:ident, help: ($zh:literal, $en:literal $(,)?)) => {
        $rule.help = $crate::i18n::Text::template($zh, $en)
    };
    ($rule:ident, requirements: [$($row:ident),+ $(,)?]) => {
        $rule.requirements = &[$($crate::grounds::Requirement::$row),+]
    };
    ($rule:ident, cites: [$($cite:literal),+ $(,)?]) => {
        $rule.cites = &[$($cite),+]
    };
    ($rule:ident, own: ($zh:literal, $en:literal $(,)?)) => {
        $rule.own = Some($crate::i18n::Text::plain($zh, $en))
    };
    ($rule:ident, own: $text:ident) => {
        $rule.own = Some($text)
    };
    ($rule:ident, certain: $certainty:ident) => {
        $rule.evidence = $crate::engine::Evidence::Certain($crate::engine::Certainty::$certainty)
    };
    ($rule:ident, doubted: ($zh:literal, $en:literal $(,)?)) => {
        $rule.evidence = $crate::engine::Evidence::Doubted($crate::i18n::Text::plain($zh, $en))
    };
    ($rule:ident, overrides: [$($code:literal),+ $(,)?]) => {
        $rule.overrides = &[$($code),+]
    };
    ($rule:ident, page: $page:literal) => {
        $rule.page = include_str!($page)
    };
}

pub(crate) use {rule, rules, set};
