//! Vocabularies of channels and platforms: ways to apply, to enquire and to look up.

use super::macros::vocabulary;

vocabulary! {
    /// Form in which a case is handled: 办理形式, exchange column `handle_type`, several allowed.
    ///
    /// 自助办理 and 上门服务 occur in guides and have no code. The codes are those of the exchange; GB/T
    /// 39046-2020 table A.5 has others.
    pub enum HandlingForm("handling_form", "办理形式", National, column "handle_type") {
        Window = "窗口办理", "at the window", code "1", also ["窗口申请", "现场办理", "窗口", "线下办理", "大厅办理"];
        Online = "网上办理", "online", code "2",
            also ["网上申请", "在线办理", "网络办理", "线上办理", "网办", "电脑端网上办理", "移动端网上申请"];
        Mail = "快递申请", "by mail or courier", code "3",
            also ["邮寄申请", "信函申请", "邮寄办理", "快递办理", "信函办理", "邮寄"];
        Terminal = "自助办理", "at a self-service terminal", also ["自助终端办理", "自助申请", "自助机办理"];
        Visit = "上门服务", "at the applicant's place", also ["上门办理", "上门代办"];
    }
}

vocabulary! {
    /// What can be done online: 网上办理深度, exchange column `online_handle_depth`, several
    /// allowed.
    ///
    /// A list of capabilities. The grade that some provinces publish under the same name is
    /// [`OnlineGrade`].
    pub enum OnlineDepth("online_depth", "网上办理深度", National, column "online_handle_depth") {
        Consultation = "互联网咨询", "enquiry", code "1", also ["网上咨询"];
        Receipt = "互联网收件", "receipt of materials", code "2", also ["网上收件"];
        Precheck = "互联网预审", "preliminary check", code "3", also ["网上预审", "在线预审"];
        Acceptance = "互联网受理", "acceptance", code "4", also ["网上受理"];
        Handling = "互联网办理", "handling", code "5";
        ResultFeedback = "互联网办理结果信息反馈", "notification of the result", code "6",
            also ["互联网结果反馈", "互联网结果信息反馈"];
        ElectronicCertificate = "互联网电子证照反馈", "electronic certificate", code "7", also ["互联网电子证照"];
        Rest = "其他", "other", code "9", also ["其它"];
    }
}

vocabulary! {
    /// Grade of online handling: 网办深度等级, which some provinces publish for the element 网上办理深度.
    ///
    /// The exchange column `online_handle_depth` has the list of [`OnlineDepth`] instead, so a
    /// grade has no code.
    pub enum OnlineGrade("online_grade", "网办深度等级", Own) {
        One = "Ⅰ级", "information and forms online", also ["I级", "Ⅰ", "I", "一级", "1级", "信息公开"];
        Two = "Ⅱ级", "enquiry, booking or preliminary check online", also ["II级", "Ⅱ", "II", "二级", "2级", "网上预审（Ⅱ级）"];
        Three = "Ⅲ级", "application online, originals checked on site",
            also ["III级", "Ⅲ", "III", "三级", "3级", "网上受理（Ⅲ级）"];
        Four = "Ⅳ级", "fully online",
            also [
                "IV级", "Ⅳ", "IV", "四级", "4级", "全程网办", "全程网办（Ⅳ级）", "全程网办(Ⅳ级)", "全程网办（IV级）",
                "全程网办(IV级)", "全流程网办",
            ];
    }
}

vocabulary! {
    /// Way to enquire or complain: 咨询监督方式; part of the exchange columns `link_way` and
    /// `supervise_way`.
    pub enum ContactWay("contact_way", "咨询监督方式", Own) {
        Window = "窗口", "at the window", also ["窗口咨询", "现场咨询", "现场", "窗口投诉", "现场投诉", "来访"];
        Telephone = "电话", "by telephone", also ["电话咨询", "电话投诉", "咨询电话", "投诉电话", "热线电话", "热线"];
        Online = "网上", "online",
            also ["网络", "网上咨询", "网上投诉", "在线咨询", "在线投诉", "网站", "互联网", "网络咨询"];
        MobileApp = "移动端", "in a mobile application", also ["移动应用", "手机端", "微信", "公众号", "微信公众号"];
        Letter = "信函", "by letter", also ["信件", "信函咨询", "信函投诉", "来信", "信件咨询"];
        Email = "邮件", "by e-mail", also ["电子邮件", "电子邮箱", "邮箱", "邮件咨询"];
        Fax = "传真", "by fax", also ["传真咨询"];
        Rest = "其他", "other", also ["其它"];
    }
}

vocabulary! {
    /// Way to look up the progress of a case: 办理进度查询方式; the exchange has no column for it.
    pub enum QueryWay("query_way", "办理进度查询方式", Own) {
        Telephone = "电话查询", "by telephone", also ["电话", "拨打电话查询", "热线查询"];
        Window = "窗口查询", "at the window", also ["现场查询", "窗口", "大厅查询"];
        Online = "网上查询", "online", also ["网站查询", "在线查询", "网络查询", "网上", "互联网查询"];
        MobileApp = "移动端查询", "in a mobile application", also ["手机查询", "移动端", "微信查询", "小程序查询"];
        Message = "短信", "by text message", also ["短信查询", "短信通知"];
        Terminal = "自助终端查询", "at a self-service terminal", also ["自助查询", "自助终端"];
    }
}

