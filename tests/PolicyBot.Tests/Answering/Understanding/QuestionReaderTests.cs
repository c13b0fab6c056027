using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Language;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Understanding;

public sealed class QuestionReaderTests
{
    private static QuestionUnderstanding Read(string text) => GivenLanguage.Reader.Read(text, GivenLanguage.Today);

    [Theory]
    [InlineData("复员回来开了个小修理铺，能给多少钱", "退役军人", "初次创办小微企业或从事个体经营")]
    [InlineData("学叉车那阵子管不管饭，一天给几块", "生活费补贴", "培训")]
    [InlineData("俺想贷款开店，利息谁给掏", "创业担保贷款", "全额贴息")]
    [InlineData("廉租房咋申请啊", "公租房", "公租房")]
    [InlineData("how much is the startup subsidy for veterans?", "一次性创业补贴", "退役军人")]
    [InlineData("给人介绍成一个活儿，中介能拿多少", "职业介绍补贴", "职业介绍补贴")]
    public void Citizens_words_lead_to_the_documents_words(string question, string first, string second)
    {
        var terms = Read(question).SearchTerms.Select(t => t.Text).ToList();
        Assert.Contains(first, terms);
        Assert.Contains(second, terms);
    }

    [Theory]
    [InlineData("创业补贴给多少钱", Facet.HowMuch)]
    [InlineData("公租房都啥人能申请", Facet.Who)]
    [InlineData("贴息啥时候截止", Facet.Until)]
    [InlineData("生活费补贴找谁管", Facet.WhoIsResponsible)]
    [InlineData("这个补贴的钱从哪出", Facet.WhoPays)]
    [InlineData("公租房咋申请", Facet.HowToApply)]
    [InlineData("申请创业补贴要啥材料", Facet.Materials)]
    [InlineData("人社局电话多少", Facet.Phone)]
    [InlineData("创业补贴还能领吗", Facet.StillValid)]
    [InlineData("技能比赛和创业比赛有啥区别", Facet.Difference)]
    [InlineData("29号文啥时候印发的", Facet.WhenIssued)]
    [InlineData("敲门行动是啥意思", Facet.WhatIs)]
    [InlineData("我能领创业补贴吗", Facet.Eligibility)]
    public void What_is_asked_is_told_from_cue_words(string question, Facet expected) => Assert.True(Read(question).Asks(expected), string.Join(",", Read(question).Facets));

    [Fact]
    public void A_bare_topic_asks_for_nothing_in_particular() => Assert.Null(Read("公租房").MainFacet);

    [Theory]
    [InlineData("创业补帖给多钱", "创业补贴")]
    [InlineData("创业代动就业补贴", "创业带动就业")]
    [InlineData("建习补贴多少", "见习补贴")]
    [InlineData("职业介召补贴", "职业介绍补贴")]
    [InlineData("公祖房怎么申请", "公租房")]
    [InlineData("职业技能竞塞", "竞赛")]
    [InlineData("生活废补贴", "生活费补贴")]
    public void Mistyped_words_are_mended_and_told(string question, string expected)
    {
        var read = Read(question);
        Assert.Contains(expected, read.Normal, StringComparison.Ordinal);
        Assert.All(read.Corrections, c => Assert.Equal(c.To, read.Normal.Substring(c.Start, c.To.Length)));
        Assert.True(read.Corrections.Count > 0 || read.Concepts.Count > 0);
    }

    [Theory]
    [InlineData("我是农民，老是找不到工作，有啥意思")]
    [InlineData("孩子在教室里背单词，老师挺老实")]
    [InlineData("昨天下大雪，暖气不热，供热公司电话是多少")]
    [InlineData("我妈八十了，腿脚不利索，上下楼费劲")]
    [InlineData("结婚证丢了去哪里补办")]
    [InlineData("高铁票怎么改签，机场大巴几点发车")]
    [InlineData("黄豆一亩能打多少斤，化肥涨价了")]
    [InlineData("驾照科目二挂了还能补考几回")]
    [InlineData("小区物业不作为，电梯老坏")]
    [InlineData("护照过期了，签证怎么办")]
    public void Ordinary_sentences_are_left_alone(string question) => Assert.Empty(Read(question).Corrections);

    [Fact]
    public void Pinyin_typed_in_latin_letters_is_read_and_told()
    {
        var read = Read("chuangyebutie");
        Assert.Equal("创业补贴", read.Normal);
        Assert.Equal("chuangyebutie", Assert.Single(read.Corrections).From);
    }

    [Fact]
    public void English_that_is_no_pinyin_stays_english() => Assert.Empty(Read("how can i apply for public housing").Corrections);

    [Fact]
    public void Politeness_and_fillers_are_dropped() => Assert.Equal("公租房怎么申请", Read("您好，麻烦问一下公租房咋申请，谢谢您").Normal.TrimEnd(',', '?'));

    [Theory]
    [InlineData("哈尔滨创业补贴多少", false)]
    [InlineData("云山创业补贴多少", true)]
    [InlineData("云山市公租房", true)]
    public void Places_are_home_or_elsewhere(string question, bool isHome) => Assert.Equal(isHome, Assert.Single(Read(question).Places).IsHome);

    [Theory]
    [InlineData("我从哈尔滨回来开店，创业补贴多少")]
    [InlineData("在北京打工六年，创业补贴多少")]
    [InlineData("去长春比赛拿了奖，奖励多少")]
    public void A_place_of_somebodys_story_is_not_asked_about(string question) => Assert.Empty(Read(question).Places);

