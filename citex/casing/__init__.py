"""Title case and sentence case of titles: which one a title is in, and from one to the other."""

from citex.casing.papers import evidence_of as evidence_of
from citex.casing.papers import sentence_cased as sentence_cased
from citex.casing.sentence import from_capitals as from_capitals
from citex.casing.sentence import sentence_case as sentence_case
