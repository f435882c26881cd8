using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Catalogue.Publishing;

/// <summary>Current paths, glossary and so on from the content folder. Loaded on first use, and again when the content is published.</summary>
public sealed class AcademyReference(IOptions<CatalogueOptions> options, IHostEnvironment host)
{
    private readonly Lock _gate = new();
    private volatile State? _state;

    public AcademyContent Content => Read().Content;

    public LearningGlossary Glossary => Read().Glossary;

    /// <summary>The content folder; null when there is none.</summary>
    public string? Folder => CatalogueOptions.Find(options.Value.ContentPath, host.ContentRootPath, AppContext.BaseDirectory);

    /// <summary>Replaces the cached content.</summary>
    public void Use(AcademyContent content)
    {
        lock (_gate)
        {
            _state = new State(content, new LearningGlossary((_state?.Glossary.Version ?? 0) + 1, content.Glossary.GroupBy(t => t.Id).ToDictionary(g => g.Key, g => g.First())));
        }
    }

    private State Read()
    {
        if (_state is { } known)
        {
            return known;
        }

        Use(Folder is { } folder ? ContentReader.ReadAcademy(folder) : AcademyContent.Empty);
        return _state!;
    }

    private sealed record State(AcademyContent Content, LearningGlossary Glossary);
}

/// <summary>Terms by id; the version changes with the terms.</summary>
public sealed record LearningGlossary(int Version, IReadOnlyDictionary<string, GlossaryTerm> Terms);
