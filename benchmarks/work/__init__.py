"""The decision what is work: its training and its figures on documents left out."""
