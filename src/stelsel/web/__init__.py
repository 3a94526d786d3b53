"""Pages and API over the register. In: requests. Out: Dutch first, English by a switch. Never: a fact of its own."""
