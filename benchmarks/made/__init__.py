"""Made documents in any number, each with what a careful reader would find in it. Names, numbers
and work are invented.
"""
