"""Small documents in each format, made up for the tests, with citations that hold or fail."""

from __future__ import annotations

from dataclasses import dataclass

Citation = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """A document with its reader, what must be found in it, and what must be caught.

    ``good`` are pinpoints with terms; ``wrong`` pinpoints that name nothing; ``terms`` pinpoints
    that exist with a term that does not stand there.
    """

    reader: str
    text: str
    good: tuple[Citation, ...]
    wrong: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    version: str | None = None
    language: str = "en"

    @property
    def data(self) -> bytes:
        return self.text.encode()


UK_ACT = Case(
    "uk-markdown",
    """---
title: "Ferries Act 2031"
rank: "act"
consolidated_to: "2032-05-01"
---
# Ferries Act 2031

## PART 1 — Ferries

#### Ferry reports

##### 7

- (1) An operator within subsection (2) must prepare a report for each year.

- (2) An operator is within this subsection if it—

- (a) runs a ferry, and

- (b) has a turnover of not less than £12 million.

- (3) A report is—

- (a) an account of the crossings made—

- (i) by day, and

- (ii) by night, or

- (b) a statement that none was made.

- (4) In this section—

- “*crossing*” means a journey of at least 2 kilometres over water;

- “*operator*” includes a partnership.

##### 8

- (1) The report must be sent within 30 days.

- (3) The duty is enforceable in the High Court.

##### 8A

The fine is £5,000 at most.

## SCHEDULE 1

### Harbours

##### 1

Dover is a harbour.

##### 2

- (1) Hull is a harbour of the second class.
""",
    good=(
        ("s 7(2)(b)", ("£12 million", "not less than")),
        ("s 7(3)(a)(ii)", ("night",)),
        ("s 7(2)-(3)", ("12 million", "by day")),
        ("section 7(1)", ("each  year",)),
        ('s 7(4) "crossing"', ("2 kilometres",)),
        ("s 8(1)", ("30 days",)),
        ("s 8A", ("£5,000",)),
        ("s 8a", ()),
        ("s 7(1) and (3)(b); s 8(1)", ("30 days", "none was made")),
        ("ss 7-8A", ("£5,000",)),
        ("Schedule 1, para 2", ("Hull",)),
        ("Schedule 1, para 2(1)", ("second class",)),
    ),
    wrong=(
        *("s 6", "s 9", "s 8B", "s 7(5)", "s 7(2)(c)", "s 7(3)(a)(iii)", "s 7(1)(a)", "reg 7"),
        *("art. 7", 's 7(4) "harbour"', "s 7(3)-(5)", "s 7(3)-(1)", "Schedule 2", "ss 7-9"),
        *("Schedule 1, para 3", "s 8A(1)", "s 7(4)(a)"),
    ),
    terms=(
        ("s 7(2)(b)", "£13 million"),
        ("s 7(2)(b)", "2 million"),
        ("s 7(2)(a)", "12 million"),
        ("s 8(1)", "3 days"),
        ("s 8(1)", "30 day"),
        ("s 8A", "£5"),
        ("s 7", "£5,000"),
        ('s 7(4) "operator"', "2 kilometres"),
    ),
    version="2032-05-01",
)

UK_REGULATIONS = Case(
    "uk-markdown",
    """---
title: "The Ferries (Turnover) Regulations 2031"
rank: "statutory-instrument"
publication_date: "2031-11-02"
---
# The Ferries (Turnover) Regulations 2031

#### Amount

###### 1

The amount is £12 million.

#### Turnover

###### 2

- (1) Turnover is—

- (a) that of the operator; and

- (b) that of its subsidiaries.
""",
    good=(("reg 1", ("£12 million",)), ("reg 2(1)(b)", ("subsidiaries",)), ("regs 1-2", ())),
    wrong=("s 1", "reg 3", "reg 2(2)", "reg 2(1)(c)", "reg 1(1)"),
    terms=(("reg 1", "£21 million"), ("reg 2(1)(a)", "subsidiaries"), ("reg 2", "12 million")),
    version="2031-11-02",
)

