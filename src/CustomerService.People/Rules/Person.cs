using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

/// <summary>A person known to the academy, with or without an account. Names are stored in canonical Persian letters;
/// the Latin form is typed by the person as in the passport, never transliterated.</summary>
public sealed class Person
{
    private Person() { }

    public Person(Guid id, PersonName name, DateTime createdAtUtc)
    {
        Id = id;
        CreatedAtUtc = createdAtUtc;
        Rename(name);
    }

    public Guid Id { get; private set; }
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string? LatinGivenName { get; private set; }
    public string? LatinFamilyName { get; private set; }

    /// <summary>In lower case: e-mail addresses are unique ignoring case.</summary>
    public string? Email { get; private set; }

    /// <summary>Null: the address is not proven, and counts for nothing but signing in with a password (<see cref="ProvenContact"/>).</summary>
    public ContactProof? EmailProof { get; private set; }
    public DateTime? EmailProvenAtUtc { get; private set; }

    /// <summary>E.164, <c>+989…</c>.</summary>
    public string? Mobile { get; private set; }

    /// <inheritdoc cref="EmailProof"/>
    public ContactProof? MobileProof { get; private set; }
    public DateTime? MobileProvenAtUtc { get; private set; }
    public Language Language { get; private set; } = Language.Persian;

    /// <summary>Null: the default calendar of the language.</summary>
    public CalendarKind? Calendar { get; private set; }
    public DigitSet? Digits { get; private set; }

    /// <summary>Maximum length of <see cref="SearchKey"/>, in characters.</summary>
    public const int MaxSearchKey = 700;

    /// <summary>Folded names, e-mail and mobile, for searching; names of several words also without spaces, as some write them.</summary>
    public string SearchKey { get; private set; } = "";

    /// <summary>Sorts people by family name, then given name, in the Persian alphabet, on every database; who has one name, by that.</summary>
    public byte[] SortKey { get; private set; } = [];
    public bool IsActive { get; private set; } = true;
    public DateTime CreatedAtUtc { get; private set; }

    public PersonName Name => new(GivenName, FamilyName, LatinGivenName, LatinFamilyName);

    public void Rename(PersonName name)
    {
        GivenName = TextNormalizer.Canonical(name.GivenName);
        FamilyName = TextNormalizer.Canonical(name.FamilyName);
        LatinGivenName = Blank(name.LatinGivenName);
        LatinFamilyName = Blank(name.LatinFamilyName);
        SortKey = PersianOrder.SortKey(FamilyName.Length == 0 ? GivenName : $"{FamilyName}\t{GivenName}");
        Index();
    }

    /// <summary>The person's contacts, with whether they are proven.</summary>
    public IReadOnlyList<Contact> Contacts => [.. new[]
    {
        Email is { } email ? new Contact(ContactKind.Email, email, EmailProof, EmailProvenAtUtc) : null,
        Mobile is { } mobile ? new Contact(ContactKind.Mobile, mobile, MobileProof, MobileProvenAtUtc) : null,
    }.OfType<Contact>()];

    /// <summary>Stores contacts in one spelling, whatever way they were typed: they are compared as stored, by databases that each see case and digits in
    /// their own way. One that changed is not proven any more.</summary>
    public void ChangeContact(string? email, string? mobile)
    {
        var (oldEmail, oldMobile) = (Email, Mobile);
        Email = (InputParser.TryEmail(email, out var address) ? address : Blank(email))?.ToLowerInvariant();
        Mobile = InputParser.TryMobile(mobile, out var number) ? number : Blank(mobile);
        if (Email != oldEmail) { (EmailProof, EmailProvenAtUtc) = (null, null); }
        if (Mobile != oldMobile) { (MobileProof, MobileProvenAtUtc) = (null, null); }
        Index();
    }

    /// <summary>Marks a contact as the person's own; one that is not there is left as it is.</summary>
    public void Prove(ContactKind kind, ContactProof proof, DateTime nowUtc)
    {
        switch (kind)
        {
            case ContactKind.Email when Email is not null:
                (EmailProof, EmailProvenAtUtc) = (proof, nowUtc);
                break;
            case ContactKind.Mobile when Mobile is not null:
                (MobileProof, MobileProvenAtUtc) = (proof, nowUtc);
                break;
        }
    }

    /// <summary>Takes a contact away that somebody else proved to be theirs.</summary>
    public void LoseContact(ContactKind kind) => ChangeContact(kind == ContactKind.Email ? null : Email, kind == ContactKind.Mobile ? null : Mobile);

    /// <summary>Display preferences: language, and calendar and digits if they differ from the language's default.</summary>
    public void Prefer(Language language, CalendarKind? calendar, DigitSet? digits)
    {
        Language = language;
        Calendar = calendar;
        Digits = digits;
    }

    public void Deactivate() => IsActive = false;

    public void Reactivate() => IsActive = true;

    private void Index()
    {
        SearchKey = TextNormalizer.Key($"{GivenName} {FamilyName} {LatinGivenName} {LatinFamilyName} {Email} {Mobile}");
        foreach (var name in (string[])[FamilyName, GivenName])
        {
            // If the names fill the column, only the form with spaces can be searched.
            if (TextNormalizer.CompactKey(name) is var compact && compact != TextNormalizer.Key(name) && SearchKey.Length + 1 + compact.Length <= MaxSearchKey)
            {
                SearchKey += $" {compact}";
            }
        }
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A person's name in Persian letters and, where given, in Latin letters. Either part may be empty: many people have one name.</summary>
public sealed record PersonName(string GivenName, string FamilyName, string? LatinGivenName = null, string? LatinFamilyName = null)
{
    /// <summary>The name in the script of the language; the other script if that one is missing.</summary>
    public string In(Language language)
    {
        var persian = $"{GivenName} {FamilyName}".Trim();
        var latin = $"{LatinGivenName} {LatinFamilyName}".Trim();
        return language == Language.English ? (latin.Length > 0 ? latin : persian) : (persian.Length > 0 ? persian : latin);
    }
}
