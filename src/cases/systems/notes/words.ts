import type { Language } from '../../../language/language.ts';
import { spaced } from '../../../language/spacing.ts';
import type { FixKind, NoteField } from '../../../swarm/events.ts';
import { sharing } from '../calls/noteText.ts';
import type { CaseSystemKey } from '../caseSystem.ts';
import { type NoteTold, thingOf } from './told.ts';

/** A note in words, for staff who read it in their case system: plain text, an address bare on its line. */
export const noteIn = (language: Language, told: NoteTold, key: CaseSystemKey): { title: string; text: string } => {
  const { title, lines } = { en: english, ja: japanese }[language](withinRoom(told, key), key);
  return { title, text: lines.filter((line) => line !== null).join('\n') };
};

/** UTF-16 units for what people wrote, beside our own words, in a system whose notes hold less than a swarm may have to say. */
const roomOf: Partial<Record<CaseSystemKey, number>> = { 'servicenow-case': 2_800, 'servicenow-incident': 2_800 };
/** For the words in front of each. */
const roomOfField = 60;

function withinRoom(told: NoteTold, key: CaseSystemKey): NoteTold {
  const room = roomOf[key];
  if (room === undefined) return told;
  if (told.kind === 'linked' && told.outcome !== null) {
    const outcome = withinRoom(told.outcome, key);
    return outcome.kind === 'resolved' || outcome.kind === 'cancelled' ? { ...told, outcome } : told;
  }
  if (told.kind === 'resolved' && told.found !== null) {
    const [rootCause = '', fix = ''] = sharing([told.found.rootCause, told.found.fix], room);
    return { ...told, found: { ...told.found, rootCause, fix } };
  }
  if (told.kind !== 'noted') return told;
  const texts = sharing(
    told.lines.map(({ text }) => text),
    Math.max(0, room - roomOfField * told.lines.length),
  );
  return { ...told, lines: told.lines.map((line, index) => ({ ...line, text: texts[index] ?? '' })) };
}

type Note = { title: string; lines: (string | null)[] };

