"""The same checks over the same permit rows: by the door, and by the tools that a user would take instead.

In: a folder with `vergunning.csv` and `locatie.csv`. Out, per module, `vind(map)`: which line fails which check, in the form in
which the tool itself tells it; `paren(uitkomst)` turns that into (line, code of the check), so that all can be compared.
Never: a check left out for the sake of speed. What a tool cannot say, its module says.
"""