GERMAN = Case(
    "german-markdown",
    """% Gesetz über Fähren (Fährengesetz - FäG)
% Ausfertigungsdatum: 03.04.2031

# § 1 – Anwendungsbereich

(1) Dieses Gesetz gilt für Betreiber, die

1. eine Fähre betreiben und

2. mindestens 2 000 Fahrgäste befördern.

Abweichend von Satz 1 gilt es auch für Betreiber, die

1. einen Hafen betreiben und

2. mindestens 50 Schiffe haben.

Ab dem 1. Januar 2033 betragen die Schwellen jeweils 1 000 Fahrgäste.

(2) Ein Hafen ist ein Ort an der Küste. Häfen im Sinne des Abs. 1 sind auch Anleger.

# § 2 – Bußgeld

(1) Die Ordnungswidrigkeit kann geahndet werden

1. in den Fällen

a) des § 1 oder

b) der Anlage

mit einer Geldbuße bis zu achthunderttausend Euro,

2. im Übrigen mit einer Geldbuße bis zu hunderttausend Euro.

In den Fällen der Nummer 1 gilt das Doppelte.

# § 2a – Zuständigkeit

Zuständig ist das Amt für

Fähren im Norden.

# Anlage – (zu § 1)

1. Nordsee

2. Ostsee
""",
    good=(
        ("§ 1(1) sentence 1 no. 2", ("2 000 Fahrgäste",)),
        ("§ 1(1) sentence 2 no. 2", ("50 Schiffe",)),
        ("§ 1(1) sentence 3", ("1. Januar 2033", "1 000")),
        ("§ 1(1) Satz 3", ("1000 Fahrgäste",)),
        ("§ 1 Abs. 2 Satz 2", ("Anleger",)),
        ("§ 2(1) no. 1", ("achthunderttausend Euro",)),
        ("§ 2(1) sentence 1 no. 1(b)", ("Anlage",)),
        ("§ 2(1) no. 1 letter a", ()),
        ("§ 2(1) sentence 2", ("Doppelte",)),
        ("§ 2(1) nos. 1 and 2", ("hunderttausend Euro",)),
        ("§§ 1-2", ()),
        ("§ 2a", ("Amt für Fähren",)),
        ("§ 2a sentence 1", ("Norden",)),
        ("Anlage no. 2", ("Ostsee",)),
    ),
    wrong=(
        *("§ 3", "§ 2b", "§ 1(3)", "§ 1(1) no. 1", "§ 1(1) sentence 4", "§ 1(1) sentence 2 no. 3"),
        *("§ 1(1) sentence 3 no. 1", "§ 2(1) no. 3", "§ 2(1) no. 1(c)", "§ 2(1) no. 2(a)"),
        *("§ 1 no. 1", "Anlage no. 3", "art. 1", "§ 2(1) sentence 3", "§ 2a(1)"),
    ),
    terms=(
        ("§ 1(1) sentence 1 no. 2", "3 000"),
        ("§ 1(1) sentence 1 no. 2", "000 Fahrgäste"),
        ("§ 1(1) sentence 2", "2 000"),
        ("§ 2(1) no. 2", "achthunderttausend"),
        ("§ 2(1) no. 1", "hunderttausend"),
        ("§ 2a sentence 1", "Süden"),
    ),
    language="de",
)

NORWEGIAN = Case(
    "norwegian-markdown",
    """---
title: "Lov om ferger (fergeloven)"
country: "no"
last_updated: "2031-06-01"
---
# Lov om ferger

##### § 1. Formål

Loven skal gi trygge ferger. Den gjelder hele kysten.

##### § 2. Definisjoner

Med store ferger menes ferger som oppfyller to vilkår:lengde: 40 meterplass: 90 reisende.\
Vilkårene må være oppfylt i to år.

lengde: 40 meter

plass: 90 reisende.

Med havn menes et sted ved kysten.

Departementet kan gi forskrift.

##### § 3. Plikter

Rederiet skalføre loggmelde avvik innen tre uker.

føre logg

melde avvik innen tre uker.

Loggen skal oppbevares i fem år.1 Den kan være digital.
""",
    good=(
        ("§ 1 second sentence", ("hele kysten",)),
        ("§ 2 first paragraph (a) no. 2", ("90 reisende",)),
        ("§ 2 first paragraph, letter b", ("havn",)),
        ("§ 2(1)(a)", ("40 meter", "to år")),
        ("§ 2 second paragraph", ("forskrift",)),
        ("§ 3 første ledd bokstav b", ("tre uker",)),
        ("§ 3 second paragraph, first sentence", ("fem år",)),
        ("§ 3 annet ledd annet punktum", ("digital",)),
    ),
    wrong=(
        *("§ 4", "§ 1 second paragraph", "§ 1 third sentence", "§ 2 third paragraph"),
        *("§ 2 first paragraph (c)", "§ 2 first paragraph (a) no. 3", "§ 3 first paragraph (c)"),
        *("§ 3 third paragraph", "§ 3 second paragraph, third sentence", "art. 1"),
    ),
    terms=(
        ("§ 2 first paragraph (a) no. 1", "90 reisende"),
        ("§ 3 second paragraph", "fire år"),
        ("§ 3 first paragraph (a)", "tre uker"),
    ),
    version="2031-06-01",
    language="no",
)

