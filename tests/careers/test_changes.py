"""What changed between two versions, as people read it."""

from __future__ import annotations

from colonnade.careers.changes import changes
from colonnade_paths import Framework, Skill
from tests.careers.frameworks import small


def told(before: Framework, after: Framework) -> dict[str, list[str]]:
    return {one.title: [line.says for line in one.lines] for one in changes(before, after).sections}


def test_nothing_different_is_nothing_to_tell():
    assert not changes(small(), small())


def test_expectations_are_told_in_the_words_of_the_scale():
    after = small()
    need, weather = after.roles["15-1252.00"].needs
    need.level, after.roles["15-1252.00"].needs = 4, [need]
    after.roles["crew/lead"].needs.append(weather)

    assert told(small(), after) == {
        "Quay keeper": [
            "Rope work raised, from Independent to Guiding",
            "no longer asks for Weather sense (Learning)",
        ],
        "Crew lead": ["now asks for Weather sense: Learning"],
    }
    assert changes(small(), after).counts == ["1 expectation raised", "1 expectation removed", "1 expectation added"]


def test_what_comes_and_goes_is_listed_by_name_and_not_told_twice():
    after = small()
    del after.roles["rope smith"]
    after.moves = []
    after.skills["tides"] = Skill("tides", "Reading tides", levels=["Sees water"])

    assert told(small(), after) == {
        "New skills": ["Reading tides"],
        "Roles that go": ["Rope smith"],
        "Quay keeper": ["the move to Rope smith is no longer written down"],
    }


def test_a_word_that_was_added_is_not_a_role_that_was_added():
    after = small()
    after.roles["crew/lead"].description = "Leads the crew."
    after.roles["crew/lead"].level = "L3"

    found = changes(small(), after)

    assert found.counts == ["1 detail of a role added", "1 detail of a role lowered"]
    (section,) = found.sections
    assert [line.says for line in section.lines] == ["description added", "level: from Lead to Established"]
    assert section.lines[0].after == "Leads the crew."


def test_moves_weights_families_and_sentences_are_told():
    after = small()
    after.moves[0].kind = "lateral"
    after.moves[0].bridge = "soft lines"
    after.roles["rope smith"].needs[0].weight = 1
    after.families["quay"] = "The quay"
    after.skills["weather"].levels = ["Sees a cloud", "Sees wind"]

    assert told(small(), after) == {
        "Quay keeper": [
            "the move to Rope smith: from up: more scope to sideways: other work, same scope",
            "the move to Rope smith reworded",
        ],
        "Rope smith": ["Rope work matters like the others"],
        "Weather sense": ["the sentence of Practising added"],
        "Family The quay": ["name reworded"],
    }
