using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console;

/// <summary>The staff console put into the host: accounts, sessions, policies, pages under /console. ARCHITECTURE.md says how to add a page.</summary>
public static class ConsoleRegistration
{
    public static void AddConsole(this IHostApplicationBuilder builder)
    {
        builder.AddSection<ConsoleOptions>(ConsoleOptions.Section);
        builder.AddSection<ConsoleOpenIdOptions>(ConsoleOpenIdOptions.Section);
        // The ring stands in the database, readable to whoever reads the accounts; its warning about that would come with every start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Services.AddHttpContextAccessor();
        // Identity's stores want a context of the request's own.
        builder.Services.AddScoped(services => services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContext());
        builder.Services.AddDataProtection().SetApplicationName("PolicyBot");
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = services.GetRequiredService<KeyRing>()));
        AddAccounts(builder.Services);
        builder.Services.AddOpenIdConnect(builder.Configuration.GetSection(ConsoleOpenIdOptions.Section).Get<ConsoleOpenIdOptions>() ?? new());
        builder.Services.AddAuthorization(ConsolePolicy.Add);
        builder.Services.AddSingleton<ConsoleGate>();
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<ListViews>();
        builder.Services.AddSingleton<SignInLimit>();
        builder.Services.AddSingleton<KeptForms>();
        builder.Services.AddSingleton<LookUp.ClauseTests>();
        builder.Services.AddSingleton<LookUp.ClauseFinder>();
        builder.Services.AddSingleton<LookUp.FilterChoices>();
        builder.Services.AddSingleton<Cards.CardMaker>();
        builder.Services.AddSingleton<Cards.StaffNotes>();
        builder.Services.AddSingleton<Taxonomies.CategoryFile>();
        builder.Services.AddScoped<Accounts>();
        builder.Services.AddHostedService<AuditRetention>();
        // Whatever stands under /console needs a session even where a page forgot to say so.
        builder.Services.Configure<Microsoft.AspNetCore.Mvc.RazorPages.RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Console", ConsolePolicy.Staff));
    }

    /// <summary>After static files, before routes.</summary>
    public static void UseConsole(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ConsoleRoutes.Base, StringComparison.OrdinalIgnoreCase), console => console.Use(GuardAsync));
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapConsole(this WebApplication app)
    {
        app.MapGet(ConsoleRoutes.Assets + "/{name}", ConsoleAssets.Get).RequireAuthorization(ConsolePolicy.Staff);
        app.MapGet("/console/knowledge/jobs/{id}/state", Publishing.JobModel.State).RequireAuthorization(ConsolePolicy.Maintain);
        app.MapGet("/console/knowledge/drafts/{id}/compare", Publishing.KnowledgeDraftModel.Compare).RequireAuthorization(ConsolePolicy.Maintain);
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentity<StaffMember, IdentityRole>()
            .AddEntityFrameworkStores<PolicyBotDb>()
            .AddDefaultTokenProviders()
            .AddErrorDescriber<ChineseErrors>()
            .AddClaimsPrincipalFactory<StaffClaims>()
            .AddSignInManager<StaffSignIn>()
            .AddPasswordValidator<NotTheName>();
        services.AddSingleton<IConfigureOptions<IdentityOptions>, AccountRules>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, StaffSession>();
        services.AddSingleton<IConfigureOptions<DataProtectionTokenProviderOptions>>(s =>
            new ConfigureOptions<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = TimeSpan.FromHours(s.GetRequiredService<IOptions<ConsoleOptions>>().Value.InvitationHours)));
        // With every request: who is disabled or changed is out at once.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero);
    }

    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (!await context.RequestServices.GetRequiredService<ConsoleGate>().IsOpenAsync(context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ConsoleAssets.PageSecurity;
        // As antiforgery would have it, or it warns with every form.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        await next(context);
    }

    /// <summary>Length counts, not classes of characters; the lock-out holds for new accounts as well.</summary>
    private sealed class AccountRules(IOptions<ConsoleOptions> console) : IConfigureOptions<IdentityOptions>
    {
        public void Configure(IdentityOptions options)
        {
            options.Password.RequiredLength = 10;
            options.Password.RequiredUniqueChars = 5;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.User.AllowedUserNameCharacters = "";
            options.Lockout.AllowedForNewUsers = true;
            options.Lockout.MaxFailedAccessAttempts = console.Value.LockOutAfter;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(console.Value.LockOutMinutes);
        }
    }
}
