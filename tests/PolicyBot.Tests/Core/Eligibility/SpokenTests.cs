using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Phrases;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Eligibility;

public sealed class SpokenTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData("8个月", "8")]
    [InlineData("半年", "6")]
    [InlineData("一年半", "18")]
    [InlineData("俩月", "2")]
    [InlineData("整整6个月", "6")]
    [InlineData("不到半年", "[0,6)")]
    [InlineData("八个多月", "(8,9)")]
    [InlineData("一年零两个月", "14")]
    [InlineData("6个月以上", "[6,)")]
    [InlineData("三年", "36")]
    public void Durations_are_read_in_months(string said, string months) => Assert.Equal(months, SpokenQuantity.Duration(said, 1)?.ToString());

    [Fact]
    public void Five_months_and_twenty_nine_days_is_less_than_six_months() =>
        Assert.True(SpokenQuantity.Duration("五个月零二十九天", 1)!.Value.High < 6);

    [Theory]
    [InlineData("四成九", "49")]
    [InlineData("五成", "50")]
    [InlineData("50%", "50")]
    [InlineData("一半", "50")]
    [InlineData("过半", "(50,100]")]
    [InlineData("百分之四十五", "45")]
    public void Shares_are_read_in_hundredths(string said, string share) => Assert.Equal(share, SpokenQuantity.Percent(said)?.ToString());

    [Theory]
    [InlineData("2022年6月", "2022-06-01..2022-06-30")]
    [InlineData("去年3月", "2025-03-01..2025-03-31")]
    [InlineData("上个月", "2026-10-01..2026-10-31")]
    [InlineData("2026年5月24日", "2026-05-24")]
    [InlineData("22年6月", "2022-06-01..2022-06-30")]
    [InlineData("12月", "2025-12-01..2025-12-31")]
    [InlineData("2021年", "2021-01-01..2021-12-31")]
    [InlineData("前年年底", "2024-10-01..2024-12-31")]
    public void Dates_are_read_relative_to_the_day_of_the_question(string said, string range) => Assert.Equal(range, SpokenDate.Read(said, Today)?.ToString());

    [Theory]
    [InlineData("2026-05-24", "6")]
    [InlineData("2026-05-23", "6.0")]
    public void Whole_months_are_counted_by_the_calendar(string start, string atLeast) =>
        Assert.True(Elapsed.Months(GivenEligibility.Day(start), Today) >= decimal.Parse(atLeast, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void One_day_short_of_six_months_is_below_six() => Assert.True(Elapsed.Months(new(2026, 5, 25), Today) < 6);

    [Fact]
    public void The_last_day_of_a_shorter_month_completes_the_month() => Assert.Equal(6, Elapsed.Months(new(2025, 8, 31), new(2026, 2, 28)));

    [Fact]
    public void Several_facts_come_from_one_sentence()
    {
        var facts = Recognize("2022年6月毕业的大学生，返乡去年3月在尖山开的店");
        Assert.Equal("2022-06-01..2022-06-30", facts["graduated_on"]);
        Assert.Equal("2025-03-01..2025-03-31", facts["opened_on"]);
        Assert.Equal("yes", facts["in_district"]);
        Assert.Equal("yes", facts["returned_home"]);
        Assert.Equal("college", facts["applicant_group"]);
    }

    [Fact]
    public void Negation_turns_a_group_into_its_opposite_and_reaches_on()
    {
        var facts = Recognize("我不困难，家里也不是零就业低保");
        Assert.Equal("!hardship,!low_income,!poor_labour,!zero_employment", facts["applicant_group"]);
    }

    [Theory]
    [InlineData("没交过失业保险", "insured_months", "0")]
    [InlineData("不是紧缺工种", "scarce_occupation", "no")]
    [InlineData("还没考下来证", "has_certificate", "no")]
    [InlineData("雇了7个人", "hired_people", "7")]
    [InlineData("交了三年社保", "insured_months", "36")]
    [InlineData("刚毕业", "years_since_graduation", "[0,1]")]
    [InlineData("以前从没开过店", "first_venture", "yes")]
    [InlineData("以前开过店黄了", "first_venture", "no")]
    [InlineData("还差十天满六个月", "months_operating", "[0,6)")]
    [InlineData("10个人留下了6个", "retention", "60")]
    [InlineData("20个见习的只留了9个", "retention", "45")]
    [InlineData("雇了五六个人", "hired_people", "[5,6]")]
    [InlineData("带了二十来号人", "hired_people", "[18,22]")]
    [InlineData("考了中级电工证", "certificate_level", "middle")]
    [InlineData("高级技师拿证了", "certificate_level", "technician")]
    [InlineData("一个人都没介绍成", "placed_people", "0")]
    [InlineData("收入也不低", "lower_middle_income", "no")]
    [InlineData("市创业大赛得了三等奖", "contest_level", "city")]
    public void What_people_say_reveals_facts(string said, string fact, string value) => Assert.Equal(value, Recognize(said)[fact]);

    [Theory]
    [InlineData("要是算紧缺工种呢", "yes")]
    [InlineData("算不算紧缺工种呢", null)]
    public void Whether_it_counts_is_asked_or_supposed(string said, string? value) => Assert.Equal(value, Recognize(said).GetValueOrDefault("scarce_occupation"));

    [Fact]
    public void A_day_answers_how_long_and_its_month_is_no_duration()
    {
        var recognized = new FactRecognizer(GivenEligibility.Knowledge.Facts, GivenEligibility.Knowledge.EligibilityWords).Recognize("去年10月就开了", Today, "months_operating");
        Assert.Equal("opened_on", Assert.Single(recognized.Stated).Id);
    }

    [Fact]
    public void A_question_whether_somebody_counts_states_nothing() => Assert.DoesNotContain("applicant_group", Recognize("我算不算农民工").Keys);

    private static Dictionary<string, string> Recognize(string said) =>
        new FactRecognizer(GivenEligibility.Knowledge.Facts, GivenEligibility.Knowledge.EligibilityWords).Recognize(said, Today).Stated
            .ToDictionary(s => s.Id, s => s.Value.ToString()!, StringComparer.Ordinal);
}
