namespace CustomerService.People.Rules.Imports;

/// <summary>What a file lists.</summary>
public enum ImportKind
{
    People,
    Units,
    Partners,

    /// <summary>Completions of before the academy, or of another system.</summary>
    Completions,
}

/// <summary>What a column of a file means.</summary>
public enum ImportField
{
    /// <summary>The academy's own id of a person, from an export.</summary>
    PersonId,
    PersonnelNumber,
    GivenName,
    FamilyName,
    LatinGivenName,
    LatinFamilyName,
    Email,
    Mobile,
    UserName,
    Language,
    Organisation,

    /// <summary>The name of a unit, or the names from the top down to it, separated by a slash.</summary>
    Unit,
    Audience,
    JobTitleFa,
    JobTitleEn,

    /// <summary>When the person joined; counts for people who are added.</summary>
    StartDate,

    /// <summary>Active or inactive.</summary>
    State,

    /// <summary>The Persian name of a unit or a partner organisation.</summary>
    NameFa,

    /// <summary>The English name of a unit or a partner organisation.</summary>
    NameEn,

    /// <summary>The unit above, written as <see cref="Unit"/>.</summary>
    ParentUnit,

    /// <summary>The academy's own id of a unit or a partner organisation, from an export.</summary>
    OrgId,

    /// <summary>The id of a course, or its title in either language.</summary>
    Course,

    /// <summary>The day of a completion.</summary>
    CompletedOn,

    /// <summary>In percent.</summary>
    Score,

    /// <summary>The number of a certificate that another system issued.</summary>
    ExternalNumber,

    /// <summary>Where a completion is on record outside the academy.</summary>
    Reference,
}
