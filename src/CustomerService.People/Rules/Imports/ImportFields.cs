using System.Globalization;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>The columns of each kind of file, and the headers by which they are recognised in either language.</summary>
public static class ImportFields
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Persian = CultureInfo.GetCultureInfo("fa");

    private static readonly ImportField[] People =
    [
        ImportField.PersonnelNumber, ImportField.GivenName, ImportField.FamilyName, ImportField.LatinGivenName, ImportField.LatinFamilyName,
        ImportField.Email, ImportField.Mobile, ImportField.UserName, ImportField.Language, ImportField.Organisation, ImportField.Unit,
        ImportField.Audience, ImportField.JobTitleFa, ImportField.JobTitleEn, ImportField.StartDate, ImportField.State, ImportField.PersonId,
    ];

    /// <summary>Other headers that people write, besides the academy's own.</summary>
    private static readonly Dictionary<ImportField, string[]> Synonyms = new()
    {
        [ImportField.PersonId] = ["شناسه", "شناسه شخص", "person id", "academy id"],
        [ImportField.PersonnelNumber] = ["کد پرسنلی", "شماره کارمندی", "کد کارمندی", "شماره پرسنل", "employee id", "employee number", "employee no", "staff number", "personnel no", "personnel code"],
        [ImportField.GivenName] = ["نام کوچک", "first name", "given names", "forename", "name"],
        [ImportField.FamilyName] = ["فامیل", "فامیلی", "خانوادگی", "last name", "surname", "family"],
        [ImportField.LatinGivenName] = ["نام انگلیسی", "نام به انگلیسی", "english first name", "english given name", "latin first name", "first name (english)"],
        [ImportField.LatinFamilyName] = ["نام خانوادگی انگلیسی", "نام خانوادگی به انگلیسی", "english last name", "english family name", "latin last name", "last name (english)"],
        [ImportField.Email] = ["پست الکترونیکی", "پست الکترونیک", "رایانامه", "نشانی ایمیل", "ایمیل", "mail", "e-mail address"],
        [ImportField.Mobile] = ["موبایل", "تلفن همراه", "همراه", "شماره همراه", "شماره تلفن همراه", "شماره موبایل", "mobile number", "cell", "cell phone", "mobile phone"],
        [ImportField.UserName] = ["شناسه کاربری", "کاربر", "login", "account", "user"],
        [ImportField.Language] = ["زبان کاربر", "preferred language", "lang"],
        [ImportField.Organisation] = ["شرکت", "سازمان همکار", "نمایندگی", "organization", "company", "partner", "partner organisation"],
        [ImportField.Unit] = ["دپارتمان", "بخش", "شعبه", "اداره", "واحد سازمانی", "department", "branch", "division"],
        [ImportField.Audience] = ["مخاطب", "گروه", "گروه آموزشی", "target group", "group"],
        [ImportField.JobTitleFa] = ["سمت", "شغل", "پست سازمانی", "عنوان شغل", "عنوان شغلی", "job title", "position", "title"],
        [ImportField.JobTitleEn] = ["سمت انگلیسی", "عنوان شغلی انگلیسی", "english job title", "position (english)"],
        [ImportField.StartDate] = ["تاریخ استخدام", "تاریخ شروع به کار", "شروع به کار", "hire date", "joined", "date of joining", "employment date"],
        [ImportField.State] = ["وضعیت حساب", "فعال", "status", "active"],
        [ImportField.NameFa] = ["نام", "نام فارسی", "نام واحد", "نام سازمان", "واحد", "دپارتمان", "name", "persian name", "unit", "unit name", "department", "partner name"],
        [ImportField.NameEn] = ["نام لاتین", "نام انگلیسی", "english name", "latin name"],
        [ImportField.ParentUnit] = ["زیرمجموعه", "واحد مافوق", "واحد بالاتر", "parent", "parent unit", "belongs to"],
        [ImportField.Course] = ["دوره", "کد دوره", "نام دوره", "عنوان دوره", "course", "course id", "course code", "course title", "training"],
        [ImportField.CompletedOn] = ["تاریخ", "تاریخ پایان", "تاریخ گذراندن", "تاریخ گواهی", "date", "completion date", "date of completion", "completed"],
        [ImportField.Score] = ["نمره", "درصد", "score", "grade", "result", "percent"],
        [ImportField.ExternalNumber] = ["شماره گواهی", "شماره گواهینامه", "شماره مدرک", "certificate", "certificate no", "certificate number"],
        [ImportField.Reference] = ["مرجع", "توضیح", "محل برگزاری", "موسسه", "source", "institute", "remark"],
        [ImportField.OrgId] = ["شناسه", "شناسه واحد", "شناسه سازمان", "academy id", "unit id", "organisation id"],
    };

    /// <summary>The columns of a kind of file, in the order of its template.</summary>
    public static IReadOnlyList<ImportField> Of(ImportKind kind) => kind switch
    {
        ImportKind.People => People,
        ImportKind.Units => [ImportField.NameFa, ImportField.NameEn, ImportField.ParentUnit, ImportField.Organisation, ImportField.OrgId],
        ImportKind.Partners => [ImportField.NameFa, ImportField.NameEn, ImportField.OrgId],
        ImportKind.Completions =>
        [
            ImportField.PersonnelNumber, ImportField.Organisation, ImportField.UserName, ImportField.Email, ImportField.Mobile, ImportField.PersonId,
            ImportField.Course, ImportField.CompletedOn, ImportField.Score, ImportField.ExternalNumber, ImportField.Reference,
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of import."),
    };

    /// <summary>The header of a column in a language, as templates and exports write it.</summary>
    public static string Header(this ImportField field, Language language) =>
        ImportText.ResourceManager.GetString("Field" + field, language == Language.Persian ? Persian : English) ?? throw new InvalidOperationException($"The column {field} has no header.");

    /// <summary>The form in which headers are compared: letters and digits alone, folded. «شمارهٔ پرسنلی *» and «شماره‌ي پرسنلي» are one header, and so are "E-mail:" and "email".</summary>
    public static string Key(string? header) => string.Concat(TextNormalizer.CompactKey(header).Where(char.IsLetterOrDigit));

    /// <summary>What a header means in this kind of file; null if it is not known.</summary>
    public static ImportField? Recognise(ImportKind kind, string? header)
    {
        var key = Key(header);
        // The academy's own headers first: what is a column's name in one kind of file may be a synonym in another column.
        return key.Length == 0 ? null : Find(kind, key, Own) ?? Find(kind, key, f => Synonyms[f]);
    }

    private static ImportField? Find(ImportKind kind, string key, Func<ImportField, IEnumerable<string>> names)
    {
        foreach (var field in Of(kind))
        {
            if (names(field).Any(name => Key(name) == key))
            {
                return field;
            }
        }

        return null;
    }

    private static IEnumerable<string> Own(ImportField field) => [field.Header(Language.Persian), field.Header(Language.English)];
}
