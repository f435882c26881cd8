using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CustomerService.People.Access;
using CustomerService.People.Import.Sheets;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>Takes a file and stores its rows, to be planned. The file itself lies in a temporary file while it is read, and nowhere afterwards.</summary>
public sealed class ReceiveImport(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, SheetLimits limits, TimeProvider clock)
{
    private const int BatchSize = 500;

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns>The import, <see cref="NotAllowed"/>, or what is wrong with the file.</returns>
    public async Task<Result<Guid>> RunAsync(Guid actorId, ImportKind kind, string fileName, Stream content, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ReceiveImport));
        ArgumentNullException.ThrowIfNull(content);
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (!(await db.PermissionsOfAsync(actorId, cancellationToken)).MayImport(kind))
            {
                return new NotAllowed();
            }
        }

        var path = Path.Combine(Path.GetTempPath(), $"academy-{Guid.NewGuid():N}.import");
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        if (!await CopyAsync(content, file, cancellationToken))
        {
            return new ImportFileTooLarge(limits.MaxFileBytes / (1024 * 1024));
        }

        try
        {
            return await StoreAsync(actorId, kind, Path.GetFileName(fileName), file, cancellationToken);
        }
        catch (SheetUnreadableException e)
        {
            return e.Refusal;
        }
    }

    /// <returns>False: there is more than is taken.</returns>
    private async Task<bool> CopyAsync(Stream content, FileStream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (file.Length + read > limits.MaxFileBytes)
            {
                return false;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        return true;
    }

    private async Task<Result<Guid>> StoreAsync(Guid actorId, ImportKind kind, string fileName, FileStream file, CancellationToken cancellationToken)
    {
        // Once to the end before anything is stored: a file that cannot be read whole leaves nothing behind.
        SheetRow? header = null;
        var count = -1;
        foreach (var row in SheetReader.Read(file, limits))
        {
            header ??= row;
            count++;
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (header is null || count == 0)
        {
            return header is null ? new ImportFileEmpty() : new ImportHasNoRows();
        }

        var id = Guid.CreateVersion7();
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{string.Join('\n', header.Cells.Select(ImportFields.Key))}")));
        await unitOfWork.RunAsync(async db =>
        {
            // What these columns meant the last time; a mapping tells of no person.
            var remembered = await db.Set<PeopleImport>().Where(i => i.HeadersKey == key && i.ConfirmedAtUtc != null).OrderByDescending(i => i.Id).Select(i => i.Columns).FirstOrDefaultAsync(cancellationToken);
            var columns = remembered is null ? ImportColumns.Guess(kind, header.Cells) : ImportColumns.Read(remembered);
            db.Add(new PeopleImport(id, actorId, kind, fileName, key, JsonSerializer.Serialize(header.Cells, Format), columns, clock.UtcNow()));
            return 0;
        }, cancellationToken);
        foreach (var rows in SheetReader.Read(file, limits).Skip(1).Chunk(BatchSize))
        {
            await unitOfWork.RunAsync(db =>
            {
                db.AddRange(rows.Select(r => new ImportRow(id, r.Number, JsonSerializer.Serialize(r.Cells, Format))));
                return Task.FromResult(0);
            }, cancellationToken);
        }

        await unitOfWork.RunAsync(async db =>
        {
            (await db.Set<PeopleImport>().AsTracking().SingleAsync(i => i.Id == id, cancellationToken)).Received(count);
            return 0;
        }, cancellationToken);
        return id;
    }
}
