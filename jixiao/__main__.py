"""``python -m jixiao``, where the command itself is not on the path."""

from jixiao.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
