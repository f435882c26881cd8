using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Rules;

/// <summary>A promise about service that can be measured.</summary>
/// <param name="Element">The ICARE step that it serves most.</param>
/// <param name="Audiences">Who keeps it; at least one.</param>
/// <param name="Promise">What the customer may expect.</param>
/// <param name="Measure">How it is measured.</param>
/// <param name="Unit">What the target counts in.</param>
/// <param name="Target">What counts as kept.</param>
public sealed record ServiceStandard(
    string Id, IcareElement Element, ServiceStage Stage, StandardKind Kind, IReadOnlyList<Audience> Audiences,
    LocalText Title, LocalText Promise, LocalText Measure, LocalText Unit, LocalText Target);

/// <summary>The five steps of ICARE, in the order of their letters (Blanchard, Cuff and Halsey, <i>Legendary Service</i>).</summary>
public enum IcareElement
{
    IdealService,
    CultureOfService,
    Attentiveness,
    Responsiveness,
    Empowerment,
}

/// <summary>When a standard holds.</summary>
public enum ServiceStage
{
    /// <summary>Before the sale.</summary>
    Before,

    /// <summary>During the sale.</summary>
    During,

    /// <summary>After the sale.</summary>
    After,

    /// <summary>Among colleagues.</summary>
    Inside,
}

/// <summary>How a standard is judged.</summary>
public enum StandardKind
{
    /// <summary>By a number.</summary>
    Quantitative,

    /// <summary>By a behaviour that two observers judge alike.</summary>
    Qualitative,
}
