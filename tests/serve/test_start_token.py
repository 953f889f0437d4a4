"""The word in the address: long, never twice the same, compared whole."""

from jixiao.serve.start_token import is_token, make_token


def test_a_token_is_long_and_new_each_time() -> None:
    assert len(make_token()) == 43
    assert len({make_token() for _ in range(50)}) == 50


def test_only_the_token_is_the_token() -> None:
    token = make_token()
    assert is_token(token, token)
    assert not any(is_token(one, token) for one in ("", token[:-1], f"{token}x", token.upper() + "é", "\udcff"))
