import type { Carrier } from './carrierKind.ts';
import { scanners } from './scanners.ts';

/**
 * What one sentence in English, without its full stop, tells of the way of a message; null: something else. Who is told of, what is
 * done, by what product, and then clauses of closed lists up to its last word.
 */
export function carrierInEnglish(sentence: string): Carrier | 'nothingFound' | null {
  if (complaint.test(sentence)) return null;
  const words = sentence.replace(opening, '');
  if (nothingFound.test(words)) return 'nothingFound';
  if (scanned.test(words) || madeWith.test(words)) return 'thisMessage';
  for (const [carrier, subject] of subjects) {
    const rest = after(words, subject, act, means, product);
    if (rest !== null && isClauses(rest)) return carrier;
  }
  return null;
}

/** What is left behind patterns that follow each other from the first word on; null where one does not. */
function after(words: string, ...steps: readonly RegExp[]): string | null {
  let rest = words;
  for (const step of steps) {
    const [found] = step.exec(rest) ?? [];
    if (found === undefined) return null;
    rest = rest.slice(found.length);
  }
  return rest;
}

/** Whether words are clauses of the lists and nothing else: one after the other, and none is tried twice at one place. */
function isClauses(words: string): boolean {
  let rest = words;
  for (let read = 0; read < mostClauses && rest !== ''; read++) {
    const found = clauses.map((clause) => clause.exec(rest)?.[0].length ?? 0);
    const longest = Math.max(...found);
    if (longest === 0) return false;
    rest = rest.slice(longest);
  }
  return rest === '';
}
const mostClauses = 6;

const any = (words: string): string => `(?:${words})`;
const listed = (of: string): string => `${of}(?:(?:,|,? and|,? or) ${of}){0,3}`;
const beginning = (words: string): RegExp => new RegExp(`^${any(words)}(?![\\p{L}\\p{N}])`, 'iu');

