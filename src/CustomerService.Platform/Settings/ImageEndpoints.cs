using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CustomerService.Platform.Settings;

/// <summary>Pictures of the organisation for everybody who knows their names, on the sign-in page too.</summary>
internal static class ImageEndpoints
{
    public static void MapImages(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(PlatformRoutes.ImagePattern, ImageAsync).AllowAnonymous();

    private static async Task<Results<FileContentHttpResult, Microsoft.AspNetCore.Http.HttpResults.NotFound>> ImageAsync(string hash, StoredImages images, HttpContext context)
    {
        if (await images.FindAsync(hash, context.RequestAborted) is not { } image)
        {
            return TypedResults.NotFound();
        }

        // The address holds the hash of the content: another content has another address.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.File(image.Content, Picture.ContentType(image.Kind), entityTag: new EntityTagHeaderValue($"\"{image.Hash}\""));
    }
}
