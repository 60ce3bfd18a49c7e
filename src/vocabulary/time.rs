//! Vocabularies of time: units of limits, days of the week and holidays.

use super::macros::vocabulary;

vocabulary! {
    /// Unit of a time limit: 办结时限单位, exchange columns `anticipate_type` and `promise_type`.
    ///
    /// The exchange has working days and calendar days; the other units occur in guides and have no
    /// code. The codes 1 and 2 are not confirmed by a published list: compare by term.
    pub enum TimeUnit("time_unit", "办结时限单位", National, column "anticipate_type,promise_type") {
        WorkingDay = "工作日", "working day", code "1", also ["个工作日", "工作天", "workday", "workdays"];
        CalendarDay = "自然日", "calendar day", code "2",
            also ["个自然日", "天", "日", "日历天", "日历日", "个日历日", "day", "days"];
        Hour = "小时", "hour", also ["个小时", "时", "工作小时", "hour", "hours"];
        Minute = "分钟", "minute", also ["分", "minute", "minutes"];
        Week = "周", "week", also ["星期", "个星期", "week", "weeks"];
        Month = "月", "month", also ["个月", "month", "months"];
        Year = "年", "year", also ["周年", "year", "years"];
    }
}

vocabulary! {
    /// Office hours on public holidays: 法定节假日安排; part of the exchange column `transact_time`.
    pub enum HolidayRule("holiday_rule", "法定节假日安排", Own) {
        Closed = "法定节假日除外", "closed on public holidays",
            also ["节假日除外", "国家法定节假日除外", "法定节假日休息", "节假日休息", "法定节假日不办理"];
        Open = "法定节假日照常", "open on public holidays",
            also ["节假日照常", "法定节假日照常办理", "节假日不休", "节假日正常办理", "全年无休"];
        Announced = "法定节假日另行公告", "announced for each public holiday",
            also ["法定节假日另行通知", "节假日另行通知", "节假日另行公告", "以公告为准", "法定节假日以公告为准"];
    }
}

vocabulary! {
    /// Day on which an office is open: 办理日; part of the exchange column `transact_time`.
    pub enum DayKind("day_kind", "办理日", Own) {
        WorkingDay = "工作日", "working day", also ["上班日", "法定工作日"];
        Monday = "周一", "Monday", also ["星期一", "礼拜一"];
        Tuesday = "周二", "Tuesday", also ["星期二", "礼拜二"];
        Wednesday = "周三", "Wednesday", also ["星期三", "礼拜三"];
        Thursday = "周四", "Thursday", also ["星期四", "礼拜四"];
        Friday = "周五", "Friday", also ["星期五", "礼拜五"];
        Saturday = "周六", "Saturday", also ["星期六", "礼拜六"];
        Sunday = "周日", "Sunday", also ["星期日", "星期天", "周天", "礼拜日", "礼拜天"];
        Weekend = "周末", "weekend", also ["双休日", "周六日", "周六周日", "周六、周日"];
        Daily = "每日", "every day", also ["每天", "天天", "全周", "周一至周日", "星期一至星期日"];
        Holiday = "法定节假日", "public holiday", also ["节假日", "法定假日", "国家法定节假日"];
    }
}
