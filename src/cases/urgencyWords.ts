import type { Severity } from './case.ts';

/**
 * `P1` beside a space, where it is no plan, licence or size, no name of a thing (「P1 ポートが」, `P1 rack`), nor one of several levels, and
 * nothing is told of it: 「P1 から P2 へ」.
 */
const mark = (level: string): string =>
  `p${level}(?!\\w)${ofOneLevel}(?!\\s*(?:${goingOn}))(?![^\\n,.。、:]{0,24}(?:${graded}))`;
const ofOneLevel = '(?!\\s*(?:[-/,、&・と]|and|or|vs\\.?|to)\\s*[ps]\\d)';
const goingOn =
  '(?:and|or|vs|to|is|are|was|were|has|have|for|in|on|of|with|does|do|will|can|tickets?|incidents?|cases?|alerts?|issues?|gen|mini|premium|phases?|partitions?|ports?|rack|hall|entra|still|only)\\b|から|まで|[とにのはがをでもへ]|チケット|インシデント|アラート|ケース|レベル|以上|以下|障害の|案件の|(?:棟|階|側|号機?|環境|ポート|サーバー?|会議室|センサー?)[がのをはにでへとも]';
const graded =
  'licen[cs]|plan\\b|tier\\b|sku\\b|subscription|features?\\b|機能|gpu|ssd|disk|ライセン[スシ]|プラン|サブスクリプション|ディスク|契約';
/** A label and what may stand before the level. */
const impact = '(?:(?:customer|client|business|user|service|prod(?:uction)?) )?impact[\\s:=\\])】-]{0,3}';
const level = `(?:(?:priority|urgency|severity)[\\s:=\\])】-]{0,3}|${impact})`;
const noLevelFollows = '(?!\\s*[:=-]?\\s*(?:none|no\\b|low|minor|minimal|medium|normal|high|critical))';
/** `Impact: none of the users can print` goes on. */
const nothingOn = '(?=\\s*(?:[,;.|!)\\]】/\\n–—]|-\\s|$))';
const whenever =
  '(?:when(?:ever)? (?:you|someone|somebody) (?:have|has|get|gets|find|finds)(?: the| some| a| an?)?(?: spare| free)? (?:time|moment|minute|chance|second|sec)|whenever you can|whenever (?:it )?(?:suits|is convenient)(?: you)?)';
const asked = '(?=[ ,]+(?:please|pls|can|could|would)\\b)';
const very = '(?:大変|とても|かなり|非常に|すごく|ものすごく|めちゃくちゃ|めっちゃ|相当|本当に|結構|けっこう)';
/** Of somebody else, not what one will do oneself: 「時間ができたときに見たい」. */
const ofOthers = '(?=[^。!?\\n]{0,80}(?:くださ|下さ|願い|ほし|欲し|いただ|頂|教えて|見て(?![いるた]|も(?!ら))))';
const handsFree =
  '(?:お)?(?:手(?:すき|隙|空き|の空いた|が空いた)(?:の)?|(?:時間|余裕)(?:の|が|に余裕の|に余裕が)?(?:ある|できた|取れる))(?:際|時|とき)';

/**
 * How people type urgency, by language; the first of each list is what help shows. `labelled`: as good as a name of the
 * level, so that a space after it will do. `called`: ordinary words, which say it only before a colon, a dash or the
 * like, in brackets or as a sentence of their own: "critical: …", 【至急】, not "the critical path" or 緊急連絡先.
 * `adverbs`: say how soon before what is to be done, with nothing between (早急に VPN を直してください), and so only where the
 * sentence asks for something. Patterns are of usual signs in small letters.
 */
export const urgencyWords: Record<
  Severity,
  Record<'en' | 'ja', { shown: string[]; called: string[]; labelled?: string[]; adverbs?: string[] }>
