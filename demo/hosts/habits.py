"""What a host does whatever it is asked for: it takes its time, or wants its cookie back first."""

from dataclasses import replace

from demo.catalogue.model import SiteFile
from demo.hosts.answer import Answer, Host, Question, StaticHost

COOKIE = "CT6T=4f1d77"


class HabitualHost:
    """A host behind its habits; `within` answers what they let through."""

    def __init__(self, within: StaticHost, site: SiteFile) -> None:
        self.within = within
        self._site = site

    @property
    def name(self) -> str:
        """Its name under .test."""
        return self.within.name

    def answer(self, question: Question) -> Answer:
        """The host's answer, or the way back to the same address with a cookie."""
        wants = self._site.cookie and question.path != "/robots.txt"
        if wants and COOKIE not in question.headers.get("cookie", ""):
            headers = (("Set-Cookie", f"{COOKIE}; path=/; HttpOnly"),)
            return Answer(302, b"", "text/html", location=self._asked(question), headers=headers)
        return replace(self.within.answer(question), seconds=self._site.seconds)

    def _asked(self, question: Question) -> str:
        return f"http://{self.name}{question.target}"


def with_habits(host: StaticHost, site: SiteFile) -> Host:
    """The host with the habits of its file, if there are any."""
    return HabitualHost(host, site) if site.cookie or site.seconds else host
