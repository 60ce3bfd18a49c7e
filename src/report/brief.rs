//! The brief text report: two lines for the findings of a rule, or a few more, without excerpts.
//!
//! A catalogue with two hundred items has some eighty causes. With an excerpt each, they take a thousand lines,
//! which nobody reads; the problem, the fix and the places fit in two.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_WARNING_STYLE};

use super::places::{self, Base};
use super::shared::one_line;
use super::text::TextOptions;
use crate::check::{Cause, items};
use crate::engine::{Finding, Severity, Status};
use crate::i18n::{Argument, Language, Text, counted};
use crate::prose::clipped;

/// Maximum number of wordings that are compared with the first.
const MAX_COMPARED: usize = 10;
/// Maximum number of different messages shown for one rule.
const MAX_MESSAGES: usize = 2;

/// Maximum number of findings of an entry that is one line with problem, fix and places.
const MAX_IN_ONE_LINE: usize = 16;

/// Maximum length of a quotation, in characters: enough to recognise the text.
const MAX_QUOTED_CHARS: usize = 36;

/// Renders causes as a list, in their order: what is wrong, how to fix it and where, once for
/// each rule and severity.
///
/// The place of every finding is listed. Excerpts and reasons are left out. If a rule has different messages, the
/// first two are shown, or for a few hints only the first.
pub fn brief(causes: &[&Cause<'_>], options: &TextOptions) -> String {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut known = HashMap::new();
    for finding in causes.iter().flat_map(|cause| cause.findings()) {
        let key = (finding.rule.code, finding.severity);
        let number = *known.entry(key).or_insert(entries.len());
        match entries.get_mut(number) {
            Some(entry) => entry.findings.push(finding),
            None => entries.push(Entry {
                findings: vec![finding],
            }),
        }
    }
    let all = entries.iter().flat_map(|entry| &entry.findings);
    let base = Base::of(all.map(|finding| &**finding));
    let mut lines: Vec<String> = base.line(options.language).into_iter().collect();
    let mut shown_fixes = HashSet::new();
    for entry in &entries {
        lines.extend(entry.lines(&base, options, &mut shown_fixes));
    }
    lines.join("\n")
}

/// The findings of one rule at one severity; never empty.
struct Entry<'f> {
    findings: Vec<Cow<'f, Finding>>,
}

/// Whether two messages differ in a few characters only, none of them digits.
fn is_alike(one: &str, other: &str) -> bool {
    const MIN_LIKENESS: f64 = 0.9;
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    digits(one) == digits(other) && strsim::normalized_levenshtein(one, other) >= MIN_LIKENESS
}

impl Entry<'_> {
    fn all(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().map(|finding| &**finding)
    }

    /// The lines of an entry: the problem, in up to three wordings; then the fix, and the places.
    ///
    /// A fix that was shown before, for a higher severity of the rule, is only referred to; `shown_fixes` collects
    /// the fixes shown.
    fn lines(
        &self,
        base: &Base<'_>,
        options: &TextOptions,
        shown_fixes: &mut HashSet<(&'static str, String)>,
    ) -> Vec<String> {
        let language = options.language;
        let Some(first) = self.findings.first() else {
            return Vec::new();
        };
        let help = first.help(language);
        let again = !shown_fixes.insert((first.rule.code, help.clone()));
        let mut messages = self.messages(language).into_iter();
        let (_, message) = messages.next().unwrap_or((first, String::new()));
        let few = self.findings.len() <= MAX_IN_ONE_LINE;
        // One message is enough if the rule was shown before, or for a few hints.
        let shown = again || few && first.severity == Severity::Hint;
        // Another wording of nearly the same words tells nothing more.
        let messages =
            (messages.take(MAX_COMPARED)).filter(|(_, other)| !is_alike(&message, other));
        let messages = messages.take(if shown { 0 } else { MAX_MESSAGES });
        let mut lines = vec![self.head_line(first, &message, options)];
        for (finding, message) in messages {
            let at = places::together(finding.location.iter(), base, language);
            let head = Text::new("又如", "also ").get(language);
            let colon = Text::new("：", ": ").get(language);
            lines.push(one_line(&format!("{head}{at}{colon}{message}")));
        }
        let at = self.all().filter_map(|finding| finding.location.as_ref());
        let at = places::together(at, base, language);
        let fix_and_places = match language {
            Language::Chinese if again => format!("整改同上面的{}。见{at}", first.rule.code),
            Language::English if again => {
                format!("help: as for {} above. See {at}", first.rule.code)
            }
            Language::Chinese => format!("整改：{help}。见{at}"),
            Language::English => format!("help: {help}. See {at}"),
        };
        let short = again || few;
        match lines.as_mut_slice() {
            [head] if short => {
                *head += Text::new("。", ". ").get(language);
                *head += &one_line(&fix_and_places);
            }
            _ => lines.push(one_line(&fix_and_places)),
        }
        for line in lines.iter_mut().skip(1) {
            line.insert_str(0, "    ");
        }
        lines
    }

    /// The first line: `错误[ORG006] 5个事项：办理地点没有写`.
    fn head_line(&self, first: &Finding, message: &str, options: &TextOptions) -> String {
        let language = options.language;
        let level = format!(
            "{}[{}]",
            first.severity.text().get(language),
            first.rule.code
        );
        let style = match first.severity {
            Severity::Error => DEFAULT_ERROR_STYLE,
            Severity::Warning => DEFAULT_WARNING_STYLE,
            Severity::Hint => DEFAULT_INFO_STYLE,
        };
        let level = if options.colour {
            format!("{style}{level}{style:#}")
        } else {
            level
        };
        let preview = match (first.rule.status(), language) {
            (Status::Stable, _) => "",
            (Status::Preview, Language::Chinese) => "（试用）",
            (Status::Preview, Language::English) => " (preview)",
        };
        let extent = match (self.findings.len(), items(self.all()), language) {
            (1, ..) => first
                .item
                .as_ref()
                .filter(|item| !item.name.is_empty())
                .map_or_else(String::new, |item| item.name.clone()),
            (all, 0, Language::Chinese) => format!("{all}处"),
            (all, 0, Language::English) => counted(all, "place"),
            (all, items, Language::Chinese) if all == items => format!("{items}个事项"),
            (all, items, Language::Chinese) => format!("{items}个事项{all}处"),
            (all, items, Language::English) if all == items => counted(items, "item"),
            (all, items, Language::English) => {
                format!("{} in {}", counted(all, "place"), counted(items, "item"))
            }
        };
        let between = match language {
            _ if extent.is_empty() => "",
            Language::Chinese => "：",
            Language::English => ": ",
        };
        format!(
            "{level}{preview} {}",
            one_line(&format!("{extent}{between}{message}"))
        )
    }

    /// The different messages, each with its first finding. If there are many, only the first message of each wording
    /// is kept.
    fn messages(&self, language: Language) -> Vec<(&Finding, String)> {
        let mut messages: Vec<(&Finding, String)> = Vec::new();
        let mut seen = HashSet::new();
        for finding in self.all() {
            let message = one_line(&finding.message(language));
            if seen.insert(message.clone()) {
                messages.push((finding, shorten_quotations(&message)));
            }
        }
        // A problem of the whole catalogue has no place to tell findings apart, so all its messages are kept.
        if messages.len() > MAX_MESSAGES && items(self.all()) > 0 {
            let mut seen = HashSet::new();
            messages.retain(|(finding, _)| seen.insert(wording(finding)));
            messages.truncate(MAX_MESSAGES);
        }
        messages
    }
}