> = {
  critical: {
    en: {
      shown: ['CRITICAL:', 'Sev A', 'P1:'],
      called: [
        'critical',
        'emergency',
        `[ps][01]${ofOneLevel}(?:[ -](?:incident|case|ticket|issue|outage|障害|案件|インシデント))?`,
        '(?:(?:our|the) )?(?:(?:whole|entire) )?(?:production|prod|business)(?: (?:system|environment|site))? (?:is |are |has |has been |went )?(?:(?:completely|totally|all) )?(?:still )?(?:down|stopped|halted|at a standstill)(?: (?:again|now))?',
        '(?:(?:our|the) )?(?:(?:whole|entire) )?service(?: (?:system|environment|site))? (?:is |are |has |has been |went )?(?:(?:completely|totally|all) )?(?:still )?(?:down|stopped|halted|at a standstill)(?: (?:again|now))?',
        '(?:(?:major|massive|full|total|complete) )?(?:(?:system|site|service|live) )?outage(?!\\s*[:=–—-]?\\s*none\\b)',
        '(?:(?:major|massive|full|total|complete) )?(?:production|prod) outage(?!\\s*[:=–—-]?\\s*none\\b)',
        `(?:production|prod) (?:(?:is )?(?:impacted|affected)|(?:impact|incident)(?=\\s*[:|;!,\\])】–—-])${noLevelFollows})`,
        '(?:top|highest|utmost|max(?:imum)?) (?:prio(?:rity)?|urgency)',
        '(?:very|extremely|super|most|highly) critical',
        '(?:whole|entire) (?:company|organi[sz]ation|business|plant|site) (?:is )?(?:affected|down|stopped|impacted)',
        '(?:all|every)(?: our)? (?:users?|employees|sites?|customers?) (?:are |is )?(?:affected|down|impacted)',
        '(?:everyone|everybody) (?:is )?(?:affected|down|impacted)',
      ],
      labelled: [
        'sev(?:erity)?[\\s.:=\\])】-]{0,2}[0a1](?!\\w)',
        'prio(?:rity)?[\\s.:=\\])】-]{0,2}[1a](?!\\w)',
        `${level}(?:critical(?! path\\b)|highest)`,
        mark('[01]'),
      ],
    },
    ja: {
      shown: ['【緊急】', '本番停止:'],
      called: [
        '(?:[超最]?緊急|最至急)(?:(?:の)?(?:案件|件|依頼|対応)|事態)?',
        '最(?:優先|重要)(?:(?:の)?(?:案件|事項|対応)|で)?',
        '(?:緊急[度性]|優先度)(?:[はが]|[\\s:]{1,2})?(?:最高|最大|最上位|max)(?:レベル)?',
        '最(?:高|上位)の?(?:優先度?|緊急度)',
        '重大',
        '(?:重大な?|大規模な?|全社|本番(?:環境|系)?(?:の|で(?:の)?)?)(?:障害|インシデント)(?:が?発生(?:中|しました|して(?:い|おり)?ます)?|対応中)?(?:です)?',
        '本番(?:環境|系)?(?:に|への)?影響(?:度|範囲)?(?:が|[\\s:]{1,2})?(?:あり(?:ます)?|大(?:きい)?|高|出て(?:い|おり)?ます)(?:です)?',
        '(?:緊急性|緊急度)[はが](?:最も|非常に|極めて)高い',
        '(?:本番|業務|全社|全面)(?:環境)?(?:が|は)?(?:全(?:部|面的に|て)|完全に)?(?:停止|ダウン|(?:止ま|とま|落ち)って)(?:中|(?:して)?(?:い|おり)?(?:る|ます)|しました)?(?:です)?',
        '(?:サービス|システム)(?:環境)?(?:が|は)?(?:全(?:部|面的に|て)|完全に)?(?:停止|ダウン|(?:止ま|とま|落ち)って)(?:中|(?:して)?(?:い|おり)?(?:る|ます)|しました)?(?:です)?',
        '(?:全社員?|全拠点|全ユーザー?|全利用者|全員)(?:に|への|が|で)?(?:影響(?:あり|が?出て(?:い)?ます|中)?|停止)',
        '致命的',
      ],
      labelled: [
        '(?:重要度|優先度|緊急度|重大度)[\\s:=は\\])】]{0,2}[「『【\\[(]?(?:[a1](?!\\w)|最高|緊急|重大)[」』】\\])]?',
      ],
    },
  },
  high: {
    en: {
      shown: ['URGENT:', 'ASAP:', 'Sev B'],
      called: [
        'urgent(?:ly)?',
        '(?:very|extremely|super|really|so|most) urgent',
        'asap',
        'as soon as possible',
        'immediate (?:help|assistance|support|attention|action)(?: is)?(?: needed| required)?',
        'in a hurry',
        'high(?: prio(?:rity)?| impact)?',
        'important',
        `[ps]2${ofOneLevel}(?:[ -](?:incident|case|ticket|issue|outage|障害|案件|インシデント))?`,
      ],
      adverbs: [
        '(?:(?:i|we) )?urgently (?:need|require)(?: to)?',
        `(?:asap|urgent(?:ly)?|as soon as possible)${asked}`,
      ],
      labelled: [
        'sev(?:erity)?[\\s.:=\\])】-]{0,2}[b2](?!\\w)',
        'prio(?:rity)?[\\s.:=\\])】-]{0,2}[2b](?!\\w)',
        `${level}high`,
        mark('2'),
      ],
    },
    ja: {
      shown: ['【至急】', '業務影響大:'],
      called: [
        ...[
          '[大超]?至急(?:(?:の)?(?:案件|件|依頼|対応))?',
          '[大超]?特急(?:で|(?:の)?(?:案件|件|依頼|対応))?',
          '(?:早急|火急)(?:の(?:案件|件|依頼|対応))?',
          `${very}?(?:お|大)?急ぎ(?:で|(?:の)?(?:案件|件|依頼|対応))?`,
          '[大超]?至急(?:の)?(?:ヘルプ|サポート|支援|応援)',
          '(?:今|いま)すぐ(?:に)?',
          `${very}?急いで(?:い|お)(?:り)?ます`,
          'すぐに?(?=(?:ご|御)?(?:対応|確認|回答)|お願い)',
          '(?:緊急性|緊急度|優先度)(?:[はが]?高め|[はが]高い)',
          'なるはやで?',
          '高',
          '重要',
        ],
        '(?:業務|顧客|お客様|利用者|ユーザー?)?(?:への)?影響(?:度|範囲)?(?:が|[\\s:]{1,2})?(?:大|あり|高|出て(?:い|おり)?ます|あります|発生して(?:い|おり)?ます)(?:きい)?',
        '高優先(?:度)?',
      ],
      adverbs: [
        '[大超最]?至急で?',
        '[大超]?特急で',
        '一刻も早く',
        '(?:今すぐ|(?:直|ただ)ち)に?',
        '(?:お|大)?急ぎで',
        'なるはやで',
        '(?:なる|出来る|できる)(?:だけ|べく)早(?:く|めに|急に)',
        '可及的(?:速|すみ)やかに',
        '早急に',
        '(?:速|すみ)やかに',
      ],
      labelled: [
        '(?:重要度|優先度|緊急度|重大度)[\\s:=は\\])】]{0,2}[「『【\\[(]?(?:[b2](?!\\w)|高)[」』】\\])]?',
        '影響度[\\s:=は\\])】]{0,2}[「『【\\[(]?(?:大|高)[」』】\\])]?',
      ],
    },
  },
  normal: {
    en: {
      shown: ['Sev C'],
      called: ['normal', 'medium', 'p3'],
      labelled: [
        'sev(?:erity)?[\\s.:=\\])】-]{0,2}[c3](?!\\w)',
        'prio(?:rity)?[\\s.:=\\])】-]{0,2}[3c](?!\\w)',
        `${level}(?:normal|medium)`,
        mark('3'),
      ],
    },
    ja: {
      shown: ['優先度: 中'],
      called: ['通常', '中'],
      labelled: [
        '(?:重要度|優先度|緊急度|重大度)[\\s:=は\\])】]{0,2}[「『【\\[(]?(?:[c3](?!\\w)|中|通常)[」』】\\])]?',
      ],
    },
  },
  low: {
    en: {
      shown: ['no rush:', 'no impact:'],
      called: [
        'low(?: prio(?:rity)?| impact| urgency)?',
        '[ps][45]',
        'no (?:rush|hurry|impact|pressure)(?: at all)?(?: (?:on|for|with) this(?: one)?)?',
        'nothing urgent',
        'not time[- ]critical',
        '(?:this|it) can wait',
        'not (?:that |very |so )?urgent(?: at all)?',
        'minor',
        whenever,
        'at your (?:convenience|leisure)',
      ],
      adverbs: [`(?:${whenever}|at your (?:convenience|leisure))${asked}`],
      labelled: [
        'sev(?:erity)?[\\s.:=\\])】-]{0,2}[d45](?!\\w)',
        'prio(?:rity)?[\\s.:=\\])】-]{0,2}[45d](?!\\w)',
        `${level}low`,
        `${impact}(?:none|minor|minimal)${nothingOn}`,
        mark('[45]'),
      ],
    },
    ja: {
      shown: ['急ぎません:', '影響なし:'],
      called: [
        ...[
          '低',
          '(?:緊急性|緊急度|優先度|重要度)[はも](?:低い|高く(?:ない|ありません)|ありません|ない)',
          '(?:特に|それほど|全く)?(?:お)?(?:急ぎません|急を要(?:しません|しない|するものではありません)|(?:いつでも|後で|あとで)(?:結構|構いません|かまいません|大丈夫|[いよ良]い|ok)(?:です)?|(?:急ぎ|緊急|至急)(?:では|じゃ)(?:ありません|ないです|ない|ございません))',
          '急(?:がない|がなくて?(?:も)?(?:[いよ良]い|大丈夫|結構|構いません)|いで(?:い)?(?:ない|ません))',
          '後回し(?:で|に)(?:して)?(?:も)?(?:[いよ良]い|結構|構いません|大丈夫|ok)',
          '(?:緊急性|緊急度|優先度|重要度)(?:[はが]?低め|[はが]?低くて?(?:[いよ良]い|結構|構いません|大丈夫))',
          '(?:業務|顧客|お客様|利用者|ユーザー?|本番)?(?:への|に)?影響(?:度|範囲)?(?:は|が|[\\s:]{1,2})?(?:なし|無し|ない|無い|ありません|小|軽微|低)(?:さい)?',
          '低優先(?:度)?',
        ],
        ...[
          '軽微',
          '(?:お)?時間(?:の|が)(?:ある|あり|でき)(?:た)?(?:とき|時|ます時)(?:に|で)?(?:(?:結構|構いません|かまいません|大丈夫|いい|良い)(?:です)?)?',
          `${handsFree}(?:に|で)?(?:(?:結構|構いません|かまいません|大丈夫|[いよ良]い)(?:です)?)?`,
        ],
      ],
      adverbs: [
        `${handsFree}(?:に|で)(?!限)${ofOthers}`,
        '(?:いつでも|後で|あとで)(?:[いよ良]い|結構な|構わない|大丈夫な|ok(?:な)?)(?:です)?ので',
      ],
      labelled: [
        '(?:重要度|優先度|緊急度|重大度)[\\s:=は\\])】]{0,2}[「『【\\[(]?(?:[d45](?!\\w)|低)[」』】\\])]?',
        '影響度[\\s:=は\\])】]{0,2}[「『【\\[(]?(?:小|低)[」』】\\])]?',
      ],
    },
  },
};
