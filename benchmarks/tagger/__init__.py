"""A statistical tagger for actors and the parts of an assignment: training, and what it adds to
grammar and registry.

It is a trial, not part of the product: ``convert`` never loads it (docs/MODEL_CARD.md says why).
"""
