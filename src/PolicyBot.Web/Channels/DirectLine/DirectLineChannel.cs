using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>
/// The channel's rules behind its routes: who may do what with which conversation. Routes and status codes: channels §2.1.
/// </summary>
public sealed class DirectLineChannel(LiveConversations conversations, DirectLineTokens tokens, DirectLineTurns turns, IOptions<DirectLineOptions> options, IHostApplicationLifetime lifetime)
{
    public const string Name = "directline";
    private readonly DirectLineOptions _options = options.Value;

    /// <summary>A token for a conversation that nobody has begun. Nothing is stored for it: a flood of these fills no table.</summary>
    public IResult Generate(HttpContext context)
    {
        if (!IsOurOrigin(context.Request))
            return DirectLineError.Of(StatusCodes.Status403Forbidden, "ForbiddenOrigin", "Pages of this origin may not open conversations.");
        var id = DirectLineTokens.NewConversationId();
        return Json(Tokens(id, isBegun: false));
    }

    public async Task<IResult> RefreshAsync(HttpContext context)
    {
        if (tokens.Read(Bearer(context.Request)) is not { } grant)
            return DirectLineError.BadToken();
        var isThere = await conversations.ExistsAsync(grant.ConversationId, context.RequestAborted);
        return isThere || !grant.IsBegun ? Json(Tokens(grant.ConversationId, isThere)) : DirectLineError.Gone();
    }