SWISS = Case(
    "swiss-markdown",
    """---
title: "Verordnung über Fähren"
country: "ch"
last_updated: "2031-12-03"
---
# Verordnung über Fähren

#### 1. Abschnitt: Allgemeines

##### **Art. 1** Begriffe

<sup>1</sup> In dieser Verordnung bedeuten:

- a. *Fähre:* ein Schiff[^1] mit festem Weg;

*Hafen:* Ort, der:

- 1. am Ufer liegt,

- 2. mindestens 20 Schiffe fasst;

- b.

- c. *See:* Gewässer ab 5 Hektaren.

<sup>2</sup> Bojen gelten nicht als Hafen.

##### **Art. 2a** Ausnahmen

Betriebe mit weniger als 250 Vollzeitstellen sind befreit.

###### Fussnoten

[^1]: Siehe Art. 9.
""",
    good=(
        ("art. 1(1)(a)", ("festem Weg",)),
        ("art. 1 Abs. 1 lit. b Ziff. 2", ("20 Schiffe",)),
        ("art. 1 para. 1 let. b", ("Hafen",)),
        ("art. 1(1)(c)", ("5 Hektaren",)),
        ("art. 1(2)", ("Bojen",)),
        ("Art. 2a", ("250 Vollzeitstellen",)),
        ("arts 1-2a", ()),
    ),
    wrong=(
        *("art. 2", "art. 3", "art. 1(3)", "art. 1(1)(d)", "art. 1(1)(b)(3)", "art. 2a(1)"),
        *("art. 1(1)(1)", "§ 1"),
    ),
    terms=(
        ("art. 1(1)(b)", "30 Schiffe"),
        ("art. 1(1)(a)", "20 Schiffe"),
        ("Art. 2a", "25"),
        ("art. 1(1)(c)", "6 Hektaren"),
    ),
    version="2031-12-03",
    language="de",
)

SWISS_EXCERPT = Case(
    "pinpoint-markdown",
    """# Fährenrecht

## Art. 9j

A. Grundsatz

### Art. 9j Abs. 1

1 Betreiber erstatten Bericht, wenn sie:

1. eine Fähre betreiben; oder

2. mehrere Häfen haben, die:

a. mehr als 20 Schiffe fassen,

b. offen sind.

### Art. 9j Abs. 2

2 Der Bericht bleibt zehn Jahre zugänglich. Er ist öffentlich.
""",
    good=(
        ("art. 9j(1)(1)", ("Fähre",)),
        ("art. 9j para. 1 no. 2(a)", ("20 Schiffe",)),
        ("art. 9j(1) no. 2 lit. b", ("offen",)),
        ("art. 9j(2)", ("zehn Jahre",)),
        ("art. 9j Abs. 2 Satz 2", ("öffentlich",)),
    ),
    wrong=("art. 9k", "art. 9j(3)", "art. 9j(1)(3)", "art. 9j(1)(2)(c)", "art. 9j(2)(1)", "s 9j"),
    terms=(("art. 9j(1)(2)", "30 Schiffe"), ("art. 9j(2)", "zwei Jahre"), ("art. 9j(1)", "zehn")),
    language="de",
)

US = Case(
    "pinpoint-markdown",
    """# Ferries

## SECTION 1. POLICY.

“It is the policy to cross rivers.

## SEC. 2. STRATEGY.

### § 2(a)

“(a) In General.—

#### § 2(a)(1)

“(1) Not later than 30 days after enactment, a task force shall report.

##### § 2(a)(1)(A)

“(A) on ‘ferries’; and

##### § 2(a)(1)(B)

“(B) on $100,000,000 of goods.

#### § 2(a)(2)

“(2) The report is public.

## Notes

#### Amendments

Section 2 was 99 years old.
""",
    good=(
        ("§ 1", ("cross rivers",)),
        ("§ 2(a)(1)", ("30 days", "$100,000,000")),
        ("§ 2(a)(1)(B)", ("$100,000,000",)),
        ("Pub. L. 999-1 § 2(a)(2)", ("public",)),
        ("9 U.S.C. 2(a)", ()),
        ("sec. 2(a)(1)(A)-(B)", ("goods",)),
    ),
    wrong=(
        *("§ 3", "§ 2(b)", "§ 2(a)(3)", "§ 2(a)(1)(C)", "§ 2(a)(1)(a)", "§ 2(a)(2)(A)", "§ 1(1)"),
        *("art. 2", "reg 2"),
    ),
    terms=(
        ("§ 2(a)(1)", "45 days"),
        ("§ 2(a)(1)(B)", "$100"),
        ("§ 2(a)(1)(B)", "$10,000,000"),
        ("§ 2", "99 years"),
    ),
)

