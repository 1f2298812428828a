"""The headings of what is asked at a kick-off only, in Dutch and English, with what people write for them."""

OF_KICKOFF: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "obstacles": ("Belemmeringen", "Obstacles", ("belemmering", "mogelijke belemmeringen", "obstacle")),
    "solutions": ("Oplossingen", "Solutions", ("mogelijke oplossingen", "oplossing")),
    "commitments": ("Toezeggingen van de projectleider", "Commitments of the project leader",
                    ("commitment", "commitments", "toezeggingen", "toezegging")),
    "way_of_working": ("Werkwijze", "Way of working", ("wijze van samenwerken", "werkafspraken")),
}  # fmt: skip
