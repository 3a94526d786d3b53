"""Refused rows: each stays until it is replaced, mended or withdrawn.

In: what deliveries refused. Out: what still waits, and the deliveries that took up what was mended or judged anew.
Never: a refused row that is changed or thrown away; what became of it stands beside it.
"""
