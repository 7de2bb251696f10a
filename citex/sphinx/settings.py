"""What conf.py says: citex's own settings, and those of sphinxcontrib-bibtex."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from citex import chinese, registry
from citex.csl import load as load_style
from citex.csl.locale import has_words, normalize
from citex.csl.nodes import Style
from citex.errors import CitexError

logger: logging.SphinxLoggerAdapter = logging.getLogger(__name__)

SETTINGS: tuple[tuple[str, Any, tuple[type, ...]], ...] = (
    # name, value if not given, what it may be
    ("citex_bibfiles", [], (list, tuple, str)),
    ("citex_style", "", (str, Path)),
    ("citex_locale", "", (str,)),
    ("citex_options", {}, (dict,)),
    ("citex_encoding", "", (str,)),
    ("citex_backlinks", True, (bool,)),
    ("citex_tooltips", True, (bool,)),
    ("citex_bibliography_header", "", (str,)),
    ("citex_footbibliography_header", "", (str,)),
    ("bibtex_bibfiles", [], (list, tuple, str)),
    ("bibtex_default_style", "", (str,)),
    ("bibtex_reference_style", "", (str,)),
    ("bibtex_encoding", "", (str,)),
    ("bibtex_tooltips", True, (bool,)),
    ("bibtex_bibliography_header", "", (str,)),
    ("bibtex_footbibliography_header", "", (str,)),
)

WITHOUT_EFFECT = (
    "bibtex_foot_reference_style", "bibtex_tooltips_style", "bibtex_cite_id", "bibtex_footcite_id",
    "bibtex_bibliography_id", "bibtex_footbibliography_id",
)  # fmt: skip
"""Settings of sphinxcontrib-bibtex that citex has nothing for."""

DEFAULT = "apa"

NEAREST = {
    # the style and the way of citing of sphinxcontrib-bibtex: a style of CSL's
    ("plain", "label"): "association-for-computing-machinery",
    ("unsrt", "label"): "ieee",
    ("alpha", "label"): "din-1505-2-alphanumeric",
    ("unsrtalpha", "label"): "din-1505-2-alphanumeric",
    ("plain", "super"): "nature",
    ("unsrt", "super"): "nature",
}
"""What comes nearest to a style of pybtex's: numbers by names or in order of citing, letters."""

RESERVED = frozenset(("papers", "style", "citations", "nocite", "by_chapter", "reset_by_chapter",
                      "output", "locale", "links"))  # fmt: skip
"""Options of a Document that the site sets itself."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What conf.py says, with its paths whole."""

    style: Style
    files: tuple[str, ...]
    locale: str | None = None
    encoding: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    backlinks: bool = True
    tooltips: bool = True

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the site says where in a work something stands."""
        return tuple(filter(None, (_site["language"].replace("_", "-"), self.locale)))

    @property
    def of_notes(self) -> bool:
        """Whether the site's style has its citations in notes."""
        return self.style.class_ == "note"

    def style_named(self, name: str) -> Style:
        """The style of a list; the site's for "". Raises ExtensionError for one that is none."""
        return _loaded(name) if name else self.style

    def refused(self, error: CitexError) -> ExtensionError:
        """What is raised for options that a style does not take."""
        return ExtensionError(_told(f"citex_options does not fit: {error}"))


def add_settings(app: Sphinx) -> None:
    """Tell Sphinx the settings; a change of one has all documents read anew."""
    for name, default, types in SETTINGS:
        app.add_config_value(name, default, "env", types)
    for name in WITHOUT_EFFECT:
        app.add_config_value(name, None, "env")
    app.connect("config-inited", _looked_over)


def settings_of(config: Config) -> Settings:
    """What conf.py says. Raises ExtensionError for options that are not for it to set."""
    options = {str(name): value for name, value in config.citex_options.items()}
    if taken := sorted(RESERVED & options.keys()):
        raise ExtensionError(
            _told(f"citex_options does not take {taken[0]!r}; a style is citex_style, "
                  "a language citex_locale")
        )  # fmt: skip
    style = _loaded(style_of(config))
    return Settings(
        style=style,
        files=tuple(config.citex_bibfiles),
        locale=config.citex_locale or _language(config, style),
        encoding=config.citex_encoding or config.bibtex_encoding,
        options=options,
        backlinks=config.citex_backlinks,
        tooltips=config.citex_tooltips and config.bibtex_tooltips,
    )


