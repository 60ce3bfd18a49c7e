use super::context::{CatalogueContext, Context};
use super::finding::Severity;
use crate::i18n::{Argument, Language, Text, placeholders};
use crate::model::ServiceItem;

/// One rule: what it is called, what it says, and how it looks.
///
/// A rule of one's own is a `static` like those of the crate; see `examples/own_rule.rs`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Three letters of the theme and three digits; never used again for anything else.
    pub code: &'static str,
    /// The defect, in kebab case.
    pub name: &'static str,
    /// How grave a finding is unless profile or configuration say otherwise.
    pub severity: Severity,
    /// The defect in a few words.
    pub summary: Text,
    /// Template of the message: what is wrong, with both values.
    pub message: Text,
    /// Template of the mending: what to do.
    pub help: Text,
    /// Rows of the requirements it serves, `A1` to `E5`.
    pub requirements: &'static [&'static str],
    /// The standard, law or published check it rests on.
    pub source: &'static str,
    /// Codes of the rules whose findings this one's stand for, where they speak of the same: a place of the
    /// one, its subject or what that is held against, lies within a place of the other.
    pub overrides: &'static [&'static str],
    /// Its page in Markdown: what, why, bad and good examples.
    pub page: &'static str,
    /// How it looks.
    pub check: Check,
}

/// At which depth a rule looks, and the function that does.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Check {
    /// Diagnostic while reading; there is no function.
    Reading,
    /// Diagnostic by the constraints on the model's leaves; there is no function.
    Shape,
    /// Looks at one item (and the same item in other views).
    Item(fn(&ServiceItem, &mut Context<'_>)),
    /// Looks at a whole catalogue.
    Catalogue(fn(&mut CatalogueContext<'_>)),
}

impl Rule {
    /// A rule with these names and this check; texts are added by the `with_` methods.
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
            source: "",
            overrides: &[],
            page: "",
            check,
        }
    }

    /// Sets summary, message template and help template.
    #[must_use]
    pub const fn with_texts(mut self, summary: Text, message: Text, help: Text) -> Self {
        self.summary = summary;
        self.message = message;
        self.help = help;
        self
    }

    /// Sets the codes of the rules whose findings this one's stand for.
    #[must_use]
    pub const fn with_overrides(mut self, codes: &'static [&'static str]) -> Self {
        self.overrides = codes;
        self
    }

    /// What users read of the first example of its page, in one language: message → help.
    pub fn example(&self, language: Language) -> Option<&'static str> {
        let (_, after) = self.page.split_once("```snapshot\n")?;
        let (snapshot, _) = after.split_once("```")?;
        let mut lines = snapshot.lines().rev();
        let (english, chinese) = (lines.next()?, lines.next()?);
        Some(match language {
            Language::Chinese => chinese,
            Language::English => english,
        })
    }

    /// The first place of message or help that no argument fills, or argument that neither has a
    /// place for.
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

    /// The three letters of the theme.
    pub fn theme(&self) -> &'static str {
        self.code.get(..3).unwrap_or(self.code)
    }
}

/// Writes the `static RULE` of a rule's file.
///
/// ```ignore
/// rule! {
///     "LIM010", "promised-exceeds-statutory", Error, Item(check),
///     summary: ("承诺办结时限长于法定办结时限", "the promised limit is longer than the statutory one"),
///     message: ("承诺{promised}，长于法定{statutory}", "…"),
///     help: ("把承诺时限改到{statutory}以内", "…"),
///     rows: ["B5"],
///     source: "行政许可法 第四十二条",
///     page: "promised_exceeds_statutory.md",
/// }
/// ```
macro_rules! rule {
    (
        $code:literal, $name:literal, $severity:ident, $check:expr,
        summary: ($summary_zh:literal, $summary_en:literal $(,)?),
        message: ($message_zh:literal, $message_en:literal $(,)?),
        help: ($help_zh:literal, $help_en:literal $(,)?),
        rows: [$($row:literal),* $(,)?],
        source: $source:literal,
        $(overrides: [$($overridden:literal),* $(,)?],)?
        page: $page:literal $(,)?
    ) => {
        #[doc = concat!("`", $code, "` ", $name, ".")]
        pub(crate) static RULE: $crate::engine::Rule = {
            #[allow(unused_imports, reason = "not every rule uses every depth")]
            use $crate::engine::Check::{Catalogue, Item, Reading, Shape};
            $crate::engine::Rule {
                code: $code,
                name: $name,
                severity: $crate::engine::Severity::$severity,
                summary: $crate::i18n::Text::new($summary_zh, $summary_en),
                message: $crate::i18n::Text::new($message_zh, $message_en),
                help: $crate::i18n::Text::new($help_zh, $help_en),
                requirements: &[$($row),*],
                source: $source,
                overrides: &[$($($overridden),*)?],
                page: include_str!($page),
                check: $check,
            }
        };

        #[cfg(test)]
        #[test]
        fn page_examples() {
            $crate::rules::testing::run_page(&RULE, file!(), $page);
        }
    };
}
pub(crate) use rule;
