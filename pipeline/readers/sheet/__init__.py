"""Workbooks (.xlsx, .ods): offices send appendices and tracking lists as sheets."""