def style_of(config: Config) -> str:
    """The style that conf.py asks for, or comes nearest to what it asked pybtex for."""
    return str(config.citex_style) or nearest(*_of_pybtex(config)) or DEFAULT


def _of_pybtex(config: Config) -> tuple[str, str]:
    """The style and the way of citing of a project of sphinxcontrib-bibtex, "alpha" and "label"."""
    style, citing = config.bibtex_default_style, config.bibtex_reference_style
    if config.bibtex_bibfiles or style or citing:
        return style or "alpha", citing or "label"
    return "", ""


def _language(config: Config, style: Style) -> str | None:
    """The site's language, where the style has none of its own and there are words in it."""
    own = style.default_locale if config.citex_style else None
    language = normalize(config.language or "en")
    return language if own is None and has_words(language) else None


def nearest(style: str, citing: str = "") -> str:
    """The style of CSL's that comes nearest to one of pybtex's; "" for one that is not known.

    >>> nearest("unsrt"), nearest("plain", "author_year"), nearest("mystyle")
    ('ieee', 'apa', '')
    """
    alone = NEAREST.get((style, "label"), "")
    if citing == "author_year" and alone:
        return DEFAULT
    return NEAREST.get((style, citing), alone)


def is_of_notes(config: Config) -> bool:
    """Whether the site's style has its citations in notes."""
    style = style_of(config)
    path = Path(style)
    changed = path.stat().st_mtime_ns if is_file(style) and os.path.exists(path) else 0
    return _class_of(style, changed) == "note"


@functools.lru_cache(maxsize=8)
def _class_of(style: str, _changed: int) -> str | None:
    """The class of a style, which is asked for each document; `_changed` is when its file was."""
    return _loaded(style).class_


def is_file(style: str) -> bool:
    """Whether a style is named by the path of its file."""
    return style.endswith(".csl")


def _loaded(style: str) -> Style:
    """A style by its name, or by the whole path of its file.

    Raises ExtensionError for one that is not there, or is no style.
    """
    try:
        return load_style(registry.style_named(Path(style) if is_file(style) else style))
    except CitexError as error:
        raise ExtensionError(_told(f"the style cannot be used: {error}")) from None


def depend(env: BuildEnvironment) -> None:
    """Have a document read anew when a file of works changes, or the file of the style."""
    for file in env.config.citex_bibfiles:
        env.note_dependency(file)
    if is_file(style := style_of(env.config)):
        env.note_dependency(style)


def _looked_over(app: Sphinx, config: Config) -> None:
    """Find the files, which are named from conf.py's folder; say what has no effect, or another."""
    _site["language"] = config.language or "en"
    named = config.citex_bibfiles or config.bibtex_bibfiles
    files = [named] if isinstance(named, str) else named
    config.citex_bibfiles = [str(Path(app.confdir, file)) for file in files]
    if is_file(str(config.citex_style)):
        config.citex_style = str(Path(app.confdir, config.citex_style))
    for name in WITHOUT_EFFECT:
        if getattr(config, name) is not None:
            message = f"the setting {name!r} has no effect; the style says what is printed"
            warn(message, None, "setting")
    style, citing = _of_pybtex(config)
    if config.citex_style or not style:
        return
    found = nearest(style, citing)
    told = repr(style) if citing == "label" else f"{style!r} and {citing!r}"
    if found:
        logger.info(_told(f"{found!r} is the style nearest to pybtex's {told}; "
                          "set citex_style to choose another"))  # fmt: skip
    else:
        warn(f"no style comes near pybtex's {told}; {DEFAULT!r} is taken, "
             "set citex_style to choose another", None, "style")  # fmt: skip


def warn(message: str, place: Any, subtype: str) -> None:
    """Give a warning of Sphinx's, in the language of the site; `suppress_warnings` silences it."""
    logger.warning("%s", _told(message), location=place, type="citex", subtype=subtype)


def _told(message: str) -> str:
    return chinese.told(message) if _site["language"].startswith("zh") else message


_site = {"language": "en"}
"""The language of the site that is built, in which Sphinx speaks, too."""
