using CustomerService.Catalogue.Markup;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Learning.Shared;

/// <summary>Base of all Learning pages and components: the user, their language and formatting, and the "not found" response.</summary>
public abstract class LearningComponentBase : ComponentBase
{
    [Inject] protected LocalizedFormatter Formatter { get; set; } = default!;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Pages here are rendered statically, so there is always a request.</summary>
    [CascadingParameter] protected HttpContext Context { get; set; } = default!;

    protected Guid PersonId => Context.User.PersonId();

    protected CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>The fields of the posted form.</summary>
    protected IReadOnlyList<KeyValuePair<string, string>> PostedFields => Context.Request.Form.Flat();

    /// <summary>The value; without one, the response becomes "not found".</summary>
    protected T? Shown<T>(Result<T> result)
        where T : class
    {
        if (!result.Succeeded)
        {
            Navigation.NotFound();
        }

        return result.Value;
    }

    /// <summary>What is left of a course: minutes of its length, and the final quiz, which has its own time.</summary>
    protected string Left(int minutes, AttemptAllowance quiz) => (quiz.State, minutes) switch
    {
        (AllowanceState.Passed, _) => Formatter.Say(LearningText.MinutesLeft, minutes),
        (_, 0) => LearningText.QuizLeft,
        _ => Formatter.Say(LearningText.MinutesLeftAndQuiz, minutes),
    };

    /// <summary>A content text with its emphasis, as inline markup.</summary>
    protected MarkupString Inline(LocalText text) => new(CourseMarkup.Inline(Formatter.Text(text)));

    /// <summary>A content text with its emphasis, as paragraphs.</summary>
    protected MarkupString Paragraphs(LocalText text) => new(CourseMarkup.Block(Formatter.Text(text)));
}

internal static class FormFields
{
    /// <summary>Every value with its name; a name with several values appears several times.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Flat(this IFormCollection form) =>
        [.. form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];
}