function english(told: NoteTold, key: CaseSystemKey): Note {
  const thing = thingOf(key);
  const all = (names: readonly string[]): string => names.join(', ');
  switch (told.kind) {
    case 'started':
      return {
        title: 'Swarm: started',
        lines: [
          `A swarm in Microsoft Teams works on this ${thing}. ${told.coordinator} coordinates it.`,
          told.technologies.length > 0 ? `Technologies: ${all(told.technologies)}` : null,
          told.channel === null
            ? 'It has no channel yet.'
            : typeof told.channel === 'string'
              ? `Channel: ${told.channel}`
              : 'It works without a channel.',
        ],
      };
    case 'linked': {
      const { lines } = english(told.start, key);
      const joined = told.joined?.join(', ') ?? `${told.experts} ${told.experts === 1 ? 'expert' : 'experts'}`;
      return {
        title: 'Swarm: linked',
        lines: [
          ...lines,
          `It began before it was linked to this ${thing}.`,
          told.experts > 0 ? `Joined so far: ${joined}` : null,
          ...(told.outcome ? english(told.outcome, key).lines : []),
        ],
      };
    }
    case 'unlinked':
      return {
        title: 'Swarm: linked by mistake',
        lines: [
          `A swarm was linked to this ${thing} by mistake, and no longer is.`,
          'What Swarm wrote here before this note, its link to a channel included, is about another problem.',
        ],
      };
    case 'joined': {
      const who = told.person ?? 'An expert';
      const what = told.technologies.length > 0 ? ` for ${all(told.technologies)}` : '';
      return { title: 'Swarm: an expert joined', lines: [`${who} joined the swarm on this ${thing}${what}.`] };
    }
    case 'handed-over':
      return {
        title: 'Swarm: handed over',
        lines: [`${told.to} now coordinates the swarm on this ${thing}, in place of ${told.from}.`],
      };
    case 'added':
      return { title: 'Swarm: status', lines: [`The swarm on this ${thing} now looks at ${told.technology}, too.`] };
    case 'dropped':
      return { title: 'Swarm: status', lines: [`The swarm on this ${thing} no longer looks at ${told.technology}.`] };
    case 'gap':
      return {
        title: 'Swarm: status',
        lines: [`The swarm on this ${thing} has found nobody for ${told.technology}.`],
      };
    case 'stepped-back':
      return {
        title: 'Swarm: status',
        lines: [
          `${told.person ?? 'An expert'} left the swarm on this ${thing}.`,
          told.known === '' ? null : `What is known so far: ${told.known}`,
        ],
      };
    case 'noted':
      return {
        title: 'Swarm: status',
        lines: [
          `Where the swarm on this ${thing} stands:`,
          ...told.lines.map(({ field, by, text }) => `${englishField[field]}${by === null ? '' : ` (${by})`}: ${text}`),
        ],
      };
    case 'resolved':
      return {
        title: 'Swarm: resolved',
        lines: [
          `The swarm on this ${thing} has solved it.`,
          ...(told.found === null
            ? ['What was found is in its private channel.']
            : [
                `Root cause: ${told.found.rootCause}`,
                `${englishFix[told.found.fixKind ?? 'unsaid']}: ${told.found.fix}`,
              ]),
          told.helped !== null && told.helped.length > 0 ? `Helped: ${all(told.helped)}` : null,
          told.helped === null && told.helpers > 0
            ? `Helped: ${told.helpers} ${told.helpers === 1 ? 'person' : 'people'}`
            : null,
        ],
      };
    case 'cancelled':
      return {
        title: 'Swarm: cancelled',
        lines: [
          `The swarm on this ${thing} was ended without a solution.`,
          told.reason === null || told.reason === '' ? null : `Reason: ${told.reason}`,
        ],
      };
    case 'reopened':
      return {
        title: 'Swarm: reopened',
        lines: [`The swarm on this ${thing} goes on. ${told.coordinator} coordinates it.`],
      };
    default:
      return told satisfies never;
  }
}

/** The fields of the status note, as its form calls them. */
const englishField = {
  known: 'What is known',
  tried: 'What was tried',
  next: 'Next',
  waitingFor: 'Waiting for',
} satisfies Record<NoteField, string>;
const japaneseField = {
  known: 'わかっていること',
  tried: '試したこと',
  next: '次にすること',
  waitingFor: '待っているもの',
} satisfies Record<NoteField, string>;

/** What the fix is called, by whether somebody said that it is a workaround or final. */
const englishFix = { unsaid: 'Fix', workaround: 'Fix (workaround)', final: 'Fix (final)' } satisfies FixNames;
const japaneseFix = {
  unsaid: '解決方法',
  workaround: '解決方法 (暫定対応)',
  final: '解決方法 (恒久対応)',
} satisfies FixNames;
type FixNames = Record<FixKind | 'unsaid', string>;

/** What the Japanese editions of these systems call it. */
const japaneseThing = (key: CaseSystemKey): string =>
  ({
    dynamics: 'サポート案件',
    'servicenow-case': 'ケース',
    'servicenow-incident': 'インシデント',
    zendesk: 'チケット',
  })[key];

