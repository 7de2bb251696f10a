"""The reference tells every public name, and what each class has."""

from __future__ import annotations

import inspect
import re

import pytest
import reference_list

import citex

NAMES = sorted(reference_list.every())
PAGES = reference_list.pages()
TEXT = "\n".join(PAGES.values())


def test_every_public_name_stands_on_one_page_and_in_the_index() -> None:
    named = re.findall(r"^\.\. auto\w+:: citex\.([\w.]+)", TEXT, re.MULTILINE)
    assert sorted(named) == NAMES
    listed = re.findall(r"\{py:obj\}`~citex\.([\w.]+)`", reference_list.index())
    assert sorted(listed) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_told_in_words(name: str) -> None:
    """Sphinx takes the docstring of a member; without one the member is not on the page."""
    value = reference_list.value_of(name)
    assert inspect.getdoc(value)
    if not inspect.isclass(value):
        return
    fields = set(re.findall(r"\* - ``(\w+)``", "\n".join(reference_list._table(value))))
    for member, told in inspect.getmembers(value):
        own = next((kind for kind in value.__mro__ if member in vars(kind)), object)
        if member.startswith("_") or not own.__module__.startswith("citex"):
            continue
        if member not in fields and (callable(told) or isinstance(told, property)):
            assert inspect.getdoc(told), f"citex.{name}.{member} has no docstring"


@pytest.mark.parametrize("name", [n for n in NAMES if inspect.isclass(reference_list.value_of(n))])
def test_the_table_of_a_class_has_every_field(name: str) -> None:
    kind = reference_list.value_of(name)
    fields = getattr(kind, "__struct_fields__", None) or getattr(kind, "__match_args__", ())
    told = "\n".join(reference_list._table(kind))
    missing = [field for field in fields if f"``{field}``" not in told]
    assert [field for field in missing if not field.startswith("_")] == []


def test_a_name_without_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citex, "nowhere", pytest.raises, raising=False)
    with pytest.raises(LookupError, match=r"citex\.nowhere has no page"):
        reference_list._page("nowhere")
