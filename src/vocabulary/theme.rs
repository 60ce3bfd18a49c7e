//! Vocabularies of themes, under which portals list items.

use super::macros::vocabulary;

vocabulary! {
    /// Theme of an item for natural persons: 面向自然人事项主题分类, exchange column `user_topic_type`,
    /// several allowed.
    pub enum NaturalTheme("natural_theme", "面向自然人事项主题分类", National, column "user_topic_type") {
        BirthAdoption = "生育收养", "birth and adoption", code "005";
        Household = "户籍办理", "household registration", code "010";
        EthnicReligious = "民族宗教", "ethnic and religious affairs", code "015";
        EducationResearch = "教育科研", "education and research", code "020";
        MilitaryService = "入伍服役", "military service", code "025";
        Employment = "就业创业", "employment and starting a business", code "030";
        SetupChange = "设立变更", "establishment and change", code "035";
        PermitOperation = "准营准办", "permission to operate", code "040";
        Pledge = "抵押质押", "mortgage and pledge", code "045";
        ProfessionalQualification = "职业资格", "professional qualification", code "050";
        TaxFees = "纳税缴费", "taxes and fees", code "055", also ["行政缴费", "纳税"];
        Marriage = "婚姻登记", "marriage registration", code "060";
        PreferentialCare = "优待抚恤", "preferential treatment and pensions", code "065";
        PlanningConstruction = "规划建设", "planning and construction", code "070";
        Housing = "住房保障", "housing security", code "075";
        SocialSecurity = "社会保障（社会保险、社会救助）", "social security, insurance and relief", code "085",
            also ["社会保障", "社保", "社会保障(社会保险、社会救助)"];
        Documents = "证件办理", "identity documents and certificates", code "090";
        Traffic = "交通出行", "traffic and travel", code "095";
        Tourism = "旅游观光", "tourism", code "100";
        ExitEntry = "出境入境", "exit and entry", code "105";
        ConsumerRights = "消费维权", "consumer rights", code "110";
        PublicSafety = "公共安全", "public safety", code "115";
        JusticeNotary = "司法公证", "justice and notaries", code "120";
        IntellectualProperty = "知识产权", "intellectual property", code "125";
        EnvironmentGreening = "环保绿化", "environment and greening", code "130";
        CultureSports = "文化体育", "culture and sports", code "135";
        Utilities = "公用事业", "public utilities", code "140";
        Health = "医疗卫生", "medical care and health", code "145";
        Retirement = "离职退休", "leaving employment and retirement", code "150";
        DeathFuneral = "死亡殡葬", "death and funeral", code "155";
        Local = "地方特色分类", "local theme", code "998";
        Rest = "其他", "other", code "999", also ["其它"];
    }
}

vocabulary! {
    /// Theme of an item for legal persons: 面向法人事项主题分类, exchange column `corp_topic_type`, several
    /// allowed.
    pub enum LegalTheme("legal_theme", "面向法人事项主题分类", National, column "corp_topic_type") {
        SetupChange = "设立变更", "establishment and change", code "005";
        PermitOperation = "准营准办", "permission to operate", code "010";
        Accreditation = "资质认证", "qualification and accreditation", code "015";
        AnnualInspection = "年检年审", "annual inspection", code "020", also ["年审年检"];
        TaxFinance = "税收财务", "tax and finance", code "025";
        HumanResources = "人力资源", "human resources", code "030";
        SocialSecurity = "社会保障", "social security", code "035", also ["劳动保障"];
        InvestmentApproval = "投资审批", "investment approval", code "040";
        Financing = "融资信贷", "financing and credit", code "045";
        Pledge = "抵押质押", "mortgage and pledge", code "050";
        CommerceTrade = "商务贸易", "commerce and trade", code "055";
        TenderAuction = "招标拍卖", "tender and auction", code "060";
        CustomsPort = "海关口岸", "customs and ports", code "065";
        ForeignRelated = "涉外服务", "foreign-related services", code "070";
        Agriculture = "农林牧渔", "agriculture, forestry, animal husbandry and fishery", code "075";
        LandPlanning = "国土和规划建设", "land, planning and construction", code "085", also ["国土建设"];
        Transport = "交通运输", "transport", code "090";
        EnvironmentGreening = "环保绿化", "environment and greening", code "095";
        ClimateChange = "应对气候变化", "climate change", code "100";
        WaterWeather = "水务气象", "water affairs and weather", code "105";
        Health = "医疗卫生", "medical care and health", code "110";
        Innovation = "科技创新", "science and innovation", code "115";
        CultureEducation = "文体教育", "culture, sports and education", code "120";
        IntellectualProperty = "知识产权", "intellectual property", code "125";
        EthnicReligious = "民族宗教", "ethnic and religious affairs", code "130";
        Quality = "质量技术", "quality and technology", code "135";
        Quarantine = "检验检疫", "inspection and quarantine", code "140";
        WorkSafety = "安全生产", "work safety", code "145";
        PoliceFire = "公安消防", "police and fire protection", code "150";
        JusticeNotary = "司法公证", "justice and notaries", code "155";
        Utilities = "公用事业", "public utilities", code "160";
        Deregistration = "法人注销", "deregistration of a legal person", code "165";
        ArchivesRelics = "档案文物", "archives and relics", code "170";
        Local = "地方特色分类", "local theme", code "998";
        Rest = "其他", "other", code "999", also ["其它"];
    }
}
