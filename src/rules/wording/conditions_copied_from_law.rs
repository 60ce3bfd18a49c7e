use std::cell::LazyCell;

use super::copied_run::{is_as_long, may_share_run, shares_run};
use super::law_text;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{first_chars, is_longer, is_numeral, numbered, slice, text_key};
use crate::value::citation::{self, without_note};
use crate::words::{self, Letters};

rule! {
    "TXT021", "conditions-copied-from-law", Warning, Item(check),
    summary: ("受理条件照抄法条", "the conditions are copied from the law"),
    message: ("受理条件里照抄了{law}", "the conditions copy {law}"),
    help: ("改写成申请人要满足的条件，每条一句，去掉对行政机关的要求和与申请无关的条款", "rewrite it as conditions the applicant must meet, one sentence each, without the duties of the authority and articles unrelated to the application"),
    requirements: [B4],
    own: (
        "照抄的法条讲的是机关，不是申请人要满足什么",
        "a copied article is about the authority, not about what applicants must meet",
    ),
    page: "conditions_copied_from_law.md",
}

/// Minimum length of a quoted article, in characters; in fewer it is only referred to.
const MIN_ARTICLE_CHARS: usize = 20;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let conditions = item.conditions();
    let Some(conditions) = conditions else { return };
    let place = path!["guide", "conditions"];
    // An article that gives the office tasks was written for the office; one that lists what an applicant must
    // fulfil may do unchanged.
    let certain =
        || law_text::speaks_to_office(conditions) && !words::CONDITION_LIST.occurs_in(conditions);
    let key = LazyCell::new(|| text_key(conditions));
    let letters = LazyCell::new(|| Letters::of(conditions));
    for (index, basis) in item.legal_basis.iter().enumerate() {
        let Some(text) = basis.text.as_deref() else {
            continue;
        };
        if is_as_long(conditions)
            && may_share_run(&letters, text)
            && shares_run(&key, &text_key(text))
        {
            let law: Argument = match &basis.name {
                Some(name) => name.into(),
                None => Text::new("设定依据的条文", "the text of the legal basis").into(),
            };
            let there = cx.here(path!["legal_basis", index, "text"]);
            let label = Text::new("设定依据的条文", "the text of the legal basis");
            let found = Diagnostic::at(place).with("law", law).related(there, label);
            cx.report(found.hint_unless(certain()));
            return;
        }
    }
    let opening = opens_with_article(conditions);
    if let Some(title) = opening.or_else(|| heads_article(conditions)) {
        let found = Diagnostic::at(place).with("law", title).quoting(title);
        // A list of what an applicant must fulfil may do unchanged, if its law is named.
        let bare = title.starts_with('第')
            || !cx.nature().is_passive()
                && (law_text::refers_within(conditions)
                    || opening.is_some() && law_text::asks_nothing(conditions)
                    || law_text::is_in_law_words(conditions)
                        && !law_text::lists_conditions(conditions));
        cx.report(found.hint_unless(certain() || bare));
    } else if let Some(words) = law_text::general_office(conditions)
        && !law_text::lists_conditions(conditions)
        && !cx.nature().is_passive()
    {
        let found = Diagnostic::at(place).with("law", law_text::told(words));
        cx.report(found.quoting(words).hint());
    }
}

/// The title of the law at the start of the conditions, if an article of the law is quoted in full after it.
fn opens_with_article(text: &str) -> Option<&str> {
    let Some(title) = citation::mentions(text).into_iter().next() else {
        return law_text::bare_article(text);
    };
    let number = |c: char| !c.is_alphanumeric() || is_numeral(c);
    let before = slice(text, 0..title.start).trim_matches(number);
    if !before.is_empty() && !words::LAW_LEAD.is(before) {
        return law_text::bare_article(text);
    }
    let body = law_text::without_chapter(without_note(slice(text, title.end..text.len())));
    let after = first_chars(body, 60);
    let (_, rest) = after.split_once('第')?;
    let (number, behind) = rest.split_once('条')?;
    let is_article = !number.is_empty() && number.chars().all(is_numeral);
    // A text that refers to its own law (本办法) was copied unchanged, however short it is.
    let selfish = law_text::speaks_of_itself(body);
    let long = is_longer(body, 100);
    let heading = law_text::opens_text(behind);
    // 第二十二条、第二十三条的规定 announces several articles.
    let several = ["、第", "和第", "及第"]
        .iter()
        .any(|join| behind.starts_with(join));
    let copied = is_article
        && (long && (several || law_text::speaks_to_office(body) || !law_text::is_list(body))
            || heading && (selfish || long || law_text::articles(body) > 1)
            // 根据《某规定》第十二条，将某物报某机关审核 is the wording of the law.
            || behind.starts_with(['，', ','])
                && !words::CONDITION_LIST.occurs_in(body)
                && numbered(body, &|_| true).is_none());
    copied.then(|| slice(text, title))
}

/// The first title, anywhere in the text, that is followed by an article with its number and its wording.
///
/// `None` if the text lists conditions.
fn heads_article(text: &str) -> Option<&str> {
    let is_heading = |after: &str| {
        let body = law_text::without_chapter(without_note(after)).trim_start();
        // 第二十六、二十七条和第二十八条规定：…
        let number = |c: char| is_numeral(c) || "第条款项、和及".contains(c);
        let behind = body.trim_start_matches(number);
        let numbers = slice(body, 0..body.len() - behind.len());
        numbers.starts_with('第')
            && numbers.contains('条')
            && law_text::opens_text(behind)
            && is_longer(behind.trim(), MIN_ARTICLE_CHARS)
    };
    let mut titles = citation::mentions(text).into_iter();
    let title = titles.find(|title| is_heading(slice(text, title.end..text.len())))?;
    (!words::CONDITION_LIST.occurs_in(text)).then(|| slice(text, title))
}
