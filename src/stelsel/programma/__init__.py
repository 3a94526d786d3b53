"""A programme of pillars, topics and actions, steered by what was promised; its progress report made from the same facts.

In: an edition as a file, or drafted in the tool. Out: the stand on a day, the difference between editions, the report.
Never: a change to an adopted edition, a status without a reason, a person's name.
"""
