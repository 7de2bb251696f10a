"""Title case and sentence case of titles: which one a title is in, and from one to the other."""

from citex.text.casing.papers import evidence_of as evidence_of
from citex.text.casing.papers import sentence_cased as sentence_cased
from citex.text.casing.sentence import from_capitals as from_capitals
from citex.text.casing.sentence import sentence_case as sentence_case