AUSTRALIAN = Case(
    "pinpoint-markdown",
    """# Ferries Act 2031

## Section 4 Definitions

### s 4, large ferry

large ferry means a ferry:

(a) of at least 40 metres; or

(b) for trade, if it:

(i) sails by day; or

(ii) sails by night;

worked out under the rules.

### s 4, harbour

harbour means a place by the sea.

## Section 5 Reports

### s 5(1)

(1) An operator must report within 6 months.

### s 5(1), note

See section 9 of another Act.

### s 5(2)

(2) The report must:

(a) be signed; and

(b) be published.
""",
    good=(
        ('s 4 "large ferry" (b)(ii)', ("night",)),
        ('s 4, "large ferry"', ("40 metres", "worked out")),
        ("s 5(1)", ("6 months",)),
        ("s 5(1), note", ("another Act",)),
        ("s 5(2)(b)", ("published",)),
    ),
    wrong=(
        *("s 3", "s 6", "s 5(3)", "s 5(2)(c)", 's 4 "small ferry"', 's 4 "large ferry" (c)'),
        *("s 5(2), note", "s 4(1)", "§ 6"),
    ),
    terms=(
        ("s 5(1)", "3 months"),
        ('s 4 "harbour"', "40 metres"),
        ("s 5(2)(a)", "published"),
        ('s 4 "large ferry" (a)', "4 metres"),
    ),
)

EU_MARKDOWN = Case(
    "eu-markdown",
    """---
title: "Regulation on ferries"
state: "Official Journal version of 2031-05-19"
---
(1) Ferries are useful.

(2) They should be safe.

## CHAPTER I **GENERAL**

#### Article 1

##### Subject *matter*

1. This Regulation lays down rules on ferries [^a].

2. Ferries shall be counted every 3 years.

The count shall be public.

#### Article 2

##### Definitions

The following definitions apply:

- (1) ‘ferry’ means a ship which:

- (a) crosses water; or

- (b) carries:

- (i) cars,

- (ii) goods:

- — by day,

- — by night;

- (2) ‘harbour’ means a place.

#### Article 3

It shall apply from 1 July 2033.

It is binding.

Done at Brussels, 17 May 2031.

[^a]: OJ L 999.

## ANNEX I

### List of harbours

### Part A: Sea

1. Dover

2. Hull:

- (a) east;

- (b) west.

### Part B: River

| Name | Ships |
| --- | --- |
| Köln | 5 000 |
""",
    good=(
        ("recital 2", ("safe",)),
        ("art. 1(2)", ("3 years", "public")),
        ("art. 1(2), second subparagraph", ("public",)),
        ("art. 2, point (1)(b)(ii)", ("goods", "by night")),
        ("art. 2(1)(b)(ii), second indent", ("night",)),
        ('art. 2 "harbour"', ("place",)),
        ("art. 2(1)(a)-(b)", ("cars",)),
        ("art. 3, second paragraph", ("binding",)),
        ("Annex I, Part A, point 2(b)", ("west",)),
        ("Annex I, Part B", ("5 000",)),
    ),
    wrong=(
        *("recital 3", "art. 4", "art. 1(3)", "art. 1(2)(a)", "art. 1(2), third subparagraph"),
        *("art. 2(3)", "art. 2(1)(c)", "art. 2(1)(b)(iii)", "art. 3(1)", "Annex II", "Annex"),
        *("Annex I, Part C", "Annex I, Part A, point 3", 'art. 2 "boat"', "s 1"),
        *("art. 3, third paragraph", "art. 2(1)(b)(ii), third indent"),
    ),
    terms=(
        ("art. 1(2)", "4 years"),
        ("art. 1(2), first subparagraph", "public"),
        ("art. 3", "1 July 2034"),
        ("art. 3", "Brussels"),
        ("Annex I, Part A", "5 000"),
        ("art. 1", "OJ L 999"),
    ),
    version="2031-05-19",
)

