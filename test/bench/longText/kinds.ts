/** A kind of long ordinary text: so many UTF-16 units of it, whole characters at the end. */
export type TextKind = { name: string; of(length: number): string };

/** Pieces one after the other, numbered, so that no two need be equal. */
const made = (name: string, piece: (at: number) => string): TextKind => ({
  name,
  of(length) {
    const pieces: string[] = [];
    for (let at = 0, size = 0; size < length; at++) {
      const next = piece(at);
      if (next === '') throw new Error(`${name} makes no text`);
      pieces.push(next);
      size += next.length;
    }
    const text = pieces.join('').slice(0, length);
    // No half character at the end.
    return text.isWellFormed() ? text : text.slice(0, -1);
  },
});
const same = (name: string, piece: string): TextKind => made(name, () => piece);
/** A word, the piece again and again, and a word: what looks for an end of the text in signs begins anew at each of them. */
const between = (pieces: string, piece: string): TextKind => ({
  name: `${pieces} between two words`,
  of: (length) => `4711 ${piece.repeat(Math.max(0, Math.floor((length - 7) / piece.length)))} x`.slice(0, length),
});
const oneOf = (words: readonly string[], at: number): string => words[(at * 7 + (at >> 3)) % words.length] ?? '';
const hex = (at: number, digits: number): string =>
  ((at * 2_654_435_761) >>> 0).toString(16).padStart(8, '0').slice(0, digits);
