//! The documentation page of a rule, its own or one shared by a family of rules.

use super::Rule;
use crate::i18n::Language;

impl Rule {
    /// The Markdown documentation of this rule: its whole page, or the common part of its family's
    /// page and its own section.
    pub fn documentation(&self) -> String {
        let mut parts = parts(self.page).into_iter();
        let common = parts.next().unwrap_or_default().trim_end();
        match parts.find(|part| is_of(part, self)) {
            Some(own) => format!("{common}\n\n{}\n", own.trim_end()),
            None => format!("{common}\n"),
        }
    }

    /// The rendered first example of its page, in one language: message → help.
    pub fn example(&self, language: Language) -> Option<&'static str> {
        let own = parts(self.page)
            .into_iter()
            .find(|part| is_of(part, self))?;
        let (_, after) = own.split_once("```snapshot\n")?;
        let (snapshot, _) = after.split_once("```")?;
        let mut lines = snapshot.lines().rev();
        let (english, chinese) = (lines.next()?, lines.next()?);
        Some(match language {
            Language::Chinese => chinese,
            Language::English => english,
        })
    }
}

/// Splits a page: the text before the first `## LIM010 name`, then one part for each such heading.
pub(crate) fn parts(page: &str) -> Vec<&str> {
    let starts = page.match_indices("\n## ").filter_map(|(at, mark)| {
        let heading = page.get(at + mark.len()..)?;
        let (letters, rest) = heading.split_at_checked(3)?;
        let (digits, rest) = rest.split_at_checked(3)?;
        let is_code = letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        (is_code && rest.starts_with(' ')).then_some(at + 1)
    });
    let mut parts = Vec::new();
    let mut from = 0;
    for to in starts.chain([page.len()]) {
        parts.extend(page.get(from..to));
        from = to;
    }
    parts
}

/// Whether a page or a part of one has the rule's code and name as its heading.
pub(crate) fn is_of(part: &str, rule: &Rule) -> bool {
    let title = part.lines().next().unwrap_or_default();
    title.trim_start_matches('#') == format!(" {} {}", rule.code, rule.name)
}
