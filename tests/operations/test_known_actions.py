"""What notes say is done is found among the open actions, where it means just one."""

from ppl.operations.known_actions import with_known

OPEN = [("2026-01-05-weekly#a1", "Netbeheerder bellen"), ("2026-01-05-weekly#a2", "Planning bijwerken")]


def test_a_done_action_that_means_one_open_action_closes_it() -> None:
    done = {"text": "planning", "status": "done", "done_on": "2026-01-12"}
    assert with_known([done], OPEN) == [{"id": "2026-01-05-weekly#a2", "status": "done", "done_on": "2026-01-12"}]
    near = {"text": "de netbeheerder bellen", "status": "done"}
    assert with_known([near], OPEN) == [{"id": "2026-01-05-weekly#a1", "status": "done"}]


def test_what_means_none_or_several_or_is_open_stays_as_it_is() -> None:
    for one in ({"text": "brief", "status": "done"}, {"text": "planning"}, "planning"):
        assert with_known([one], OPEN) == [one]
    double = [*OPEN, ("x#a3", "Planning delen")]
    assert with_known([{"text": "planning", "status": "done"}], double) == [{"text": "planning", "status": "done"}]