function japanese(told: NoteTold, key: CaseSystemKey): Note {
  const thing = japaneseThing(key);
  const all = (names: readonly string[]): string => names.join('、');
  const people = (names: readonly string[]): string => names.map((name) => spaced`${name} さん`).join('、');
  switch (told.kind) {
    case 'started':
      return {
        title: 'Swarm: 開始',
        lines: [
          spaced`この${thing}について、Microsoft Teams でスウォームを開始しました。コーディネーターは ${told.coordinator} さんです。`,
          told.technologies.length > 0 ? `技術: ${all(told.technologies)}` : null,
          told.channel === null
            ? 'チャネルはまだありません。'
            : typeof told.channel === 'string'
              ? `チャネル: ${told.channel}`
              : 'チャネルは作成せずに進めています。',
        ],
      };
    case 'linked': {
      const { lines } = japanese(told.start, key);
      const joined = told.joined === null ? `${told.experts} 人` : people(told.joined);
      return {
        title: 'Swarm: リンク',
        lines: [
          ...lines,
          `このスウォームは、この${thing}にリンクされる前に始まりました。`,
          told.experts > 0 ? `これまでに参加した人: ${joined}` : null,
          ...(told.outcome ? japanese(told.outcome, key).lines : []),
        ],
      };
    }
    case 'unlinked':
      return {
        title: 'Swarm: リンクの取り消し',
        lines: [
          `スウォームが誤ってこの${thing}にリンクされていましたが、取り消されました。`,
          'これより前に Swarm が書いたメモとチャネルのリンクは、別の問題に関するものです。',
        ],
      };
    case 'joined': {
      const who = told.person === null ? 'エキスパート 1 人' : spaced`${told.person} さん`;
      const what = told.technologies.length > 0 ? ` (担当: ${all(told.technologies)})` : '';
      return {
        title: 'Swarm: エキスパートの参加',
        lines: [`${who}がこの${thing}のスウォームに参加しました${what}。`],
      };
    }
    case 'handed-over':
      return {
        title: 'Swarm: コーディネーターの交代',
        lines: [
          spaced`この${thing}のスウォームのコーディネーターが ${told.from} さんから ${told.to} さんに交代しました。`,
        ],
      };
    case 'added':
      return {
        title: 'Swarm: 状況',
        lines: [spaced`この${thing}のスウォームの対象に ${told.technology} を追加しました。`],
      };
    case 'dropped':
      return {
        title: 'Swarm: 状況',
        lines: [spaced`この${thing}のスウォームの対象から ${told.technology} を外しました。`],
      };
    case 'gap':
      return {
        title: 'Swarm: 状況',
        lines: [spaced`この${thing}のスウォームでは、${told.technology} の担当者が見つかっていません。`],
      };
    case 'stepped-back':
      return {
        title: 'Swarm: 状況',
        lines: [
          `${told.person === null ? 'エキスパート 1 人' : spaced`${told.person} さん`}がこの${thing}のスウォームから離れました。`,
          told.known === '' ? null : `これまでに分かったこと: ${told.known}`,
        ],
      };
    case 'noted':
      return {
        title: 'Swarm: 状況',
        lines: [
          `この${thing}のスウォームの現在の状況です。`,
          ...told.lines.map(({ field, by, text }) => {
            const who = by === null ? '' : spaced` (${by} さん)`;
            return `${japaneseField[field]}${who}: ${text}`;
          }),
        ],
      };
    case 'resolved':
      return {
        title: 'Swarm: 解決',
        lines: [
          `この${thing}は、スウォームで解決しました。`,
          ...(told.found === null
            ? ['原因と解決方法は、プライベート チャネルに記録されています。']
            : [
                `根本原因: ${told.found.rootCause}`,
                `${japaneseFix[told.found.fixKind ?? 'unsaid']}: ${told.found.fix}`,
              ]),
          told.helped !== null && told.helped.length > 0 ? `解決に貢献した人: ${people(told.helped)}` : null,
          told.helped === null && told.helpers > 0 ? `解決に貢献した人: ${told.helpers} 人` : null,
        ],
      };
    case 'cancelled':
      return {
        title: 'Swarm: 中止',
        lines: [
          `この${thing}のスウォームは、解決せずに終了しました。`,
          told.reason === null || told.reason === '' ? null : `理由: ${told.reason}`,
        ],
      };
    case 'reopened':
      return {
        title: 'Swarm: 再開',
        lines: [spaced`この${thing}のスウォームを再開しました。コーディネーターは ${told.coordinator} さんです。`],
      };
    default:
      return told satisfies never;
  }
}
