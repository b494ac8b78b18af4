import type { Language } from '../../language/language.ts';
import type { Expectation, ExpectedKind, FieldName, ProblemCode, RegistryProblem } from './problem.ts';

/** The problem as a line for people: file, line, field, what is wrong and what to do. */
export function problemSentence(problem: RegistryProblem, language: Language): string {
  const { file, sheet, line, path } = problem;
  const { sentences, expected, sheetNamed, lineAt } = words[language];
  const place = [
    file,
    sheet === undefined ? '' : sheetNamed(sheet),
    line === null ? '' : lineAt(line, sheet !== undefined),
    path,
  ];
  const told = { ...problem, expected: expected(problem.expected) };
  return `${place.filter((part) => part !== '').join(language === 'ja' ? '、' : ', ')}: ${sentences[problem.code](told)}`;
}

type Told = { expected: string; came: string };
type Words = {
  sentences: Record<ProblemCode, (of: Told) => string>;
  expected: (expectation: Expectation) => string;
  sheetNamed: (sheet: string) => string;
  /** Excel numbers rows, an editor lines. */
  lineAt: (line: number, inSheet: boolean) => string;
};

const en: Words = {
  sheetNamed: (sheet) => `sheet "${sheet}"`,
  lineAt: (line, inSheet) => `${inSheet ? 'row' : 'line'} ${line}`,
  sentences: {
    'not-utf8': () => 'The file is not UTF-8 text. Save it as UTF-8 (in Excel: "CSV UTF-8") and import it again.',
    'shift-jis': () => 'The file is Shift_JIS. Save it as UTF-8 (in Excel: "CSV UTF-8") and import it again.',
    'utf-16': () => 'The file is UTF-16. Save it as UTF-8 (in Excel: "CSV UTF-8") and import it again.',
    'iso-2022-jp': () => 'The file is ISO-2022-JP (JIS). Save it as UTF-8 (in Excel: "CSV UTF-8") and import it again.',
    'excel-old': () =>
      'This is an Office file of the old kind (.xls), whatever its name. In Excel, save it as "Excel Workbook (*.xlsx)" and import that.',
    'excel-encrypted': () =>
      'The workbook is encrypted (a password, or a sensitivity label with protection). Save a copy without protection and import that.',
    'excel-other': () =>
      'The file is packed, but no Excel workbook (.xlsx) is in it. In Excel, save it as "Excel Workbook (*.xlsx)" and import that.',
    'excel-torn': () =>
      'The workbook is damaged and cannot be read. If Excel can still open it, save it anew as .xlsx and import that.',
    'excel-too-big': () =>
      'The workbook is too big: at most 20 MB unpacked, and two million cells with the empty ones between. Take away what does not belong to the tables, or split it.',
    'excel-unopened': () => 'A workbook is not taken here. Save the sheet as "CSV UTF-8" in Excel.',
    'formula-without-value': ({ came }) =>
      `The formula ${came} was never calculated. Open the workbook in Excel, save it, and import it again.`,
    'failed-formula': ({ came }) => `A cell shows the error ${came}. Mend its formula or write the value.`,
    'not-json': ({ came }) =>
      `From here on, this is not JSON${quoted(came)}. A comma, a bracket or a quotation mark may be missing.`,
    'json-too-intricate': () =>
      'What begins here is nested too deep, or holds too much, to be one record: at most 1,000 levels and 100,000 values. Is this the right file?',
    'not-icalendar': ({ came }) =>
      `This is no iCalendar file${quoted(came)}. It begins with BEGIN:VCALENDAR; a page to sign in or to download from does not.`,
    'icalendar-too-big': () =>
      'The file is too big for a list of days off: at most two million letters and 2000 events.',
    'icalendar-name': ({ came }) =>
      `The days off go into the calendar that the file is named after, and "${came}" names none. Name it by the calendar's id, of lower case letters, digits and -, such as tokyo-office.ics.`,
    'icalendar-cancels': () =>
      'The file takes events back (METHOD:CANCEL), it tells no days off. Send the whole list without them, or correct the days in a table of the calendar.',
    'timed-event': ({ came }) => `"${came}" has a time of day. A day off is an event of the whole day.`,
    'recurring-day': ({ came }) =>
      `"${came}" comes again by a rule. Write each day off by its date, as it was announced.`,
    'not-csv': () => 'This line cannot be read as CSV.',
    'quote-not-closed': () =>
      'A quotation mark (") that opens here is never closed. Close it, or write "" for one that belongs to the text.',
    'quote-within': () =>
      'A quotation mark (") stands in the middle of a cell. Put the whole cell in quotation marks, and write "" for one that belongs to the text.',
    'too-many-cells': ({ expected, came }) =>
      `This line has ${came} cells, and the titles are ${expected}. A cell with a comma in it must stand in quotation marks.`,
    'too-many-problems': ({ came }) =>
      `More than ${came} problems: from here on nothing was looked at. Mend these, and import it again.`,
    empty: () => 'The file holds nothing.',
    'unknown-file': ({ expected, came }) =>
      `It is not clear what this file holds${quoted(came)}. It should have ${expected}.`,
    'unknown-sheet': ({ expected, came }) =>
      `It is not clear what this sheet holds${quoted(came)}. It should have ${expected}. A sheet that is not to be imported can be hidden.`,
    missing: ({ expected }) => `This is missing. It should be ${expected}.`,
    'unknown-field': ({ expected, came }) => `There is no field "${came}". The fields are ${expected}.`,
    'wrong-value': ({ expected, came }) => `"${came}" cannot be taken. It should be ${expected}.`,
    nul: ({ came }) =>
      `The text holds a NUL (U+0000), an invisible sign that cannot be kept${quoted(came)}. Take it out.`,
    'half-character': ({ came }) =>
      `The text holds half of a character${quoted(came)}, as is left where an emoji or a rare kanji is cut in two. Take it out, or put the whole one in.`,
    'rounded-number': ({ came }) =>
      `"${came}" is a long number as Excel rounds it. Format the column as text, put the whole numbers in, and save it again.`,
    twice: ({ expected, came }) => `"${came}" is here a second time; the first is in ${expected}.`,
    'column-twice': ({ came }) => `There are two columns "${came}". Take one away.`,
    'unknown-zone': ({ expected, came }) =>
      `"${came}" is no time zone that means the same place everywhere. Write ${expected}.`,
    'unknown-team': ({ came }) => `There is no team "${came}", neither here nor in the registry.`,
    'unknown-calendar': ({ came }) =>
      `There is no calendar "${came}", neither here nor in the registry. Of countries there are jp, us and ie.`,
    'country-calendar': ({ came }) =>
      `"${came}" is the calendar of a country. Make one of your own that stands on it (column on: ${came}), and put the day there.`,
    'unknown-technology': ({ came }) => `There is no technology "${came}", neither here nor in the registry.`,
    'unknown-person': ({ came }) => `There is no engineer "${came}", neither here nor in the registry.`,
    'mail-address': ({ came }) =>
      `"${came}" is a mail address. People are known by their Entra object id: write that (Entra admin center, Users, Object ID), or send the file to the bot, which looks addresses up (POST /api/registry).`,
    'mail-of-nobody': ({ came }) =>
      `Nobody in this organisation has the mail address "${came}". Write the person's Entra object id, or leave them out. Somebody outside it (the column outside) has any id that is no mail address.`,
    'unknown-mark': ({ came }) =>
      `It is not clear what the mark "${came}" means. Write a level from 1 to 5, ◎ ○ △, or × for no skill, or say what it means with --marks "${came}=3", or of which scale the numbers are with --scale 0-10.`,
    circle: ({ came }) => `The technology is its own parent: ${came}.`,
    'calendar-circle': ({ came }) => `The calendar stands on itself: ${came}.`,
  },
  expected(of) {
    switch (of.kind) {
      case 'number':
        return `a number${amount(
          of,
          (least, most) => ` from ${least} to ${most}`,
          (least) => ` of ${least} or more`,
          (most) => ` of at most ${most}`,
        )}`;
      case 'text':
        return `a text${amount(
          of,
          (least, most) => ` of ${least} to ${most} characters`,
          (least) => ` of at least ${count(least, 'character')}`,
          (most) => ` of at most ${count(most, 'character')}`,
        )}`;
      case 'list':
        return `a list${amount(
          of,
          (least, most) => ` of ${least} to ${most} values`,
          (least) => ` of at least ${count(least, 'value')}`,
          (most) => ` of at most ${count(most, 'value')}`,
        )}`;
      case 'one-of':
        return of.values.length === 1 ? `${of.values[0]}` : `one of ${of.values.join(', ')}`;
      case 'fields':
        return of.tables.map((fields) => fields.map(({ name }) => name).join(', ')).join('; or ');
      case 'zone':
        return of.instead.length > 0
          ? `${listed(of.instead, 'or')} instead`
          : 'an area and a city instead, such as Asia/Tokyo or Europe/Dublin, or UTC';
      case 'first':
        return `${of.line === null ? (of.in ? '' : 'the same file') : `line ${of.line}`}${of.in ? `${of.line === null ? '' : ' of '}${of.in}` : ''}`;
      case 'cells':
        return String(of.most);
      case 'not-after':
        return `at the latest ${of.instant}`;
      case 'dates':
        return of.until === null ? `a date from ${of.from} on` : `a date from ${of.from} to ${of.until}`;
      case 'times':
        return `after ${of.from}, and at the latest ${of.until}`;
      default:
        return kindsInEnglish[of.kind];
    }
  },
};

