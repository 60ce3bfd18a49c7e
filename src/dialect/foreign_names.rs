//! Names of fields in English, in pinyin, or in both, put into the Chinese headings that they stand for:
//! `handlePlace`, `ST_LAW_LIMIT`, `shouLiTiaoJian`, `dept_mc`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::initials::initials_of;

/// What words of names stand for in headings, the likeliest first; a word that may add nothing ends with an
/// empty one. Of the parts of a heading the order does not matter: `tel.consult` is 咨询电话 as well.
const WORDS: &[(&str, &str)] = &[
    // What it is of.
    ("item event task matter affair thing sx shixiang", "事项,"),
    ("service serve fuwu svc", "服务,服务事项,事项"),
    ("business biz yewu", "业务,"),
    ("power right ql quanli quanze zhiquan", "权力"),
    ("project xiangmu", "项目,事项"),
    ("case banjian", "办件"),
    ("subitem zixiang subtask", "子项"),
    (
        "catalog catalogue directory mulu parentitem zhuxiang",
        "目录,主项",
    ),
    ("parent", "父项,上级事项"),
    ("basic base jiben", "基本,"),
    (
        "implement impl perform shishi exercise xingshi",
        "实施,行使",
    ),
    ("local difang", "地方"),
    ("national guojia", "国家"),
    ("dept department bumen bm", "部门"),
    (
        "org organ organization agency jigou jiguan",
        "机构,机关,部门",
    ),
    ("unit danwei dw", "单位"),
    ("subject body zhuti", "实施主体,主体"),
    ("duty responsible zeren", "责任"),
    ("credit xinyong", "信用"),
    ("unified tongyi", "统一,"),
    ("social shehui", "社会,"),
    ("office", "办公,承办科室"),
    ("keshi chengban", "承办科室"),
    ("joint cooperate lianban", "联办"),
    (
        "region area xzqh quhua xingzhengquhua district",
        "行政区划,区划,区域",
    ),
    ("level cengji grade", "层级,等级"),
    ("object target obj duixiang", "对象"),
    ("theme topic zhuti", "主题"),
    ("classify category fenlei class", "分类,类别"),
    (
        "sort order seq sequence orderno sortno xuhao paixu",
        "排序,序号",
    ),
    ("keyword keywords guanjianci", "关键词"),
    ("alias bieming", "别名"),
    (
        "abstract summary intro introduction brief jianjie zhaiyao",
        "简介",
    ),
    // What is said of it.
    ("name mc mingcheng title", "名称,"),
    ("names", "名称清单,名称"),
    ("short abbr jiancheng", "简称,"),
    ("full", "全,"),
    (
        "code no bm bianma daima bianhao number",
        "编码,代码,编号,号码,",
    ),
    ("id ids guid uuid rowguid rowid pk", "id"),
    (
        "type kind leixing lx leibie xingzhi nature",
        "类型,类别,性质,单位",
    ),
    ("status state zhuangtai", "状态"),
    ("version banben", "版本"),
    ("explain desc description shuoming note", "说明,"),
    ("remark remarks beizhu memo", "备注"),
    ("reason yuanyin liyou", "原因"),
    (
        "content neirong text txt detail details str html value val data",
        ",",
    ),
    (
        "info information xinxi base guide zhinan bszn jbxx main vo dto ext",
        ",",
    ),
    ("list items array array set qingdan", "清单,"),
    (
        "is if whether shifou sf can flag support supported zhichi or not",
        "是否,",
    ),
    ("need needs required xuyao", "需要,"),
    // Grounds and conditions.
    ("basis according accord ground yiju", "依据"),
    ("set setting sheding establish", "设定"),
    ("law legal statutory fading fd", "法定,法律"),
    ("laws", "法律"),
    ("condition conditions cond conds tiaojian tj", "条件"),
    ("accept acceptance shouli sl", "受理"),
    ("apply application applying shenqing sq", "申请"),
    ("declare shenbao", "申报"),
    ("approve approval examine shenpi sp audit", "审批"),
    ("handle handling transact deal process banli bl do", "办理"),
    ("finish complete banjie bj", "办结"),
    ("review shencha", "审查"),
    ("forbid prohibit prohibition jinzhi", "禁止性要求"),
    ("quantity shuliang", "数量"),
    // Limits.
    (
        "promise promised promis commit commitment chengnuo cn",
        "承诺",
    ),
    (
        "limit shixian sx timelimit qixian period",
        "时限,期限,限制,",
    ),
    ("time shijian sj hours hour", "时间,"),
    ("day days tianshu workday workdays", "天数,时限"),
    ("actual shiji", "实际"),
    // Fees.
    (
        "fee fees charge charges charged charging shoufei sf cost toll",
        "收费,",
    ),
    ("standard biaozhun bz", "标准"),
    ("amount money jine price", "金额,"),
    ("pay payment zhifu", "支付"),
    ("reduce reduction jianmian", "减免"),
    // Materials.
    (
        "material materials mat mats stuff stuffs cailiao cl attachment document documents submit",
        "材料,",
    ),
    ("form xingshi medium", "形式,"),
    (
        "must necessity necessary bixu biyao biyaoxing require required",
        "必要性,是否必要",
    ),
    ("original originals origin originalnum yuanjian yj", "原件"),
    (
        "copy copies photocopy photocopies duplicate fuyinjian fyj",
        "复印件",
    ),
    ("paper zhizhi", "纸质,"),
    ("source laiyuan channel qudao", "来源,渠道"),
    ("sample example yangbiao yangben", "样表,样本"),
    ("blank empty kongbai", "空白"),
    ("table biaoge", "表格"),
    ("fill tianbao", "填报"),
    ("notice xuzhi", "须知"),
    // The way it is done.
    (
        "flow flows process processes liucheng lc procedure workflow",
        "流程",
    ),
    (
        "step steps link node nodes huanjie buzhou activity",
        "环节,步骤",
    ),
    ("result results jieguo jg", "结果"),
    ("send deliver delivery songda get", "送达"),
    ("way mode fangshi fs manner method", "方式"),
    (
        "visit goto go arrive dao xianchang scene spot site paodong daochang run dxc",
        "到现场,跑动,现场,到现场次数",
    ),
    ("times cishu cs", "次数"),
    ("count num sum shu fenshu cnt", "次数,份数,数量,"),
    ("max most min zuiduo least", "最多,"),
    ("online wangshang web net internet", "网上,在线,网办,"),
    ("wb wangban", "网办"),
    ("depth shendu", "办理深度,深度"),
    ("scope range fanwei", "范围"),
    ("across tongban", "通办"),
    (
        "appoint appointment reserve reservation booking yuyue",
        "预约办理,预约",
    ),
    ("express courier mail post kuaidi wuliu", "物流快递"),
    ("url link href uri wangzhi", "网址,链接"),
    (
        "person people operator handler user man renyuan ren transactor",
        "办理人员,办理人,人",
    ),
    ("question questions ask faq faqs wenti qa", "常见问题,问题"),
    ("answer answers reply huida dafu", "答复,回答"),
    // Where and when.
    ("place location didian dd spot position", "地点"),
    ("address addr addrs dizhi dz", "地址"),
    ("window chuangkou", "窗口"),
    ("hall dating", "大厅"),
    ("work working gongzuo open", "工作,办公"),
    ("business", "办公"),
    // Whom to ask.
    (
        "tel phone telephone telphone mobile dianhua dh hotline",
        "电话",
    ),
    ("contact lianxi link linkman", "联系,联系方式"),
    (
        "consult consultation counsel consulting inquiry enquiry zixun zx ask",
        "咨询",
    ),
    ("complain complaint complaints tousu ts", "投诉"),
    ("supervise supervision supervisor monitor jiandu jd", "监督"),
    ("certificate license licence zhengzhao cert", "证照"),
    ("valid validity expire youxiaoqi", "有效期,有效"),
    ("progress jindu", "进度"),
    ("query search chaxun", "查询"),
];