    public async Task<IResult> StartAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0)
            return DirectLineError.Of(StatusCodes.Status401Unauthorized, "Unauthorized", "A token is required.");
        if (tokens.Read(Bearer(context.Request)) is not { } grant)
            return DirectLineError.BadToken();
        var body = await RequestBody.ReadAsync(context.Request, _options.MaxBodyBytes, context.RequestAborted);
        if (body is null)
            return DirectLineError.Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The body is too long.");
        var wish = body.All(b => b is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t') ? [] : ActivityJson.Parse(body);
        if (wish is null)
            return DirectLineError.BadArgument("The body is not a JSON object that can be read.");

        var locale = wish.Text("locale") is { Length: <= 50 } given ? given : null;
        var user = wish.Object("user")?.Text("id") is { Length: <= 200 } id ? id : null;
        var isNew = await conversations.TryBeginAsync(grant.ConversationId, Name, user, locale, context.RequestAborted);
        if (isNew)
            await turns.WelcomeAsync(grant.ConversationId, user, context.RequestAborted);
        var answer = Tokens(grant.ConversationId, isBegun: true);
        answer["streamUrl"] = StreamUrl(context.Request, grant.ConversationId, "-");
        answer["referenceGrammarId"] = "";
        return Json(answer, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    public async Task<IResult> ResumeAsync(HttpContext context, string id)
    {
        if (!Opens(Bearer(context.Request), id))
            return DirectLineError.BadToken();
        if (!Watermark.TryParse(context.Request.Query["watermark"], out var after))
            return DirectLineError.BadArgument("The watermark is none of ours.");
        if (!await conversations.ExistsAsync(id, context.RequestAborted))
            return DirectLineError.Gone();

        using var lease = conversations.Lease(id, Name);
        var from = after ?? (await lease.Conversation.ReadAsync(int.MaxValue, context.RequestAborted)).Watermark;
        var answer = Tokens(id, isBegun: true);
        answer["streamUrl"] = StreamUrl(context.Request, id, Watermark.Format(from));
        return Json(answer);
    }

    public async Task<IResult> PollAsync(HttpContext context, string id)
    {
        if (!Opens(Bearer(context.Request), id))
            return DirectLineError.BadToken();
        if (!Watermark.TryParse(context.Request.Query["watermark"], out var after))
            return DirectLineError.BadArgument("The watermark is none of ours.");
        try
        {
            if (!await conversations.ExistsAsync(id, context.RequestAborted))
                return DirectLineError.Gone();
            using var lease = conversations.Lease(id, Name);
            var frame = await lease.Conversation.ReadAsync(after ?? 0, context.RequestAborted);
            return Results.Text(DirectLineStream.Format(frame.Activities, frame.Watermark), "application/json; charset=utf-8");
        }
#pragma warning disable CA1031 // A client that polls into a 5xx stops for ever and says nothing; told “nothing new” it asks again.
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            context.RequestServices.GetRequiredService<ILogger<DirectLineChannel>>().LogError(e, "Activities could not be read");
            return Results.Text(DirectLineStream.Format([], after ?? 0), "application/json; charset=utf-8");
        }
    }

    public async Task<IResult> PostAsync(HttpContext context, string id)
    {
        if (!Opens(Bearer(context.Request), id))
            return DirectLineError.BadToken();
        if (!context.Request.HasJsonContentType())
            return DirectLineError.Of(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "An activity is application/json.");
        var body = await RequestBody.ReadAsync(context.Request, _options.MaxBodyBytes, context.RequestAborted);
        if (body is null)
            return DirectLineError.Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The body is too long.");
        return await ReceiveAsync(context, id, body);
    }

    /// <summary>Files are refused: the bot reads none, and citizens' papers should not lie about here. The activity alone is taken.</summary>
    public async Task<IResult> UploadAsync(HttpContext context, string id)
    {
        if (!Opens(Bearer(context.Request), id))
            return DirectLineError.BadToken();
        if (!context.Request.HasFormContentType)
            return DirectLineError.Of(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "An upload is multipart/form-data.");
        if (context.Request.ContentLength > _options.MaxBodyBytes)
            return DirectLineError.Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The body is too long.");
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = _options.MaxBodyBytes;
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { MultipartBodyLengthLimit = _options.MaxBodyBytes, BufferBody = false }, context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested))
        {
            return DirectLineError.BadArgument("The form cannot be read.");
        }

        if (form.Files.Any(f => f.Name is not "activity"))
            return DirectLineError.Of(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "Files are not taken; please put it into words.");
        if (form.Files.GetFile("activity") is not { } part)
            return form["activity"].ToString() is { Length: > 0 } text ? await ReceiveAsync(context, id, System.Text.Encoding.UTF8.GetBytes(text)) : DirectLineError.BadArgument("There is no activity.");
        using var content = new MemoryStream();
        await part.CopyToAsync(content, context.RequestAborted);
        return await ReceiveAsync(context, id, content.ToArray());
    }

    public async Task<IResult> StreamAsync(HttpContext context, string id)
    {
        if (!Opens(context.Request.Query["t"].ToString() is { Length: > 0 } t ? t : Bearer(context.Request), id))
            return DirectLineError.BadToken();
        if (!await conversations.ExistsAsync(id, context.RequestAborted))
            return DirectLineError.Gone();
        if (!Watermark.TryParse(context.Request.Query["watermark"], out var after))
            return DirectLineError.BadArgument("The watermark is none of ours.");
        if (!context.WebSockets.IsWebSocketRequest)
            return DirectLineError.BadArgument("This is a WebSocket.");

        using var lease = conversations.Lease(id, Name);
        // First, so that whoever has shaken hands is known to be there.
        using var reader = await lease.Conversation.SubscribeAsync(after, _options.StreamQueue, context.RequestAborted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await DirectLineStream.RunAsync(socket, reader, lifetime.ApplicationStopping);
        return Results.Empty;
    }

    private async Task<IResult> ReceiveAsync(HttpContext context, string id, byte[] body)
    {
        if (PostedActivity.Parse(body, out var fault) is not { } activity)
            return DirectLineError.BadArgument(fault);
        if (!await conversations.ExistsAsync(id, context.RequestAborted))
            return DirectLineError.Gone();
        var site = $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{context.Request.PathBase}";
        return Json(new JsonObject { ["id"] = await turns.ReceiveAsync(id, activity, site, context.RequestAborted) });
    }

    private JsonObject Tokens(string id, bool isBegun) => new()
    {
        ["conversationId"] = id,
        ["token"] = tokens.Issue(id, isBegun, _options.TokenLifetime),
        ["expires_in"] = (int)_options.TokenLifetime.TotalSeconds,
    };

    /// <summary>Absolute, on the host that the client spoke to: host filtering has checked that name.</summary>
    private string StreamUrl(HttpRequest request, string id, string watermark) =>
        $"{(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()}{request.PathBase}{DirectLineEndpoints.Base}/conversations/{id}/stream?watermark={watermark}&t={tokens.Issue(id, isBegun: true, _options.TokenLifetime)}";

    private bool Opens(string? token, string id) =>
        tokens.Read(token) is { } grant && string.Equals(grant.ConversationId, id, StringComparison.Ordinal);

    private bool IsOurOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || string.Equals(origin, $"{request.Scheme}://{request.Host.ToUriComponent()}", StringComparison.OrdinalIgnoreCase)
        || _options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    private static IResult Json(JsonObject body, int status = StatusCodes.Status200OK) =>
        Results.Text(ActivityJson.Write(body), "application/json; charset=utf-8", statusCode: status);
}
