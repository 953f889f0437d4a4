"""The private part of a Type 1 font is read, and written anew, as the standard encrypts it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao.publish.type1_fonts import Blanker, blank_numbers, blank_private_numbers, decrypt, encrypt

OUTLINES = bytes(range(256)) * 40


def font(number: int, before: bytes = b"\0\0\0\0dup /Private\n") -> bytes:
    return before + b"/UniqueID %d def\n" % number + OUTLINES


@given(st.binary(max_size=60))
def test_encrypted_and_decrypted_a_font_is_what_it_was(clear: bytes) -> None:
    assert decrypt(encrypt(clear)) == clear


@given(st.integers(0, 9_999_999), st.binary(max_size=300), st.binary(max_size=6000))
def test_a_font_with_its_number_blanked_is_as_if_it_had_been_encrypted_so(
    number: int, before: bytes, after: bytes
) -> None:
    clear = font(number, before) + after
    assert blank_private_numbers(encrypt(clear)) == encrypt(blank_numbers(clear))


def test_a_font_without_a_number_stays_as_it_is() -> None:
    private = encrypt(OUTLINES)
    assert blank_private_numbers(private) == private


def test_the_process_beside_gives_the_parts_of_one_pdf_after_the_other_back_in_their_order() -> None:
    with Blanker() as blanker:
        for number in (4100001, 4100003):
            privates = [encrypt(font(number)), b"", encrypt(font(number + 1)), encrypt(OUTLINES)]
            blanked = blanker.begin(privates)
            assert blanked() == [blank_private_numbers(one) for one in privates]
        assert blanker.begin([])() == []


def test_a_process_that_nobody_waits_for_is_ended() -> None:
    with Blanker() as blanker:
        blanker.begin([encrypt(font(4100001)) * 20])
    assert blanker._process.returncode is not None


def test_what_the_process_cannot_do_any_more_is_done_here() -> None:
    privates = [encrypt(font(4100001)) * 20]
    with Blanker() as blanker:
        blanker._process.kill()
        assert blanker.begin(privates)() == [blank_private_numbers(one) for one in privates]
