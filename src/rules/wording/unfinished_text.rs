use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{begins_number, ending_bracket, is_longer, last_chars};
use crate::words;

rule! {
    "TXT012", "unfinished-text", Warning, Item(check),
    summary: ("文字到一半就停了", "a text stops halfway"),
    message: ("{element}以“{end}”结尾，{fault}", "the text in {element} stops at “{end}”, {fault}"),
    help: ("对照原文：{how}", "compare with the original: {how}"),
    requirements: [B4],
    own: ("半截的话申请人用不了", "an applicant cannot use half a sentence"),
    page: "unfinished_text.md",
}

/// The text without the mark of a missing entry: 应当终止：（1）.
fn without_mark(text: &str) -> &str {
    let mark = |c: char| {
        c.is_ascii_digit() || matches!(c, '（' | '(' | ')' | '）' | '.' | '．') || begins_number(c)
    };
    let rest = text.trim_end_matches(mark).trim_end();
    if rest.ends_with(['：', ':']) {
        rest
    } else {
        text
    }
}

/// Maximum length of a label, in characters: 申请条件：.
const MAX_LABEL_CHARS: usize = 6;

const HALF_A_SENTENCE: Text = Text::new("不是一句完整的话", "which ends no sentence");

const NO_LIST: Text = Text::new("后面要列的内容没有", "and what it announces is not there");

const NO_ARTICLE: Text = Text::new("没有引到具体的条款", "before the article that is the basis");

const ADD_ARTICLE: Text = Text::new(
    "把作为依据的条款和内容补上",
    "add the article and what it says",
);

const LEADS_ON: Text = Text::new("是引出下文的话", "an introduction to something else");

const ONLY_OWN: Text = Text::new(
    "后面的内容缺了的，补上；是几份材料共用的标题的，只留与这份材料有关的话",
    "add what is missing; if it is a heading for several documents, keep only what concerns this one",
);

const ADD_OR_END: Text = Text::new(
    "后面还有内容的，补全；没有的，改为句号",
    "if something should follow, add it; if not, end it with a full stop",
);

const ADD_LIST: Text = Text::new("把后面要列的内容补上", "add what is listed there");

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        let ends = match node.kind {
            TextKind::Condition => ['：', ':', '、', '，', '；'].as_slice(),
            TextKind::BasisText
            | TextKind::Answer
            | TextKind::MaterialNote
            | TextKind::Step
            | TextKind::StepOutput
            | TextKind::Narrative
            | TextKind::Summary => ['：', ':', '、', '，'].as_slice(),
            _ => continue,
        };
        let text = node.text.trim_end();
        // A bracket after a colon is about the heading: 申请条件：（适用于名称变更）.
        let text = match ending_bracket(text) {
            Some(found) if found.before.ends_with(['：', ':']) => found.before,
            _ => text,
        };
        let text = without_mark(text);
        let Some(end) = text.chars().next_back().filter(|end| ends.contains(end)) else {
            continue;
        };
        // The heading of the papers for one case may end so: 代未成年子女办理：.
        let is_heading = node.key == "condition" && matches!(end, '：' | ':');
        if is_heading || !is_longer(text, MAX_LABEL_CHARS) {
            continue;
        }
        let line = text.lines().next_back().unwrap_or(text);
        let is_colon = matches!(end, '：' | ':');
        let announces = is_colon && words::LIST_ANNOUNCED.occurs_in(line);
        let (fault, how) = if node.kind == TextKind::MaterialNote && is_colon {
            (LEADS_ON, ONLY_OWN)
        } else if node.kind == TextKind::BasisText && is_colon {
            (NO_ARTICLE, ADD_ARTICLE)
        } else if announces {
            (NO_LIST, ADD_LIST)
        } else {
            (HALF_A_SENTENCE, ADD_OR_END)
        };
        let found = Diagnostic::at(node.path())
            .with("element", node.label())
            .with("end", end.to_string())
            .with("fault", fault)
            .with("how", how)
            .quoting(last_chars(line, 8));
        // A list may only lack its full stop.
        cx.report(found.hint_unless(end != '；'));
    }
}
