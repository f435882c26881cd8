using System.Globalization;
using System.Resources;
using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.Ui.Text;

/// <summary>Finds the text of a refusal by its code.</summary>
public static class RefusalText
{
    /// <summary>The resource key of a refusal: <c>QuizAlreadySubmitted</c> for <c>quiz.already-submitted</c>.</summary>
    public static string KeyOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return string.Concat(code.Split(['.', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(char.ToUpperInvariant(word[0]).ToString(), word.AsSpan(1))));
    }

    /// <summary>The text of a code, from the first of these resources that has it, then from the shared ones; null if none has.</summary>
    public static string? Find(string code, params IEnumerable<ResourceManager> texts)
    {
        var key = KeyOf(code);
        return texts.Append(UiText.ResourceManager).Select(text => text.GetString(key, CultureInfo.CurrentUICulture)).FirstOrDefault(text => text is not null);
    }

    /// <summary>The text of a refusal for the user.</summary>
    /// <exception cref="InvalidOperationException">It has no text.</exception>
    public static string Say(Refusal refusal, LocalizedFormatter formatter, params IEnumerable<ResourceManager> texts)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentNullException.ThrowIfNull(formatter);
        var text = Find(refusal.Code, texts) ?? throw new InvalidOperationException($"The refusal {refusal.Code} has no text {KeyOf(refusal.Code)}.");
        return refusal.Arguments.Count == 0 ? text : formatter.Say(text, [.. refusal.Arguments]);
    }
}
