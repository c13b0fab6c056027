using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace PolicyBot.Web.Hosting;

/// <summary>Why the host could not start, as one Chinese line for whoever started it; null for what is our own mistake.</summary>
public static class StartFailure
{
    public static string? Explain(Exception exception) => exception switch
    {
        IOException { InnerException: AddressInUseException } e => $"无法启动：{AddressOf(e.Message)}已被其他程序占用。请先停掉它，或用环境变量 ASPNETCORE_URLS 换一个地址（如 http://127.0.0.1:5081）。",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "无法启动：没有权限使用这个端口，请用环境变量 ASPNETCORE_URLS 换一个 1024 以上的端口。",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "无法启动：本机没有 ASPNETCORE_URLS 里写的地址。",
        IOException { InnerException: SocketException inner } => Explain(inner),
        OptionsValidationException e => "无法启动：配置有误。" + string.Join("；", e.Failures),
        InvalidDataException { InnerException: JsonException inner } => $"无法启动：appsettings.json 不是正确的 JSON（第 {inner.LineNumber + 1} 行）。",
        InvalidDataException { InnerException: FormatException } => "无法启动：appsettings.json 不是正确的 JSON。",
        InvalidOperationException { InnerException: FormatException } e when e.Message.Contains("configuration value", StringComparison.Ordinal) => "无法启动：配置的值无法识别。" + e.Message,
        FormatException e => "无法启动：地址写法有误。" + e.Message,
        RetryLimitExceededException { InnerException: { } inner } => Explain(inner),
        DbException e => "无法启动：数据库打不开，请检查 Storage:Provider 和 Storage:ConnectionString。" + e.Message,
        IOException or UnauthorizedAccessException => "无法启动：读写文件失败。" + exception.Message,
        OperationCanceledException => "还没有启动完就被停止了。",
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };

    private static string AddressOf(string message)
    {
        var start = message.IndexOf("http", StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf(": ", start, StringComparison.Ordinal);
        return start < 0 ? "端口" : (end < 0 ? message[start..] : message[start..end]) + " ";
    }
}