/// What begins the names of columns in some databases and says only of which type they are.
const TYPES: &[&str] = &[
    "st", "nm", "dt", "vc", "nb", "str", "int", "num", "fld", "col", "c", "d", "f", "n", "s", "t",
    "v", "b",
];

/// A longer name, and one of more words, is none.
const LONGEST: usize = 80;
const MOST_WORDS: usize = 7;
/// The order of more parts than these is kept.
const MOST_MOVED: usize = 4;
/// At most this many headings are tried for a name.
const MOST_TRIED: usize = 1000;
/// A longer piece is no words written together.
const LONGEST_GLUED: usize = 40;
/// The initials of a part that is no word.
const LONGEST_INITIALS: usize = 6;

/// The meanings of each word, the likeliest first; that it adds nothing comes last.
static MEANINGS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<&str>> = HashMap::new();
    for (words, meanings) in WORDS {
        for word in words.split(' ') {
            let known = all.entry(word).or_default();
            for meaning in meanings.split(',') {
                if !known.contains(&meaning) {
                    known.push(meaning);
                }
            }
            known.sort_by_key(|meaning| meaning.is_empty());
        }
    }
    all
});

/// The first heading that a name may stand for and `knows`; one that `is_sure` is known, and says alone what it is of,
/// wherever in a document it stands.
pub(super) fn heading(
    name: &str,
    knows: &dyn Fn(&str) -> bool,
    is_sure: &dyn Fn(&str) -> bool,
) -> Option<String> {
    if name.len() > LONGEST {
        return None;
    }
    if let Some(found) = of_name(name, knows) {
        return Some(found);
    }
    // Inside of other things only what is said in so many words is the item's.
    let knows = |heading: &str| knows(heading) && is_sure(heading);
    let mut rest = name;
    while let Some((_, inner)) = rest.split_once('.') {
        rest = inner;
        if is_sure(rest) {
            return Some(rest.to_owned());
        }
        if let Some(found) = of_name(rest, &knows) {
            return Some(found);
        }
    }
    None
}

