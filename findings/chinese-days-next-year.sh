#!/bin/sh
# In China next New Year's Day is a working day, says chinese-days, and gives no sign that it does not know.
#
# Versions:  chinese-days 1.5.7
# Expected:  1 January and 1 October are days off in China every year, by law; only bridges and make-up days wait for
#            the notice of each November. Asked for a year it has no notice of, the library keeps to those days, or
#            says "unknown", or throws.
# Happens:   For 2027 isWorkday says true and isHoliday false for 1 January and 1 October alike: beyond its data the
#            library falls back to Monday to Friday, with the certainty of the years it knows.
# Why it matters: Each autumn a plan that looks six weeks ahead crosses into the next year: people are counted on, on a
#            day on which all of China is off, and nothing says that the answer is a guess.
# Source:    The package's README (holidays of 2004 to 2026); 全国年节及纪念日放假办法 of the State Council (New Year one day,
#            National Day three, each year); the notice for 2026 came on 2025-11-04.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   2026-01-01: isWorkday false, isHoliday true
#   2026-10-01: isWorkday false, isHoliday true
#   2027-01-01: isWorkday true, isHoliday false
#   2027-10-01: isWorkday true, isHoliday false
set -eu
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 18) ? 0 : 1)' ||
  { echo 'Node 22.18 or later must be on PATH' >&2; exit 2; }
seen=$(sed -n '/^# Output seen/,/^[^#]/s/^#   //p' "$0")
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
trap 'exit 130' INT TERM
cd "$temp"
echo '{ "private": true }' > package.json
npm install --save-exact --ignore-scripts --no-audit --no-fund --loglevel=error \
  chinese-days@1.5.7 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import chineseDays from 'chinese-days';

const { isHoliday, isWorkday } = chineseDays;
for (const day of ['2026-01-01', '2026-10-01', '2027-01-01', '2027-10-01'])
  console.log(`${day}: isWorkday ${isWorkday(day)}, isHoliday ${isHoliday(day)}`);
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
