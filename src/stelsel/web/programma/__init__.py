"""What the pages of a programme show: choices, charts and their tables, made from the room `programma`."""
