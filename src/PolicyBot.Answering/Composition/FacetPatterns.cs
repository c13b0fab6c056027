using System.Text.RegularExpressions;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// How documents state what a facet asks for. A sentence that matches settles the facet. The patterns are data that ships with the program (<see cref="OfficialGrammar"/>).
/// </summary>
internal static class FacetPatterns
{
    public static Regex Money { get; } = OfficialGrammar.Part("money");

    /// <summary>Money itself, or what is given instead of it; a share is weaker.</summary>
    public static Regex Yuan { get; } = OfficialGrammar.Part("yuan");

    public static Regex Funding { get; } = OfficialGrammar.Part("funding");

    /// <summary>Who has to pay nothing, or pays alone: answers who pays where no source of money is named.</summary>
    public static Regex Free { get; } = OfficialGrammar.Part("free");

    public static Regex Period { get; } = OfficialGrammar.Part("period");

    public static Regex Day { get; } = OfficialGrammar.Part("day");

    /// <summary>Null where the facet looks for no particular kind of statement.</summary>
    public static Regex? Of(Facet facet) => OfficialGrammar.States(facet);

    /// <summary>
    /// Facets that a clause either states or leaves out: where nothing near states it, the answer says that the text does not.
    /// </summary>
    public static bool IsDetail(Facet facet) => facet is Facet.HowMuch or Facet.Cap or Facet.Until or Facet.Since or Facet.WhoPays or Facet.HowToApply or Facet.Where
        or Facet.Materials or Facet.Phone or Facet.ProcessingTime or Facet.HowMany or Facet.WhoIsResponsible or Facet.Penalty or Facet.Exclusions or Facet.Person;

    /// <summary>Of those, the ones that may be said to be missing: the others are stated in too many ways for a sentence to be sure.</summary>
    public static bool IsMissed(Facet facet) => IsDetail(facet) && facet is not (Facet.Penalty or Facet.Exclusions or Facet.Person);
}
