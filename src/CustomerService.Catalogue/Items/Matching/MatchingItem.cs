using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.Matching;

/// <summary>Left sides are matched with right sides; extras are right sides without a match. Scored by the share of correct pairs.</summary>
public sealed record MatchingItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<MatchPair> Pairs, IReadOnlyList<MatchExtra> Extras)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem)
{
    /// <summary>A right side by the id of its pair or extra.</summary>
    public LocalText Right(string id) => Pairs.FirstOrDefault(p => p.Id == id)?.Right ?? Extras.First(e => e.Id == id).Right;
}

public sealed record MatchPair(string Id, LocalText Left, LocalText Right, LocalText Why);

public sealed record MatchExtra(string Id, LocalText Right, LocalText Why);
