use proptest::prelude::*;

use super::*;
use crate::vocabulary::{Actor, Stage};

#[test]
fn a_list_inside_a_block_stays_inside() {
    let text = "1.收件与受理：办理步骤\n办理结果：受理\n2.转入：不是环节\n审查标准：\n2.审查与决定：办理步骤\n办理结果：同意";
    let steps = read(text).value.unwrap();
    assert_eq!(steps.len(), 2);
    assert_eq!(steps[0].output.as_deref(), Some("受理\n2.转入：不是环节"));
    assert_eq!(steps[0].action, None);
    assert_eq!(steps[1].stage, Some(Stage::Decision));
}

#[test]
fn plain_points_are_steps() {
    let steps = read("（一）申请。申请人提交材料。\n（二）受理：窗口当场受理；办理人员：窗口人员；办理时限：1个工作日").value.unwrap();
    assert_eq!(steps[0].name.as_deref(), Some("申请"));
    assert_eq!(steps[1].action.as_deref(), Some("窗口当场受理；"));
    assert_eq!(steps[1].actor, Some(Actor::WindowClerk));
    assert!(steps[1].limit.is_some());
}

#[test]
fn lists_for_several_cases_are_not_one_list() {
    for text in [
        "情形一：个人申请\n1.受理：窗口收件\n2.审核：核对材料\n情形二：单位申请\n1.受理\n2.决定",
        "情形1 新办\n申请→受理→发证\n情形2 换证\n申请→发证",
    ] {
        let reading = read(text);
        assert!(
            reading.value.is_none() && reading.unread == [text],
            "{text}"
        );
    }
    let steps = read("1.受理：情形复杂的延期\n2.决定").value.unwrap();
    assert_eq!(steps.len(), 2);
}

#[test]
fn branches_keep_their_ways() {
    let steps =
        read("flowchart TD\na[受理] -->|齐全| b[审查]\na -->|不齐全| c[不予受理]\nb --> d[送达]")
            .value
            .unwrap();
    assert_eq!(steps[0].next.len(), 2);
    assert_eq!(steps[2].end, Some(crate::vocabulary::EndKind::NotAccepted));
}

#[test]
fn no_result_is_a_result() {
    let steps = read("1.受理\n办理结果：无\n2.送达\n办理结果：\n审查标准：无")
        .value
        .unwrap();
    assert_eq!(steps[0].output.as_deref(), Some("无"));
    assert_eq!((&steps[1].output, &steps[1].criteria), (&None, &None));
}

/// The names of the steps of a text, with what is done in each.
fn told(text: &str) -> Vec<(String, String)> {
    let part = |part: Option<String>| part.unwrap_or_default();
    (read(text).value.unwrap_or_default().into_iter())
        .map(|step| (part(step.name), part(step.action)))
        .collect()
}

