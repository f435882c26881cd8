using CustomerService.People.Access;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Shared;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;
using Microsoft.AspNetCore.Components.Forms;

namespace CustomerService.People.Administration;

/// <summary>Shows refusals to office users, at the field they concern.</summary>
internal static class OfficeRefusals
{
    /// <summary>Shows the refusal at its field.</summary>
    /// <returns>Null, or the text to show above the form if there is no such field.</returns>
    public static string? Show(this EditContext? form, Refusal refusal, LocalizedFormatter formatter)
    {
        var words = Words(refusal, formatter);
        if (form is null || FieldOf(refusal) is not { } field || form.Model.GetType().GetProperty(field) is null)
        {
            return words;
        }

        form.Refuse(field, words);
        return null;
    }

    private static string Words(Refusal refusal, LocalizedFormatter formatter) => refusal switch
    {
        PasswordHoldsName => PeopleText.OfficePasswordHoldsName,
        _ => refusal.In(formatter),
    };

    private static string? FieldOf(Refusal refusal) => refusal switch
    {
        UserNameTaken or UserNameRefused => nameof(AddPersonForm.UserName),
        PasswordRefused => nameof(AddPersonForm.Password),
        CurrentPasswordWrong => nameof(DetailsForm.PresentPassword),
        EmailTaken or EmailUnprovenElsewhere => nameof(DetailsForm.Email),
        MobileTaken or MobileUnprovenElsewhere => nameof(DetailsForm.Mobile),
        PersonnelNumberTaken => nameof(MembershipForm.PersonnelNumber),
        MembershipRefused or MembershipHeld or RoleNeedsUnit or RoleNeedsPartner or RoleHasNoPlace or PlaceUnknown => nameof(MembershipForm.OrgUnit),
        AudienceRefused => nameof(MembershipForm.Audience),
        RoleGranted => nameof(RoleForm.Role),
        NameTaken => nameof(NameForm.Fa),
        _ => null,
    };
}