const kindsInEnglish: Record<ExpectedKind, string> = {
  value: 'another value',
  'whole-number': 'a whole number',
  'yes-or-no': 'yes or no (true or false, ○ or ×)',
  record: 'a record with fields',
  weekdays: 'weekdays such as Mon-Fri or 1|2|3 (1 is Monday)',
  'time-of-day': 'a time of day such as 09:00',
  instant: 'a date and time with its zone, such as 2026-11-20T09:00:00+09:00',
  'day-or-instant': 'a date such as 2026-11-20 or 2026/11/20 9:00; of another zone: 2026-11-20T09:00:00+09:00',
  'export-date': 'a date such as 2026/11/28 9:15 or 11/May/24 03:26 PM',
  date: 'a date such as 2026-12-29',
  'zone-name': 'a time zone such as Asia/Tokyo, or UTC',
  'feed-names': 'names of the feed and whose they are, such as Ken T=kenji.tanaka@contoso.com|2nd line=Maya Rao',
  week: 'a week such as Mon-Fri 9:00-12:00, 13:00-17:00; Sat 10-14',
  'rota-time': 'a date and time such as 2026-12-01 22:00, or with its zone 2026-12-01T22:00:00+09:00',
  'calendar-id': 'an id of lower case letters, digits and -',
  'team-id': 'an id of lower case letters, digits and -',
  'technology-id': 'an id of lower case letters, digits and . + # -',
  'https-address': 'an address that begins with https://',
};

