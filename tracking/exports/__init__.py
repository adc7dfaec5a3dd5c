"""What leaves the store as files: workbook, calendar, report, data package, Akoma Ntoso, JSON-LD,
document metadata.
"""
