// Browsers, Node clients, database servers and load generators share two cores: side by side they run into each other's time limits.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
