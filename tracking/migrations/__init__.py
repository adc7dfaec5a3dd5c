"""Migrations of the store; run by the store itself."""
