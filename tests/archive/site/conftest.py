from tests.archive.site.published import site

__all__ = ["site"]