const ja: Words = {
  sheetNamed: (sheet) => `シート「${sheet}」`,
  lineAt: (line) => `${line} 行目`,
  sentences: {
    'not-utf8': () =>
      'ファイルが UTF-8 ではありません。UTF-8 で保存し直して（Excel では「CSV UTF-8」）、再度取り込んでください。',
    'shift-jis': () =>
      'ファイルが Shift_JIS です。UTF-8 で保存し直して（Excel では「CSV UTF-8」）、再度取り込んでください。',
    'utf-16': () => 'ファイルが UTF-16 です。UTF-8 で保存し直して（Excel では「CSV UTF-8」）、再度取り込んでください。',
    'iso-2022-jp': () =>
      'ファイルが ISO-2022-JP（JIS）です。UTF-8 で保存し直して（Excel では「CSV UTF-8」）、再度取り込んでください。',
    'excel-old': () =>
      '拡張子にかかわらず、中身は古い形式の Office ファイル（.xls）です。Excel で「Excel ブック (*.xlsx)」として保存し、取り込んでください。',
    'excel-encrypted': () =>
      'ブックが暗号化されています（パスワード、または秘密度ラベルによる保護）。保護を外したコピーを保存し、取り込んでください。',
    'excel-other': () =>
      '圧縮ファイルですが、Excel ブック（.xlsx）ではありません。Excel で「Excel ブック (*.xlsx)」として保存し、取り込んでください。',
    'excel-torn': () =>
      'ブックが壊れていて読み取れません。Excel で開ける場合は、.xlsx として保存し直し、取り込んでください。',
    'excel-too-big': () =>
      'ブックが大きすぎます。上限は展開後 20 MB、間の空白セルも含めて 200 万セルです。表以外の内容を削除するか、ファイルを分けてください。',
    'excel-unopened': () => 'ここでは Excel ブックを取り込めません。Excel で「CSV UTF-8」として保存してください。',
    'formula-without-value': ({ came }) =>
      `数式「${came}」の計算結果がありません。Excel で開いて保存し直し、再度取り込んでください。`,
    'failed-formula': ({ came }) => `セルの数式がエラー ${came} になっています。数式を直すか、値を入力してください。`,
    'not-json': ({ came }) =>
      `ここから先が JSON として読み取れません${inBrackets(came)}。カンマ、かっこ、引用符の抜けがないか確認してください。`,
    'json-too-intricate': () =>
      'ここからの内容は、1 件のレコードとしては入れ子が深すぎるか、値が多すぎます。1,000 階層、10 万個までです。正しいファイルか確認してください。',
    'not-icalendar': ({ came }) =>
      `iCalendar ファイルではありません${quoted(came)}。先頭は BEGIN:VCALENDAR です。サインインやダウンロードのページを保存していないか確認してください。`,
    'icalendar-too-big': () => '休日の一覧としてはファイルが大きすぎます。200 万文字、2000 件までです。',
    'icalendar-name': ({ came }) =>
      `休日は、ファイル名と同じ ID のカレンダーに入ります。「${came}」はカレンダーの ID になりません。英小文字、数字、- からなる ID をファイル名にしてください（例: tokyo-office.ics）。`,
    'icalendar-cancels': () =>
      'このファイルは予定の取り消し（METHOD:CANCEL）で、休日の一覧ではありません。取り消し後の一覧を取り込むか、カレンダーの表で日付を直してください。',
    'timed-event': ({ came }) => `「${came}」には時刻があります。休日は終日の予定にしてください。`,
    'recurring-day': ({ came }) => `「${came}」は繰り返しの予定です。発表された日付ごとに 1 件ずつ指定してください。`,
    'not-csv': () => 'この行を CSV として読み取れません。',
    'quote-not-closed': () =>
      'ここで始まる引用符 (") が閉じられていません。閉じるか、文字として使う場合は "" と書いてください。',
    'quote-within': () =>
      'セルの途中に引用符 (") があります。セル全体を引用符で囲み、文字として使う引用符は "" と書いてください。',
    'too-many-cells': ({ expected, came }) =>
      `見出しは ${expected} 列ですが、この行は ${came} 列あります。カンマを含むセルは引用符 (") で囲んでください。`,
    'too-many-problems': ({ came }) =>
      `問題が ${came} 件を超えたため、ここから先は確認していません。修正してから、もう一度取り込んでください。`,
    empty: () => 'ファイルに内容がありません。',
    'unknown-file': ({ expected, came }) =>
      `ファイルの内容を判別できません${inBrackets(came)}。必要な項目: ${expected}。`,
    'unknown-sheet': ({ expected, came }) =>
      `シートの内容を判別できません${inBrackets(came)}。必要な項目: ${expected}。取り込まないシートは非表示にしてください。`,
    missing: ({ expected }) => `値がありません。${expected}を指定してください。`,
    'unknown-field': ({ expected, came }) => `「${came}」という項目はありません。使える項目: ${expected}。`,
    'wrong-value': ({ expected, came }) => `「${came}」は使えません。${expected}を指定してください。`,
    nul: ({ came }) =>
      `保存できない見えない文字 NUL (U+0000) が含まれています${inBrackets(came)}。取り除いてください。`,
    'half-character': ({ came }) =>
      `絵文字や漢字が途中で切れた、半端な文字が含まれています${inBrackets(came)}。取り除くか、正しい文字に直してください。`,
    'rounded-number': ({ came }) =>
      `「${came}」は、Excel が桁の多い番号を丸めた値です。列の表示形式を「文字列」にして元の番号を入れ直し、保存し直してください。`,
    twice: ({ expected, came }) => `「${came}」が重複しています。最初は${expected}です。`,
    'column-twice': ({ came }) => `「${came}」の列が 2 つあります。どちらかを削除してください。`,
    'unknown-zone': ({ expected, came }) =>
      `「${came}」は、どこでも同じ地域を指すタイムゾーン名ではありません。${expected}を指定してください。`,
    'unknown-team': ({ came }) => `チーム「${came}」は、このファイルにもスキル台帳にもありません。`,
    'unknown-calendar': ({ came }) =>
      `カレンダー「${came}」は、このファイルにもスキル台帳にもありません。国のカレンダーは jp、us、ie です。`,
    'country-calendar': ({ came }) =>
      `「${came}」は国のカレンダーです。これを基にする独自のカレンダー（列 on: ${came}）を作り、そこに日付を追加してください。`,
    'unknown-technology': ({ came }) => `技術「${came}」は、このファイルにもスキル台帳にもありません。`,
    'unknown-person': ({ came }) => `エンジニア「${came}」は、このファイルにもスキル台帳にもありません。`,
    'mail-address': ({ came }) =>
      `「${came}」はメールアドレスです。人は Entra のオブジェクト ID で指定してください（Entra 管理センターの「ユーザー」→「オブジェクト ID」）。ボットにファイルを送れば（POST /api/registry）、メールアドレスから調べます。`,
    'mail-of-nobody': ({ came }) =>
      `メールアドレス「${came}」の人は組織にいません。Entra のオブジェクト ID を指定するか、その人を除いてください。社外の方（「社外の連絡先」の列）には、メールアドレス以外の任意の ID を指定します。`,
    'unknown-mark': ({ came }) =>
      `記号「${came}」の意味が分かりません。1 から 5 のレベル、◎ ○ △、またはスキルなしの × を使うか、--marks "${came}=3" のように意味を指定するか、--scale 0-10 のように数字の尺度を指定してください。`,
    circle: ({ came }) => `技術の親が循環しています: ${came}。`,
    'calendar-circle': ({ came }) => `カレンダーの土台（on）が循環しています: ${came}。`,
  },
  expected(of) {
    switch (of.kind) {
      case 'number':
        return (
          amount(
            of,
            (least, most) => `${least} から ${most} までの数値`,
            (least) => `${least} 以上の数値`,
            (most) => `${most} 以下の数値`,
          ) || '数値'
        );
      case 'text':
        return (
          amount(
            of,
            (least, most) => `${least} ～ ${most} 文字の文字列`,
            (least) => `${least} 文字以上の文字列`,
            (most) => `${most} 文字以内の文字列`,
          ) || '文字列'
        );
      case 'list':
        return (
          amount(
            of,
            (least, most) => `${least} ～ ${most} 個の値`,
            (least) => `${least} 個以上の値`,
            (most) => `${most} 個以内の値`,
          ) || '値の一覧'
        );
      case 'one-of':
        return of.values.length === 1 ? `${of.values[0]} ` : `${of.values.join('、')} のいずれか`;
      case 'fields':
        return of.tables.map((fields) => fields.map(nameInJapanese).join('、')).join('／');
      case 'zone':
        return of.instead.length > 0
          ? `${of.instead.join('、')}${of.instead.length > 1 ? ' のいずれか' : ' '}`
          : '「地域/都市」の名前（Asia/Tokyo、Europe/Dublin など）か UTC ';
      case 'first':
        return of.line === null
          ? of.in
            ? `「${of.in}」の中`
            : '同じファイルの中'
          : of.in
            ? `「${of.in}」の ${of.line} 行目`
            : ` ${of.line} 行目`;
      case 'cells':
        return String(of.most);
      case 'not-after':
        return `${of.instant} 以前の日時`;
      case 'dates':
        return of.until === null ? `${of.from} 以降の日付` : `${of.from} から ${of.until} までの日付`;
      case 'times':
        return `${of.from} より後、遅くとも ${of.until} までの日時`;
      default:
        return kindsInJapanese[of.kind];
    }
  },
};

