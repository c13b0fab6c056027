using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PolicyBot.Web.Console;

/// <summary>Every form of the console that posts carries a token. The framework's own helper leaves it out where the form names its address, as all of ours do.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormTokens(IAntiforgery antiforgery) : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.PostContent.AppendHtml(antiforgery.GetHtml(ViewContext.HttpContext));
}
