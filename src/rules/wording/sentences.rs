//! Sentences of a text, and what in them is a citation.

use crate::words;

/// The sentences of a text: what stands between `。`, `；`, `！`, `？` and line breaks.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；', ';', '！', '？', '\n', '\r'])
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

/// The text without the titles 《…》 in it, which are long through no fault of the writer.
pub(crate) fn without_titles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for title in crate::value::citation::mentions(text) {
        out.push_str(text.get(at..title.start).unwrap_or_default());
        at = title.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The sentences of a text, a list in the line taken apart too, each as it stands there.
pub(crate) fn entries(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let stop = matches!(c, '。' | '；' | ';' | '！' | '？' | '\n' | '\r');
        if stop || opens_entry(rest, before) {
            found.push(text.get(start..at).unwrap_or_default().trim());
            start = if stop { at + c.len_utf8() } else { at };
        }
        before = Some(c);
    }
    found.push(text.get(start..).unwrap_or_default().trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Whether an entry of a list starts here: （一）, 1., 一、, ①.
pub(crate) fn opens_entry(rest: &str, before: Option<char>) -> bool {
    let Some(first) = rest.chars().next() else {
        return false;
    };
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let number = |c: char| c.is_ascii_digit() || han(c);
    if matches!(first, '①'..='⑳') {
        return true;
    }
    if let Some(inner) = rest.strip_prefix(['（', '(']) {
        let tail = inner.trim_start_matches(number);
        let digits = inner.chars().count() - tail.chars().count();
        return (1..=3).contains(&digits) && tail.starts_with(['）', ')']);
    }
    // Within a word or an enumeration a number is no mark: 甲、2级, 第1.
    let free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '、' | '.' | '第'));
    if !free || !number(first) {
        return false;
    }
    let tail = rest.trim_start_matches(number);
    let mut after = tail.chars();
    let close = after.next();
    let next = after.next();
    let short = rest.len() - tail.len() <= 3 * '十'.len_utf8();
    let marks: &[char] = if han(first) {
        &['、']
    } else {
        &['、', '.', '．']
    };
    short && close.is_some_and(|c| marks.contains(&c)) && next.is_some_and(|c| !number(c))
}

/// The sentence without titles, and without what belongs to them: the date, the order's number and
/// the article, as in 《某法》（2019年修正）第三条.
pub(crate) fn without_citations(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut at = 0;
    for title in crate::value::citation::mentions(sentence) {
        out.push_str(sentence.get(at..title.start).unwrap_or_default());
        let after = sentence.get(title.end..).unwrap_or_default();
        at = sentence.len() - behind_title(after).len();
    }
    out.push_str(sentence.get(at..).unwrap_or_default());
    out
}

/// What follows a title once its bracket and its articles are gone.
fn behind_title(after: &str) -> &str {
    let mut rest = without_note(after);
    let join = |c: char| c.is_whitespace() || "、和及，,".contains(c);
    while let Some(tail) = article(rest.trim_start_matches(join)) {
        rest = tail;
    }
    rest
}

/// What follows the bracket behind a title that says when and by whom the document was issued.
pub(crate) fn without_note(after: &str) -> &str {
    let Some(inner) = after.trim_start().strip_prefix(['（', '(']) else {
        return after;
    };
    let mut depth = 1usize;
    let close = inner.char_indices().find(|(_, c)| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    (close.filter(|(end, _)| {
        let note = inner.get(..*end).unwrap_or_default();
        words::ISSUE_NOTE.occurs_in(note)
    }))
    .and_then(|(end, close)| inner.get(end + close.len_utf8()..))
    .unwrap_or(after)
}

/// What follows 第三条, 第二款 or 第（一）项 at the start of a text.
fn article(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('第')?;
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千（）()".contains(c);
    let tail = inner.trim_start_matches(number);
    (tail.len() < inner.len()).then(|| tail.strip_prefix(['条', '款', '项', '章', '节']))?
}

/// Whether the sentence is an article as the law has it: 《某法》第三条 申请人…, 第三条：“…”.
pub(crate) fn quotes_article(sentence: &str) -> bool {
    let lead = |c: char| !c.is_alphanumeric() && !matches!(c, '《') || c.is_ascii_digit();
    let mut rest = sentence.trim_start_matches(lead);
    for word in ["根据", "依据", "按照", "依照"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let title = crate::value::citation::mentions(rest).into_iter().next();
    let titled = title.filter(|title| title.start == 0);
    let body = match &titled {
        Some(title) => behind_title(rest.get(title.end..).unwrap_or_default()),
        None => match article(rest) {
            Some(mut tail) => {
                while let Some(next) = article(tail) {
                    tail = next;
                }
                tail
            }
            None => return false,
        },
    };
    let cited = titled.is_none_or(|title| {
        let between = rest.get(title.end..rest.len() - body.len());
        between.is_some_and(|between| between.contains('条'))
    });
    cited && body.starts_with(|c: char| c.is_whitespace() || "：:“\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_a_line_come_apart() {
        let text = "应当：（一）年满18周岁；（二）有3.5米宽的门 1.甲、2级 2、乙①丙。一、丁";
        assert_eq!(
            entries(text),
            [
                "应当：",
                "（一）年满18周岁",
                "（二）有3.5米宽的门",
                "1.甲、2级",
                "2、乙",
                "①丙",
                "一、丁"
            ]
        );
    }

    #[test]
    fn what_belongs_to_a_citation_does_not_count() {
        let text = "依照《某法》（2001年甲会议通过（2019年修正））第三条、第五条第二款申请";
        assert_eq!(without_citations(text), "依照申请");
        assert_eq!(without_citations("《某表》（一份）"), "（一份）");
        assert_eq!(without_citations("《某法》（2001年"), "（2001年");
        assert!(quotes_article("1.《某法》（2019年修正）第三条 申请人应当"));
        assert!(quotes_article("第三条：“申请人应当"));
        assert!(!quotes_article("第八条的“学位”是指"));
        assert!(!quotes_article("《某法》 申请人应当"));
        assert!(!quotes_article("根据《某法》第三条规定，申请人"));
    }

    #[test]
    fn titles_do_not_count() {
        assert_eq!(
            without_titles("依照《某某法》和《某某条例》办理"),
            "依照和办理"
        );
        assert_eq!(sentences("甲。乙；\n丙").count(), 3);
    }
}
