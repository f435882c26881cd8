using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Text;
using CustomerService.Ui.Text;

namespace CustomerService.Learning.Pages;

internal static class RefusalTexts
{
    /// <summary>What a refusal of Learning says to the reader: what to do.</summary>
    public static string In(this Refusal refusal, Reader reader) => refusal switch
    {
        UnreadableNumber => reader.Say(LearningText.NumberUnreadable, 12.5m),
        RepeatedRank repeated => reader.Say(LearningText.RankRepeated, repeated.Rank),
        IncompleteRanks => LearningText.RanksIncomplete,
        RepeatedMatch => LearningText.MatchRepeated,
        OnlyOneOption => LearningText.OnlyOne,
        UnknownChoice => LearningText.ChoiceUnknown,
        AnswerTooLong tooLong => reader.Say(LearningText.AnswerTooLong, tooLong.MaxLength),
        NothingAnswered => LearningText.NothingAnswered,
        TryAgain => LearningText.TryAgain,
        BankTooSmall => LearningText.BankTooSmall,
        LessonsFirst => LearningText.LessonsFirst,
        WaitBeforeRetake wait => reader.Say(LearningText.WaitUntil, wait.FromUtc),
        AttemptsUsedUp => LearningText.AttemptsUsedUp,
        AlreadyPassed => LearningText.AlreadyPassed,
        DeadlinePassed => LearningText.DeadlinePassed,
        PlanTooLong tooLong => reader.Say(LearningText.PlanTooLong, tooLong.MaxLength),
        NoSuchPath => LearningText.NoSuchPath,
        _ => UiText.ErrorText,
    };
}
