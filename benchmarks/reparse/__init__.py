"""How fast an archive is read again, where the time goes, and whether memory stays flat."""
