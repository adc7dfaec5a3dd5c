"""What people set right in what was read: an append-only log over the plan.

The plan stays as it was read; edits are laid over it when a document is loaded, when a load is
taken back and when somebody edits, always by the same pure function (``apply``).
"""