/// Cuts quotations between “ and ” to [`MAX_QUOTED_CHARS`], so that the message around a long text stays
/// visible.
fn shorten_quotations(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, quoted)) = rest.split_once('“') {
        out += before;
        out.push('“');
        let Some((quoted, after)) = quoted.split_once('”') else {
            rest = quoted;
            break;
        };
        out += &clipped(quoted, MAX_QUOTED_CHARS);
        out.push('”');
        rest = after;
    }
    out + rest
}

/// The fixed texts among the arguments of a message, without names, numbers and words from the data.
fn wording(finding: &Finding) -> Vec<Text> {
    let texts = finding
        .arguments
        .iter()
        .filter_map(|(_, value)| match value {
            Argument::Text(text) => Some(*text),
            Argument::Plain(_) | Argument::Both { .. } => None,
        });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, ReadOptions, read_str, source::Format};

    fn list(text: &str, language: Language) -> String {
        let reading = read_str("甲.toml", text, Format::Toml, &ReadOptions::default());
        let report = Checker::new()
            .select(&["LIM050", "ORG060"])
            .unwrap()
            .check(&reading);
        let causes = report.causes();
        let causes: Vec<&Cause<'_>> = causes.iter().collect();
        brief(&causes, &TextOptions::new(language))
    }

    fn items(amounts: impl IntoIterator<Item = u32>) -> String {
        let item = |amount| {
            format!(
                "[[items]]\nname = \"补办证书\"\n[items.guide.time_limit]\npromised = {{ amount = {amount} }}\n"
            )
        };
        amounts.into_iter().map(item).collect()
    }

    #[test]
    fn a_rule_with_all_its_places_takes_two_lines() {
        assert_eq!(
            list(&items(1..=17), Language::Chinese),
            "文件：甲.toml\n\
             提示[LIM050] 17个事项：承诺办结时限是1，没有写是工作日、自然日还是小时\n    \
             整改：写上单位，如“工作日”。见第4、8、12、16、20、24、28、32、36、40、44、48、52、56、60、64、68行"
        );
    }

    #[test]
    fn one_message_stands_for_a_few_hints() {
        let text = list(&items([1, 2, 2]), Language::English);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(
            lines[1].contains("3 items: ")
                && lines[1].contains("is 2,")
                && lines[1].ends_with("See lines 4, 8, 12"),
            "{text}"
        );
    }

    #[test]
    fn two_messages_of_many_are_shown() {
        let text = list(&items([1, 2].repeat(9)), Language::English);
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            lines[1].contains("18 items: ") && lines[1].contains("is 1,"),
            "{text}"
        );
        assert!(
            lines[2].starts_with("    also line 8: ") && lines[2].contains("is 2,"),
            "{text}"
        );
    }

    #[test]
    fn alike_messages_have_the_same_numbers() {
        assert!(is_alike(
            "“医保凭证或身份证”写着“办理时需提供”",
            "“医保凭证或身份证”写着“办理时需要提供”"
        ));
        assert!(!is_alike(
            "承诺办结时限是10，没有写单位",
            "承诺办结时限是11，没有写单位"
        ));
        assert!(!is_alike("受理条件没有写", "申请材料没有写"));
    }

    #[test]
    fn long_quotations_are_cut_and_the_rest_is_kept() {
        let message = format!("写的是“{}”，和“审查”一样", "长".repeat(80));
        let short = shorten_quotations(&message);
        assert_eq!(
            short,
            format!("写的是“{}……”，和“审查”一样", "长".repeat(36))
        );
        assert_eq!(shorten_quotations("没有合上的“引号"), "没有合上的“引号");
    }
}
