using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.Options;

namespace CustomerService.Learning.Completions;

/// <summary>The rules of validity with this academy's setting and time zone.</summary>
public sealed class ValidityCalendar(IOptionsMonitor<LearningOptions> options, CivilCalendar days, TimeProvider clock)
{
    /// <summary>This moment.</summary>
    public ValidityMoment Now => At(clock.UtcNow());

    public ValidityMoment At(DateTime nowUtc) => ValidityMoment.At(nowUtc, options.CurrentValue.RenewalWithinDays, days);

    /// <inheritdoc cref="Validity.EndOf"/>
    public DateTime? EndOf(DateTime completedAtUtc, int? months) => Validity.EndOf(completedAtUtc, months, days);

    /// <inheritdoc cref="Validity.RenewalOpensUtc"/>
    public DateTime RenewalOpensUtc(DateTime validUntilUtc) => Validity.RenewalOpensUtc(validUntilUtc, options.CurrentValue.RenewalWithinDays, days);
}
