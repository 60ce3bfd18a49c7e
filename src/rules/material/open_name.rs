//! Open names of materials: the head only says “some paper”, and nothing before it says which one.

use crate::i18n::Text;
use crate::prose::{
    Bracketed, clauses, ending_bracket, is_balanced, is_han, slice, without_brackets,
};
use crate::words::{self, WordSet};

/// The reason why a name is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// It consists of the head, possibly with the owner: 图件, 申请人证明文件.
    Head,
    /// The head is preceded by a topic, not by a paper: 工程监理材料.
    Topic,
    /// An open-ended list: 回乡证、港澳居民身份证等.
    List,
    /// The official decides which paper fits: 有效证明文件, 相应的证明材料.
    Fitting,
    /// It only says who writes the paper: 推荐单位意见.
    Writer,
    /// The last of several may be any other: 房产证或其他住所证明.
    Other,
}

impl Open {
    /// The problem of the name for messages, and whether it is certain.
    pub(super) fn problem(self) -> (Text, bool) {
        match self {
            Self::Head => (WHICH, true),
            Self::Topic => (
                Text::new(
                    "只写了是哪方面的，没有写是哪一种证件或文书",
                    "gives the topic, not which certificate or document",
                ),
                true,
            ),
            Self::Writer => (
                Text::new(
                    "只写了由谁出具，没有写是什么文书、关于什么事",
                    "says who writes it, not what kind of paper about what",
                ),
                true,
            ),
            Self::Other => (
                Text::new(
                    "以“其他”兜底，没有写还有哪几种可以",
                    "ends in some other paper, without saying which ones will do",
                ),
                false,
            ),
            Self::List => (
                Text::new("没有列全，看不出还要交哪些", "is a list that goes on"),
                true,
            ),
            Self::Fitting => (
                Text::new(
                    "没有写是哪一种证件或文书，也没有写怎样算符合",
                    "leaves it to the window clerk which document fits",
                ),
                true,
            ),
        }
    }

    /// The open part of a name; `None` if the name, or a bracket after it, may name a paper.
    pub(super) fn of(name: &str, some: &WordSet) -> Option<Self> {
        let name = name.trim().trim_end_matches(['。', '；', ';']);
        // Fast path: most names contain neither an open head nor a list.
        let is_closed = |c: char| is_han(c) && c != '等';
        if only_names_writer(name) {
            return Some(Self::Writer);
        }
        // 审核意见 says neither whose opinion it is nor about what.
        let opinion = name.strip_suffix("意见");
        if opinion.is_some_and(|kind| words::KIND_OF_WORD.is(kind)) {
            return Some(Self::Head);
        }
        if name.chars().all(is_closed) && !some.occurs_in(name) {
            return None;
        }
        // A bracket after the name may name the paper, and an issuer knows which paper is meant.
        let name = without_pieces(name);
        if ending_bracket(name).is_some() || !is_balanced(name) || name.contains("出具") {
            return None;
        }
        // 合同、发票或相应有效凭证: the last alternative may be any paper.
        let fits = |last: &str| words::FITTING.starts(last) && some.ends(last);
        if name.rsplit_once('或').is_some_and(|(_, last)| fits(last)) {
            return Some(Self::Fitting);
        }
        // A list of facts to be proved has its head at its end.
        let last = clauses(name).last().unwrap_or(name);
        if words::PROOF_HEAD.ends(last) && last != name {
            return Some(Self::Topic);
        }
        // 成绩证明材料，包括成绩册 names the papers.
        if ["包括", "例如", "即"]
            .iter()
            .any(|word| last.starts_with(word))
        {
            return None;
        }
        // The part after a comma is an exception or a case: ……的材料，但……的除外.
        let name = without_brackets(clauses(name).next().unwrap_or(name));
        let name = without_copy(&name);
        if let Some(list) = name.strip_suffix('等') {
            return names_paper(list).then_some(Self::List);
        }
        let head = some.end_of(name)?;
        let before = name.strip_suffix(head)?.trim_end_matches(['的', '之']);
        if whose(before).is_empty() {
            return Some(Self::Head);
        }
        // 学历、资金等证明 may be any number of papers.
        if before.contains('、') && before.ends_with('等')
            || before
                .split_once('等')
                .is_some_and(|(list, _)| names_paper(list))
        {
            return Some(Self::List);
        }
        // The object of the application does not identify the paper: 申请停留证件的证明材料.
        if name.starts_with("申请") && !name.starts_with("申请人") && name.contains("的证明")
        {
            return Some(Self::Fitting);
        }
        // 身份证明 is a term of the rules on registration, whoever holds it; 检测报告和验收资料 names a paper.
        let parts = before.split(['、', '和', '及', '与', '或']);
        if before.ends_with("身份") || parts.clone().any(names_paper) {
            // 录像片及辅助资料: the last of several may be any paper.
            let open = words::ANY_MORE.is(head) && before.ends_with(['及', '和', '与', '、']);
            return open.then_some(Self::List);
        }
        // 患者与缴存人的关系证明 may be any paper that proves a relationship.
        if before.ends_with("的关系") || before.ends_with("之间关系") {
            return Some(Self::Topic);
        }
        if words::FITTING.occurs_in(before) || head.starts_with("有效") {
            return Some(Self::Fitting);
        }
        // 说明材料 at least names its purpose.
        let topic = words::BARE_HEAD.is(head) && !words::SAYS_WHAT_FOR.ends(before);
        (topic || words::PROOF_HEAD.is(head)).then_some(Self::Topic)
    }
}

pub(super) const WHICH: Text = Text::new(
    "没有写是哪一种证件或文书",
    "does not say which certificate or document",
);

