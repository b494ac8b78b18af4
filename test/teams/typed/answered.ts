import type { SeenMessage } from '../../../src/sandbox/people/persona.ts';
import type { Swarms } from '../../../src/swarm/service/swarms.ts';
import { readAction } from '../../../src/teams/cards/verbs.ts';
import { parseRequest } from '../../../src/teams/commands/parsing/parse.ts';
import { messages } from '../../../src/teams/languages/language.ts';
import type { Answer } from '../../fixtures/typed/schema.ts';
import { textOf } from '../office.ts';

type Element = Record<string, unknown>;

/** What the bot's answer comes to, as the written-down inputs call it; whatever fits none is told as it stands. */
export async function answered(message: SeenMessage, swarms: Pick<Swarms, 'load'>): Promise<Got> {
  const { card } = message;
  const { questions, replies, help, plan, lists, doctor, skills } = messages('en');
  if (!card) {
    const inKind = [...Object.values(questions.courtesy), replies.smallTalk];
    const said = inKind.some((words) => message.text.startsWith(words));
    if (message.text === questions.nothingToAnswer) return { kind: 'not-asked' };
    return said ? { kind: 'courtesy' } : { kind: 'words', words: message.text };
  }
  const actions = message.actions.flatMap(
    ({ verb, data }) => readAction({ verb, data: { ...filled(card), ...(data as Element) } }) ?? [],
  );
  const heading = headingOf(card);
  const cases = actions.flatMap((each) => (each.verb === 'take-case' ? [each.caseId] : []));
  // The question for the product offers the cases of one's own swarms, too.
  if (cases.length > 0 && heading !== questions.whichProduct)
    return { kind: 'asks', about: 'case-or-new', caseIds: cases };
  for (const action of actions) {
    if (action.verb === 'run-words') return offered(action.saidWords);
    if (action.verb === 'ask-text') return { kind: 'no-case', caseId: action.caseId };
    if (action.verb === 'plan-words') {
      const likely = choicesOf(card, 'products').filter((each) => each !== '-cannot-tell');
      if (heading === questions.whichProduct)
        return { kind: 'asks', about: 'product', likely, evidence: textOf(message) };
      const form = heading === questions.newTitle || heading === questions.code(action.caseText);
      return form
        ? { kind: 'form', filled: action.caseText, technologies: likely }
        : { kind: 'words', words: `offers a plan of ${action.caseText}` };
    }
  }
  for (const [about, { title }] of Object.entries(questions.deed)) {
    const [, caseId] = new RegExp(`^${title}(?: \\(case (.*)\\))?$`).exec(heading) ?? [null, null];
    if (heading.startsWith(title)) return { kind: 'tells', about: about as 'stop', ...(caseId ? { caseId } : {}) };
  }
  const commands = { help: help.title, mine: lists.mineTitle, doctor: doctor.title, skills: skills.title };
  for (const [command, title] of Object.entries(commands))
    if (heading === title) return { kind: 'command', command: command as 'help' };
  const swarmId = /"swarmId":"([^"]+)"/.exec(textOf(message))?.[1];
  if (swarmId) {
    const state = await swarms.load(swarmId);
    if (state.status === 'none') return { kind: 'words', words: textOf(message) };
    const { id: caseId, title, severity, language } = state.case;
    return {
      ...{ kind: 'swarm', caseId, title, severity, language },
      technologies: state.plan.technologies.map(({ technology }) => technology),
      unknown: state.plan.unknown ?? [],
      shown: textOf(message),
    };
  }
  const [before = '', after = ''] = plan.explainTitle('\n').split('\n');
  const explained =
    heading.startsWith(before) && heading.endsWith(after)
      ? heading.slice(before.length, -after.length || undefined)
      : null;
  return explained === null
    ? { kind: 'other', heading, shown: textOf(message) }
    : { kind: 'command', command: 'explain', caseId: explained };
}

export type Got =
  | Exclude<Answer, { kind: 'plan' | 'case' }>
  | { kind: 'words'; words: string }
  | { kind: 'other'; heading: string; shown: string }
  | {
      kind: 'swarm';
      caseId: string;
      title: string;
      severity: string;
      language: string;
      technologies: string[];
      unknown: string[];
      shown: string;
    };

function offered(said: string): Got {
  const request = parseRequest(said, true, true);
  if (!request || !('kind' in request)) return { kind: 'words', words: said };
  const caseId = 'caseId' in request ? request.caseId : null;
  return { kind: 'offers', command: request.kind as 'help', ...(caseId ? { caseId } : {}) };
}

