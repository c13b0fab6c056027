using System.Net;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Tests.Web.Console;

public sealed class DayFieldsTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;
    private StaffBrowser _staff = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        _staff = await _host.SignInAsync("全能", [.. StaffRole.All]);
    }

    public async Task DisposeAsync()
    {
        _staff.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/console?q=补贴")]
    [InlineData("/console/worksheet")]
    [InlineData("/console/conversations")]
    [InlineData("/console/gaps")]
    [InlineData("/console/counts")]
    [InlineData("/console/export")]
    [InlineData("/console/audit")]
    public async Task Days_are_written_as_text_not_in_the_browsers_language(string address)
    {
        var page = await _staff.ReadAsync(address);

        Assert.DoesNotContain("type=\"date\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"month\"", page, StringComparison.Ordinal);
        Assert.Contains("placeholder=\"2026-11-25\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console?q=补贴&on={0}")]
    [InlineData("/console/conversations?from={0}")]
    [InlineData("/console/gaps?to={0}")]
    [InlineData("/console/counts?to={0}")]
    [InlineData("/console/audit?until={0}")]
    public async Task What_is_no_day_is_told_and_stays_in_its_field(string address)
    {
        foreach (var day in new[] { "2026-02-30", "9999-12-31", "明天" })
        {
            using var response = await _staff.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Uri.EscapeDataString(day)));
            var page = await response.Content.ReadAsStringAsync();

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{address} {day}: {response.StatusCode}");
            Assert.Contains(ConsoleDay.Fault, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_month_that_is_none_is_told()
    {
        using var response = await _staff.SubmitAsync("/console/counts", "/console/counts", ("month", "去年"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("月份请写成", WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_for_no_day_is_refused_instead_of_taken_for_today()
    {
        using var response = await _staff.SubmitAsync("/console/export", "/console/export", ("on", "2026-02-30"), ("format", "csv"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(ConsoleDay.Fault, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}
