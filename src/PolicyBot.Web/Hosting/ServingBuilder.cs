using PolicyBot.Core;
using PolicyBot.Knowledge;

namespace PolicyBot.Web.Hosting;

/// <summary>Reads the knowledge, opens or builds its index and puts the assistant on top: one edition, or every problem that stands in its way.</summary>
public delegate Task<Result<Serving>> ServingBuilder(KnowledgeFolders folders, CancellationToken cancellationToken);
