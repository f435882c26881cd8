using System.Security.Claims;

namespace CustomerService.Ui.Help;

/// <summary>A kind of people that help is written for; the order of registration is the order in which the index shows them.</summary>
/// <param name="Key">As topics name it in <c>readers</c>.</param>
/// <param name="Name">Its heading in the index, in the user's language.</param>
/// <param name="Includes">Whether a user belongs to it; somebody may belong to several.</param>
public sealed record HelpReader(string Key, Func<string> Name, Func<ClaimsPrincipal, bool> Includes);
