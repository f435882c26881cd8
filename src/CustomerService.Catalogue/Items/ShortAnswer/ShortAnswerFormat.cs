using CustomerService.Catalogue.Content;

namespace CustomerService.Catalogue.Items.ShortAnswer;

internal sealed class ShortAnswerFormat() : ItemFormat<ShortAnswerItem>("short")
{
    protected override ShortAnswerItem Read(YamlMap yaml, ItemHeader header)
    {
        var accept = yaml.Map("accept");
        var item = new ShortAnswerItem(
            header.Id, header.OutcomeId, header.Level, header.LessonId, header.Critical, header.Stem,
            [.. accept?.Strings("fa").Select(a => a.Value) ?? []], [.. accept?.Strings("en").Select(a => a.Value) ?? []],
            yaml.Text("why", TextKind.Prose));
        accept?.Close();
        return item;
    }

    protected override void Check(ShortAnswerItem item, ItemProblems problems)
    {
        problems.Parts("accept.fa", item.AcceptFa.Count, 1, 30);
        problems.Parts("accept.en", item.AcceptEn.Count, 1, 30);
    }
}
