using CustomerService.Messages.Rules;
using CustomerService.Messages.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Messages.Kinds;

/// <summary>Whether messages of a kind are mailed.</summary>
public enum MailChoice
{
    /// <summary>Always: what keeps an account safe, or what the person asked for.</summary>
    Always,

    /// <summary>Unless the person turns it off.</summary>
    On,

    /// <summary>Only if the person turns it on.</summary>
    Off,
}

/// <summary>Where the link of a message leads.</summary>
public enum MessageLink
{
    Account,
    TwoStep,

    /// <summary>The course of <see cref="Message.SubjectId"/>.</summary>
    Course,

    /// <summary>The course of <see cref="Message.SubjectId"/>, which is due on a day.</summary>
    Due,

    /// <summary>The page with one's courses; <see cref="Message.SubjectId"/> is a path.</summary>
    Path,

    /// <summary>People and courses; <see cref="Message.SubjectId"/> is a number of people.</summary>
    Team,

    /// <summary>The course of the completion of <see cref="Message.SubjectId"/>, where it is renewed.</summary>
    Renewal,

    /// <summary>The certificate of <see cref="Message.SubjectId"/>.</summary>
    Certificate,

    /// <summary>A link with a token, made when the mail is sent.</summary>
    Invitation,

    /// <inheritdoc cref="Invitation"/>
    EmailConfirmation,

    /// <inheritdoc cref="Invitation"/>
    PasswordReset,
}

/// <summary>The complete definition of one kind of message.</summary>
/// <param name="Slug">In addresses and names of files.</param>
/// <param name="Name">For people, in the reader's language.</param>
/// <param name="Fields">Its own fields beside <see cref="MessageFields.Common"/>.</param>
public sealed record MessageTraits(MessageKind Kind, string Slug, Func<string> Name, MailChoice Mail, bool IsInInbox, MessageLink Link, IconName Icon, IReadOnlyList<string> Fields)
{
    /// <summary>How long after it was queued the mail still makes sense; null: as long as the settings try.</summary>
    public TimeSpan? UsefulFor { get; init; }

    /// <summary>Whether it is of use only while the course of <see cref="Message.SubjectId"/> is still to be completed.</summary>
    public bool IsReminder { get; init; }

    /// <summary>Whether the link gives access, and so must be in the text and never be shown to anybody else.</summary>
    public bool HasToken => Link is MessageLink.Invitation or MessageLink.EmailConfirmation or MessageLink.PasswordReset;

    /// <summary>Whether it goes to an address that is not proven: only to have it proven.</summary>
    public bool GoesToUnprovenAddress => Link == MessageLink.EmailConfirmation;

    /// <summary>Whether the person decides about the mail.</summary>
    public bool IsOptional => Mail != MailChoice.Always;
}

/// <summary>Names of the fields in the texts of messages.</summary>
public static class MessageFields
{
    public const string Name = "name", Academy = "academy", Link = "link", Course = "course", Certificate = "certificate", Number = "number", User = "user", End = "end", Due = "due", Path = "path", People = "people", Until = "until", Time = "time";

    /// <summary>Those of every kind.</summary>
    public static IReadOnlyList<string> Common { get; } = [Name, Academy, Link];
}

