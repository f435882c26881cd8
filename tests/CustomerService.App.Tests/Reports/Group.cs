using CustomerService.People.Rules;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Reports;

/// <summary>A separate small organisation within the shared academy: two units, two partners, and a word in everybody's name by
/// which a test finds exactly these people.</summary>
internal sealed class Group
{
    public required string Word { get; init; }
    public required Unit Head { get; init; }
    public required Unit Branch { get; init; }
    public required Organisation Partner { get; init; }
    public required Organisation OtherPartner { get; init; }
    public required TestPerson Anna { get; init; }
    public required TestPerson Bahar { get; init; }
    public required TestPerson Agent { get; init; }
    public required TestPerson OtherAgent { get; init; }

    public static async Task<Group> MakeAsync(Academy academy)
    {
        var word = "گ" + Guid.NewGuid().ToString("N")[..8];
        var head = await academy.AddUnitAsync("ستاد " + word);
        var branch = await academy.AddUnitAsync("شعبه " + word, head);
        var partner = await academy.AddPartnerAsync("پخش " + word);
        var other = await academy.AddPartnerAsync("نمایندگی " + word);
        PersonName Name(string given) => new(given, word);
        return new()
        {
            Word = word, Head = head, Branch = branch, Partner = partner, OtherPartner = other,
            Anna = await academy.AddPersonAsync(Audience.Frontline, unit: branch, name: Name("آنا")),
            Bahar = await academy.AddPersonAsync(Audience.Frontline, unit: head, name: Name("بهار")),
            Agent = await academy.AddPersonAsync(Audience.Agent, organisation: partner, name: Name("پویا")),
            OtherAgent = await academy.AddPersonAsync(Audience.Agent, organisation: other, name: Name("تارا")),
        };
    }
}