vocabulary! {
    /// Kind of channel: 服务渠道; the exchange has no column for it.
    pub enum ChannelKind("channel_kind", "服务渠道", Own) {
        Portal = "政务服务网", "government service portal",
            also ["政务服务平台", "一体化政务服务平台", "一网通办平台", "网上办事大厅", "网上大厅", "政务服务门户"];
        DepartmentSite = "部门网站", "department website", also ["部门门户网站", "部门业务系统", "部门自建系统", "业务系统"];
        MobileApp = "移动端应用", "mobile application",
            also ["移动应用", "手机应用", "APP", "App", "app", "移动端", "手机APP", "手机App", "政务服务APP"];
        WeChat = "微信小程序", "WeChat mini-program", also ["微信", "小程序", "微信公众号", "公众号"];
        Alipay = "支付宝小程序", "Alipay mini-program", also ["支付宝"];
        Hall = "办事大厅", "service hall",
            also [
                "政务服务大厅", "政务大厅", "政务服务中心", "实体大厅", "线下窗口", "服务窗口", "办事窗口", "窗口",
                "便民服务中心",
            ];
        Terminal = "自助终端", "self-service terminal", also ["自助机", "自助服务终端", "自助服务机", "自助一体机"];
        Hotline = "服务热线", "service hotline",
            also ["12345热线", "12345", "12345政务服务便民热线", "政务服务热线", "热线", "热线电话", "电话"];
        Mail = "邮寄", "mail or courier", also ["快递", "物流快递", "邮寄办理", "信函", "邮政快递"];
        Visit = "上门服务", "service at the applicant's place", also ["上门", "上门办理"];
        Rest = "其他", "other", also ["其它"];
    }
}

/// The way in which a channel reaches people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A website.
    Site,
    /// A stand-alone application.
    App,
    /// A program inside another application.
    MiniProgram,
    /// A physical place.
    Place,
    /// A telephone.
    Phone,
    /// A person who comes or delivers.
    Delivery,
    /// Unknown from the kind of the channel.
    Unsaid,
}

impl Reach {
    /// Whether it is online.
    pub(crate) fn is_online(self) -> bool {
        matches!(self, Self::Site | Self::App | Self::MiniProgram)
    }
}

impl ChannelKind {
    /// How channels of this kind reach people. Rules use this instead of listing kinds, so that a
    /// new kind is classified only here.
    pub(crate) fn reach(&self) -> Reach {
        match self {
            Self::Portal | Self::DepartmentSite => Reach::Site,
            Self::MobileApp => Reach::App,
            Self::WeChat | Self::Alipay => Reach::MiniProgram,
            Self::Hall | Self::Terminal => Reach::Place,
            Self::Hotline => Reach::Phone,
            Self::Mail | Self::Visit => Reach::Delivery,
            Self::Rest | Self::Other(_) => Reach::Unsaid,
        }
    }
}

vocabulary! {
    /// Function of an online platform: 平台功能; the exchange has no column for it.
    pub enum PlatformFunction("platform_function", "平台功能", Own) {
        SingleEntry = "统一入口", "unified entry", also ["统一门户", "服务入口", "总门户"];
        Search = "站内搜索", "site search", also ["搜索", "智能搜索", "事项搜索", "检索"];
        Registration = "用户注册", "user registration", also ["注册", "账号注册"];
        Identity = "实名认证", "identity verification", also ["身份认证", "统一身份认证", "实名核验"];
        SingleSignOn = "单点登录", "single sign-on", also ["统一登录", "一次登录"];
        GuideDisplay = "办事指南查询", "guide look-up", also ["办事指南", "指南查询", "事项公开", "指南展示"];
        SmartGuide = "智能导办", "guided application", also ["智能引导", "情形引导", "场景导办", "智能导服"];
        Consultation = "在线咨询", "online enquiry", also ["网上咨询", "咨询", "互动咨询"];
        Assistant = "智能客服", "chatbot", also ["智能问答", "机器人客服", "智能咨询"];
        Booking = "在线预约", "booking", also ["预约", "预约办理", "网上预约", "预约取号"];
        FormDownload = "表格下载", "form download", also ["样表下载", "下载表格", "文件下载"];
        Submission = "在线申报", "online application", also ["网上申报", "在线申请", "网上申请", "在线办理"];
        Upload = "材料上传", "material upload", also ["上传材料", "附件上传"];
        MaterialReuse = "材料共享复用", "reuse of shared materials", also ["材料复用", "数据共享", "材料免提交"];
        ElectronicCertificate = "电子证照调用", "use of electronic certificates", also ["电子证照", "证照调用"];
        ElectronicSeal = "电子签章", "electronic seal", also ["电子签名", "电子印章"];
        Payment = "在线支付", "online payment", also ["网上支付", "网上缴费", "在线缴费", "统一支付"];
        Progress = "进度查询", "progress enquiry", also ["办件查询", "办理进度查询", "办件进度查询"];
        Notification = "消息提醒", "notifications", also ["消息通知", "短信提醒", "短信通知"];
        ResultDownload = "结果下载", "result download", also ["结果查询", "结果反馈", "电子结果下载"];
        Logistics = "物流快递", "mail and courier", also ["快递", "邮寄送达", "双向快递", "物流服务"];
        Rating = "服务评价", "service rating", also ["好差评", "评价", "满意度评价", "在线评价"];
        Complaint = "投诉建议", "complaints and suggestions", also ["投诉", "投诉举报", "在线投诉", "网上投诉"];
        UserSpace = "个人中心", "user centre", also ["用户空间", "用户中心", "个人空间", "企业空间", "我的空间"];
        Accessibility = "无障碍服务", "accessibility", also ["无障碍", "适老化", "长者模式", "关怀模式"];
        Rest = "其他", "other", also ["其它"];
    }
}
