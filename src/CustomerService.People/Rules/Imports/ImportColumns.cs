using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Platform;

namespace CustomerService.People.Rules.Imports;

/// <summary>Which column of a file means what.</summary>
/// <param name="Fields">For each column; null: the column is ignored.</param>
public sealed record ImportColumns(IReadOnlyList<ImportField?> Fields)
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>As the headers say; of two columns that mean the same, the first.</summary>
    public static ImportColumns Guess(ImportKind kind, IEnumerable<string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var taken = new HashSet<ImportField>();
        return new([.. headers.Select(header => ImportFields.Recognise(kind, header) is { } field && taken.Add(field) ? field : (ImportField?)null)]);
    }

    public static ImportColumns Read(string json) => new(JsonSerializer.Deserialize<List<ImportField?>>(json, Format) ?? []);

    public string Write() => JsonSerializer.Serialize(Fields, Format);

    public bool Has(ImportField field) => Fields.Contains(field);

    /// <summary>The text of a field in a row; empty if there is none.</summary>
    public string Cell(IReadOnlyList<string> cells, ImportField field)
    {
        ArgumentNullException.ThrowIfNull(cells);
        for (var i = 0; i < Fields.Count && i < cells.Count; i++)
        {
            if (Fields[i] == field)
            {
                return cells[i];
            }
        }

        return "";
    }

    /// <summary>Whether rows can be planned with these columns.</summary>
    /// <returns>Done, <see cref="ImportFieldTwice"/> or <see cref="ImportColumnMissing"/>.</returns>
    public Result Check(ImportKind kind)
    {
        if (Fields.OfType<ImportField>().GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new ImportFieldTwice(twice.Key);
        }

        if (Fields.OfType<ImportField>().Except(ImportFields.Of(kind)).Any())
        {
            return new ImportColumnMissing();
        }

        var isEnough = kind switch
        {
            ImportKind.People => Fields.Any(f => f is ImportField.GivenName or ImportField.FamilyName or ImportField.PersonId or ImportField.PersonnelNumber or ImportField.UserName or ImportField.Email or ImportField.Mobile),
            ImportKind.Units or ImportKind.Partners => Has(ImportField.OrgId) || Has(ImportField.NameFa) || Has(ImportField.NameEn),
            ImportKind.Completions => Has(ImportField.Course) && Has(ImportField.CompletedOn)
                && Fields.Any(f => f is ImportField.PersonId or ImportField.PersonnelNumber or ImportField.UserName or ImportField.Email or ImportField.Mobile),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of import."),
        };
        return isEnough ? Result.Done
            : kind == ImportKind.People ? new ImportColumnMissing()
            : kind == ImportKind.Completions ? new ImportCompletionColumnsMissing()
            : new ImportNameColumnMissing();
    }
}
