#!/bin/sh
# Every second adaptive card loses its language: the same card shows its date in Japanese and in English by turns.
#
# Versions:  adaptivecards 3.0.6 (drawn into happy-dom 20.14.6)
# Expected:  `lang` is part of the card: the same JSON parsed again gives the same card, and {{DATE()}} is written in
#            the card's language, which is what the specification has the property for.
# Happens:   `card.lang` is "ja", undefined, "ja", undefined: the property is checked with one regular expression kept
#            for good that has the flag g, and so goes on where the last match ended. Without lang the date falls back
#            to the reader's own locale.
# Why it matters: A page of Japanese cards shows every second date in English (or whatever the browser speaks). A
#            picture of one card never shows it, and after a reload the cards have changed parts.
# Source:    https://adaptivecards.io/explorer/AdaptiveCard.html (lang is for the date and time functions);
#            microsoft/AdaptiveCards issue 908, why it was brought in.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   card 1: lang ja,        until 2026年12月3日木曜日
#   card 2: lang undefined, until Thursday, December 3, 2026
#   card 3: lang ja,        until 2026年12月3日木曜日
#   card 4: lang undefined, until Thursday, December 3, 2026
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
  adaptivecards@3.0.6 happy-dom@20.14.6 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.cjs <<'PROBE'
const { Window } = require('happy-dom');
const window = new Window();
Object.assign(globalThis, { window, document: window.document, HTMLElement: window.HTMLElement });
const { AdaptiveCard } = require('adaptivecards/dist/adaptivecards.js');

AdaptiveCard.onProcessMarkdown = (text, result) => Object.assign(result, { outputHtml: text, didProcess: true });
const json = {
  type: 'AdaptiveCard',
  version: '1.5',
  lang: 'ja',
  body: [{ type: 'TextBlock', text: 'until {{DATE(2026-12-03T09:00:00Z, LONG)}}' }],
};
for (let nth = 1; nth <= 4; nth++) {
  const card = new AdaptiveCard();
  card.parse(json);
  console.log(`card ${nth}: lang ${`${card.lang},`.padEnd(10)} ${card.render().textContent}`);
}
PROBE

now=$(TZ=UTC LC_ALL=en_US.UTF-8 node --no-warnings probe.cjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
