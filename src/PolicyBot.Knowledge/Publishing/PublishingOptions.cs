using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>Section <c>PolicyBot:Publishing</c>: where versions stand, how many are kept, and where a server takes them from.</summary>
public sealed class PublishingOptions
{
    public const string Section = "PolicyBot:Publishing";

    /// <summary>Folder of versions, history and drafts; several servers may share one. Empty: <c>.publishing</c> beside the default knowledge.</summary>
    public string Folder { get; set; } = "";

    /// <summary>False: the host serves the knowledge folder as it stands, whatever was published. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Versions kept, the serving one included. Default 10.</summary>
    [Range(2, 1000)]
    public int Keep { get; set; } = 10;

    /// <summary>How often a server looks for another version. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Base address of a server that offers its versions (http or https); empty: only the folder is watched.</summary>
    public string Source { get; set; } = "";

    /// <summary>True: this server offers its serving version under <c>/api/versions</c>, read-only. Default false: 404.</summary>
    public bool Offer { get; set; }

    /// <summary>Secret that both sides of <c>/api/versions</c> know, sent as a bearer token; empty: none is asked. Environment only.</summary>
    public string Key { get; set; } = "";

    /// <summary>Largest version taken over HTTP, in bytes. Default 2 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxVersionBytes { get; set; } = 2L << 30;

    /// <summary>How many answers that were right may be wrong in a new version before it is refused. Default 0.</summary>
    [Range(0, 100_000)]
    public int MostWorse { get; set; }

    /// <summary>How many of last month's real questions are asked again, the most frequent first. Default 300; 0: none.</summary>
    [Range(0, 10_000)]
    public int MostAsked { get; set; } = 300;

    /// <summary>Hosts that <c>watch --webhook</c> may call. This machine is always allowed.</summary>
    public string[] WebhookHosts { get; set; } = [];

    /// <summary>Largest upload to the console, in bytes. Default 30 MB.</summary>
    [Range(1, 1L << 30)]
    public long MaxUploadBytes { get; set; } = 30L << 20;

    /// <summary>Drafts that may stand at once. Default 50.</summary>
    [Range(1, 10_000)]
    public int MaxDrafts { get; set; } = 50;
}
