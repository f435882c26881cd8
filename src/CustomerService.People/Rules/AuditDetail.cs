using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

/// <summary>What of a person was changed.</summary>
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

/// <summary>What a deed done to a person changed, as the audit keeps it: in no language, and with places called as they were on that day.</summary>
public sealed record AuditDetail
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The place before.</summary>
    public LocalText? From { get; init; }

    /// <summary>The place taken or left, or what a role is for.</summary>
    public LocalText? OrgUnit { get; init; }

    public Audience? Audience { get; init; }

    public Role? Role { get; init; }

    public IReadOnlyList<PersonField>? Fields { get; init; }

    /// <summary>For the audit's detail.</summary>
    public string Write() => JsonSerializer.Serialize(this, Format);

    /// <returns>Null for what was not written by <see cref="Write"/>.</returns>
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
