"""The workbook: five sheets to print and to fill in, and reading it back."""
