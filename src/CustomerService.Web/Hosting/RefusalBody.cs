using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace CustomerService.Web.Hosting;

/// <summary>A response body that swallows what is written to a 400: in Development the framework writes an English line for developers,
/// which would keep the status page away.</summary>
internal sealed class RefusalBody(IHttpResponseBodyFeature inner, HttpResponse response) : IHttpResponseBodyFeature
{
    private readonly PipeWriter _nowhere = PipeWriter.Create(Stream.Null);

    public Stream Stream => IsRefusal ? Stream.Null : inner.Stream;

    public PipeWriter Writer => IsRefusal ? _nowhere : inner.Writer;

    private bool IsRefusal => response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false };

    public Task StartAsync(CancellationToken cancellationToken = default) => IsRefusal ? Task.CompletedTask : inner.StartAsync(cancellationToken);

    public Task CompleteAsync() => IsRefusal ? Task.CompletedTask : inner.CompleteAsync();

    public void DisableBuffering() => inner.DisableBuffering();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => inner.SendFileAsync(path, offset, count, cancellationToken);
}
