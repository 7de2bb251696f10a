"""What others call the verbs, and what is written here instead."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
from collections.abc import Iterable

from citex._late import difflib

_CALLS = {
    "load": "citex.read(path)",
    "open": "citex.read(path)",
    "read_file": "citex.read(path)",
    "import_file": "citex.read(path)",
    "loads": "citex.parse(text)",
    "parse_string": "citex.parse(text)",
    "read_string": "citex.parse(text)",
    "dump": "citex.write(papers, path)",
    "save": "citex.write(papers, path)",
    "show": "paper.format('apa') or print(citex.bibliography(papers, 'apa'))",
    "get_style": "citex.load_style('apa')",
    "style": "citex.load_style('apa')",
    "iterread": "citex.stream(path)",
    "Error": "citex.CitexError",
    "export": "citex.write(papers, path) or citex.format(papers, 'bibtex')",
    "dumps": "citex.format(papers, 'bibtex')",
    "convert": "citex.write(citex.read(path), other_path) or citex.format(papers, 'ris')",
    "render": "citex.format(papers, 'apa')",
    "reference": "paper.format('apa')",
    "citation": "citex.cite(papers, ids, 'apa')",
    "references": "citex.bibliography(papers, 'apa')",
    "search": "citex.fetch(identifiers), which looks up DOI, PMID, arXiv and ISBN",
    "lookup": "citex.fetch(identifiers)",
    "checks": "citex.check(papers)",
    "dialog": "citex.page(papers) or citex.dialog_fragment(papers)",
    "get": "citex.fetch(identifiers)",
    "doi": "citex.fetch('10.1038/171737a0')",
    "resolve": "citex.fetch(identifiers)",
    "from_doi": "citex.fetch('10.1038/171737a0')",
    "doi2bib": "citex.format(citex.fetch('10.1038/171737a0'), 'bibtex')",
    "deduplicate": "citex.dedupe(papers)",
    "duplicates": "citex.matches(papers) or citex.dedupe(papers)",
    "validate": "citex.check(papers)",
    "lint": "citex.check(papers)",
    "to_dataframe": "pandas.DataFrame(citex.table(papers))",
    "dataframe": "pandas.DataFrame(citex.table(papers))",
    "frame": "pandas.DataFrame(citex.table(papers))",
    "to_pandas": "pandas.DataFrame(citex.table(papers))",
    "to_polars": "polars.DataFrame(citex.table(papers))",
    "formats": "citex.formatters() and citex.readers()",
    "register": "citex.register_format(...) or citex.register_style(...)",
    "Person": "citex.Name",
    "Author": "citex.Name",
    "Date": "citex.PartialDate",
    "Item": "citex.Paper",
    "Reference": "citex.Paper",
    "Library": "a list of citex.Paper",
    "Article": "citex.Paper(type='article-journal', title=...)",
    "Book": "citex.Paper(type='book', title=...)",
    "Thesis": "citex.Paper(type='thesis', title=...)",
    "Record": "citex.Paper",
    "Entry": "citex.Paper",
    "Work": "citex.Paper",
    "generate": "citex.format(papers, 'apa')",
    "list_styles": "citex.find_styles()",
    "available_styles": "citex.find_styles()",
    "get_styles": "citex.find_styles()",
    "list_formats": "citex.formatters() and citex.readers()",
    "available_formats": "citex.formatters() and citex.readers()",
    "help": "help(citex)",
    "gbt7714": "citex.format(papers, 'gbt7714')",
    "csl": "citex.Processor('apa') or citex.format(papers, 'apa')",
    "bulk": "citex.bulk.render(files, outputs=['apa', 'bibtex'])",
    "index": "citex.index.build(path, papers)",
}


_HOW = {
    "read": "citex.read('refs.bib')",
    "parse": "citex.parse(text, 'bibtex')",
    "stream": "citex.stream('refs.bib')",
    "format": "citex.format(papers, 'apa', output='html') or citex.format(papers, 'bibtex')",
    "write": "citex.write(papers, 'refs.ris')",
    "losses": "citex.losses(papers, 'ris')",
    "bibliography": "citex.bibliography(papers, 'apa', output='html')",
    "cite": "citex.cite(papers, ['li2020'], 'apa')",
    "find_styles": "citex.find_styles('nature')",
    "check": "citex.check(papers, 'apa')",
    "dedupe": "citex.dedupe(papers)",
    "matches": "citex.matches(papers)",
    "merge": "citex.merge(papers)",
    "fetch": "citex.format(citex.fetch('10.1038/171737a0'), 'apa')",
    "verify": "citex.verify(papers)",
    "search": "citex.search('on growth and form')",
    "table": "pandas.DataFrame(citex.table(papers))",
    "page": "Path('refs.html').write_text(citex.page(papers), 'utf-8')",
    "dialog_fragment": "citex.dialog_fragment(paper, citations=['apa'], exports=['bibtex'])",
    "register_style": "citex.register_style('mine', Path('mine.csl'))",
    "register_format": "citex.register_format(citex.Format(name='mine', title='M', write=f))",
    "load": "citex.load_style('apa')",
    "Processor": "citex.Processor('apa', locale='zh-CN', output='html'), and what is the style's "
    "own as options={'capitals': False}",
    "render": "citex.bulk.render('works.jsonl', ['apa', 'bibtex'])",
    "run": "citex.bulk.run('works.jsonl', ['apa', 'bibtex'], 'out')",
    "arrow": "citex.bulk.arrow(batch, ['apa', 'bibtex'])",
    "Cite": "citex.Cite('li2020', locator='12', label='page')",
    "Citation": "citex.Citation([citex.Cite('li2020', locator='12')], mode='composite')",
}
"""How what is called by hand is called."""


def how(name: str) -> str:
    """How a function or class is called, behind "; write ", or nothing.

    >>> how("losses"), how("frobnicate")
    ("; write citex.losses(papers, 'ris')", '')
    """
    return f"; write {_HOW[name]}" if name in _HOW else ""


_OF_A_CLASS = {
    "read load open from_file read_file": "citex.read(path)",
    "parse loads from_string from_text from_str": "citex.parse(text)[0]",
    "from_doi fetch lookup from_id from_isbn from_pmid": "citex.fetch('10.1038/171737a0')[0]",
    "from_json": "citex.parse(text, 'csljson')[0]",
    "from_csl from_item create new model_validate": "citex.Paper.from_dict(item)",
}
_OF_A_NAME = "from_string from_str from_text from_dict split read of"


def of_class(owner: str, name: str) -> str:
    """What is written instead of a class's attribute that does not exist, behind "; ", or nothing.

    >>> of_class("Paper", "from_bibtex"), of_class("Name", "from_string")
    ("; write citex.parse(text, 'bibtex')[0]", "; write Name.parse('Na Li')")
    """
    if owner != "Paper":
        meant = owner == "Name" and name in _OF_A_NAME.split()
        return "; write Name.parse('Na Li')" if meant else ""
    for others, call in _OF_A_CLASS.items():
        if name in others.split():
            return f"; write {call}"
    begin, _, rest = name.lower().partition("_")
    if begin in ("read", "from", "parse", "load") and _is(rest, "format_named"):
        return f"; write citex.parse(text, {rest!r})[0]"
    return ""


_OF_A_DOCUMENT = {
    "document.insert(citation)": """cite add_citation add_cite append append_citation
        append_citation_cluster process_citation process_citation_cluster insert_citation
        new_citation citep citet parencite textcite autocite footcite fullcite""",
    "document.replace(id, citation)": "update_citation edit edit_citation set_citation",
    "document.remove(id)": "delete delete_citation remove_citation pop",
    "document.preview(citation)": """preview_citation preview_citation_cluster
        make_citation_cluster""",
    "document.bibliography()": """make_bibliography references references_list reference_list
        entries get_bibliography print_bibliography printbibliography bib""",
    "document.nocite = ids": "update_uncited_items uncited add_nocite",
    "document.add(papers), whose ids citations name": """update_items add_paper add_papers
        add_item add_items load_items add_reference add_references register""",
    "document.discard(ids)": "remove_paper remove_papers delete_paper remove_item remove_items",
    "document.output = 'html'": "set_output_format set_output output_format to_html",
    "document.style = 'ieee'": "set_style change_style restyle",
    "document.locale = 'de-DE'": "set_locale language lang set_language",
    "document.citations": "rendered text texts clusters render keys ids items values",
    "document[id]": "get citation get_citation",
    "pickle.dumps(document)": "save to_json to_dict dumps dump from_json from_dict load serialize",
    "copy.copy(document)": "copy clone",
    "Document(papers, style, citations=...)": "rebuild_processor_state restore_processor_state",
    "document.citations, always up to date": "refresh update rerender recompute",
    "document.insert(citation, before=id) or after=id": "index insert_before insert_after",
    "document.papers": "library items_by_id",
}


_OF_A_PROCESSOR = {
    "processor.reference(paper), or processor.bibliography(papers)": """format render entry
        print bib format_paper format_entry render_paper style_paper make_reference text""",
    "processor.bibliography(papers)": """references list render_list make_bibliography
        format_all reference_list entries get_bibliography add add_papers update_items""",
    "processor.cite(papers, [paper.id]).citations": """citation citations in_text intext cite_text
        inline citep citet process_citation process_citation_cluster append_citation""",
}


_OF = {"Document": _OF_A_DOCUMENT, "Processor": _OF_A_PROCESSOR}


def of_member(owner: str, name: str, names: Iterable[str]) -> str:
    """What is written instead of an attribute that a Document, say, does not have, or nothing.

    >>> of_member("Document", "processCitationCluster", ()), of_member("Processor", "rendr", ())
    ('write document.insert(citation)', '')
    >>> of_member("Document", "missin", ["missing"])
    'did you mean document.missing?'
    """
    word = name.replace("_", "").lower()
    for call, others in _OF[owner].items():
        if word in others.replace("_", "").split():
            return f"write {call}"
    close = difflib.get_close_matches(name, [one for one in names if one[:1] != "_"], n=1)
    return f"did you mean {owner.lower()}.{close[0]}?" if close else ""


class _NoCall(types.ModuleType):
    """A module that is called says what was meant."""

    def __call__(self, *args: object, **kwargs: object) -> None:
        call = _CALLS.get(self.__name__.removeprefix("citex."), "its functions")
        raise TypeError(f"{self.__name__} is a module; write {call}")

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Pickled by its name, as cloudpickle does with other modules: engines send functions."""
        return importlib.import_module, (self.__name__,)


