use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_filler, joined, without_brackets};
use crate::vocabulary::ResultKind;
use crate::words;

rule! {
    "OUT010", "result-kind-contradicts-name", Warning, Item(check),
    summary: ("审批结果类型与名称不符", "the result type contradicts the result's name"),
    message: ("审批结果“{name}”看名称是{expected}，类型填的是{kind}", "the result “{name}” is a {expected} by its name, but its type is {kind}"),
    help: ("把审批结果类型改成{expected}，或更正结果名称", "set the result type to {expected}, or correct the name"),
    requirements: [A6],
    cites: ["wenzhou-script#结果", "exchange-schema#result_type"],
    page: "result_kind_contradicts_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(result) = item.result() else {
        return;
    };
    let (Some(name), Some(kind)) = (&result.name, &result.kind) else {
        return;
    };
    if is_filler(name) {
        return;
    }
    let implied_kinds: Vec<ResultKind> = joined(&without_brackets(name))
        .filter(|part| !part.contains('不'))
        .filter_map(kind_implied_by_name)
        .collect();
    let Some(expected) = implied_kinds.first() else {
        return;
    };
    if implied_kinds.iter().any(|other| other != expected) {
        return cx.cannot_judge(Text::new(
            "审批结果有几种，类型只有一个",
            "there are several results but only one type",
        ));
    }
    let wrong = match kind {
        ResultKind::Certificate => *expected == ResultKind::Approval,
        ResultKind::Approval | ResultKind::Rest => *expected == ResultKind::Certificate,
        ResultKind::Other(_) => false,
    };
    // 其他 is wider than the other two kinds: a 准考证 may be filed under it on purpose.
    let severity = if *kind == ResultKind::Rest {
        Severity::Hint
    } else {
        Severity::Warning
    };
    if wrong {
        let place = cx.here(path!["guide", "result", "name"]);
        cx.report(
            Diagnostic::at(path!["guide", "result", "kind"])
                .with("name", name.trim())
                .with("expected", expected)
                .with("kind", kind)
                .severity(severity)
                .related(place, Text::new("审批结果名称", "the name of the result")),
        );
    }
}

/// The kind that the end of a name certainly implies.
fn kind_implied_by_name(name: &str) -> Option<ResultKind> {
    let name = name.trim().trim_end_matches(['》', '”', '"']);
    if words::APPROVAL_PAPER.ends(name) {
        return Some(ResultKind::Approval);
    }
    let stem = name
        .strip_suffix("证书")
        .or_else(|| name.strip_suffix('证'));
    // 公证书, 凭证, 认证 and the like are not certificates of permission.
    let verbs = [
        '公', '保', '凭', '认', '论', '听', '见', '验', '查', '鉴', '签', '佐', '取', '求', '票',
        '存', '对', '质',
    ];
    let certificate = stem.is_some_and(|stem| !stem.is_empty() && !stem.ends_with(verbs));
    (certificate || name.ends_with("执照")).then_some(ResultKind::Certificate)
}