fn names(text: &str) -> Vec<String> {
    told(text).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn names_outside_the_vocabulary_stand_beside_known_ones() {
    for text in [
        "（1）申请。申请人提交资料。\n（2）拨付。通过银行账户发放。\n（3）办结。",
        "1.申请：申请人提交资料。\n2.拨付：通过银行账户发放。\n3.办结",
        "1.申请——申请人提交资料。2.拨付——通过银行账户发放。3.办结",
        "1、申请 申请人提交资料。\n2、拨付 通过银行账户发放。\n3、办结",
        "1.【申请】申请人提交资料。2.【拨付】通过银行账户发放。3.【办结】",
        "第一步：申请。申请人提交资料。\n第二步：拨付。通过银行账户发放。\n第三步：办结。",
    ] {
        assert_eq!(names(text), ["申请", "拨付", "办结"], "{text}");
        assert!(told(text)[1].1.starts_with("通过银行账户发放"), "{text}");
    }
    let text = "（一）自愿申请。残疾人提交申请表。\n（二）补贴发放。按月发放。\n（三）定期复核。定期抽查。";
    assert_eq!(names(text), ["自愿申请", "补贴发放", "定期复核"]);
    // Sentences are not names if none of them is a known stage.
    let text = "1.登录系统。选择事项。\n2.上传照片。等候短信。";
    assert!(
        told(text)
            .iter()
            .all(|(name, action)| name.is_empty() && !action.is_empty())
    );
}

#[test]
fn stages_in_a_row_are_steps() {
    let three = ["受理", "审核", "办结"];
    for text in [
        "受理→审核→办结",
        "受理-审核-办结",
        "受理——审核——办结。",
        "受理 － 审核 － 办结",
        "受理~审核~办结",
        "《受理》-《审核》-《办结》",
        "【受理】—【审核】—【办结】",
        "受理、审核、办结",
        "受理，审核，办结。",
        "受理；审核；办结",
        "受理/审核/办结",
        "受理 审核 办结",
        "办理流程：受理-审核-办结",
        "受理\n审核\n办结",
    ] {
        let reading = read(text);
        assert_eq!(names(text), three, "{text}");
        assert!(reading.unread.is_empty(), "{text}");
    }
    assert_eq!(
        names("受理-审查-备案登记-存档办结"),
        ["受理", "审查", "备案登记", "存档办结"]
    );
    let reading = read("申请、受理、审核、登簿；自受理之日起20个工作日内办结。");
    assert_eq!(reading.value.unwrap().len(), 4);
    assert_eq!(reading.unread, ["自受理之日起20个工作日内办结"]);
    // A text that is not a row stays one step.
    for text in [
        "到窗口领取、邮寄",
        "办事-指南",
        "审核材料，符合条件的予以受理，不符合的一次性告知",
    ] {
        assert_eq!(read(text).value.unwrap().len(), 1, "{text}");
    }
}

#[test]
fn limits_behind_names_are_limits() {
    let steps = read(
        "1、受理，2个工作日；2、技术评审（特别程序），60个工作日，不计入承诺办结时限；3、初审（5个工作日）；\
         4、审批：2个工作日；5、制证3个工作日内；6、办结，当场办结；7、送达 办理时限：1个工作日。",
    );
    assert!(steps.unread.is_empty(), "{:?}", steps.unread);
    let steps = steps.value.unwrap();
    let days = |step: &Step| step.limit.as_ref().map(limit::write);
    let said: Vec<_> = (steps.iter())
        .map(|step| (step.name.as_deref().unwrap(), days(step).unwrap()))
        .collect();
    let days = |amount: u8| format!("{amount}个工作日");
    assert_eq!(
        said,
        [
            ("受理", days(2)),
            ("技术评审（特别程序）", days(60)),
            ("初审", days(5)),
            ("审批", days(2)),
            ("制证", days(3)),
            ("办结", "当场办结".to_owned()),
            ("送达", days(1)),
        ]
    );
    assert!(steps.iter().all(|step| step.action.is_none()));
    let apart: Vec<_> = steps.iter().map(|step| step.outside_limit).collect();
    assert_eq!(apart.iter().filter(|apart| apart.is_some()).count(), 1);
    assert_eq!(apart[1], Some(true));
    // The start of a limit is not a name.
    let step = &read("自受理之日起，20日内办结").value.unwrap()[0];
    assert_eq!(step.limit, None);
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), blocks in "[1-3.、：受理办理步骤结果\n→ （）]{0,40}") {
        let _ = (read(&text), read(&blocks));
    }

    #[test]
    fn written_steps_are_read_again(names in proptest::collection::vec("[受审决送]{2,6}", 1..5), output in "[甲乙丙]{1,8}") {
        let steps: Vec<Step> = names
            .into_iter()
            .map(|name| Step { stage: stage(&name), name: Some(name), output: Some(output.clone()), ..Step::default() })
            .collect();
        prop_assert_eq!(read(&write(&steps)).value.unwrap(), steps);
    }
}

#[test]
fn what_is_done_at_a_stage_may_stand_in_brackets() {
    let steps =
        read("1、受理（核对登记表和产品数据表）\n2、审查（含专家评审等）\n3、办结（1个工作日）");
    let steps = steps.value.unwrap();
    let said: Vec<_> = (steps.iter())
        .map(|step| (step.name.as_deref(), step.action.as_deref()))
        .collect();
    assert_eq!(
        said,
        [
            (Some("受理"), Some("核对登记表和产品数据表")),
            (Some("审查（含专家评审等）"), None),
            (Some("办结"), None),
        ]
    );
}