/** What somebody wants solved, and what nobody says of a way that is as it should be. */
const complaint =
  /[?]|\b(?:but|although|though|yet|however|not|n't|never|cannot|wrong|twice|again|instead|why|how|should|must|only|still|fail(?:s|ed|ure)?|errors?|missing|blocked|deleted|quarantined|expired|late|slow)\b/iu;

const done = any(
  [
    'encrypted|protected|secured|safeguarded|signed|labell?ed|classified',
    '(?:(?:anti[- ]?)?virus[- ])?(?:scanned|checked)|inspected|examined|screened|verified|validated|filtered|analy[sz]ed|monitored',
    'archived|journall?ed|stored|saved|kept|retained|recorded|transcribed|logged',
    'sent|delivered|relayed|routed|transmitted|generated|created|composed|written|processed|provided',
  ].join('|'),
);
const how = '(?:automatically|securely|safely|digitally|electronically|routinely|also|continuously)';
const doing = `(?:${how} )?${done}(?: ${how})?`;
const is = `(?:is|are|was|were|(?:has|have|may|will) (?:also )?be(?:en)?|gets?)(?: being)?`;

const mail = `(?:(?:e-?)?mails?|messages?|communications?|transmissions?|notifications?)(?: messages?)?`;
const oneMail = `(?:(?:e-?)?mail(?: message)?|message|communication|transmission|notification)`;
const call = '(?:calls?|meetings?|chats?|conversations?)';
const enclosed = '(?:attachments?|contents?|links?|files?)';
const kind = '(?:automated|automatic|auto-generated|secure|encrypted|electronic)';
const direction = '(?:outgoing|incoming|inbound|outbound|internal|external)';
const ours = `(?: (?:of|in|to|from|within) (?:this|our|the) (?:organi[sz]ation|company|tenant|firm|department|school|agency))?`;
const withEnclosed = `(?: and (?:any|all|its|the|their) ${enclosed})?`;
const copyOf = '(?:a (?:copy|record|recording) of )?';

/** Of what is told, each up to the verb. */
const subjects: readonly (readonly [Carrier, RegExp])[] = [
  // `This is an automated message sent by …`, `Message delivered securely via …`
  ['thisMessage', beginning(`(?:this is an? )?(?:${kind} )?${oneMail}(?= ${doing} )`)],
  [
    'thisMessage',
    beginning(
      `(?:(?:the|any|all) )?(?:${enclosed} (?:of|in|to) )?(?:this|these) (?:${kind} )?${mail}${withEnclosed} ${is}`,
    ),
  ],
  ['anyMessage', beginning(`${copyOf}(?:this|these|all|every|each) ${call} ${is}`)],
  [
    'anyMessage',
    beginning(
      `${copyOf}(?:(?:all|any|every|each|our|your)(?: of (?:our|your))?(?: ${direction})?|${direction})(?: and ${direction})? (?:${mail}|attachments?)${ours}${withEnclosed} ${is}`,
    ),
  ],
];

const threat = '(?:viruses|virus|spam|malware|threats|phishing|dangerous content)';
const act = beginning(
  ` (?:${how} )?${listed(doing)}(?: in transit| at rest| as ["“]?[A-Z]\\w{2,20}["”]?)?(?: for ${listed(threat)})?`,
);
const means =
  /^ (?:by|with|using|through|via|in|from|under|on)(?: (?:a certificate|a key|keys|certificates|labels?|a label|technology|services?)(?: (?:issued|provided|managed))? (?:by|of|from))?(?: (?:the|our|an?|new)(?= )){0,2}/iu;
/** A name as names are written: capitals, numbers, and small words between them. */
const named = String.raw`(?:\p{Lu}[\p{L}\p{N}.+-]*|\d+)(?: (?:\(?\p{Lu}[\p{L}\p{N}.+-]*\)?|\d+|(?:for|and|of|&)(?= \p{Lu}| Mac| iOS)|iOS|iPhone|iPad)){0,9}`;
const product = new RegExp(`^ ${named}(?: (?:gateways?|servers?|services?|filters?|systems?|platform))?`, 'u');

const none = `(?:no (?:known )?(?:threats?|viruses|malware)(?: (?:was|were))?(?: (?:found|detected))?)`;
const ground =
  '(?:legal|regulatory|compliance|security|information security|quality|training|safety|protection|data protection|privacy|audit|records?|record[- ]keeping|retention)';
const whose = '(?:(?:your|our|the|company) )?';
const number = String.raw`(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)`;

/** What may follow the product; where several fit, the longest is meant. */
const clauses: readonly RegExp[] = [
  // and kept, `, archived`
  beginning(`(?: and|,|, and) (?:${is} )?${doing}`),
  // for seven years
  beginning(` for (?:at least |up to )?${number} (?:years?|months?|weeks?|days?)`),
  // for viruses and spam
  beginning(` for ${listed(threat)}`),
  // for legal purposes, under our retention policy
  beginning(` for ${whose}${ground}(?: (?:and|or) ${ground})?(?: (?:purposes?|reasons?))?`),
  beginning(` under ${whose}(?:${ground} )?(?:policy|policies|rules|regulations)`),
  // and found no threats, - no threats found
  beginning(`(?: and|,|, and| [-–—]) (?:is )?(?:believed to be clean|(?:found )?${none})`),
  // before delivery
  beginning(` (?:before|after|upon|on|prior to|during) (?:delivery|sending|receipt|arrival|transit|transmission)`),
  beginning(' (?:in transit|at rest)'),
  beginning(` ${how}`),
  // on behalf of Adatum
  /^ on behalf of(?: the)? \p{Lu}[\p{L}\p{N}.&-]*(?: \p{Lu}[\p{L}\p{N}.&-]*){0,4}/u,
  // with TLS by our Exchange gateway
  new RegExp(
    `^ (?:by|with|using|through|via)(?: (?:the|our|a|an))? ${named}(?: (?:gateways?|servers?|services?|filters?|systems?))?`,
    'u',
  ),
];

/** Why it is done, said first. */
const opening = new RegExp(
  `^(?:(?:for|as part of) ${whose}${ground}(?: (?:and|or) ${ground})?(?: (?:purposes?|reasons?|policy|rules))?, |(?:notice|note|info)\\s?[:：]\\s?)`,
  'iu',
);
/** That nothing was found, or that nobody reads an answer, beside who looked. */
const nothingFound = new RegExp(
  `^(?:(?:it is )?(?:virus|malware|threat|spam)[- ]?free|${none}|(?:it is )?believed to be clean|please do not (?:reply|respond))$`,
  'iu',
);

/** `Scanned by Exchange Online Protection - no threats found`, `Checked for viruses by …`; of what, is not said. */
const scanned = new RegExp(
  [
    `^(?:${how} )?(?:scanned|checked|secured|protected|filtered|delivered|inspected|verified|screened)`,
    String.raw`(?: by (?:the |our )?(?:${scanners})(?: for ${listed(threat)})?| for ${listed(threat)} by [\p{L}\p{N}.+-]+(?: [\p{L}\p{N}.+-]+){0,4})`,
    `(?:(?: and|,|, and| [-–—]) (?:found )?${none})?$`,
  ].join(''),
  'iu',
);
/** Who sends surveys and answers for others. */
const madeWith =
  /^powered by (?:(?:microsoft )?(?:dynamics 365 )?customer voice|microsoft forms|zendesk|servicenow|freshdesk|jira service (?:management|desk)|salesforce(?: service cloud)?|surveymonkey|qualtrics|mailchimp|sendgrid|hubspot)$/iu;
