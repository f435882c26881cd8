using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Web.Demo;

/// <summary>The people of the demonstration: a fictitious maker of home appliances, two partners, and their people. Any similarity
/// to a real company or person is coincidental.</summary>
internal static class DemoPeople
{
    /// <summary>The shared password of all demonstration accounts.</summary>
    public const string Password = "academy-demo-1405";

    public static readonly LocalText Employer = new("صنایع خانگی مهرآسا", "Mehrasa Home Appliances");
    public static readonly LocalText Customers = new("مشتریان", "Customers");

    public static readonly DemoPartner[] Partners =
    [
        new("alborz", new("پخش سراسری البرز", "Alborz Distribution")),
        new("khalij", new("نمایندگی خلیج جنوب", "Khalij South Agency")),
    ];

    public static readonly DemoUnit[] Units =
    [
        new("head", null, new("ستاد مرکزی", "Head office")),
        new("contact", "head", new("مرکز تماس", "Contact centre")),
        new("sales", "head", new("فروش و شعبه‌ها", "Sales and branches")),
        new("tehran", "sales", new("شعبهٔ تهران", "Tehran branch")),
        new("isfahan", "sales", new("شعبهٔ اصفهان", "Isfahan branch")),
        new("shiraz", "sales", new("شعبهٔ شیراز", "Shiraz branch")),
        new("aftersales", "head", new("خدمات پس از فروش", "After-sales service")),
        new("hr", "head", new("منابع انسانی", "Human resources")),
    ];

    /// <summary>The accounts for signing in; shown at start.</summary>
    public static readonly DemoPerson[] Leads =
    [
        new("سارا", "محمدی", "Sara", "Mohammadi", "contact", Audience.Frontline, "کارشناس مرکز تماس", "Contact centre agent", "sara"),
        new("رضا", "کاظمی", "Reza", "Kazemi", "contact", Audience.Manager, "مدیر مرکز تماس", "Contact centre manager", "reza", Role.Manager),
        new("کاوه", "البرزی", "Kaveh", "Alborzi", "alborz", Audience.Agent, "مدیر آموزش نمایندگان", "Agent training manager", "kaveh", Role.PartnerManager),
        new("لیلا", "ساعی", "Leyla", "Saei", "alborz", Audience.Agent, "نمایندهٔ فروش", "Sales agent", "leyla"),
        new("نیما", "فرهادی", "Nima", "Farhadi", "customers", Audience.Customer, null, null, "nima"),
        new("مینا", "رستگار", "Mina", "Rastegar", "hr", Audience.Manager, "کارشناس ارشد آموزش", "Training officer", "mina", Role.HumanResources),
        new("دارا", "نیک‌نام", "Dara", "Niknam", "head", Audience.Leader, "مدیر عامل", "Chief executive", "dara", Role.Leader),
        new("هما", "یزدانی", "Homa", "Yazdani", "hr", Audience.Manager, "مدیر سامانه", "System administrator", "admin", Role.Administrator),
    ];