/** Everything of a card, its forms behind buttons as well. */
function* elements(part: unknown): Generator<Element> {
  if (Array.isArray(part)) for (const each of part) yield* elements(each);
  else if (part && typeof part === 'object') {
    yield part as Element;
    for (const each of Object.values(part)) yield* elements(each);
  }
}

const filled = (card: unknown): Record<string, string> =>
  Object.fromEntries(
    [...elements(card)].flatMap(({ type, id, value }) =>
      String(type).startsWith('Input.') ? [[String(id), typeof value === 'string' ? value : '']] : [],
    ),
  );

function choicesOf(card: unknown, input: string): string[] {
  const found = [...elements(card)].find(({ id }) => id === input);
  const choices = Array.isArray(found?.['choices']) ? found['choices'] : [];
  return choices.map((each: Element) => String(each['value']));
}

const headingOf = (card: unknown): string => {
  const title = [...elements(card)].find(({ style, size }) => style === 'heading' && size === 'Large');
  return String(title?.['text'] ?? '').replaceAll(/\u00a0|\\/g, (sign) => (sign === '\\' ? '' : ' '));
};

/**
 * Why an answer is none of those that are right; null when it is one. `asksTechnologies`: whether those of a plan must be
 * the right ones, too.
 */
export function wrong(got: Got, right: readonly Answer[], asksTechnologies: boolean): string | null {
  return right.some((each) => fits(got, each) && (!asksTechnologies || hasTechnologies(got, each)))
    ? null
    : JSON.stringify({ ...got, shown: undefined, evidence: undefined });
}

function fits(got: Got, right: Answer): boolean {
  switch (right.kind) {
    case 'case':
      return got.kind === 'swarm' && got.caseId === right.caseId;
    case 'command':
      if (right.command === 'status') return got.kind === 'swarm' && got.caseId === right.caseId;
      if (right.command === 'on-call')
        return got.kind === 'other' && got.heading === messages('en').lists.onCallTitleFor(right.words ?? '');
      if (right.command === 'who' && right.registered === false)
        return got.kind === 'other' && got.heading === messages('en').lists.whoUnknownTitle(right.words ?? '');
      if (right.command === 'who') return got.kind === 'other' && /^Who knows /.test(got.heading);
      if (right.command === 'history') return got.kind === 'other' || got.kind === 'words';
      if (right.command === 'explain' && got.kind === 'command')
        return got.command === 'explain' && got.caseId === right.caseId;
      return got.kind === 'command' && got.command === right.command;
    case 'offers':
      return got.kind === 'offers' && got.command === right.command && (got.caseId ?? null) === (right.caseId ?? null);
    case 'tells':
      return got.kind === 'tells' && got.about === right.about && (got.caseId ?? null) === (right.caseId ?? null);
    case 'no-case':
      return got.kind === 'no-case' && got.caseId === right.caseId;
    case 'courtesy':
    case 'not-asked':
      return got.kind === right.kind;
    case 'form':
      return got.kind === 'form' && got.filled === right.filled && includesAll(got.technologies, right.technologies);
    case 'asks':
      if (got.kind !== 'asks' || got.about !== right.about) return false;
      if (right.about === 'case-or-new') return got.about === 'case-or-new' && sameIds(got.caseIds, right.caseIds);
      return (
        got.about === 'product' &&
        includesAll(got.likely, right.likely) &&
        (right.evidence === undefined || got.evidence?.includes(right.evidence) === true)
      );
    case 'plan':
      return (
        (got.kind === 'asks' && got.about === 'product' && right.severity === undefined && !right.unknown) ||
        (got.kind === 'swarm' &&
          got.caseId.startsWith('T-') &&
          (right.severity === undefined || right.severity.includes(got.severity as 'high')) &&
          (right.language === undefined || got.language === right.language) &&
          (right.title === undefined || got.title === right.title) &&
          !right.titleLacks?.some((each) => got.title.includes(each)) &&
          sameIds(got.unknown, right.unknown ?? []))
      );
    default:
      return right satisfies never;
  }
}

/** Whether a plan shows the right technologies, the surest first, and none that it must not. */
function hasTechnologies(got: Got, right: Answer): boolean {
  if (got.kind !== 'swarm' || right.kind !== 'plan') return true;
  const { technologies } = got;
  return (
    includesAll(technologies, right.technologies) &&
    !right.neither?.some((each) => technologies.includes(each)) &&
    (right.first === undefined || technologies[0] === right.first)
  );
}

const includesAll = (some: readonly string[] | undefined, wanted: readonly string[] | undefined): boolean =>
  (wanted ?? []).every((each) => some?.includes(each));
const sameIds = (some: readonly string[], others: readonly string[]): boolean =>
  [...some].sort().join(' ') === [...others].sort().join(' ');
