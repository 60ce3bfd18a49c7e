//! Theme EXM: suppressions, in items and in the configuration. The check itself reports them, after it has
//! matched each suppression with the findings that it accepts.

use crate::engine::rules;

rules! {
    all {
        requirements: [D4, E4],
        page: "suppression.md",
    }
    "EXM010", "incomplete-suppression", Warning, Suppression,
        summary: ("豁免没有写全，不起作用", "an incomplete suppression, which has no effect"),
        message: ("这条豁免没有写{lacking}，不起作用", "this suppression states no {lacking}, so it has no effect"),
        help: ("把这条豁免写全；不再需要的删去", "complete the suppression, or remove it"),
        own: ("豁免要说明豁免什么、为什么、到哪天为止，才有人管", "a suppression needs something to accept, a reason and an end, so that somebody looks after it"),
        certain: Presence;
    "EXM020", "expired-suppression", Warning, Suppression,
        summary: ("豁免已经过期，问题还在", "an expired suppression, though the problem remains"),
        message: ("{what}的豁免{until}到期，问题还在（{count}处）", "the suppression of {what} expired on {until}, but the problem remains ({count} place(s))"),
        help: ("整改问题；确需延续的，重新批准并改有效期", "fix the problem, or have the suppression approved again with a new date"),
        own: ("过期的豁免不再作数", "an expired suppression is no longer valid"),
        certain: Arithmetic;
    "EXM030", "unused-suppression", Hint, Suppression,
        summary: ("豁免没有用上", "a suppression that accepts nothing"),
        message: ("{what}的豁免没有用上：没有这样的问题", "the suppression of {what} accepts nothing: there is no such problem"),
        help: ("删去这条豁免，或者更正它写的规则、事项和要素", "remove the suppression, or correct its rule, item and element"),
        own: ("没有问题了，豁免就该撤", "a suppression without a problem should be removed"),
        certain: Structure;
    "EXM040", "unknown-rule-in-suppression", Warning, Suppression,
        summary: ("豁免写的规则不存在", "a suppression names a rule that does not exist"),
        message: ("没有叫“{rule}”的规则，这条豁免不起作用", "there is no rule “{rule}”, so this suppression has no effect"),
        help: ("改成现有的规则编号、名称或主题，用 shixiang rules 查看", "use the code, name or theme of a rule; `shixiang rules` lists them"),
        own: ("豁免要指到有的规则", "a suppression must refer to an existing rule"),
        certain: Structure;
}
