using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>A cell that was given, or was not: an empty cell, like a column that is not there, leaves what is on record. A dash alone takes it away.</summary>
public readonly record struct Given<T>(bool IsGiven, T? Value)
{
    /// <summary>The value if there is one, else what is on record.</summary>
    public T? Or(T? onRecord) => IsGiven ? Value : onRecord;
}

/// <summary>A row of people as it was written, read cell by cell. What cannot be read is in <see cref="Errors"/>.</summary>
public sealed record PersonRow
{
    public Guid? PersonId { get; init; }
    public Given<string> PersonnelNumber { get; init; }
    public Given<string> GivenName { get; init; }
    public Given<string> FamilyName { get; init; }
    public Given<string> LatinGivenName { get; init; }
    public Given<string> LatinFamilyName { get; init; }
    public Given<string> Email { get; init; }
    public Given<string> Mobile { get; init; }
    public string? UserName { get; init; }
    public Language? Language { get; init; }
    public Guid? OrganisationId { get; init; }

    /// <summary>Given without a value: in the organisation itself, in no unit.</summary>
    public Given<Guid?> UnitId { get; init; }
    public Audience? Audience { get; init; }
    public Given<string> JobTitleFa { get; init; }
    public Given<string> JobTitleEn { get; init; }
    public DateOnly? StartDate { get; init; }
    public bool? IsActive { get; init; }
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>Reads a row. Digits of every kind, both calendars, and the names of audiences, states and languages in either language are understood.</summary>
    /// <param name="today">In the academy's time zone.</param>
    public static PersonRow Read(ImportColumns columns, IReadOnlyList<string> cells, OrgDirectory directory, DateOnly today) => new Reader(columns, cells, directory, today).Read();

    /// <summary>What identifies the person of the row within a file: no two rows may share one.</summary>
    public IEnumerable<(ImportField Field, string Key)> Keys(Guid? organisationId)
    {
        if (PersonId is { } id)
        {
            yield return (ImportField.PersonId, id.ToString("N"));
        }

        if (PersonnelNumber.Value is { } number)
        {
            yield return (ImportField.PersonnelNumber, $"{organisationId:N} {Membership.CanonicalNumber(number)}");
        }

        if (UserName is { } name)
        {
            yield return (ImportField.UserName, name.ToUpperInvariant());
        }

        // E-mail addresses and mobile numbers sign in as user names do: one space of names.
        if (Email.Value is { } email)
        {
            yield return (ImportField.Email, email.ToUpperInvariant());
        }

        if (Mobile.Value is { } mobile)
        {
            yield return (ImportField.Mobile, mobile);
        }
    }

    private sealed class Reader(ImportColumns columns, IReadOnlyList<string> cells, OrgDirectory directory, DateOnly today)
    {
        private const int LongestName = 100;
        private const int LongestTitle = 300;
        private const int LongestNumber = 40;

        private readonly List<RowError> _errors = [];

        public PersonRow Read()
        {
            var organisation = Organisation();
            var row = new PersonRow
            {
                PersonId = Parsed<Guid>(ImportField.PersonId, ReadId, new RowIdInvalid()),
                PersonnelNumber = Text(ImportField.PersonnelNumber, LongestNumber, Digits.ToAscii),
                GivenName = Name(ImportField.GivenName, TextNormalizer.Canonical),
                FamilyName = Name(ImportField.FamilyName, TextNormalizer.Canonical),
                LatinGivenName = Name(ImportField.LatinGivenName, t => t.Trim()),
                LatinFamilyName = Name(ImportField.LatinFamilyName, t => t.Trim()),
                Email = Contact(ImportField.Email, InputParser.TryEmail, t => t.ToLowerInvariant(), new RowEmailInvalid()),
                Mobile = Contact(ImportField.Mobile, InputParser.TryMobile, t => t, new RowMobileInvalid()),
                UserName = UserName(),
                Language = Parsed<Language>(ImportField.Language, ImportWords.TryLanguage, new RowLanguageUnknown()),
                OrganisationId = organisation,
                UnitId = Unit(organisation),
                Audience = Parsed<Audience>(ImportField.Audience, ImportWords.TryAudience, new RowAudienceUnknown()),
                JobTitleFa = Text(ImportField.JobTitleFa, LongestTitle, TextNormalizer.Canonical),
                JobTitleEn = Text(ImportField.JobTitleEn, LongestTitle, TextNormalizer.Canonical),
                StartDate = StartDate(),
                IsActive = Parsed<bool>(ImportField.State, ImportWords.TryActive, new RowStateUnknown()),
            };
            return row with { Errors = _errors };
        }