    [Fact]
    public void A_concept_listens_to_the_documents_own_name_before_anything_in_parts() =>
        Assert.DoesNotContain(Read("创业带动就业补贴怎么算").Concepts, c => c.Id == "一次性创业补贴");

    [Theory]
    [InlineData("云山政办发[2023]29号讲的啥")]
    [InlineData("29号文是啥文件")]
    [InlineData("2023年29号文件还有效吗")]
    [InlineData("《支持就业创业若干意见》还算数吗")]
    public void Documents_are_found_by_number_and_title(string question) =>
        Assert.Equal("云山政办发〔2023〕29号", Assert.Single(Read(question).DocumentReferences).Number?.Value);

    [Fact]
    public void An_unknown_number_is_a_reference_to_no_document() => Assert.Null(Assert.Single(Read("31号文说了啥").DocumentReferences).Number);

    [Fact]
    public void Several_asks_share_the_topic()
    {
        var parts = Read("创业补贴给多少钱？什么时候截止？归哪个部门管？").SubQuestions;
        Assert.Equal(3, parts.Count);
        Assert.All(parts, p => Assert.Contains("创业补贴", p.Text, StringComparison.Ordinal));
        Assert.Equal(Facet.Until, parts[1].Facets[0].Facet);
    }

    [Fact]
    public void A_story_before_the_question_is_not_another_question() => Assert.Empty(Read("我去年退伍，在家开了个店，能给多少补贴").SubQuestions);

    [Fact]
    public void A_day_in_the_past_may_be_asked_about()
    {
        Assert.Equal(2023, Read("2023年的时候能领创业补贴吗").AskedAbout?.From.Year);
        Assert.Null(Read("2023年毕业能领创业补贴吗").AskedAbout);
    }

    [Fact]
    public void Words_that_no_document_has_are_not_covered()
    {
        var tokens = Read("护照怎么办理").ContentTokens;
        Assert.Contains(tokens, t => t is { Text: "护照", IsCovered: false });
        Assert.True(Read("公租房怎么申请").Coverage > 0.9);
    }

    [Fact]
    public void A_short_form_of_a_unit_is_a_search_for_the_unit() =>
        Assert.Contains(Read("人社局管哪些补贴").SearchTerms, t => t is { Kind: SearchTermKind.Unit, Text: "市人力资源社会保障局" });

    [Fact]
    public void Reading_a_question_takes_less_than_the_budget()
    {
        Read("预热");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 50; i++)
            Read("我是退役军人，在本地开了个小饭馆七个月了，能领创业补帖吗，给多少钱");
        // The budget is 2 ms; the bound leaves room for a busy machine.
        Assert.True(watch.ElapsedMilliseconds < 50 * 40, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void Without_a_lexicon_the_documents_words_still_count()
    {
        var bare = QuestionReader.From(new([GivenLanguage.Document()]));
        var read = bare.Read("创业担保贷款 全额贴息", GivenLanguage.Today);
        Assert.True(read.HasTopic);
        Assert.Equal(1, read.Coverage, 2);
    }

    [Fact]
    public void How_where_and_when_are_hardly_missed()
    {
        var circumstance = Assert.Single(GivenLanguage.Reader.Read("公租房能直接申请吗", GivenLanguage.Today).ContentTokens, t => t.Text == "直接");
        Assert.True(circumstance.IsCircumstance);
        Assert.True(circumstance.Missed < circumstance.Weight / 2);
    }

    [Fact]
    public void Two_characters_that_no_document_has_side_by_side_are_a_name() =>
        Assert.Contains(GivenLanguage.Reader.Read("养猫要登记不", GivenLanguage.Today).ContentTokens, t => t is { Text: "养猫", IsCovered: false });

    [Fact]
    public void A_question_is_cut_into_words_as_the_documents_print_them()
    {
        var document = GivenDocuments.Document("云山政规〔2024〕5号", "云山市养犬管理办法", ("正文/一", "一、养犬管理服务费按照首年每只200元收取。首年缴纳服务费后发给犬牌。\n"));
        var reader = QuestionReader.From(new PolicyBot.Core.KnowledgeBase([document]) { Lexicon = GivenLanguage.Reader.Lexicon });
        var words = reader.Read("服务费首年多少", GivenLanguage.Today).ContentTokens.Select(t => t.Text).ToList();
        Assert.Contains("首年", words);
        Assert.DoesNotContain("费首", words);
    }

    [Theory]
    [InlineData("公租房没花完能退吗", "没花")]
    [InlineData("公租房补贴打到哪里", "打到")]
    public void A_verb_with_its_particle_is_hardly_missed(string question, string fragment) =>
        Assert.All(Read(question).ContentTokens.Where(t => t.Text == fragment), t => Assert.True(t.IsCircumstance));

    [Theory]
    [InlineData("我爸75了，还能领吗", 75)]
    [InlineData("我今年36没结婚", 36)]
    public void An_age_is_heard_without_its_unit(string question, int age) =>
        Assert.Contains(Read(question).Amounts, a => a.Value == age && a.Unit == "岁");

    [Theory]
    [InlineData("我们村3了")]
    [InlineData("我要12个")]
    public void Another_number_is_no_age(string question) => Assert.DoesNotContain(Read(question).Amounts, a => a.Unit == "岁");

    [Theory]
    [InlineData("盘了个门面能补多少")]
    [InlineData("交上去以后多久给答复")]
    [InlineData("这类补品能报不")]
    public void Half_words_of_speech_are_hardly_missed(string question) =>
        Assert.DoesNotContain(Read(question).ContentTokens, t => t is { IsCovered: false, IsCircumstance: false } && t.Text is "盘了个" or "交上去" or "这类");
}
