#!/usr/bin/env bash
# A bureau counts lateness in working days, and China works on some Saturdays and Sundays (调休) that a notice names late in the
# year before. Of three libraries asked about the same days, chinesecalendar 1.11.0 raises for a year whose notice it does
# not have (2027); holidays 0.109 answers as if it had it: 248 working days, not one of them at a weekend (2025
# has five, 2026 six), with no warning. workalendar 17.0.0 raises for a Monday of 2024 but calls the working Sunday
# 2024-02-04 free; and 2020-01-31, which the State Council made a holiday, is a working day for it, none for the two others.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet chinesecalendar==1.11.0 holidays==0.109 workalendar==17.0.0 'setuptools<81'
"$folder/venv/bin/python" -W ignore - <<'PY'
from datetime import date, timedelta
import chinese_calendar, holidays
from workalendar.asia import China

def ask(question, day):
    try:
        return question(day)
    except Exception as error:
        return type(error).__name__

def working(year):
    calendar = holidays.country_holidays("CN", years=year)
    days = [date(year, 1, 1) + timedelta(number) for number in range(365)]
    worked = [day for day in days if calendar.is_working_day(day)]
    return len(worked), sum(day.weekday() > 4 for day in worked)

print("holidays, working days and those at weekends:", {year: working(year) for year in (2025, 2026, 2027)})
assert (working(2025)[1], working(2026)[1], working(2027)) == (5, 6, (248, 0))
ahead = ask(chinese_calendar.is_workday, date(2027, 3, 1))
print("chinesecalendar, 2027:", ahead)
assert ahead == "NotImplementedError"

days = (date(2024, 2, 4), date(2024, 2, 5), date(2020, 1, 31))
by_workalendar = [ask(China().is_working_day, day) for day in days]
by_chinesecalendar = [ask(chinese_calendar.is_workday, day) for day in days]
by_holidays = [holidays.country_holidays("CN", years=day.year).is_working_day(day) for day in days]
print("workalendar", by_workalendar, "chinesecalendar", by_chinesecalendar, "holidays", by_holidays)
assert by_workalendar == [False, "CalendarError", True]
assert by_chinesecalendar == by_holidays == [True, True, False]
PY
echo "as described"
