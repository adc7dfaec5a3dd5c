"""What is done with plans: the store, task states, queries, exports, reports."""
