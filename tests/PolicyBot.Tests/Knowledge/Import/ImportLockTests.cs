using PolicyBot.Core;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>Two imports into one folder at once.</summary>
public sealed class ImportLockTests
{
    private const string Notice = "平江市人民政府关于发放春耕补贴的通知\n平政发〔2024〕3号\n各县（区）人民政府：\n一、每亩补贴20元。\n平江市人民政府\n2024年3月1日\n";

    [Fact]
    public void Of_two_imports_into_one_folder_the_second_is_told_who_is_at_work_and_changes_nothing()
    {
        using var folder = new ImportFolder();
        var (first, second) = (folder.Put("甲.txt", Notice), folder.Put("乙.txt", Notice.Replace("3号", "4号", StringComparison.Ordinal).Replace("春耕", "秋收", StringComparison.Ordinal)));
        Result<ImportReport>? meanwhile = null;
        var imported = DocumentImporter.Import([first], folder.Into, progress: new During(() => meanwhile ??= DocumentImporter.Import([second], folder.Into)));

        Assert.True(imported.IsSuccess, string.Join('\n', imported.Problems));
        var problem = Assert.Single(meanwhile!.Problems);
        Assert.Contains("另一次导入正在写这个文件夹", problem.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.UserName, problem.Message, StringComparison.Ordinal);
        Assert.Equal(["2024-平政发3号"], Directory.GetFileSystemEntries(folder.Into).Select(f => Path.GetFileName(f)));
        Assert.True(DocumentImporter.Import([second], folder.Into).IsSuccess);
    }

    [Fact]
    public void A_dry_run_waits_for_nobody_and_makes_no_folder()
    {
        using var folder = new ImportFolder();
        var file = folder.Put("甲.txt", Notice);
        Assert.True(DocumentImporter.Import([file], folder.Into, new(DryRun: true)).IsSuccess);
        Assert.False(Directory.Exists(folder.Into));
        Result<ImportReport>? meanwhile = null;
        DocumentImporter.Import([file], folder.Into, progress: new During(() => meanwhile ??= DocumentImporter.Import([file], folder.Into, new(DryRun: true))));
        Assert.True(meanwhile!.IsSuccess);
    }

    [Fact]
    public void A_lock_that_a_killed_import_left_hinders_nobody()
    {
        using var folder = new ImportFolder();
        Directory.CreateDirectory(folder.Into);
        File.WriteAllText(Path.Combine(folder.Into, ".import.lock"), "");
        File.WriteAllText(Path.Combine(folder.Into, ".import.lock.owner"), "王五（别的机器，进程 1）");
        folder.Import(folder.Put("甲.txt", Notice));
        Assert.Equal(["2024-平政发3号"], Directory.GetFileSystemEntries(folder.Into).Select(f => Path.GetFileName(f)));
    }

    private sealed class During(Action act) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => act();
    }
}
