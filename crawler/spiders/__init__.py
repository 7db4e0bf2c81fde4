"""The spiders: one small class per CMS family, and one that lets all chosen sites share an engine."""
