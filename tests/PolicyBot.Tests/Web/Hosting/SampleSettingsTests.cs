using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Web.Hosting;

public sealed class SampleSettingsTests
{
    private static readonly string[] Secrets = ["AppPassword", "AppSecret", "Token", "EncodingAESKey", "Secret", "ApiKey", "ClientSecret"];

    public static TheoryData<string> Sections => [.. OptionSections.All.Select(s => s.Section)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_property_has_a_key_and_every_key_a_property(string section)
    {
        var type = OptionSections.All.Single(s => s.Section == section).Options;
        var at = Find(section);
        var keys = at.EnumerateObject().Select(p => p.Name).Where(name => !IsSection($"{section}:{name}"));
        var properties = type.GetProperties().Where(p => p.CanWrite && p.GetMethod!.IsPublic && !p.GetMethod.IsStatic).Select(p => p.Name);
        Assert.Equal(properties.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_section_binds_to_valid_and_safe_values(string section)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(SampleFile(), optional: false).Build();
        var options = Activator.CreateInstance(OptionSections.All.Single(s => s.Section == section).Options)!;
        configuration.GetSection(section).Bind(options, o => o.ErrorOnUnknownConfiguration = section != "PolicyBot");
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        foreach (var secret in options.GetType().GetProperties().Where(p => Secrets.Contains(p.Name)))
            Assert.True(string.IsNullOrEmpty((string?)secret.GetValue(options)), $"{secret.Name} is a secret");
    }

    private static bool IsSection(string path) => OptionSections.All.Any(s => s.Section == path || s.Section.StartsWith(path + ":", StringComparison.Ordinal));

    private static JsonElement Find(string section)
    {
        var at = JsonDocument.Parse(File.ReadAllText(SampleFile())).RootElement;
        foreach (var name in section.Split(':'))
            at = at.GetProperty(name);
        return at;
    }

    private static string SampleFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PolicyBot.sln")))
                return Path.Combine(folder.FullName, "appsettings.sample.json");
        }

        throw new InvalidOperationException("The repository's root was not found.");
    }
}
