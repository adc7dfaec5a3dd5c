"""The language layer: the finders of this package as spaCy components, and Vietnamese words with
their offsets.

    import spacy
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vanban.Tokenizer.v1"}}})
    nlp.add_pipe("vanban_citations")
    nlp.add_pipe("vanban_actors")
    nlp.add_pipe("vanban_deadlines", config={"issued_on": "2021-06-23"})
    doc = nlp("Giao Bộ Tài chính báo cáo theo Nghị định số 95/2017/NĐ-CP trước ngày 30/11/2021.")
    doc.spans["citations"], doc.spans["actors"], doc.spans["deadlines"]

Each span's ``span._.fact`` is the frozen model (``Citation``, ``ActorRef``, ``Deadline``,
``Assignment``). The components are found through entry points as soon as the distribution is
installed; nothing has to be imported. ``convert`` runs ``pipeline.language()`` on the openings
whose verb no list knows (``vanban_words``, ``vanban_action``), and calls the finders behind the
other components themselves: a document without such an opening never pays for loading spaCy.

The ground of all rooms: letters, numerals, formulas of forms, names of units and offices, each
once.

>>> import re
>>> from vanban.extractors.language import forms, list_markers, numerals
>>> bool(re.fullmatch(forms.CAPACITY, "T/M")), bool(re.fullmatch(list_markers.DECIMAL, "2.1.3"))
(True, True)
>>> numerals.roman("XIV"), numerals.arabic("26a")
(14, Ordinal(number=26, suffix=1))
"""
