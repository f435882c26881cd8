using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Markup;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerService.Catalogue.Checking;

/// <summary>Lessons use only the allowed Markdown; the blocks, pictures, questions and links they reference exist and occur once.</summary>
internal sealed class MarkdownRule : ICourseRule
{
    private static readonly string[] WantedBlocks = ["situation", "example", LessonSyntax.FlawedBlock, LessonSyntax.GoodBlock];

    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        foreach (var lesson in source.Course.Lessons)
        {
            foreach (var language in Languages.All)
            {
                var (text, location) = (language == Language.Persian ? lesson.Body.Fa : lesson.Body.En, source.Map.Of(lesson.Body, language));
                if (text.Length > 0 && LessonSyntax.ParseToCheck(text) is { } document)
                {
                    new OneText(source, content, lesson, location, problems).Check(document);
                }
                else if (text.Length > 0)
                {
                    problems.Add(location, Problems.MarkdownOutsideSubset, "[[[[…");
                }
            }
        }
    }

    private sealed class OneText(CourseSource source, ContentFolder content, Lesson lesson, SourceLocation file, ProblemLog problems)
    {
        private readonly HashSet<string> _pictures = [];
        private readonly HashSet<string> _questions = [];
        private readonly HashSet<string> _blocks = [];

        public void Check(MarkdownDocument document)
        {
            foreach (var block in document.Descendants<Block>())
            {
                CheckBlock(block);
                if (block is LeafBlock { Inline: { } inlines } leaf)
                {
                    CheckInlines(leaf, inlines);
                }
            }

            foreach (var question in lesson.Practice.Where(p => p.Id.Length > 0 && !_questions.Contains(p.Id)))
            {
                problems.Add(file, Problems.UnplacedPractice, question.Id);
            }

            foreach (var image in lesson.Images.Where(i => i.Id.Length > 0 && !_pictures.Contains(i.Id)))
            {
                problems.Add(file, Problems.UnusedImage, image.Id);
            }

            foreach (var wanted in WantedBlocks.Where(b => !_blocks.Contains(b)))
            {
                problems.Add(file, Problems.MissingBlock, wanted);
            }
        }

        private void CheckBlock(Block block)
        {
            switch (block)
            {
                case HtmlBlock html:
                    Report(block, Problems.RawHtml, html.Lines.ToString().Trim());
                    break;
                case HeadingBlock { Level: not (2 or 3) } heading:
                    Report(block, Problems.MarkdownOutsideSubset, new string('#', heading.Level));
                    break;
                case CustomContainer container:
                    CheckContainer(container);
                    break;
                case MarkdownDocument or HeadingBlock or ParagraphBlock or ListBlock or ListItemBlock or Table or TableRow or TableCell or BlankLineBlock:
                case LinkReferenceDefinitionGroup { Count: 0 }:
                    break;
                default:
                    Report(block, Problems.MarkdownOutsideSubset, block switch
                    {
                        CodeBlock => "code",
                        QuoteBlock => ">",
                        ThematicBreakBlock => "---",
                        LinkReferenceDefinitionGroup or LinkReferenceDefinition => "[…]: …",
                        _ => block.GetType().Name,
                    });
                    break;
            }
        }

        private void CheckContainer(CustomContainer container)
        {
            var (name, argument) = LessonSyntax.NameOf(container);
            if (container.Parent is not MarkdownDocument || container.ClosingFencedCharCount == 0)
            {
                Report(container, Problems.MarkdownOutsideSubset, container.ClosingFencedCharCount == 0 ? $"::: {name} … (:::?)" : $"::: … ::: {name}");
            }

            if (name == LessonSyntax.PracticeBlock)
            {
                if (lesson.Practice.All(p => p.Id != argument))
                {
                    Report(container, Problems.UnknownPractice, argument);
                }
                else if (!_questions.Add(argument))
                {
                    Report(container, Problems.RepeatedPlacement, argument);
                }
            }
            else if (LessonSyntax.ProseBlocks.Contains(name) && argument.Length == 0)
            {
                _blocks.Add(name);
            }
            else
            {
                Report(container, Problems.UnknownBlock, $"{name} {argument}".TrimEnd(), string.Join(", ", LessonSyntax.ProseBlocks.Append("practice <id>")));
            }
        }

        private void CheckInlines(LeafBlock block, ContainerInline inlines)
        {
            foreach (var inline in inlines.Descendants())
            {
                switch (inline)
                {
                    case LinkInline { IsImage: true } image:
                        CheckPicture(block, image);
                        break;
                    case LinkInline link:
                        CheckLink(block, link);
                        break;
                    case HtmlInline html:
                        Report(block, Problems.RawHtml, html.Tag);
                        break;
                    case CodeInline code:
                        Report(block, Problems.MarkdownOutsideSubset, $"`{code.Content}`");
                        break;
                    case AutolinkInline autolink:
                        Report(block, Problems.MarkdownOutsideSubset, $"<{autolink.Url}>");
                        break;
                }
            }
        }

        private void CheckPicture(LeafBlock block, LinkInline image)
        {
            var url = image.Url ?? "";
            if (!url.StartsWith(LessonSyntax.ImagePrefix, StringComparison.Ordinal))
            {
                Report(block, Problems.BadLink, url);
                return;
            }

            var id = url[LessonSyntax.ImagePrefix.Length..];
            if (block is not ParagraphBlock paragraph || LessonSyntax.PictureOf(paragraph) is null)
            {
                Report(block, Problems.ImageNotAlone, id);
            }

            if (lesson.Images.All(i => i.Id != id))
            {
                Report(block, Problems.UnknownImage, id);
            }
            else if (!_pictures.Add(id))
            {
                Report(block, Problems.RepeatedPlacement, id);
            }
        }

        private void CheckLink(LeafBlock block, LinkInline link)
        {
            var url = link.Url ?? "";
            if (url.StartsWith(LessonSyntax.TermPrefix, StringComparison.Ordinal))
            {
                var id = url[LessonSyntax.TermPrefix.Length..];
                if (content.HasGlossary && content.Academy.Glossary.All(t => t.Id != id))
                {
                    Report(block, Problems.UnknownTerm, id);
                }
            }
            else if (url.StartsWith(LessonSyntax.LessonPrefix, StringComparison.Ordinal))
            {
                CheckLessonLink(block, url[LessonSyntax.LessonPrefix.Length..]);
            }
            else if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            {
                Report(block, Problems.BadLink, url);
            }
        }

        private void CheckLessonLink(LeafBlock block, string target)
        {
            var parts = target.Split('/');
            var course = parts.Length == 2 ? content.Courses.FirstOrDefault(c => c.Course.Id == parts[0])?.Course : source.Course;
            if (course is null)
            {
                Report(block, Problems.UnknownCourse, parts[0]);
            }
            else if (parts.Length > 2 || course.Lesson(parts[^1]) is null)
            {
                Report(block, Problems.UnknownLesson, target);
            }
        }

        private void Report(Block block, ProblemKind kind, params object[] arguments) => problems.Add(file.Down(block.Line), kind, arguments);
    }
}
