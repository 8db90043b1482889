"""Run by the peers' own Python: texts as JSON on standard input; prints the processor time they take, in seconds.

What is asked of spaCy and textacy is the nearest they have to what our parser gives: sentences, named entities, numbers
and who said what.
"""

import json
import statistics
import sys
import time

import spacy
import textacy.extract

ROUNDS = 2


def read(model, text):
    doc = model(text)
    list(doc.sents)
    list(doc.ents)
    [token for token in doc if token.like_num]
    return list(textacy.extract.direct_quotations(doc))


def main():
    model = spacy.load("fr_core_news_sm")
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for text in texts:
            try:
                read(model, text)
            except ValueError:  # textacy gives up where a mark is missing; the pipeline's time counts all the same
                continue
        rounds.append(time.process_time() - begun)
    print(statistics.median(rounds))


texts = json.load(sys.stdin)
main()
