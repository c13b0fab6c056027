using System.Text.Json.Nodes;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Tests.Web.Conversations;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("身份证230506199001011234能领吗", "身份证***能领吗")]
    [InlineData("证件号23050619900101123x。", "证件号***。")]
    [InlineData("身份证230506 19900101 1234", "身份证***")]
    [InlineData("身份证２３０５０６１９９００１０１１２３４", "身份证***")]
    [InlineData("手机1 3 9 0 4 6 9 1 2 3 4", "手机***")]
    [InlineData("2023-06-07 13904691234", "2023-06-07 ***")]
    [InlineData("老证 230506900101123", "老证 ***")]
    [InlineData("卡号6222021234567890123", "卡号***")]
    [InlineData("卡号6222 0212 3456 7890 123到账了吗", "卡号***到账了吗")]
    [InlineData("打13904691234找我", "打***找我")]
    [InlineData("手机139-0469-1234", "手机***")]
    [InlineData("手机+86 13904691234", "手机***")]
    [InlineData("座机0469-4228888", "座机***")]
    [InlineData("手机１３９０４６９１２３４", "手机***")]
    [InlineData("我叫张三，想创业", "我叫***，想创业")]
    [InlineData("我叫欧阳小明今年25岁", "我叫***今年25岁")]
    [InlineData("我的名字是李四。", "我的名字是***。")]
    [InlineData("姓名：王小二", "姓名：***")]
    [InlineData("我叫“王小二”，电话13904691234", "我叫“***”，电话***")]
    [InlineData("我叫<b>王小二</b>", "我叫<b>***</b>")]
    public void Personal_data_is_taken_out(string said, string stored) => Assert.Equal(stored, PersonalData.Mask(said));

    [Theory]
    [InlineData("补贴10000元还是15000000000元")]
    [InlineData("双政办发〔2023〕29号附件一")]
    [InlineData("打12345可以吗")]
    [InlineData("2023年6月7日到2025年12月31日")]
    [InlineData("我叫了个外卖")]
    [InlineData("我叫他去办")]
    [InlineData("20230607")]
    public void Sums_dates_and_document_numbers_stay(string said) => Assert.Equal(said, PersonalData.Mask(said));

    [Fact]
    public void In_staff_words_numbers_of_persons_go_and_telephones_stay() =>
        Assert.Equal("证件***，拨打0469-4228888或13904691234", PersonalData.MaskNumbersOfPersons("证件230506199001011234，拨打0469-4228888或13904691234"));

    [Fact]
    public void A_reply_loses_only_what_was_found_in_the_question()
    {
        var reply = JsonNode.Parse("""{"text":"按“13904691234”查询，咨询电话0469-4228888","entities":[{"text":"13904691234"}]}""")!;

        PersonalData.MaskAll(reply, ["13904691234"]);

        Assert.Equal("按“***”查询，咨询电话0469-4228888", (string)reply["text"]!);
        Assert.Equal("***", (string)reply["entities"]![0]!["text"]!);
    }
}