OJ = Case(
    "eurlex-xhtml",
    """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML//EN" "xhtml-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><!-- made for a test --><head><title>x</title></head>
<body>
<p class="oj-hd-date">5.7.2031</p><p class="oj-hd-lg">EN</p>
<div class="eli-container">
<div class="eli-main-title"><p class="oj-doc-ti">DIRECTIVE ON FERRIES</p></div>
<div class="eli-subdivision" id="rct_1"><table><col width="4%"/><tbody><tr>
<td><p class="oj-normal">(1)</p></td><td><p class="oj-normal">Ferries are&nbsp;useful.</p></td>
</tr></tbody></table></div>
<div class="eli-subdivision" id="enc_1"><div class="eli-subdivision" id="cpt_I">
<div class="eli-subdivision" id="art_1"><p class="oj-ti-art">Article 1</p>
<div class="eli-title" id="art_1.tit_1"><p class="oj-sti-art">Scope</p></div>
<div id="001.001"><p class="oj-normal">1.   This Directive applies to a company which:</p>
<table><tbody><tr><td><p class="oj-normal">(a)</p></td><td>
<p class="oj-normal">had more than 1 000 employees <a id="n1">(<span class="oj-super
oj-note-tag">31</span>)</a>;</p></td></tr></tbody></table>
<table><tbody><tr><td><p class="oj-normal">(b)</p></td><td>
<p class="oj-normal">had ferries:</p>
<table><tbody><tr><td><p class="oj-normal">(i)</p></td>
<td><p class="oj-normal">by day;</p></td></tr></tbody></table>
<table><tbody><tr><td><p class="oj-normal">(ii)</p></td>
<td><p class="oj-normal">by night.</p></td></tr></tbody></table></td></tr></tbody></table>
<p class="oj-normal">It does not apply to rafts.</p></div>
<div id="001.002"><p class="oj-normal">2.   The limit is EUR 450 000 000.</p></div>
</div></div>
<div class="eli-subdivision" id="art_2"><p class="oj-ti-art">Article 2</p>
<p class="oj-normal"><span class="oj-bold">Member</span> <span>States</span> shall report.</p>
<p class="oj-normal">They shall do so by 26 July 2033. They may wait.</p></div></div></div>
<div class="eli-container" id="anx_1"><p class="oj-doc-ti">ANNEX</p>
<p class="oj-ti-grseq-1">Part I</p>
<p class="oj-ti-grseq-1">1.   <span class="oj-bold">HARBOURS</span></p>
<table><tbody><tr><td></td><td><p class="oj-normal">1.</p></td><td><span>Dover;</span></td></tr>
</tbody></table>
<table><tbody><tr><td></td><td><p class="oj-normal">2.</p></td><td><span>Hull:</span>
<table><tbody><tr><td><p class="oj-normal">—</p></td><td><p class="oj-normal">east.</p></td></tr>
</tbody></table></td></tr></tbody></table>
<p class="oj-ti-grseq-1">Part II</p>
<table class="oj-table"><tbody><tr class="oj-table"><td class="oj-table">
<p class="oj-tbl-txt">Rhine</p></td><td class="oj-table"><p class="oj-tbl-txt">20</p></td></tr>
<tr class="oj-table"><td class="oj-table"><p class="oj-tbl-txt">Elbe</p></td>
<td class="oj-table"><p class="oj-tbl-txt">26</p></td></tr></tbody></table>
</div></body></html>
""",
    good=(
        ("recital 1", ("are useful",)),
        ("art. 1", ("Scope", "rafts")),
        ("art. 1(1)(a)", ("1 000 employees", "more than")),
        ("art. 1(1), point (b)(ii)", ("by night",)),
        ("art. 1(1), second subparagraph", ("rafts",)),
        ("art. 1(1), first subparagraph, point (a)", ("1 000",)),
        ("art. 1(1), introductory wording", ("a company which",)),
        ("art. 1(2)", ("EUR 450 000 000",)),
        ("art. 2, first paragraph", ("Member States",)),
        ("art. 2, second paragraph, second sentence", ("may wait",)),
        ("arts 1-2", ("26 July 2033",)),
        ("Annex, Part I, section 1, point 2", ("Hull", "east")),
        ("Annex, Part I, point 2", ("Hull",)),
        ("Annex, Part II", ("Rhine 20",)),
    ),
    wrong=(
        *("recital 2", "art. 3", "art. 1(3)", "art. 1(1)(c)", "art. 1(1)(b)(iii)", "art. 2(1)"),
        *("art. 1(1), third subparagraph", "art. 2, third paragraph", "Annex I", "s 1"),
        *("Annex, Part III", "Annex, Part I, point 3", "Annex, Part II, point 1", "arts 2-3"),
        *("art. 1(1), second subparagraph, point (a)", "art. 1(a)", "art. 1(2)-(3)"),
    ),
    terms=(
        ("art. 1(1)(a)", "5 000 employees"),
        ("art. 1(1)(a)", "31"),
        ("art. 1(2)", "450 000"),
        ("art. 1(2)", "50 000 000"),
        ("art. 1(2)", "2"),
        ("art. 1(1)(b)", "1 000"),
        ("art. 2", "26 July 2032"),
        ("Annex, Part II", "2026"),
        ("art. 1(1), first subparagraph", "rafts"),
    ),
    version="2031-07-05",
)

