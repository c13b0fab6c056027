using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PolicyBot.Web.Console.Access;

/// <summary>One field of a form that was sent without a session.</summary>
public sealed record KeptField(string Name, string Value);

/// <summary>A form that was sent when the session had ended: where to, and what was in it.</summary>
public sealed record KeptForm(string Address, IReadOnlyList<KeptField> Fields);

/// <summary>
/// Carries such a form through the sign-in page and back, sealed, in the page itself: nothing is stored for somebody who is not signed in.
/// The person looks at it once more before it is sent again, so no other site can have something sent in their name.
/// </summary>
public sealed class KeptForms(IDataProtectionProvider protection)
{
    private const string FormToken = "__RequestVerificationToken";
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("console.kept-form").ToTimeLimitedDataProtector();

    /// <summary>Files and form tokens are left out.</summary>
    public string Seal(string address, IFormCollection form) => _protector.Protect(
        JsonSerializer.Serialize(new KeptForm(address, [.. form.Where(f => f.Key is not FormToken).SelectMany(f => f.Value.Select(v => new KeptField(f.Key, v ?? "")))])), Life);

    /// <summary>Null for what this host did not seal, or too long ago.</summary>
    public KeptForm? Open(string? kept)
    {
        if (string.IsNullOrEmpty(kept))
            return null;
        try
        {
            return JsonSerializer.Deserialize<KeptForm>(_protector.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
