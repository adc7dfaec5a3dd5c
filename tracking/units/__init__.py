"""The directory of units: which written names are one unit, its parent, its successor, groups of
units; and a task given to units one by one (giao cụ thể).
"""
