using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Rules;

/// <summary>A measurable service promise.</summary>
/// <param name="Element">The ICARE step it mainly supports.</param>
/// <param name="Audiences">Who must meet it; at least one.</param>
/// <param name="Promise">What the customer may expect.</param>
/// <param name="Measure">How it is measured.</param>
/// <param name="Unit">Unit of the target.</param>
/// <param name="Target">The value at which the standard is met.</param>
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

/// <summary>The stage in which a standard applies.</summary>
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

/// <summary>How a standard is assessed.</summary>
public enum StandardKind
{
    /// <summary>By a number.</summary>
    Quantitative,

    /// <summary>By a behaviour that two observers assess alike.</summary>
    Qualitative,
}
