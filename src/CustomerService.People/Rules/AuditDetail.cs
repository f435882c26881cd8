using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

/// <summary>The changed field of a person.</summary>
public enum PersonField
{
    Name,
    LatinName,
    Email,
    Mobile,
    Audience,
    JobTitle,
    PersonnelNumber,
}

public static class PersonFields
{
    /// <summary>The field that holds a contact.</summary>
    public static PersonField Field(this ContactKind kind) => kind == ContactKind.Email ? PersonField.Email : PersonField.Mobile;
}

/// <summary>Why a sign-in failed.</summary>
public enum SignInFailure
{
    WrongPassword,
    UnknownName,
    Locked,
    Inactive,
    WrongCode,
    PasskeyRefused,
    PasswordExpired,

    /// <summary>A provider's answer was not valid.</summary>
    ProviderRefused,

    /// <summary>Nobody was found whom an account of a provider belongs to.</summary>
    NotRecognised,
}

/// <summary>What an action changed on a person, as stored in the audit: language-neutral, with the unit and organisation names of that day.</summary>
public sealed record AuditDetail
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The previous unit or organisation.</summary>
    public LocalText? From { get; init; }

    /// <summary>The unit or organisation joined or left, or that a role is limited to.</summary>
    public LocalText? OrgUnit { get; init; }

    public Audience? Audience { get; init; }

    public Role? Role { get; init; }

    public IReadOnlyList<PersonField>? Fields { get; init; }

    /// <summary>Why a session ended.</summary>
    public SessionEnd? SessionEnd { get; init; }

    /// <summary>The session that began or ended.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The browser and system that signed in.</summary>
    public string? Device { get; init; }

    /// <summary>Why a sign-in failed.</summary>
    public SignInFailure? Failure { get; init; }

    /// <summary>The name of the provider by which, or because of which, it happened.</summary>
    public string? Provider { get; init; }

    /// <summary>Why it was done, as whoever did it wrote.</summary>
    public string? Reason { get; init; }

    /// <summary>Serialises to the audit entry's detail.</summary>
    public string Write() => JsonSerializer.Serialize(this, Format);

    /// <returns>Null if the text was not written by <see cref="Write"/>.</returns>
    public static AuditDetail? Read(string? text)
    {
        if (text is not ['{', ..])
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<AuditDetail>(text, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
