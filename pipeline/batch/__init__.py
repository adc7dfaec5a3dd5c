"""Archives: many documents, unattended. One document that hangs, dies or grows never touches the
others.
"""