    public static readonly DemoPerson[] Others =
    [
        new("علی", "حسینی", "Ali", "Hosseini", "contact", Audience.Frontline, "کارشناس مرکز تماس", "Contact centre agent"),
        new("زهرا", "احمدی", "Zahra", "Ahmadi", "contact", Audience.Frontline, "کارشناس مرکز تماس", "Contact centre agent"),
        new("پریسا", "گلچین", "Parisa", "Golchin", "contact", Audience.Frontline, "کارشناس مرکز تماس", "Contact centre agent"),
        new("فرهاد", "چراغی", "Farhad", "Cheraghi", "contact", Audience.Frontline, "کارشناس مرکز تماس", "Contact centre agent"),
        new("نرگس", "ژاله‌پور", "Narges", "Zhalehpour", "contact", Audience.Frontline, "کارشناس مرکز تماس", "Contact centre agent"),
        new("امیرحسین", "پورکاظم", "Amirhossein", "Pourkazem", "contact", Audience.Frontline, "سرپرست نوبت", "Shift lead"),
        new("سمیه", "کرمی", "Somayeh", "Karami", "contact", Audience.Frontline, "کارشناس مرکز تماس", "Contact centre agent"),
        new("بهرام", "آذری", "Bahram", "Azari", "tehran", Audience.Manager, "رئیس شعبه", "Branch manager", null, Role.Manager),
        new("الهام", "صادقی", "Elham", "Sadeghi", "tehran", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("محمدرضا", "طاهری", "Mohammadreza", "Taheri", "tehran", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("شیرین", "بهمنی", "Shirin", "Bahmani", "tehran", Audience.Frontline, "صندوق‌دار", "Cashier"),
        new("کیوان", "ملکی", "Keyvan", "Maleki", "tehran", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("مریم", "خسروی", "Maryam", "Khosravi", "tehran", Audience.Frontline, "پذیرش مشتری", "Customer reception"),
        new("آرش", "یوسفی", "Arash", "Yousefi", "isfahan", Audience.Manager, "رئیس شعبه", "Branch manager", null, Role.Manager),
        new("فاطمه", "نقاشان", "Fatemeh", "Naghashan", "isfahan", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("حمید", "شاکری", "Hamid", "Shakeri", "isfahan", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("ندا", "وکیلی", "Neda", "Vakili", "isfahan", Audience.Frontline, "پذیرش مشتری", "Customer reception"),
        new("مجتبی", "زرین‌کوب", "Mojtaba", "Zarrinkoub", "isfahan", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("ترانه", "افشار", "Taraneh", "Afshar", "isfahan", Audience.Frontline, "صندوق‌دار", "Cashier"),
        new("سیامک", "دهقان", "Siamak", "Dehghan", "shiraz", Audience.Manager, "رئیس شعبه", "Branch manager", null, Role.Manager),
        new("گلناز", "حافظی", "Golnaz", "Hafezi", "shiraz", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("یاسر", "پناهی", "Yaser", "Panahi", "shiraz", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("مهسا", "قنبری", "Mahsa", "Ghanbari", "shiraz", Audience.Frontline, "پذیرش مشتری", "Customer reception"),
        new("سعید", "لطفی", "Saeed", "Lotfi", "shiraz", Audience.Frontline, "کارشناس فروش", "Sales adviser"),
        new("ابراهیم", "جهانی", "Ebrahim", "Jahani", "aftersales", Audience.Manager, "مدیر خدمات پس از فروش", "After-sales manager", null, Role.Manager),
        new("حسن", "ثابتی", "Hassan", "Sabeti", "aftersales", Audience.Frontline, "سرویس‌کار", "Service technician"),
        new("مرتضی", "غفاری", "Morteza", "Ghaffari", "aftersales", Audience.Frontline, "سرویس‌کار", "Service technician"),
        new("پویا", "عزیزی", "Pouya", "Azizi", "aftersales", Audience.Frontline, "کارشناس ضمانت", "Warranty officer"),
        new("رعنا", "مقدم", "Rana", "Moghaddam", "aftersales", Audience.Frontline, "کارشناس پیگیری", "Follow-up officer"),
        new("جواد", "توکلی", "Javad", "Tavakoli", "aftersales", Audience.Frontline, "انباردار قطعات", "Spare-parts keeper"),
        new("نازنین", "ضرغامی", "Nazanin", "Zarghami", "aftersales", Audience.Frontline, "کارشناس پیگیری", "Follow-up officer"),
        new("خسرو", "میرزایی", "Khosrow", "Mirzaei", "sales", Audience.Leader, "معاون فروش", "Sales director"),
        new("ماندانا", "کیانی", "Mandana", "Kiani", "head", Audience.Leader, "معاون خدمات", "Service director"),
        new("بابک", "رادمنش", "Babak", "Radmanesh", "alborz", Audience.Agent, "نمایندهٔ فروش", "Sales agent"),
        new("سحر", "فتاحی", "Sahar", "Fattahi", "alborz", Audience.Agent, "نمایندهٔ فروش", "Sales agent"),
        new("داوود", "قربانی", "Davoud", "Ghorbani", "alborz", Audience.Agent, "عامل توزیع", "Distributor"),
        new("مهدی", "نصیری", "Mehdi", "Nasiri", "alborz", Audience.Agent, "عامل توزیع", "Distributor"),
        new("آیدا", "تبریزی", "Aida", "Tabrizi", "alborz", Audience.Agent, "نمایندهٔ فروش", "Sales agent"),
        new("شهرام", "اکبری", "Shahram", "Akbari", "alborz", Audience.Agent, "نمایندهٔ فروش", "Sales agent"),
        new("عبدالله", "بوشهری", "Abdollah", "Boushehri", "khalij", Audience.Agent, "مدیر نمایندگی", "Agency manager", null, Role.PartnerManager),
        new("مژگان", "دریانورد", "Mozhgan", "Daryanavard", "khalij", Audience.Agent, "نمایندهٔ فروش", "Sales agent"),
        new("خالد", "هرمزی", "Khaled", "Hormozi", "khalij", Audience.Agent, "عامل توزیع", "Distributor"),
        new("پروین", "ناخدا", "Parvin", "Nakhoda", "khalij", Audience.Agent, "نمایندهٔ فروش", "Sales agent"),
        new("عیسی", "بندری", "Isa", "Bandari", "khalij", Audience.Agent, "عامل توزیع", "Distributor"),
        new("سمیرا", "جاسمی", "Samira", "Jasemi", "khalij", Audience.Agent, "نمایندهٔ فروش", "Sales agent"),
        new("هادی", "عباسی", "Hadi", "Abbasi", "customers", Audience.Customer),
        new("ویدا", "سلطانی", "Vida", "Soltani", "customers", Audience.Customer),
        new("منوچهر", "ایرانی", "Manouchehr", "Irani", "customers", Audience.Customer),
        new("Emma", "Lindqvist", "Emma", "Lindqvist", "customers", Audience.Customer),
        new("ریحانه", "موسوی", "Reyhaneh", "Mousavi", "customers", Audience.Customer),
        new("کامران", "شفیعی", "Kamran", "Shafiei", "customers", Audience.Customer),
        new("بتول", "حیدری", "Batoul", "Heydari", "customers", Audience.Customer),
    ];
}

internal sealed record DemoPartner(string Key, LocalText Name);

internal sealed record DemoUnit(string Key, string? Parent, LocalText Name);

/// <param name="OrgUnit">Key of a unit, of a partner, or <c>customers</c>.</param>
/// <param name="UserName">Null: derived from the Latin name.</param>
internal sealed record DemoPerson(
    string GivenName, string FamilyName, string LatinGivenName, string LatinFamilyName, string OrgUnit, Audience Audience,
    string? JobTitleFa = null, string? JobTitleEn = null, string? UserName = null, Role? Role = null)
{
    public PersonName Name => new(GivenName, FamilyName, LatinGivenName, LatinFamilyName);

    public LocalText? JobTitle => JobTitleFa is null ? null : new LocalText(JobTitleFa, JobTitleEn ?? JobTitleFa);

    public string SignInName => UserName ?? $"{LatinGivenName}.{LatinFamilyName}".ToLowerInvariant();
}
