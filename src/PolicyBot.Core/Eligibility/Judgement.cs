namespace PolicyBot.Core.Eligibility;

/// <summary>What a verdict was made of, so that anybody can make it again: the rule's id, the facts as they were told (supposed ones too) and the day asked about.</summary>
public sealed record Judgement(string Benefit, ApplicantFacts Facts, DateOnly AsOf);
