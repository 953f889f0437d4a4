from jixiao.model.form_roles import REPEATED_ROLES, ROLES_OF_ROWS, Role


def test_roles_of_rows_are_those_behind_the_first_level() -> None:
    assert ROLES_OF_ROWS[0] is Role.LEVEL1
    assert Role.FORM_REASON not in ROLES_OF_ROWS


def test_what_a_form_may_have_many_of_is_named_once() -> None:
    assert len(set(REPEATED_ROLES)) == len(REPEATED_ROLES)
    assert Role.TOTAL_SCORE not in REPEATED_ROLES