/// The name without a trailing bracket that only says which pieces are needed.
pub(super) fn without_pieces(name: &str) -> &str {
    match ending_bracket(name) {
        // 年满18周岁的除外 is a case and names no paper either.
        Some(found)
            if words::PIECE_IN_BRACKETS.is(found.inside) || found.inside.ends_with("除外") =>
        {
            found.before
        }
        _ => name,
    }
}

/// Whether a name says who writes an opinion or an application, but not which one.
fn only_names_writer(name: &str) -> bool {
    let before = |head| {
        name.strip_suffix(head)
            .map(|who: &str| who.trim_end_matches('的'))
    };
    // The opinion of a named body is the one on the matter; 主管部门意见 does not even say whose it is.
    let is_unnamed_body = |mut who: &str| {
        while let Some(rest) = words::SOME_BODY.strip_end(who) {
            who = rest;
        }
        who.is_empty()
    };
    // 设立律师事务所的申请书 says what is applied for; 申请人申请书 does not.
    let is_any_applicant = |who: &str| {
        ["申请人", "当事人"].contains(&who)
            || words::APPLICANT_ENDING.is(who.trim_start_matches("申请"))
    };
    before("意见").is_some_and(|who| !who.is_empty() && is_unnamed_body(who))
        || before("申请")
            .is_some_and(|who| words::APPLICANT_ENDING.ends(who) || is_any_applicant(who))
        || ["申请书", "书面申请", "申请报告", "申请函"]
            .iter()
            .any(|head| before(head).is_some_and(is_any_applicant))
}

/// For a name that begins with 能够证明: whether it names no example of the papers that prove it. `None` if the
/// name is not open.
pub(super) fn whatever_proves(name: &str) -> Option<bool> {
    let head = name.split(['：', ':', '，', '（']).next().unwrap_or(name);
    let open = ["资料", "材料", "文件"]
        .iter()
        .any(|end| head.ends_with(end));
    let known = ["有关", "相关"].iter().any(|word| head.contains(word));
    // If some are named, the name only asks for more of the same kind.
    let named = ["如", "包括", "例如", "之一"]
        .iter()
        .any(|word| name.contains(word));
    (open && !known).then_some(!named)
}

/// The name without trailing words for a copy or an original.
pub(super) fn without_copy(name: &str) -> &str {
    let mut rest = name;
    for word in ["复印件", "原件", "副本"] {
        while let Some(shorter) = rest.strip_suffix(word) {
            rest = shorter;
        }
    }
    rest
}

/// The text without leading words for the owner.
pub(super) fn whose(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = words::WHOSE_PAPER.strip_start(rest) {
        rest = shorter.trim_start_matches('的');
    }
    rest
}

/// Whether the text ends in a kind of paper.
pub(super) fn names_paper(text: &str) -> bool {
    words::PAPER_NAMED.ends(text.trim_matches(['的', '“', '”', '《', '》']))
}

/// The open part of a name of several papers: another paper, a list that goes on in a bracket, or some 材料.
pub(super) fn vague_part(name: &str, of: &str, some: &WordSet) -> Option<Open> {
    if ends_in_another(name, some) {
        return Some(Open::Other);
    }
    let bracket = ending_bracket(name);
    let bare = bracket.as_ref().map_or(name, |found| found.before.trim());
    // 死亡证明材料（含火化证明、判决书等）
    let goes_on =
        |found: Bracketed<'_>| found.inside.ends_with('等') && found.inside.contains('、');
    // Rules on registration themselves ask for 身份证明, and 相关材料 is vague wording, whatever the bracket says.
    let is_known = words::FITTING.starts(bare) || bare.contains("身份");
    if bracket.is_some_and(goes_on) && some.ends(bare) && !is_known {
        return Some(Open::List);
    }
    if !name.contains('料') {
        return None;
    }
    last_material(bare, some)
        .filter(|_| !of.contains(bare))
        .or_else(|| joined_material(name, of, some))
}

/// Whether the last alternative is any other paper: 房产证或其他合法稳定住所证明.
fn ends_in_another(name: &str, some: &WordSet) -> bool {
    let Some((_, last)) = name.rsplit_once('或') else {
        return false;
    };
    let last = without_copy(last.trim_start_matches('者'));
    // 其他材料 alone is vague wording, 其他组织 is a body, and registration rules name other papers of identity.
    let is_other = ["其他", "其它"].iter().any(|other| {
        last.strip_prefix(other)
            .is_some_and(|paper| !some.is(paper) && !paper.starts_with("组织"))
            || last.contains(&format!("的{other}"))
    });
    is_other && some.ends(last) && !last.contains("身份")
}

/// The last paper of several, if it is some 材料: 出生医学证明、父母协商材料.
fn last_material(name: &str, some: &WordSet) -> Option<Open> {
    let last = name.rsplit(['、', '或']).next()?;
    let last = last.trim_start_matches('者');
    let is_some = last != name
        && !name.contains(['，', ','])
        && !name.contains("出具")
        && (last.ends_with("材料") || last.ends_with("资料"));
    let open = Open::of(last, some).filter(|_| is_some);
    open.filter(|open| matches!(open, Open::Topic | Open::Head | Open::Fitting))
}

/// The open part of a name that joins some 材料 to other papers: 施工材料和总结报告.
fn joined_material(name: &str, of: &str, some: &WordSet) -> Option<Open> {
    let joint = words::MATERIAL_JOINED.find(name)?.start;
    let part = slice(name, 0..joint + "材料".len());
    let part = part.rsplit(['、', '和', '及', '，']).next().unwrap_or(part);
    // In 建筑节能材料和产品备案申报表, 材料 is the subject of the form.
    let open = Open::of(part, some).filter(|_| !of.contains(part));
    open.filter(|open| matches!(open, Open::Topic | Open::Head | Open::Fitting))
}
