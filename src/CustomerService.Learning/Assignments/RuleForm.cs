using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Forms;

namespace CustomerService.Learning.Assignments;

/// <summary>A rule as it is typed.</summary>
public sealed class RuleForm
{
    [Required(ErrorMessageResourceType = typeof(AssignmentText), ErrorMessageResourceName = nameof(AssignmentText.NameFaRequired))]
    [Longest(AssignmentRule.MaxName)]
    public string? NameFa { get; set; }

    [Required(ErrorMessageResourceType = typeof(AssignmentText), ErrorMessageResourceName = nameof(AssignmentText.NameEnRequired))]
    [Longest(AssignmentRule.MaxName)]
    public string? NameEn { get; set; }

    /// <summary>Only these people, whom nobody types; null: whomever the conditions fit.</summary>
    public List<RulePerson>? People { get; set; }

    /// <summary><c>c:T01</c> or <c>p:frontline</c>.</summary>
    [Required(ErrorMessageResourceType = typeof(AssignmentText), ErrorMessageResourceName = nameof(AssignmentText.WhatRequired))]
    [Longest(60)]
    public string? What { get; set; }

    [Longest(40)]
    public string? Audience { get; set; }

    /// <summary>As the field of units gives it: <c>o:id</c> or <c>u:id</c>.</summary>
    [Longest(80)]
    public string? OrgUnit { get; set; }

    [Longest(40)]
    public string? Role { get; set; }

    public DateOnly? JoinedSince { get; set; }

    [Longest(40)]
    public string? Completed { get; set; }

    [Longest(10)]
    public string? DelayDays { get; set; }

    public bool OnWorkingDays { get; set; }

    [Longest(40)]
    public string? Due { get; set; } = QueryValues.Of(RuleDue.None);

    public DateOnly? DueOn { get; set; }

    [Longest(10)]
    public string? DueDays { get; set; }

    /// <summary>A form filled in for these people, or for everybody of a place.</summary>
    public static RuleForm For(IReadOnlyList<RulePerson> people, Guid? organisationId, Guid? unitId, Audience? audience) => new()
    {
        NameFa = Text("fa"),
        NameEn = Text("en"),
        People = people.Count == 0 ? null : [.. people],
        Audience = audience is { } of ? QueryValues.Of(of) : null,
        OrgUnit = Place(organisationId, unitId),
    };

    public static RuleForm Of(AssignmentRule rule, IReadOnlyList<RulePerson> people) => new()
    {
        People = rule.ListsPeople ? [.. people] : null,
        NameFa = rule.Name.Fa,
        NameEn = rule.Name.En,
        What = rule.CourseId is { } course ? "c:" + course : "p:" + rule.PathId,
        Audience = rule.Audience is { } audience ? QueryValues.Of(audience) : null,
        OrgUnit = Place(rule.OrganisationId, rule.UnitId),
        Role = rule.Role is { } role ? QueryValues.Of(role) : null,
        JoinedSince = rule.JoinedSince,
        Completed = rule.CompletedCourseId,
        DelayDays = rule.DelayDays == 0 ? null : rule.DelayDays.ToString(CultureInfo.InvariantCulture),
        OnWorkingDays = rule.OnWorkingDays,
        Due = QueryValues.Of(rule.Due),
        DueOn = rule.DueOn,
        DueDays = rule.DueDays?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What was typed, as a rule's terms; a number that cannot be read is one that the terms refuse.</summary>
    public RuleTerms Read()
    {
        var place = OrgUnit is { Length: > 2 } ? QueryValues.ReadId(OrgUnit[2..]) : null;
        var isUnit = OrgUnit?.StartsWith("u:", StringComparison.Ordinal) == true;
        var due = QueryValues.Read<RuleDue>(Due) ?? RuleDue.None;
        return new(
            new(TextNormalizer.Canonical(NameFa), TextNormalizer.Canonical(NameEn)),
            new(QueryValues.Read<Audience>(Audience), isUnit ? null : place, isUnit ? place : null, QueryValues.Read<Role>(Role), JoinedSince, string.IsNullOrEmpty(Completed) ? null : Completed),
            People?.ConvertAll(p => p.Id),
            What?.StartsWith("c:", StringComparison.Ordinal) == true ? What[2..] : null,
            What?.StartsWith("p:", StringComparison.Ordinal) == true ? What[2..] : null,
            new(Number(DelayDays) ?? (string.IsNullOrWhiteSpace(DelayDays) ? 0 : -1), OnWorkingDays, due, due == RuleDue.FixedDay ? DueOn : null, due == RuleDue.WorkingDays ? Number(DueDays) ?? -1 : null));
    }

    /// <summary>What is chosen by hand needs no name of its own: learners read that human resources chose it.</summary>
    private static string? Text(string language) => AssignmentText.ResourceManager.GetString(nameof(AssignmentText.ByHandName), CultureInfo.GetCultureInfo(language));

    private static string? Place(Guid? organisationId, Guid? unitId) =>
        unitId is { } unit ? "u:" + unit.ToString("D") : organisationId is { } organisation ? "o:" + organisation.ToString("D") : null;

    private static int? Number(string? typed) => InputParser.TryInteger(typed, out var number) && number is >= 0 and <= int.MaxValue ? (int)number : null;
}
