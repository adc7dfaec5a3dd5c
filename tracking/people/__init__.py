"""Who uses the pages: accounts, roles, sessions, links, keys, and the log of access."""
