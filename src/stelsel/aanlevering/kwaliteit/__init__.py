"""How good what was delivered is: scores that follow from the receipts alone, and the refused rows as files.

In: receipts. Out: a score per delivery and per source with numerator and denominator, a report, files of refused rows.
Never: a figure without its definition, a dimension that could not be measured shown as nought, a file cut short.
"""
