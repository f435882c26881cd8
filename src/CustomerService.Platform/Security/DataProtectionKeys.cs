using System.Xml.Linq;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Platform.Security;

/// <summary>A data-protection key as its XML element.</summary>
public sealed class DataProtectionKey
{
    private DataProtectionKey() { }

    internal DataProtectionKey(string name, string xml)
    {
        Name = name;
        Xml = xml;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";

    /// <summary>Stores the same key in another form.</summary>
    internal void Replace(string xml) => Xml = xml;
}

/// <summary>Stores the keys of cookies and antiforgery tokens in the database: all nodes share them, and users stay signed in after a redeployment.</summary>
internal sealed class DataProtectionKeys(IDbContextFactory<AppDbContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return db.Set<DataProtectionKey>().AsNoTracking().Select(k => k.Xml).ToList().ConvertAll(XElement.Parse);
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.Add(new DataProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
    }
}
