#!/usr/bin/env bash
# dateparser 1.5.0 reads dates in some 200 languages. 2023年 alone, as every heading of a report has it, is 2,023 years before
# the day of reading: in the year 1 for the base 2024-03-15. 2024年, for which no year would be left, is 2024. 2023年1-7月 is
# 1 July. And in a sentence search_dates() finds dates in the amounts: 12.50万元 is 12:50 today, 95.25% is 25 March 1995.
# With languages=["zh"] all is the same; 2023年1月 and 2023年12月31日 are read rightly. Nothing is raised.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet dateparser==1.5.0
"$folder/venv/bin/python" -W ignore - <<'PY'
import datetime, dateparser
from dateparser.search import search_dates

settings = {"RELATIVE_BASE": datetime.datetime(2024, 3, 15)}
for languages in (None, ["zh"]):
    asked = ("2023年", "2024年", "2023年1-7月", "2023年1月", "2023年12月31日")
    read = [str(dateparser.parse(text, languages=languages, settings=settings).date()) for text in asked]
    print(read)
    assert read == ["0001-03-15", "2024-03-15", "2023-07-01", "2023-01-15", "2023-12-31"], read
    sentence = "2023年预算12.50万元，执行率95.25%。"
    found = [(text, str(when)) for text, when in search_dates(sentence, languages=languages, settings=settings)]
    print(found)
    assert found == [("2023年", "0001-03-15 00:00:00"), ("12.50", "2024-03-15 12:50:00"), ("95.25", "1995-03-25 00:00:00")], found
PY
echo "as described"