CONSOLIDATED = Case(
    "eurlex-xhtml",
    """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML//EN" "xhtml-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Consolidated TEXT</title></head><body>
<p class="reference">02031L0999 — EN — 18.03.2033 — 002.001</p>
<p class="title-doc-first">DIRECTIVE ON FERRIES</p>
<div class="eli-subdivision" id="enc_1"><div id="cpt_I">
<div class="eli-subdivision" id="art_1"><p class="title-article-norm">Article 1</p>
<div class="eli-title" id="art_1.tit_1"><p class="stitle-article-norm">Scope</p></div>
<div class="norm"><span class="no-parag">1.  </span><div class="norm inline-element">
<p class="norm inline-element">This Directive applies to a company which:</p>
<p class="modref"><a href="x">▼M2</a></p>
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>(a) </span></div>
<div class="grid-list-column-2"><p class="norm">had more than 5 000  employees (<a id="s">
<span class="superscript">1</span></a>);</p></div></div>
<p class="modref"><a href="x">▼B</a></p>
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>(b) </span></div>
<div class="grid-list-column-2"><p class="norm">had ferries:</p>
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>—</span></div>
<div class="grid-list-column-2"><div class="list">by day;</div></div></div>
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>—</span></div>
<div class="grid-list-column-2"><div class="list">by <span><a href="x"><span
class="boldface">►C1</span></a> night</span> <span class="boldface">◄</span>.</div></div></div>
</div></div></div></div>
<p class="modref"><a href="x">▼M2</a></p>
<p class="norm">It does not apply to rafts.</p>
<p class="modref"><a href="x">▼M2</a> —————</p>
<div class="norm"><span class="no-parag">3.  </span><div class="norm inline-element">The limit is
EUR 1 500 000 000.</div></div></div></div></div>
<div id="anx_I"><p><br/></p><hr class="separator-annex"/><p class="title-annex-1">ANNEX I</p>
<p class="title-gr-seq-level-1">HARBOURS</p>
<p class="title-gr-seq-level-2">Part A: Sea</p>
<div><p class="norm">1.<span style="x"> </span>Dover:</p></div>
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>(a) </span></div>
<div class="grid-list-column-2"><p class="norm">east;</p></div></div>
<div><p class="norm">2.<span style="x"> </span>Hull.</p></div>
<p class="title-gr-seq-level-2">Part B: River</p><p class="norm">Köln.</p></div>
<div id="anx_"><p class="title-annex-1">ANNEX II</p><p class="norm">Empty.</p></div>
</body></html>
""",
    good=(
        ("art. 1(1)(a)", ("5 000 employees", "more than 5 000")),
        ("art. 1(1)(b), second indent", ("by night",)),
        ("art. 1(1), second subparagraph", ("rafts",)),
        ("art. 1(1)(a)-(b)", ("by day",)),
        ("art. 1(3)", ("EUR 1 500 000 000",)),
        ("Annex I, Part A, point 1(a)", ("east",)),
        ("Annex I", ("HARBOURS", "Köln")),
        ("Annex I, Part B", ("Köln",)),
        ("Annex II", ("Empty",)),
    ),
    wrong=(
        *("art. 1(2)", "art. 1(4)", "art. 1(1)(c)", "art. 1(1)(b), third indent", "art. 2"),
        *("art. 1(1), third subparagraph", "Annex III", "Annex I, Part C", "recital 1"),
        *("Annex I, Part A, point 3", "Annex I, Part A, point 2(a)", "Annex I, Part A, point 1(b)"),
    ),
    terms=(
        ("art. 1(1)(a)", "1 000 employees"),
        ("art. 1(1)(a)", "1"),
        ("art. 1(1)", "M2"),
        ("art. 1(3)", "500 000 000"),
        ("art. 1(3)", "EUR 1 500 000"),
        ("art. 1(1)(b)", "5 000"),
        ("Annex I, Part A", "Köln"),
    ),
    version="2033-03-18",
)

