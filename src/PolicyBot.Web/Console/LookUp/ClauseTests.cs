using System.Runtime.CompilerServices;
using PolicyBot.Core.Documents;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.LookUp;

/// <summary>
/// Tests of clauses whose outcome an edition fixes (in force on a day, of a kind): somebody who types asks the same of the same thousands of clauses with every key. The same test
/// is handed out as the same function, by which the search remembers each clause's outcome. Of each edition the last tests only; an edition that is swapped out takes them along.
/// </summary>
public sealed class ClauseTests
{
    private const int MostTests = 12;
    private readonly ConditionalWeakTable<Serving, Tests> _editions = [];

    /// <param name="name">Of the test, so that the same name is always the same test.</param>
    public Func<PolicyDocument, Clause, bool> Kept(Serving serving, string name, Func<PolicyDocument, Clause, bool> test) => _editions.GetOrCreateValue(serving).Of(name, test);

    private sealed class Tests
    {
        private readonly Lock _lock = new();
        private readonly List<(string Name, Func<PolicyDocument, Clause, bool> Test)> _tests = [];

        /// <summary>The one used longest ago makes room.</summary>
        public Func<PolicyDocument, Clause, bool> Of(string name, Func<PolicyDocument, Clause, bool> test)
        {
            lock (_lock)
            {
                var at = _tests.FindIndex(t => string.Equals(t.Name, name, StringComparison.Ordinal));
                var kept = at < 0 ? (name, test) : _tests[at];
                if (at >= 0)
                    _tests.RemoveAt(at);
                else if (_tests.Count == MostTests)
                    _tests.RemoveAt(0);
                _tests.Add(kept);
                return kept.Item2;
            }
        }
    }
}
