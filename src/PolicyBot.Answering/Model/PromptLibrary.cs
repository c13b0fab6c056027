using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.SemanticKernel;

namespace PolicyBot.Answering.Model;

/// <summary>A prompt with the version that answers record: its name and the first characters of the digest of its files.</summary>
internal sealed record Prompt(string Name, string Version, PromptTemplateConfig Config);

/// <summary>
/// The prompts of <c>prompts/&lt;Function&gt;/</c> (skprompt.txt, config.json), carried inside the program so that it runs from any folder.
/// Errors: a missing or broken prompt is our own mistake and throws.
/// </summary>
internal static class PromptLibrary
{
    public static Prompt Read(string name)
    {
        var template = TextOf($"prompts/{name}/skprompt.txt");
        var settings = TextOf($"prompts/{name}/config.json");
        var config = PromptTemplateConfig.FromJson(settings);
        config.Name = name;
        config.Template = template;
        // Encoding is Semantic Kernel's default and stays: what is inserted is data, and cannot open a message of its own.
        if (config.AllowDangerouslySetContent || config.InputVariables.Any(v => v.AllowDangerouslySetContent))
            throw new InvalidOperationException($"Prompt {name} lets inserted text pass as structure.");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template + "\n" + settings)));
        return new(name, $"{name}@{digest[..8]}", config);
    }

    private static string TextOf(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"There is no {resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
