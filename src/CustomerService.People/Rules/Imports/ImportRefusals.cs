using CustomerService.Platform;

namespace CustomerService.People.Rules.Imports;

/// <summary>The file is larger than this many megabytes.</summary>
public sealed record ImportFileTooLarge(long Megabytes) : Refusal("import.file-too-large")
{
    public override IReadOnlyList<object?> Arguments => [Megabytes];
}

public sealed record ImportFileEmpty() : Refusal("import.file-empty");

/// <summary>The file is damaged, or no table.</summary>
public sealed record ImportFileNotRead() : Refusal("import.file-not-read");

/// <summary>A workbook of Excel before 2007, or one with a password.</summary>
public sealed record ImportOldWorkbook() : Refusal("import.old-workbook");

/// <summary>A text that is not Unicode, such as Windows-1256.</summary>
public sealed record ImportEncodingUnknown() : Refusal("import.encoding-unknown");

public sealed record ImportTooManyRows(long Most) : Refusal("import.too-many-rows")
{
    public override IReadOnlyList<object?> Arguments => [Most];
}

public sealed record ImportTooManyColumns(long Most) : Refusal("import.too-many-columns")
{
    public override IReadOnlyList<object?> Arguments => [Most];
}

public sealed record ImportCellTooLong(long Row, long Most) : Refusal("import.cell-too-long")
{
    public override IReadOnlyList<object?> Arguments => [Row, Most];
}

/// <summary>A workbook that unfolds to more than any list does.</summary>
public sealed record ImportExpandsTooMuch() : Refusal("import.expands-too-much");

/// <summary>Nothing but headers.</summary>
public sealed record ImportHasNoRows() : Refusal("import.has-no-rows");

/// <summary>Two columns were given the same meaning.</summary>
public sealed record ImportFieldTwice(ImportField Field) : Refusal("import.field-twice");

/// <summary>No column tells whom, or what, a row is about.</summary>
public sealed record ImportColumnMissing() : Refusal("import.column-missing");

/// <summary>No column tells which unit or organisation a row is about.</summary>
public sealed record ImportNameColumnMissing() : Refusal("import.name-column-missing");

/// <summary>The import is no longer, or not yet, in a state in which this can be done.</summary>
public sealed record ImportStateRefused() : Refusal("import.state-refused");

/// <summary>Another import of the same person's is at work.</summary>
public sealed record ImportAtWork() : Refusal("import.at-work");

/// <summary>A row gives no name for somebody who is not in the academy.</summary>
public sealed record RowNameMissing() : Refusal("import.name-missing");

public sealed record RowEmailInvalid() : Refusal("import.email-invalid");

public sealed record RowMobileInvalid() : Refusal("import.mobile-invalid");

public sealed record RowDateInvalid() : Refusal("import.date-invalid");

public sealed record RowDateInFuture() : Refusal("import.date-in-future");

public sealed record RowLanguageUnknown() : Refusal("import.language-unknown");

public sealed record RowStateUnknown() : Refusal("import.state-unknown");

public sealed record RowAudienceUnknown() : Refusal("import.audience-unknown");

/// <summary>No organisation of that name, or none where the importer may add people.</summary>
public sealed record RowOrganisationUnknown() : Refusal("import.organisation-unknown");

/// <summary>The row must say in which organisation.</summary>
public sealed record RowOrganisationMissing() : Refusal("import.organisation-missing");

public sealed record RowUnitUnknown() : Refusal("import.unit-unknown");

/// <summary>Several units have this name.</summary>
public sealed record RowUnitUnclear() : Refusal("import.unit-unclear");

public sealed record RowIdInvalid() : Refusal("import.id-invalid");

public sealed record RowValueTooLong(long Most) : Refusal("import.value-too-long")
{
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>The same value is in another row.</summary>
public sealed record RowRepeated(long Row) : Refusal("import.repeated")
{
    public override IReadOnlyList<object?> Arguments => [Row];
}

/// <summary>The value belongs to another person than the rest of the row.</summary>
public sealed record RowOfAnother() : Refusal("import.of-another");

/// <summary>Nobody has this id, or nobody whom the importer may change.</summary>
public sealed record RowPersonUnknown() : Refusal("import.person-unknown");

/// <summary>The person signs in by another name, which an import does not change.</summary>
public sealed record RowUserNameFixed() : Refusal("import.user-name-fixed");

/// <summary>Somebody who is not in the academy is to be deactivated.</summary>
public sealed record RowNobodyToDeactivate() : Refusal("import.nobody-to-deactivate");

/// <summary>The person belongs to several places, and the row does not say which it is about.</summary>
public sealed record RowMembershipUnclear() : Refusal("import.membership-unclear");

/// <summary>Nobody changes their own contacts by an import.</summary>
public sealed record RowOfOneself() : Refusal("import.of-oneself");

/// <summary>The record was changed after the dry run.</summary>
public sealed record RowChangedSince() : Refusal("import.changed-since");

/// <summary>The row failed for a reason that is in the log.</summary>
public sealed record RowFailed() : Refusal("import.row-failed");

/// <summary>The unit above is neither in the academy nor in an earlier row.</summary>
public sealed record RowParentUnknown() : Refusal("import.parent-unknown");

/// <summary>The person was added by the import and has been used since: nothing of it is taken back.</summary>
public sealed record RowNotUndone() : Refusal("import.not-undone");

/// <summary>A new unit or organisation needs its name in both languages.</summary>
public sealed record RowNamesMissing() : Refusal("import.names-missing");

/// <summary>No unit, or no partner organisation, has this id.</summary>
public sealed record RowOrgUnknown() : Refusal("import.org-unknown");

/// <summary>Customers have no units.</summary>
public sealed record RowWithoutUnits() : Refusal("import.without-units");

/// <summary>What the import added has people, roles or units by now: it is not removed.</summary>
public sealed record RowInUse() : Refusal("import.in-use");

/// <summary>A file of completions needs a column of people, of courses and of days.</summary>
public sealed record ImportCompletionColumnsMissing() : Refusal("import.completion-columns-missing");

/// <summary>No course of the academy has this id or title.</summary>
public sealed record RowCourseUnknown() : Refusal("import.course-unknown");

/// <summary>Several courses have this title.</summary>
public sealed record RowCourseUnclear() : Refusal("import.course-unclear");

public sealed record RowDateMissing() : Refusal("import.date-missing");

/// <summary>Something that was completed lies in the future.</summary>
public sealed record RowDayInFuture() : Refusal("import.day-in-future");

public sealed record RowScoreInvalid() : Refusal("import.score-invalid");

/// <summary>Nobody is found by what the row says.</summary>
public sealed record RowNobodyFound() : Refusal("import.nobody-found");

/// <summary>Nobody confirms a completion of their own.</summary>
public sealed record RowOwnCompletion() : Refusal("import.own-completion");