fn of_name(name: &str, knows: &dyn Fn(&str) -> bool) -> Option<String> {
    let pieces: Vec<String> = name.split('.').flat_map(untyped).collect();
    of_pieces(&pieces, knows)
}

/// The parts of a name without what says of which type a column is.
fn untyped(name: &str) -> Vec<String> {
    if !name.is_ascii() {
        return vec![name.to_owned()];
    }
    let mut pieces = pieces(name);
    let is_type =
        |first: &String| TYPES.contains(&first.as_str()) && (name.contains('_') || first.len() > 1);
    if pieces.len() > 1 && pieces.first().is_some_and(is_type) {
        pieces.remove(0);
    }
    pieces
}

fn of_pieces(pieces: &[String], knows: &dyn Fn(&str) -> bool) -> Option<String> {
    // Two letters alone mean too much.
    if matches!(pieces, [piece] if piece.len() < 3) {
        return None;
    }
    let all: Option<Vec<Vec<&str>>> = pieces.iter().map(|piece| words(piece)).collect();
    if let Some(all) = all {
        return in_words(&all.concat(), knows);
    }
    // `shouLiTiaoJian` is written by syllables.
    let whole = pieces.concat();
    let is_short = whole.len() <= LONGEST_GLUED && pieces.len() > 1;
    match words(&whole).filter(|_| is_short) {
        Some(words) => in_words(&words, knows),
        None => in_initials(pieces, knows),
    }
}

