using CustomerService.Platform;

namespace CustomerService.Messages.Rules;

/// <summary>The delivery waits for its first try already. (Refusal texts: <c>MessagesText</c>, by record name.)</summary>
public sealed record DeliveryWaits() : Refusal("message.delivery-waits");

/// <summary>No mail server is set.</summary>
public sealed record MailOff() : Refusal("message.mail-off");

/// <summary>The person has no e-mail address that counts.</summary>
public sealed record NoMailAddress() : Refusal("message.no-mail-address");

/// <summary>The server could not take a test mail.</summary>
/// <param name="Reply">What it said, or the name of what failed.</param>
public sealed record MailFailed(string Reply) : Refusal("message.mail-failed")
{
    public override IReadOnlyList<object?> Arguments => [Reply];
}

/// <summary>Somebody else saved other words meanwhile.</summary>
public sealed record TemplateChanged() : Refusal("template.changed");

/// <summary>A text without a subject or without a body.</summary>
public sealed record TemplateEmpty() : Refusal("template.empty");

public sealed record TemplateTooLong(int Subject, int Body) : Refusal("template.too-long")
{
    public override IReadOnlyList<object?> Arguments => [Subject, Body];
}

/// <summary>A text names fields that its kind does not have, or the link in its subject.</summary>
/// <param name="Fields">As they are written, separated by spaces.</param>
public sealed record TemplateFieldUnknown(string Fields) : Refusal("template.field-unknown")
{
    public override IReadOnlyList<object?> Arguments => [Fields];
}

/// <summary>The text of a link that gives access has no link.</summary>
public sealed record TemplateLinkMissing() : Refusal("template.link-missing");