const kindsInJapanese: Record<ExpectedKind, string> = {
  value: '別の値',
  'whole-number': '整数',
  'yes-or-no': '「はい」か「いいえ」（○・×、有・無、true・false も可）',
  record: '項目を持つレコード',
  weekdays: '月～金、月水金、1|2|3（1 が月曜）のような曜日',
  'time-of-day': '09:00 のような時刻',
  instant: '2026-11-20T09:00:00+09:00 のような、タイムゾーン付きの日時',
  'day-or-instant':
    '2026/11/20 や 2026年11月20日 9:00 のような日付か日時（別のタイムゾーンの場合は 2026-11-20T09:00:00+09:00）',
  'export-date': '2026/11/28 9:15 や 11/May/24 03:26 PM のような日時',
  date: '2026-12-29 のような日付',
  'zone-name': 'Asia/Tokyo のようなタイムゾーン、または UTC',
  'feed-names': 'フィードでの名前とその人（例: Ken T=kenji.tanaka@contoso.com|2nd line=Maya Rao）',
  week: '「月～金 9:00-12:00 13:00-17:00; 土 10-14」のような曜日と時間',
  'rota-time': '2026-12-01 22:00、またはタイムゾーン付きの 2026-12-01T22:00:00+09:00 のような日時',
  'calendar-id': '英小文字、数字、- からなる ID ',
  'team-id': '英小文字、数字、- からなる ID ',
  'technology-id': '英小文字、数字、. + # - からなる ID ',
  'https-address': 'https:// で始まるアドレス',
};

const words: Record<Language, Words> = { en, ja };

const amount = (
  { least, most }: { least: number | null; most: number | null },
  both: (least: number, most: number) => string,
  atLeast: (least: number) => string,
  atMost: (most: number) => string,
): string => {
  if (least !== null && most !== null) return both(least, most);
  if (least !== null) return atLeast(least);
  return most !== null ? atMost(most) : '';
};

const count = (many: number, of: string): string => `${many} ${of}${many === 1 ? '' : 's'}`;
const quoted = (came: string): string => (came === '' ? '' : `: "${came}"`);
const inBrackets = (came: string): string => (came === '' ? '' : `（${came}）`);
const nameInJapanese = ({ name, ja: inJapanese }: FieldName): string =>
  inJapanese === undefined || inJapanese === name ? name : `${inJapanese}（${name}）`;
const listed = (values: readonly string[], and: string): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${and} ${values.at(-1)}`;