/// The parts of a name: `promiseDay`, `ITEM_NAME`.
fn pieces(name: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut before = ' ';
    let mut chars = name.chars().peekable();
    while let Some(char) = chars.next() {
        let goes_on = chars.peek().is_some_and(char::is_ascii_lowercase);
        let begins = char.is_ascii_uppercase()
            && (before.is_ascii_lowercase() || before.is_ascii_uppercase() && goes_on);
        if begins || !char.is_ascii_alphanumeric() {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut().filter(|_| char.is_ascii_alphanumeric()) {
            piece.push(char.to_ascii_lowercase());
        }
        before = char;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The fewest known words that a piece consists of, as `itemname` does.
fn words(piece: &str) -> Option<Vec<&str>> {
    if !piece.is_ascii() {
        return Some(vec![piece]);
    }
    if piece.len() > LONGEST_GLUED {
        return None;
    }
    let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
    for end in 1..=piece.len() {
        let fewest = (0..end).filter_map(|start| {
            let word = piece.get(start..end)?;
            // Two letters are a word only where they stand alone.
            let may_be = word.len() > 2 || word.len() == piece.len();
            let before = best.get(start)?.as_ref()?;
            (may_be && MEANINGS.contains_key(word)).then(|| {
                let mut words = before.clone();
                words.push(word);
                words
            })
        });
        best.push(fewest.min_by_key(Vec::len));
    }
    best.pop().flatten()
}

/// The heading that words make, in this order or, if they are few, in any.
fn in_words(words: &[&str], knows: &dyn Fn(&str) -> bool) -> Option<String> {
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let mut left = MOST_TRIED;
    let mut texts: Vec<Vec<&str>> = vec![Vec::new()];
    for word in words {
        // What is in Chinese stands for itself.
        let itself = [*word];
        let meanings = match MEANINGS.get(word) {
            Some(meanings) => meanings.as_slice(),
            None if !word.is_ascii() => &itself,
            None => return None,
        };
        if texts.len() * meanings.len() > 4 * MOST_TRIED {
            return None;
        }
        texts = (texts.iter())
            .flat_map(|text| {
                meanings.iter().map(move |meaning| {
                    let mut text = text.clone();
                    text.push(meaning);
                    text
                })
            })
            .collect();
    }
    for text in &mut texts {
        // 咨询电话 with 电话 in it says no more.
        let all = text.clone();
        let is_said = |part: &&str| {
            all.iter()
                .any(|other| other != part && other.contains(*part))
        };
        text.retain(|part| !part.is_empty() && !is_said(part));
    }
    let mut seen = HashSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    // What says all that the name says counts before what leaves words out.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts.iter().find_map(|text| {
        left = left.checked_sub(1)?;
        let plain = text.concat();
        if !plain.is_empty() && knows(&plain) {
            return Some(plain);
        }
        if text.len() > MOST_MOVED {
            return None;
        }
        moved(text, &mut left, knows)
    })
}

/// The first of the orders of some parts that makes a known heading.
fn moved(parts: &[&str], left: &mut usize, knows: &dyn Fn(&str) -> bool) -> Option<String> {
    fn go(
        made: &str,
        parts: &[&str],
        left: &mut usize,
        knows: &dyn Fn(&str) -> bool,
    ) -> Option<String> {
        if parts.is_empty() {
            *left = left.checked_sub(1)?;
            return knows(made).then(|| made.to_owned());
        }
        (0..parts.len()).find_map(|at| {
            let mut rest = parts.to_vec();
            let part = rest.remove(at);
            go(&format!("{made}{part}"), &rest, left, knows)
        })
    }
    go("", parts, left, knows)
}

/// The initials that parts make, of which some are initials already: `dept_mc`, `isWsbl`.
fn in_initials(pieces: &[String], knows: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut made = String::new();
    for piece in pieces {
        match words(piece) {
            Some(words) => {
                for word in words {
                    made.push_str(&initials_of(MEANINGS.get(word)?.first()?)?);
                }
            }
            None if piece.len() <= LONGEST_INITIALS => made.push_str(piece),
            None => return None,
        }
    }
    (pieces.len() > 1 && made.len() >= 4 && knows(&made)).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_parts_that_it_is_written_in() {
        for (name, expected) in [
            ("promiseDay", &["promise", "day"][..]),
            ("ITEM_NAME", &["item", "name"]),
            ("deptID", &["dept", "id"]),
            ("URLOfItem", &["url", "of", "item"]),
            ("item-name", &["item", "name"]),
        ] {
            assert_eq!(pieces(name), expected, "{name}");
        }
        assert_eq!(words("legallimit").unwrap(), ["legal", "limit"]);
        assert_eq!(words("banlididian").unwrap(), ["banli", "didian"]);
        assert_eq!(words("xyz"), None);
    }

    #[test]
    fn parts_may_stand_in_any_order_and_some_say_nothing() {
        let knows = |heading: &str| ["咨询电话", "法定时限", "电话"].contains(&heading);
        let is_sure = |heading: &str| heading != "电话" && knows(heading);
        for (name, expected) in [
            ("tel.consult", Some("咨询电话")),
            ("guide.consult.tel", Some("咨询电话")),
            ("咨询电话.phone", Some("咨询电话")),
            ("faDingShiXian", Some("法定时限")),
            ("limit.legal.num", Some("法定时限")),
            ("lawTimeLimit", Some("法定时限")),
            ("phone", Some("电话")),
            ("window.phone", None),
            ("colour", None),
        ] {
            let found = heading(name, &knows, &is_sure);
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
