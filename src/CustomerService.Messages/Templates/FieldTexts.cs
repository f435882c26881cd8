using CustomerService.Messages.Kinds;
using CustomerService.Messages.Text;

namespace CustomerService.Messages.Templates;

/// <summary>What fields hold, in the reader's language.</summary>
internal static class FieldTexts
{
    public static string Of(string field) => field switch
    {
        MessageFields.Name => MessagesText.FieldName,
        MessageFields.Academy => MessagesText.FieldAcademy,
        MessageFields.Link => MessagesText.FieldLink,
        MessageFields.Course => MessagesText.FieldCourse,
        MessageFields.Certificate => MessagesText.FieldCertificate,
        MessageFields.Number => MessagesText.FieldNumber,
        MessageFields.User => MessagesText.FieldUser,
        MessageFields.Due => MessagesText.FieldDue,
        MessageFields.Path => MessagesText.FieldPath,
        MessageFields.End => MessagesText.FieldEnd,
        MessageFields.People => MessagesText.FieldPeople,
        MessageFields.Until => MessagesText.FieldUntil,
        MessageFields.Time => MessagesText.FieldTime,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field."),
    };
}
