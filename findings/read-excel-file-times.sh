#!/bin/sh
# read-excel-file reads 10:00 from a sheet as 09:59:59.999.
#
# Versions:  read-excel-file 9.3.17 (the workbook zipped by fflate 0.8.3)
# Expected:  A cell that Excel shows as 2026-11-28 10:00 is that minute. Excel keeps days as a double; a double cannot
#            hold 10/24 exactly, so Excel, and whoever reads its files, rounds to the second or millisecond.
# Happens:   The milliseconds are cut off instead of rounded: 448 of the 1,440 minutes of a day come a millisecond
#            early, and so as the minute before wherever they are written as HH:mm.
# Why it matters: A shift plan in Excel says 10:00 to 19:00; imported, it starts at 09:59, and a comparison with 10:00
#            fails for a third of all times while the rest is right, so a test with 09:00 finds nothing.
# Source:    The package's README (Dates: nothing to set up); ECMA-376 Part 1, 18.17.4 (dates as serial numbers). The
#            cell values are the doubles nearest to each minute, as spreadsheets keep them.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   cell 46354.375             (09:00) -> 2026-11-28T09:00:00.000Z
#   cell 46354.416666666664    (10:00) -> 2026-11-28T09:59:59.999Z
#   minutes of the day that come as the minute before: 448 of 1440
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
  read-excel-file@9.3.17 fflate@0.8.3 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { strToU8, zipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const pack = 'http://schemas.openxmlformats.org/package/2006';
const type = (part, kind) =>
  `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
const link = (id, kind, target) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;

/** A workbook of one column, in Excel's own format for date and time (22). */
function workbook(values) {
  const rows = values.map((value, n) => `<row r="${n + 1}"><c r="A${n + 1}" s="1"><v>${value}</v></c></row>`).join('');
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('workbook', 'sheet.main')}${type('worksheets/sheet1', 'worksheet')}${type('styles', 'styles')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${pack}/relationships">${link('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${pack}/relationships">${link('r1', 'worksheet', 'worksheets/sheet1.xml')}${link('r2', 'styles', 'styles.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Shifts" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(head + text)]);
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

const day = 46354; // 2026-11-28
const cells = Array.from({ length: 1440 }, (_, minute) => day + minute / 1440);
const [{ data }] = await readExcelFile(workbook(cells));
const read = data.map(([cell]) => cell);
for (const [minute, told] of [[540, '09:00'], [600, '10:00']])
  console.log(`cell ${String(cells[minute]).padEnd(21)} (${told}) -> ${read[minute].toISOString()}`);
const early = read.filter((at, minute) => at.getUTCHours() * 60 + at.getUTCMinutes() !== minute);
console.log(`minutes of the day that come as the minute before: ${early.length} of ${read.length}`);
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
