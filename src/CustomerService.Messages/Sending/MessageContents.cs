using System.Globalization;
using CustomerService.Catalogue.Publishing;
using CustomerService.Certificates;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Learning;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Text;
using CustomerService.People;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Navigation;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Messages.Sending;

/// <summary>What the words of a message are filled with.</summary>
/// <param name="Fields">Every field of the kind but the link.</param>
/// <param name="Link">Where it leads, from the site root; empty where a token is needed.</param>
public sealed record MessageContent(IReadOnlyDictionary<string, string> Fields, string Link);

/// <summary>Finds what messages are about, in a query for each sort of subject.</summary>
public sealed class MessageContents(CourseCatalogue catalogue, AcademyReference reference, IssuerProfile issuer, NavigationTargets targets)
{
    /// <summary>The academy's name, as on certificates.</summary>
    public string Academy(Language language) => issuer.Name.In(language);

    /// <param name="messages">Of one person.</param>
    /// <returns>By id; a message whose subject is gone has none.</returns>
    public async Task<IReadOnlyDictionary<Guid, MessageContent>> OfAsync(AppDbContext db, Person person, IReadOnlyCollection<Message> messages, LocalizedFormatter formatter, CancellationToken cancellationToken)
    {
        var ids = messages.Where(m => m.Kind.Traits().Link == MessageLink.Certificate).Select(m => Guid.TryParse(m.SubjectId, out var id) ? id : Guid.Empty).ToList();
        var certificates = ids.Count == 0 ? [] : await db.Set<Certificate>().AsNoTracking().Where(c => ids.Contains(c.Id) && c.PersonId == person.Id)
            .Select(c => new { c.Id, c.Number, c.Title }).ToDictionaryAsync(c => c.Id, c => new Named(c.Number, c.Title), cancellationToken);
        var completed = messages.Where(m => m.Kind.Traits().Link == MessageLink.Renewal).Select(m => Guid.TryParse(m.SubjectId, out var id) ? id : Guid.Empty).ToList();
        var completions = completed.Count == 0 ? [] : await db.Set<Completion>().Where(c => completed.Contains(c.Id) && c.PersonId == person.Id)
            .Select(c => new { c.Id, c.CourseId, c.ValidUntilUtc }).ToDictionaryAsync(c => c.Id, c => (c.CourseId, c.ValidUntilUtc), cancellationToken);
        var asked = messages.Where(m => m.Kind.Traits().Link == MessageLink.Due).Select(m => m.SubjectId ?? "").ToList();
        var due = asked.Count == 0 ? [] : await db.StandingAssignments().Where(a => a.PersonId == person.Id && asked.Contains(a.CourseId) && a.DueAtUtc != null)
            .ToDictionaryAsync(a => a.CourseId, a => a.DueAtUtc!.Value, StringComparer.Ordinal, cancellationToken);
        var user = messages.Any(m => m.Kind == MessageKind.Invitation) ? await db.Set<Account>().Where(a => a.Id == person.Id).Select(a => a.UserName).SingleOrDefaultAsync(cancellationToken) : null;
        var found = new Dictionary<Guid, MessageContent>();
        foreach (var message in messages)
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [MessageFields.Name] = person.Name.In(formatter.Language),
                [MessageFields.Academy] = Academy(formatter.Language),
            };
            string? link;
            switch (message.Kind.Traits().Link)
            {
                case MessageLink.Course:
                    fields[MessageFields.Course] = await TitleAsync(message.SubjectId ?? "", formatter.Language, cancellationToken);
                    link = LearningRoutes.Course(message.SubjectId ?? "");
                    break;
                case MessageLink.Due:
                    fields[MessageFields.Course] = await TitleAsync(message.SubjectId ?? "", formatter.Language, cancellationToken);
                    // As it stands when it is read: the day may have moved since.
                    fields[MessageFields.Due] = due.TryGetValue(message.SubjectId ?? "", out var day)
                        ? formatter.PlainDate(day)
                        : MessagesText.ResourceManager.GetString(nameof(MessagesText.NoDueDate), formatter.Language.Culture())!;
                    link = LearningRoutes.Course(message.SubjectId ?? "");
                    break;
                case MessageLink.Path:
                    fields[MessageFields.Path] = reference.Content.Path(message.SubjectId ?? "")?.Title.In(formatter.Language) ?? message.SubjectId ?? "";
                    link = LearningRoutes.MyLearning;
                    break;
                case MessageLink.Team:
                    fields[MessageFields.People] = formatter.Number(long.Parse(message.SubjectId ?? "0", CultureInfo.InvariantCulture));
                    link = targets.Href(NavigationTarget.Matrix);
                    break;
                case MessageLink.Certificate when Guid.TryParse(message.SubjectId, out var id) && certificates.TryGetValue(id, out var certificate):
                    fields[MessageFields.Certificate] = certificate.Title.In(formatter.Language);
                    fields[MessageFields.Number] = certificate.Number;
                    link = CertificatesRoutes.Certificate(id);
                    break;
                case MessageLink.Renewal when Guid.TryParse(message.SubjectId, out var id) && completions.TryGetValue(id, out var completion):
                    fields[MessageFields.Course] = await TitleAsync(completion.CourseId, formatter.Language, cancellationToken);
                    fields[MessageFields.End] = completion.ValidUntilUtc is { } end ? formatter.PlainDate(end) : "";
                    link = LearningRoutes.Course(completion.CourseId);
                    break;
                case MessageLink.Certificate or MessageLink.Renewal:
                    link = null;
                    break;
                case MessageLink.Account:
                    fields[MessageFields.Time] = formatter.DateAndTime(message.CreatedAtUtc);
                    link = PeopleRoutes.Account;
                    break;
                case MessageLink.TwoStep:
                    fields[MessageFields.Time] = formatter.DateAndTime(message.CreatedAtUtc);
                    link = PeopleRoutes.TwoStep;
                    break;
                case MessageLink.Invitation:
                    fields[MessageFields.User] = user ?? "";
                    link = "";
                    break;
                case MessageLink.EmailConfirmation or MessageLink.PasswordReset:
                    link = "";
                    break;
                case var other:
                    throw new InvalidOperationException($"Unknown link {other}.");
            }

            if (link is not null)
            {
                found[message.Id] = new(fields, link);
            }
        }

        return found;
    }

    private async Task<string> TitleAsync(string courseId, Language language, CancellationToken cancellationToken) =>
        (await catalogue.CurrentAsync(courseId, cancellationToken))?.Course.Title.In(language) ?? courseId;

    private sealed record Named(string Number, LocalText Title);
}
