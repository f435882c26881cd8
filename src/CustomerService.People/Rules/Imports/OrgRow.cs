using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>A row of units or of partner organisations as it was written, read cell by cell. What cannot be read is in <see cref="Errors"/>.</summary>
public sealed record OrgRow
{
    private const int LongestName = 300;

    /// <summary>The academy's own id.</summary>
    public Guid? Id { get; private init; }
    public Given<string> NameFa { get; private init; }
    public Given<string> NameEn { get; private init; }

    /// <summary>The organisation of a unit, as it is written; empty: not said.</summary>
    public string Organisation { get; private init; } = "";

    /// <summary>The unit above, as it is written. Given without a value: none, the unit is a topmost one.</summary>
    public Given<string> Parent { get; private init; }
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    public static OrgRow Read(ImportColumns columns, IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var errors = new List<RowError>();
        Guid? id = null;
        if (columns.Cell(cells, ImportField.OrgId) is { Length: > 0 } written)
        {
            if (Guid.TryParse(written, out var read) && read != Guid.Empty)
            {
                id = read;
            }
            else
            {
                errors.Add(RowError.Of(ImportField.OrgId, new RowIdInvalid()));
            }
        }

        var parent = columns.Cell(cells, ImportField.ParentUnit);
        return new()
        {
            Id = id, NameFa = Name(ImportField.NameFa), NameEn = Name(ImportField.NameEn), Organisation = columns.Cell(cells, ImportField.Organisation),
            Parent = parent.Length == 0 ? default : new(true, Cells.IsDash(parent) ? null : parent), Errors = errors,
        };

        Given<string> Name(ImportField field)
        {
            var name = TextNormalizer.Canonical(columns.Cell(cells, field));
            if (name.Length > LongestName)
            {
                errors.Add(RowError.Of(field, new RowValueTooLong(LongestName)));
            }
            else if (NameNotPrintable.In(name) is { } notPrintable)
            {
                errors.Add(RowError.Of(field, notPrintable));
            }

            return name.Length == 0 ? default : new(true, name);
        }
    }

    /// <summary>What identifies the record within a file, beside its name and place.</summary>
    public IEnumerable<(ImportField Field, string Key)> Keys() => Id is { } id ? [(ImportField.OrgId, id.ToString("N"))] : [];

    /// <summary>The name as it is to be: what is not given stays.</summary>
    public LocalText Name(LocalText? onRecord) => new(NameFa.Or(onRecord?.Fa) ?? "", NameEn.Or(onRecord?.En) ?? "");

    /// <summary>Whether a name on record is the one that is written, in one of the languages.</summary>
    public bool Names(LocalText name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Same(NameFa, name.Fa) || Same(NameEn, name.En);
    }

    private static bool Same(Given<string> written, string onRecord) => written.Value is { } name && TextNormalizer.CompactKey(name) == TextNormalizer.CompactKey(onRecord);
}
