"""The words of pinpoints, by drafting style: which word names which kind of provision.

To teach a style, add its words here; the parser and the search need no change.
"""

from __future__ import annotations


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in rows.items() for word in words.split()}


# Provisions of the first level.
ROOTS = _table(
    {
        "section": "s ss sec secs sect section sections § §§ paragraf",
        "regulation": "reg regs regulation regulations",
        "article": "art arts article articles artikel artt",
        "rule": "rule rules",
        "annex": "annex annexes annexe anhang anlage anlagen appendix vedlegg",
        "schedule": "schedule schedules sch sched",
        "recital": "recital recitals considérant considérants erwägungsgrund",
        "preamble": "preamble préambule präambel",
    }
)

# Parts of a provision. "point" and "number" find the same things: numbered or lettered items.
PARTS = _table(
    {
        "paragraph": "para paras paragraph paragraphs abs absatz absätze al alinéa alinéas ledd",
        "subparagraph": "subpara subparas subparagraph subparagraphs unterabsatz uabs",
        "sentence": "sentence sentences sent satz sätze phrase phrases punktum",
        "number": "no nos nr nrn nummer nummern number numbers ziff ziffer ch",
        "point": "point points lit litera let lettre letter letters bst buchst buchstabe bokstav "
        "clause clauses subdivision",
        "indent": "indent indents tiret tirets strich",
        "part": "part parts teil partie del",
        "note": "note notes",
        "example": "example examples",
    }
)

# Kinds that may stand without a label.
LABEL_OPTIONAL = {"annex", "schedule", "preamble", "note", "example"}

CHAPEAU = (
    "introductory wording",
    "introductory part",
    "introductory words",
    "introductory sentence",
    "opening words",
    "chapeau",
)

AND = frozenset({",", "and", "&", "et", "und", "og", "or", "sowie"})
TO = frozenset({"-", "to", "through", "bis", "à", "til"})

_ORDINALS = (
    "first première premier første",
    "second deuxième seconde annet andre",
    "third troisième tredje",
    "fourth quatrième fjerde",
    "fifth cinquième femte",
    "sixth sixième sjette",
    "seventh septième sjuende syvende",
    "eighth huitième åttende",
    "ninth neuvième niende",
    "tenth dixième tiende",
    "eleventh onzième ellevte",
    "twelfth douzième tolvte",
    "thirteenth treizième",
    "fourteenth quatorzième",
    "fifteenth quinzième",
)
LAST = "last"
ORDINALS = {word: str(i) for i, words in enumerate(_ORDINALS, 1) for word in words.split()}
ORDINALS |= {"last": LAST, "dernier": LAST, "dernière": LAST, "siste": LAST}

FORMS = (
    "s 54(5)(a); s 54(4)-(5); reg 3(1); § 24(2) sentence 1 no. 1; art. 2(1)(a); arts 8-10; "
    "art. 2(1), first subparagraph, point (a); art. 964j para. 1 no. 2; L.225-102-1, I, 4°; "
    'Annex I, Part I, point 2; Schedule 1; recital 16; s 54(12) "partnership"; whole act'
)