OLD_OJ = Case(
    "eurlex-xhtml",
    """<html><head><title>x</title></head><body>
<p class="doc-ti">REGULATION ON FERRIES</p>
<table><tbody><tr><td><p class="normal">(1)</p></td><td><p class="normal">Ferries float.</p></td>
</tr></tbody></table>
<p class="ti-art">Article 1</p><p class="sti-art">Scope</p>
<p class="normal">1.   It applies to ferries.</p>
<table><tbody><tr><td><p class="normal">(a)</p></td><td><p class="normal">of 40 metres.</p></td>
</tr></tbody></table>
<p class="ti-art">Article 2</p><p class="normal">It is binding.</p>
<p class="doc-ti">ANNEX I</p><p class="normal">Harbours</p></body></html>
""",
    good=(
        ("recital 1", ("float",)),
        ("art. 1(1)(a)", ("40 metres",)),
        ("art. 2", ("binding",)),
        ("Annex I", ("Harbours",)),
    ),
    wrong=("recital 2", "art. 3", "art. 1(2)", "art. 1(1)(b)", "Annex II"),
    terms=(("art. 1(1)(a)", "4 metres"), ("art. 1", "binding")),
)

_CA = """<?xml version="1.0" encoding="utf-8"?>
<Statute xml:lang="{lang}" xmlns:lims="http://justice.gc.ca/lims" lims:current-date="2031-08-11">
<Identification><ShortTitle>{title}</ShortTitle></Identification>
<Introduction><Preamble><Provision><Text>Whereas ferries float;</Text></Provision>
<Provision><Text>Whereas rivers flow;</Text></Provision></Preamble></Introduction>
<Body><Heading level="1"><TitleText>Part</TitleText></Heading>
<Section><MarginalNote>Definitions</MarginalNote><Label>2</Label><Text>In this Act,</Text>
<Definition><Text><DefinedTermEn>ferry</DefinedTermEn> means a ship that</Text>
<Paragraph><Label>(a)</Label><Text>crosses a river; or</Text></Paragraph>
<Paragraph><Label>(b)</Label><Text>meets one of these:</Text>
<Subparagraph><Label>(i)</Label><Text>$20 million in assets,</Text></Subparagraph>
<Subparagraph><Label>(ii)</Label><Text>250 <XRefExternal>employees</XRefExternal>.</Text>
</Subparagraph></Paragraph></Definition></Section>
<Section><MarginalNote>Report</MarginalNote><Label>11</Label>
<Subsection><Label>(1)</Label><Text>Report on or before May 31.</Text></Subsection>
<Subsection><MarginalNote>Form</MarginalNote><Label>(2)</Label><Text>It states</Text>
<Paragraph><Label>(a)</Label><Text>the route; and</Text></Paragraph>
<Paragraph><Label>(a.1)</Label><Text>the crew,</Text></Paragraph>
<ContinuedSectionSubsection><Text>in writing.</Text></ContinuedSectionSubsection></Subsection>
</Section></Body>
<Schedule><ScheduleFormHeading><Label>SCHEDULE 1</Label></ScheduleFormHeading>
<List><Item><Text>Dover</Text></Item></List></Schedule></Statute>
"""
CANADIAN = Case(
    "justice-laws-xml",
    _CA.format(lang="en", title="Ferries Act"),
    good=(
        ("s 2", ("In this Act",)),
        ('s 2 "ferry" (b)(ii)', ("250 employees",)),
        ("s 11(1)", ("May 31",)),
        ("s 11(2)(a)", ("route",)),
        ("s 11(2)", ("in writing", "Form")),
        ("section 11(2)(a.1)", ("crew",)),
        ("preamble", ("rivers flow",)),
        ("preamble, para 2", ("rivers",)),
        ("Schedule 1", ("Dover",)),
    ),
    wrong=(
        *("s 3", "s 12", "s 11(3)", "s 11(2)(b)", 's 2 "raft"', 's 2 "ferry" (c)', "art. 11"),
        *('s 2 "ferry" (b)(iii)', "s 2(1)", "Schedule 2", "preamble, para 3"),
    ),
    terms=(
        ("s 11(1)", "May 30"),
        ('s 2 "ferry" (b)(i)', "$2 million"),
        ('s 2 "ferry" (a)', "$20 million"),
        ("s 11(1)", "1"),
    ),
    version="2031-08-11",
)
CANADIAN_FR = Case(
    "justice-laws-xml",
    _CA.format(lang="fr", title="Loi sur les traversiers"),
    good=(("art. 11(1)", ("May 31",)), ("art. 2 « ferry »", ("river",))),
    wrong=("s 11(1)", "art. 12"),
    terms=(("art. 11(1)", "June"),),
    version="2031-08-11",
    language="fr",
)