def not_called(module: str) -> None:
    """Have a module say what is written instead, when somebody calls it.

    >>> import citex.formats
    >>> citex.formats()
    Traceback (most recent call last):
    TypeError: citex.formats is a module; write citex.formatters() and citex.readers()
    """
    sys.modules[module].__class__ = _NoCall


def hint(name: str, names: Iterable[str]) -> str:
    """What is written instead of a name that does not exist, behind "; ", or nothing.

    >>> hint("loads", ())
    '; write citex.parse(text)'
    >>> hint("from_ris", ()), hint("apa", ())
    ("; write citex.read(path, 'ris')", "; write citex.format(papers, 'apa')")
    >>> hint("raed", ["read"]), hint("colour", ["read"])
    ('; did you mean citex.read?', '')
    """
    if call := _CALLS.get(name):
        return f"; write {call}"
    if not name.isidentifier():
        return ""
    if importlib.util.find_spec(f"citex.{name}"):
        return ""  # a module, which the import system asks us for first
    begin, _, rest = name.lower().partition("_")
    if begin in ("read", "from", "parse", "load", "import") and _is(rest, "format_named"):
        verb = "parse(text" if begin == "parse" else "read(path"
        return f"; write citex.{verb}, {rest!r})"
    target = rest if begin in ("to", "write", "format", "as") and rest else name.lower()
    close = difflib.get_close_matches(name, list(names), n=1, cutoff=0.7)
    if not close and _is(target, "formatter_named"):
        return f"; write citex.format(papers, {target!r})"
    return f"; did you mean citex.{close[0]}?" if close else ""


def _is(word: str, finder: str) -> bool:
    registry = importlib.import_module("citex.registry")
    try:
        getattr(registry, finder)(word.replace("_", "-"))
    except registry.CitexError:
        return False
    return True
