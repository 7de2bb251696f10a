"""DOIs of agencies that have records of their own, and records where DataCite is down."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from loopback import Server, doaj, send, status, unknown

from citex.lookup import lookups
from citex.lookup.sources import AGENCIES, SOURCES
from citex.model import Name


def looked_up(server: Server, doi: str) -> Any:
    """A DOI that neither Crossref nor DataCite knows."""
    for name in ("crossref", "datacite"):
        server.plays[name, doi] = unknown
    return next(iter(lookups([doi], hosts=server.hosts, cache=False)))


def asked(server: Server, doi: str) -> list[str]:
    """Whom this DOI was asked at."""
    return [service for service, value in server.asked if value == doi]


def test_the_table_names_sources_of_dois() -> None:
    assert all("doi" in SOURCES[name].one for name in AGENCIES.values())


def test_an_agency_is_asked_for_its_own(server: Server) -> None:
    """JaLC before doi.org, whose record has one title, and names in letters or not."""
    result = looked_up(server, "10.1241/moss.1")
    paper = result.paper
    assert (result.source, paper.title, paper.language) == ("jalc", "苔について", "ja")
    assert paper.author == [Name("林", "和夫")]
    assert paper.custom["translations"]["en"] == {
        "title": "On moss", "author": [{"family": "HAYASHI", "given": "Kazuo"}],
        "container-title": "Plant Research",
    }  # fmt: skip
    assert (paper.container_title, paper.volume, paper.page) == ("植物研究", "58", "763-766")
    assert server.asked["doi.org", "10.1241/moss.1"] == 0


@pytest.mark.parametrize("play", [status(404), status(500), status(403)])
def test_doi_org_is_asked_where_the_agency_does_not_answer(server: Server, play: Any) -> None:
    server.plays["jalc", "10.1241/moss.1"] = play
    assert looked_up(server, "10.1241/moss.1").source == "doi.org"
    assert server.asked["agencies", "10.1241/moss.1"] == 1


@pytest.mark.parametrize("body", [b"{}", b'{"status": "NG", "data": null}', b'{"data": {}}'])
def test_an_agency_without_the_work(server: Server, body: bytes) -> None:
    server.plays["jalc", "10.1241/moss.1"] = lambda server, handler, v: send(handler, body)
    assert looked_up(server, "10.1241/moss.1").source == "doi.org"
    assert server.asked["jalc", "10.1241/moss.1"] == 1


def test_an_agency_is_not_bothered_for_others(server: Server) -> None:
    assert looked_up(server, "10.17471/medra").source == "doi.org"
    looked_up(server, "10.3969/j.issn.1")
    assert {"jalc", "doaj"}.isdisjoint(asked(server, "10.17471/medra"))
    assert "jalc" not in asked(server, "10.3969/j.issn.1")


def test_open_journals_of_an_agency_without_records(server: Server) -> None:
    """ISTIC's: at DOAJ first, in small letters and capitals; what that has not, at doi.org."""
    result = looked_up(server, "10.3969/j.issn.1")
    assert (result.source, result.paper.title) == ("doaj", "Moss in open journals")
    assert str(result.paper.issued) == "2019-07"
    path = next(path for path, _, _ in server.requests if path.startswith("/doaj"))
    assert unquote(path).endswith('doi:"10.3969/j.issn.1" OR doi:"10.3969/J.ISSN.1"')
    assert looked_up(server, "10.9999/elsewhere").source == "doi.org"
    assert asked(server, "10.9999/elsewhere").count("doaj") == 1
    stranger = doaj("10.3969/j.issn.2")[0]
    server.plays["doaj", "10.3969/j.issn.3"] = lambda server, handler, v: send(handler, stranger)
    assert looked_up(server, "10.3969/j.issn.3").source == "doi.org"


def test_signs_of_a_query_are_not_asked_at_doaj(server: Server) -> None:
    for doi in ("10.3969/a*b", "10.3969/a?b", "10.3969/a~1", '10.3969/a"b'):
        assert looked_up(server, doi).source == "doi.org"
        assert "doaj" not in asked(server, doi)


def test_records_of_zenodo_where_datacite_is_down(server: Server) -> None:
    """By their address, or their DOI; nobody else's."""
    for doi in ("10.5281/zenodo.12", "10.5281/other", "10.6084/m9.figshare.1"):
        server.plays["datacite", doi] = status(500)
    for given in ("https://zenodo.org/records/12", "10.5281/zenodo.12"):
        (result,) = lookups([given], hosts=server.hosts, cache=False)
        assert (result.source, result.paper.title) == ("zenodo", "Tool 12")
        assert (result.paper.DOI, result.paper.type) == ("10.5281/zenodo.12", "software")
        assert result.paper.remarks == []
    for doi in ("10.5281/other", "10.6084/m9.figshare.1"):
        (result,) = lookups([doi], hosts=server.hosts, cache=False)
        assert result.source == "doi.org"
    assert server.asked["zenodo", "12"] == 2
    assert [value for service, value in server.asked if service == "zenodo"] == ["12"]
    _, _, headers = next(one for one in server.requests if one[0].startswith("/zenodo"))
    assert headers["Accept"] == "application/vnd.datacite.datacite+json"