_FR = """30/12/2031 18:23              Article L999-10-1 - Code des bacs - Légifrance



                         Code des bacs
                         Article L999-10-1

       Version en vigueur depuis le 01 janvier 2031

    Partie législative (Articles L1 à L999-9)
    LIVRE II : Des bacs.

 Article L999-10-1                      Version en vigueur depuis le 01 janvier 2031
                                        Modifié par Loi n°2030-1 du 6 mai 2030 - art. 4
 I.-Tout exploitant d'au moins deux mille places, ou dont le
 chiffre d'affaires dépasse 5 millions d'euros, établit un plan.

 Les filiales sont dispensées.

 Le plan comprend les mesures suivantes :

 1° Une carte des traversées ;

 2° Un mécanisme d'alerte, établi en
 concertation avec

https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000000000001/2031-12-30          1/2
30/12/2031 18:23              Article L999-10-1 - Code des bacs - Légifrance
 les équipages ;

 3° Un dispositif de suivi.

 Le plan est rendu public

 Un décret peut le compléter.

 II.-Lorsqu'un exploitant n'y satisfait pas dans un délai de trois mois, le juge peut
 l'y enjoindre.

 [Dispositions déclarées non conformes à la Constitution.]

 Le président statue en référé.

     NOTA :
     Conformément à la loi, ces dispositions entrent en vigueur dans neuf ans.

https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000000000001/2031-12-30          2/2
"""
FRENCH = Case(
    "legifrance-text",
    _FR,
    good=(
        ("L.999-10-1, I, para 1", ("deux mille", "5 millions")),
        ("L. 999-10-1, I, para 2", ("filiales",)),
        ("L999-10-1, I, 2°", ("concertation avec les équipages",)),
        ("L.999-10-1, I, 1°-3°", ("suivi",)),
        ("L.999-10-1, I, para 6", ("suivi",)),
        ("L.999-10-1, I, para 7", ("rendu public",)),
        ("L.999-10-1, I, al. 8", ("décret",)),
        ("art. L.999-10-1, II", ("trois mois",)),
        ("L.999-10-1, II, para 3", ("référé",)),
        ("L.999-10-1, I and II", ("l’y enjoindre",)),
    ),
    wrong=(
        *("L.999-10-2", "L.999-10-1, III", "L.999-10-1, I, 4°", "L.999-10-1, II, 1°"),
        *("L.999-10-1, I, para 9", "L.999-10-1, II, para 4", "R.999-10-1", "s 999"),
    ),
    terms=(
        ("L.999-10-1, I, para 1", "trois mille"),
        ("L.999-10-1, I, para 1", "15 millions"),
        ("L.999-10-1, II", "deux mois"),
        ("L.999-10-1, I, 1°", "alerte"),
        ("L.999-10-1", "neuf ans"),
    ),
    version="2031-01-01",
    language="fr",
)

CASES = {
    "uk-act": UK_ACT,
    "uk-regulations": UK_REGULATIONS,
    "german": GERMAN,
    "norwegian": NORWEGIAN,
    "swiss": SWISS,
    "swiss-excerpt": SWISS_EXCERPT,
    "us": US,
    "australian": AUSTRALIAN,
    "eu-markdown": EU_MARKDOWN,
    "oj": OJ,
    "consolidated": CONSOLIDATED,
    "old-oj": OLD_OJ,
    "canadian": CANADIAN,
    "canadian-fr": CANADIAN_FR,
    "french": FRENCH,
}