/// <summary>The table of all kinds. A new kind is a member of <see cref="MessageKind"/>, a row here, its texts in both languages
/// (<c>Templates/shipped</c>) and a handler that writes it.</summary>
public static class MessageKinds
{
    /// <summary>All kinds, in the order of lists.</summary>
    public static IReadOnlyList<MessageTraits> All { get; } =
    [
        new(MessageKind.CertificateIssued, "certificate-issued", () => MessagesText.KindCertificateIssued, MailChoice.On, IsInInbox: true, MessageLink.Certificate, IconName.Certificate, [MessageFields.Certificate, MessageFields.Number]),
        new(MessageKind.CertificateRevoked, "certificate-revoked", () => MessagesText.KindCertificateRevoked, MailChoice.On, IsInInbox: true, MessageLink.Certificate, IconName.Certificate, [MessageFields.Certificate, MessageFields.Number]),
        // The certificate, which comes at the same moment, tells of it by mail.
        new(MessageKind.CourseCompleted, "course-completed", () => MessagesText.KindCourseCompleted, MailChoice.Off, IsInInbox: true, MessageLink.Course, IconName.Correct, [MessageFields.Course]),
        new(MessageKind.CourseAssigned, "course-assigned", () => MessagesText.KindCourseAssigned, MailChoice.On, IsInInbox: true, MessageLink.Due, IconName.Book, [MessageFields.Course, MessageFields.Due]),
        new(MessageKind.PathAssigned, "path-assigned", () => MessagesText.KindPathAssigned, MailChoice.On, IsInInbox: true, MessageLink.Path, IconName.Route, [MessageFields.Path]),
        new(MessageKind.DueDateChanged, "due-date-changed", () => MessagesText.KindDueDateChanged, MailChoice.On, IsInInbox: true, MessageLink.Due, IconName.Calendar, [MessageFields.Course, MessageFields.Due]),
        new(MessageKind.Exempted, "exempted", () => MessagesText.KindExempted, MailChoice.On, IsInInbox: true, MessageLink.Course, IconName.Shield, [MessageFields.Course]),
        new(MessageKind.LearningRecognised, "learning-recognised", () => MessagesText.KindLearningRecognised, MailChoice.On, IsInInbox: true, MessageLink.Course, IconName.Correct, [MessageFields.Course]),
        new(MessageKind.AttemptReleased, "attempt-released", () => MessagesText.KindAttemptReleased, MailChoice.On, IsInInbox: true, MessageLink.Course, IconName.Flag, [MessageFields.Course]),
        new(MessageKind.ValidityEndsSoon, "validity-ends-soon", () => MessagesText.KindValidityEndsSoon, MailChoice.On, IsInInbox: true, MessageLink.Renewal, IconName.Clock, [MessageFields.Course, MessageFields.End]),
        new(MessageKind.ValidityEnded, "validity-ended", () => MessagesText.KindValidityEnded, MailChoice.On, IsInInbox: true, MessageLink.Renewal, IconName.Clock, [MessageFields.Course, MessageFields.End]),
        new(MessageKind.ValidityShortened, "validity-shortened", () => MessagesText.KindValidityShortened, MailChoice.On, IsInInbox: true, MessageLink.Renewal, IconName.Clock, [MessageFields.Course, MessageFields.End]),
        new(MessageKind.DueSoon, "due-soon", () => MessagesText.KindDueSoon, MailChoice.On, IsInInbox: true, MessageLink.Due, IconName.Calendar, [MessageFields.Course, MessageFields.Due]) { IsReminder = true },
        new(MessageKind.Overdue, "overdue", () => MessagesText.KindOverdue, MailChoice.On, IsInInbox: true, MessageLink.Due, IconName.Clock, [MessageFields.Course, MessageFields.Due]) { IsReminder = true },
        new(MessageKind.TeamOverdue, "team-overdue", () => MessagesText.KindTeamOverdue, MailChoice.On, IsInInbox: true, MessageLink.Team, IconName.People, [MessageFields.People]),
        new(MessageKind.RenewalOpened, "renewal-opened", () => MessagesText.KindRenewalOpened, MailChoice.On, IsInInbox: true, MessageLink.Renewal, IconName.Clock, [MessageFields.Course, MessageFields.End]),
        new(MessageKind.Invitation, "invitation", () => MessagesText.KindInvitation, MailChoice.Always, IsInInbox: false, MessageLink.Invitation, IconName.Person, [MessageFields.User, MessageFields.Until]),
        new(MessageKind.EmailConfirmation, "email-confirmation", () => MessagesText.KindEmailConfirmation, MailChoice.Always, IsInInbox: false, MessageLink.EmailConfirmation, IconName.Mail, [MessageFields.Until]),
        new(MessageKind.PasswordReset, "password-reset", () => MessagesText.KindPasswordReset, MailChoice.Always, IsInInbox: false, MessageLink.PasswordReset, IconName.Lock, [MessageFields.Until]) { UsefulFor = TimeSpan.FromHours(1) },
        new(MessageKind.PasswordChanged, "password-changed", () => MessagesText.KindPasswordChanged, MailChoice.Always, IsInInbox: true, MessageLink.Account, IconName.Lock, [MessageFields.Time]),
        new(MessageKind.SecondFactorChanged, "second-factor-changed", () => MessagesText.KindSecondFactorChanged, MailChoice.Always, IsInInbox: true, MessageLink.TwoStep, IconName.Shield, [MessageFields.Time]),
    ];

    private static readonly Dictionary<MessageKind, MessageTraits> Rows = All.ToDictionary(k => k.Kind);

    /// <summary>The definition of a kind.</summary>
    public static MessageTraits Traits(this MessageKind kind) => Rows[kind];

    /// <summary>The kind of an address; null: there is none.</summary>
    public static MessageTraits? OfSlug(string? slug) => All.FirstOrDefault(k => k.Slug == slug);
}