        private delegate bool TryRead<T>(string? text, out T value);

        private string Cell(ImportField field) => columns.Cell(cells, field);

        private T? Parsed<T>(ImportField field, TryRead<T> read, Refusal refusal) where T : struct
        {
            var text = Cell(field);
            if (text.Length == 0)
            {
                return null;
            }

            if (read(text, out var value))
            {
                return value;
            }

            _errors.Add(RowError.Of(field, refusal));
            return null;
        }

        private Given<string> Text(ImportField field, int longest, Func<string, string> form)
        {
            var text = Cell(field);
            if (text.Length == 0)
            {
                return default;
            }

            if (Cells.IsDash(text))
            {
                return new(true, null);
            }

            var formed = form(text);
            if (formed.Length > longest)
            {
                _errors.Add(RowError.Of(field, new RowValueTooLong(longest)));
                return default;
            }

            return formed.Length == 0 ? default : new(true, formed);
        }

        private Given<string> Name(ImportField field, Func<string, string> form)
        {
            var name = Text(field, LongestName, form);
            if (NameNotPrintable.In(name.Value) is { } notPrintable)
            {
                _errors.Add(RowError.Of(field, notPrintable));
            }

            return name;
        }

        private Given<string> Contact(ImportField field, TryRead<string> read, Func<string, string> form, Refusal refusal)
        {
            var text = Cell(field);
            if (text.Length == 0)
            {
                return default;
            }

            if (Cells.IsDash(text))
            {
                return new(true, null);
            }

            if (read(text, out var contact))
            {
                return new(true, form(contact));
            }

            _errors.Add(RowError.Of(field, refusal));
            return default;
        }

        private string? UserName()
        {
            var text = Cell(ImportField.UserName);
            if (text.Length == 0)
            {
                return null;
            }

            if (UserNames.TryRead(text, out var name))
            {
                return name;
            }

            _errors.Add(RowError.Of(ImportField.UserName, new UserNameRefused()));
            return null;
        }

        private DateOnly? StartDate()
        {
            if (Parsed<DateOnly>(ImportField.StartDate, InputParser.TryDate, new RowDateInvalid()) is not { } date)
            {
                return null;
            }

            if (date <= today)
            {
                return date;
            }

            _errors.Add(RowError.Of(ImportField.StartDate, new RowDateInFuture()));
            return null;
        }

        private Guid? Organisation()
        {
            var text = Cell(ImportField.Organisation);
            if (text.Length == 0)
            {
                return null;
            }

            if (directory.Organisations(text) is [var organisation])
            {
                return organisation.Id;
            }

            _errors.Add(RowError.Of(ImportField.Organisation, new RowOrganisationUnknown()));
            return null;
        }

        private Given<Guid?> Unit(Guid? organisationId)
        {
            var text = Cell(ImportField.Unit);
            if (text.Length == 0)
            {
                return default;
            }

            if (Cells.IsDash(text))
            {
                return new(true, null);
            }

            var found = directory.Units(text, organisationId);
            if (found is [var unit])
            {
                return new(true, unit.Id);
            }

            _errors.Add(RowError.Of(ImportField.Unit, found.Count == 0 ? new RowUnitUnknown() : new RowUnitUnclear()));
            return default;
        }

        private static bool ReadId(string? text, out Guid id) => Guid.TryParse(text, out id) && id != Guid.Empty;
    }
}