const clock = (at: number): string =>
  `${String((at >> 12) % 24).padStart(2, '0')}:${String((at >> 6) % 60).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
const base64Sign = (at: number): string =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charAt((at * 37 + (at >> 5) * 11) % 64);

const english =
  'the gateway tunnel drops every hour and users in the branch office cannot open their mailbox or the shared drive'.split(
    ' ',
  );
const japanese = [
  '拠点の',
  'ルーターを',
  '交換した後、',
  'サイト間接続が',
  '一時間ごとに',
  '切断されます。',
  '仮想マシンへ',
  '接続できず',
  '業務が',
  '止まります。',
];

/** What begins, joins or ends questions to the bot. */
const asked = [
  'how long do i ',
  'everyone ',
  'who knows ',
  'anyone around who is good with ',
  'my ',
  'hand it ',
  'what we have ',
  "don't ask me ",
  'until friday ',
  'on call for ',
  'tonight ',
  'seen anything before ',
  'which team handles ',
];
const askedJa = [
  '意見',
  '招待を',
  '引き継',
  'には',
  '今日は',
  '10時から',
  '誰かの',
  'に詳しい人',
  'どのチームが',
  '担当者は',
  '明日の',
  '前にも似た件が',
];

/** Each less than twenty times in a line once took seconds, and twice as long with each more. */
const tails = [
  ' for the',
  ' for our',
  ' under the',
  ' for 1 day',
  ' and sent',
  ' for legal and security',
  ' by X',
  ' in transit',
];
const ways = [
  '自動的に',
  'TLS により',
  '7 年間',
  'Exchange により',
  'ウイルスおよび',
  '検査・保存',
  'ラベル「x」を',
  'Teams の ',
];

export const textKinds: readonly TextKind[] = [
  made('English prose', (at) => `${oneOf(english, at)}${at % 12 === 11 ? '. ' : ' '}`),
  made('Japanese prose', (at) => oneOf(japanese, at)),
  made('both languages', (at) => `${oneOf(japanese, at)} ${oneOf(english, at)} `),
  same('one kana again and again', 'あ'),
  same('katakana without a break', 'サーバ'),
  same('long vowels', 'うわーーーー'),
  same('half-width katakana', 'ｻｰﾊﾞｰｶﾞﾀﾞｳﾝ'),
  same('half-width voiced marks', 'ｶﾞｷﾞｸﾞｹﾞｺﾞ'),
  same('decomposed kana', 'か\u3099き\u3099は\u309aカ\u3099'),
  same('ideographs with combining marks', '漢\u0301字\u0308'),
  same('ideographs with variation selectors', '葛\u{e0100}辻\u{e0101}'),
  same('ideographs beyond the basic plane', '𠮷𩸽𠀋'),
  same('compatibility ideographs', '神\ufa19羽\ufa1e﨑'),
  same('squared words', '㌔㍍㍿㎏㍻'),
  same('full-width Latin', 'ＡＰＩ　Ｓｅｒｖｅｒ１２３　'),
  same('letters with marks, decomposed', 'Vie\u0323\u0302t Nam tie\u0301\u0302ng '),
  same('many marks on each letter', 'e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309'),
  same('marks and nothing else', '\u0301\u0327'),
  same('Hebrew with points', 'שָׁלוֹם עֲלֵיכֶם '),
  same('Arabic with marks', 'السَّلَامُ عَلَيْكُمْ '),
  same('Devanagari', 'नमस्ते दुनिया क्षत्रिय '),
  same('Thai', 'เครื่องแม่ข่ายไม่ตอบสนอง'),
  same('Hangul in parts', '\u1112\u1161\u11ab\u1100\u1173\u11af'),
  same('Arabic ligatures of eighteen letters', '\ufdfa'),
  same('emoji', '🔥😀🚀'),
  same('emoji of several', '👩‍👩‍👧‍👦👩🏽‍💻'),
  same('flags', '🇯🇵🇺🇸'),
  same('keycaps', '1️⃣2️⃣#️⃣'),
  same('zero-width signs', 'se\u200brv\u00ader\u2060 \ufeff'),
  made('Markdown table', (at) => `| host-${at} | ${hex(at, 8)} | down | ${clock(at)} |\n`),
  made('drawn table', (at) => `│ vm${at} │ ${hex(at, 6)} │ 停止 │\n├──────┼────────┼──────┤\n`),
  made('aligned columns', (at) => ['Running'.padStart(40), `vm-${at}`.padStart(30), `${at} days\n`].join('')),
  made('base64 on one line', base64Sign),
  made('base64 in lines', (at) => (at % 77 === 76 ? '\n' : base64Sign(at))),
  made('hex dump', (at) => `${hex(at, 8)}  ${hex(at + 1, 8)} ${hex(at + 2, 8)}  |..P.@.|\n`),
  made(
    'log',
    (at) => `2026-11-19T${clock(at)}.${String(at % 1000).padStart(3, '0')}Z INFO  worker-${at % 7} polled queue\n`,
  ),
  made('syslog', (at) => `Nov 19 ${clock(at)} web0${at % 9} sshd[${at}]: Failed password for root from 203.0.113.7\n`),
  made(
    'access log',
    (at) =>
      `203.0.113.${at % 250} - - [19/Nov/2026:${clock(at)} +0900] "GET /a/${at} HTTP/1.1" 200 ${at} "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"\n`,
  ),
  made(
    'stack trace',
    (at) =>
      `   at Contoso.Orders.Service${at % 40}.LoadAsync(String id) in C:\\src\\Orders\\Service${at % 40}.cs:line ${at}\n`,
  ),
  made('trace of another kind', (at) => `\tat com.contoso.order.Service${at % 40}$Inner.load(Service.java:${at})\n`),
  made('JSON on one line', (at) => `{"id":${at},"name":"host-${at}","tags":["a","b"],"ok":true},`),
  made('JSON in lines', (at) => `  {\n    "id": ${at},\n    "name": "host-${at}"\n  },\n`),
  made('CSV in lines', (at) => `${at},"host ${at}",2026-11-19,"down, since ${clock(at)}"\n`),
  made('CSV on one line', (at) => `${at},host ${at},`),
  same('commas', ','),
  same('quotation marks', '"'),
  made('tabs between columns', (at) => `${at}\thost-${at}\tdown\t${clock(at)}\n`),
  made(
    'HTML',
    (at) => `<p class="MsoNormal"><span style="font-size:11.0pt">line ${at} of the mail<o:p></o:p></span></p>`,
  ),
  same('tags never closed', '<div><table><tr><td>'),
  same('less-than signs', '<'),
  same('entities', '&nbsp;&amp;&lt;'),
  same('ampersands', '&'),
  made('XML', (at) => `<Event xmlns="http://schemas.example/win/2004/08"><EventID>${at}</EventID></Event>\n`),
  same('empty lines', '\n'),
  same('lines of CRLF', 'ok\r\n\r\n'),
  same('empty lines of CRLF', '\r\n'),
  same('empty lines of CR', '\r'),
  same('spaces in lines of CRLF', ' \r\n'),
  same('form feeds', '\f'),
  same('line separators', '\u2028'),
  same('short lines', 'a\n'),
  same('words of one letter', 'a '),
  same('semicolons', ';'),
  same('tabs alone', '\t'),
  same('empty fields in quotes', '"",'),
  made('fields of several lines', (at) => `"${at}\nline",`),
  same('a quotation mark on each line', '"\n'),
  same('apostrophes', "'"),
  same('backslashes', '\\'),
  same('backticks', '`'),
  same('asterisks', '*'),
  same('hashes', '#'),
  same('at signs', '@'),
  same('colons', ':'),
  same('open braces', '{'),
  same('open square brackets', '['),
  same('nested objects', '{"a":'),
  same('closing brackets', ')】'),
  same('dots', '.'),
  same('slashes', '/'),
  same('comments never closed', '<!--'),
  same('closing tags', '</p>'),
  same('tags with long attributes', '<a b="'),
  same('quotes of mail never ending', '>'),
  same('headers of mail', 'From: a@contoso.example\nSent: Monday\nTo: b@contoso.example\nSubject: x\n'),
  same('underlined lines', '_____________________________\n'),
  same('numbers with commas', '1,234,567,'),
  made('dates', (at) => `2026/11/${(at % 28) + 1} ${clock(at)} `),
  made('dates in Japanese', (at) => `11月${(at % 28) + 1}日${at % 24}時${at % 60}分まで`),
  same('times', '9:00'),
  same('case numbers', 'CASE-123 '),
  made('case numbers, each its own', (at) => `INC${String(at).padStart(7, '0')} `),
  same('hyphens and letters', 'a-'),
  same('names of people', '佐藤 美香、'),
  same('names in Latin', 'Alice Byrne, '),
  same('capital letters', 'A'),
  same('capital words', 'VPN '),
  same('small kana', 'っ'),
  same('iteration marks', '々'),
  same('full-width digits', '１２３４'),
  same('full-width spaces', '\u3000'),
  same('kana and spaces', 'あ '),
  same('kanji alone', '障'),
  same('lone joiners', '\u200d'),
  same('directional signs', '\u202e\u2066'),
  same('control signs', '\u0001'),
  same('replacement signs', '\ufffd'),
  same('Hangul', '한국어 '),
  same('dotted capital i', 'İ'),
  same('sharp s', 'ß'),
  same('ligatures', 'ﬃ'),
  same('roman numerals', 'Ⅷ'),
  same('circled numbers', '①㉑'),
  same('fractions', '½⅓'),
  same('percent signs', '%41'),
  same('escapes', '\\u0041\\n'),
  same('equal signs', 'a=b&'),
  same('plus signs', 'C++ '),
  same('short questions', 'なぜ？'),
  same('words for negation', 'not '),
  same('words for negation in Japanese', 'ではない。'),
  same('spaces', ' '),
  same('spaces of other kinds', '\u00a0\u3000\u2003'),
  same('spaces and a word at the end of each line', `${' '.repeat(200)}x\n`),
  same('dashes', '-'),
  same('underscores and dots', '_.'),
  same('ideographic full stops', '。'),
  same('middle dots', 'ア・'),
  same('exclamation', '！!'),
  same('quoted mail', '> > > text\n'),
  same('open brackets', '(【'),
  same('one letter again and again', 'a'),
  same('a long word of humps', 'getHttpResponseFromServer'),
  same('digits', '1234567890'),
  made('addresses', (at) => `https://portal.contoso.example/a/b/c?id=${at}&token=${hex(at, 8)} `),
  made('one long address', (at) => (at === 0 ? 'https://portal.contoso.example/?' : `a${at}=${hex(at, 8)}&`)),
  made('paths', (at) => `C:\\Program Files\\Contoso\\bin\\${hex(at, 8)}.dll `),
  made(
    'GUIDs',
    (at) => `${hex(at, 8)}-${hex(at + 1, 4)}-4${hex(at + 2, 3)}-8${hex(at + 3, 3)}-${hex(at, 8)}${hex(at + 4, 4)}\n`,
  ),
  made('SQL', (at) => `SELECT [o].[Id] FROM [dbo].[Orders${at}] AS [o] WHERE [o].[Name] = N'x${at}' -- note\n`),
  made('PowerShell', (at) => `Get-VM -Name "vm${at}" | Where-Object { $_.State -eq 'Running' } | Stop-VM -Force\n`),
  made('footers of mail that go on', (at) => `This email is sent by Exchange${oneOf(tails, at).repeat(19)} ;!\n`),
  made('footers of mail that go on in Japanese', (at) => `このメールは ${oneOf(ways, at).repeat(9)}、\n`),
  made('names of products', (at) =>
    oneOf(['Exchange Online, ', 'Teams ', 'VPN ゲートウェイ、', 'SQL Server ', 'AKS, ', 'Outlook ', 'SharePoint '], at),
  ),
  made('what one asks of the bot, again and again', (at) => oneOf(asked, at).repeat(8)),
  made('what one asks of the bot in Japanese, again and again', (at) => oneOf(askedJa, at).repeat(8)),
  same('long names without a number', 'microsoft.exchange.'),
  same('mentions', '<at>Swarm</at> '),
  same('user agents', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Edg/120.0 '),
  same('beginnings of user agents', 'Mozilla/5.0 ('),
  made('titles with blanks in them', (at) => `t${' '.repeat(190)}${at},`),
  between('spaces', ' '),
  between('spaces of other kinds', '\u3000\u00a0'),
  between('tabs', '\t'),
  between('ends of lines', '\n'),
  between('ideographic commas', '、'),
  between('full stops', '.'),
  between('exclamation marks', '！'),
  between('dashes', '-'),
  between('brackets', '（'),
  between('asterisks', '*'),
  between('at signs', ' @'),
  between('quotation marks', '"'),
  between('particles', 'の'),
  between('shouts', '至急 '),
  between('days', 'until Friday, '),
];
