namespace CustomerService.Messages.Rules;

/// <summary>What a message tells. What belongs to each kind is in one table, <c>MessageKinds</c>.</summary>
public enum MessageKind
{
    /// <summary>An account was opened: choose a password by a link.</summary>
    Invitation,

    /// <summary>Confirm that this e-mail address is yours, by a link.</summary>
    EmailConfirmation,

    /// <summary>Choose a new password by a link.</summary>
    PasswordReset,
    PasswordChanged,
    SecondFactorChanged,
    CourseCompleted,
    CertificateIssued,
    CertificateRevoked,
    AttemptReleased,

    /// <summary>What a course gave counts only for some weeks: renew it.</summary>
    ValidityEndsSoon,

    /// <summary>What a course gave counts no more until it is renewed.</summary>
    ValidityEnded,

    /// <summary>A course was revised, and what an older revision gave counts until an earlier day than before.</summary>
    ValidityShortened,

    /// <summary>Somebody in charge opened the renewal.</summary>
    RenewalOpened,

    /// <summary>A rule assigned a course.</summary>
    CourseAssigned,

    /// <summary>A rule assigned the courses of a path.</summary>
    PathAssigned,

    /// <summary>Somebody in charge gave more time, or took an extension or an exemption back.</summary>
    DueDateChanged,
    Exempted,

    /// <summary>What was learned elsewhere counts as a course.</summary>
    LearningRecognised,

    /// <summary>A course is due within some days, or today.</summary>
    DueSoon,

    /// <summary>The due date of a course has passed.</summary>
    Overdue,

    /// <summary>To a manager: of so many people courses are overdue.</summary>
    TeamOverdue,
}

/// <summary>The way on which a message is delivered outside the academy.</summary>
public enum MessageChannel
{
    Email,
}
