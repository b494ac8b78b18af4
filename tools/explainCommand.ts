import { parseArgs, stripVTControlCharacters, styleText } from 'node:util';
import { type Case, severities } from '../src/cases/case.ts';
import type { DetectionEvidence } from '../src/detection/detectedTechnology.ts';
import { comparableWords } from '../src/detection/text.ts';
import { cut } from '../src/language/cut.ts';
import type { Language } from '../src/language/language.ts';
import type { Plan } from '../src/matching/plan.ts';
import type { Technology } from '../src/registry/technology.ts';
import { writingOf } from '../src/registry/writings.ts';
import { tellable } from '../src/store/tellable.ts';
import { createRegistryPlanner } from '../src/swarm/planning/registryPlanner.ts';
import { defaultPolicy } from '../src/swarm/policy.ts';
import { reasonAgainst, reasonsFor } from '../src/teams/cards/parts/reasons.ts';
import { caseFromText } from '../src/teams/commands/case/freeText.ts';
import { listed, messages, type Reader } from '../src/teams/languages/language.ts';
import { day } from '../src/teams/languages/moment.ts';
import { type ExplainWords, explainWords } from './explainWords.ts';
import { type ExplainWorld, liveWorld, sandboxWorld } from './explainWorld.ts';
import { unknownWords } from './unknownWords.ts';

export type ExplainNeeds = {
  environment: Readonly<Record<string, string | undefined>>;
  /** The terminal's. */
  language: Language;
  colour: boolean;
  print(line: string): void;
  complain(line: string): void;
  now(): Date;
};

const mostPassedOver = 8;
const mostText = 1500;

/** Explains a case in the terminal; gives the exit code: 0 done, 1 could not, 2 not understood. Asks nobody. */
export async function runExplainCommand(args: readonly string[], needs: ExplainNeeds): Promise<number> {
  const asked = read(args, needs.language);
  const words = explainWords[asked.language];
  if (asked.kind !== 'asked') {
    (asked.kind === 'help' ? needs.print : needs.complain)(words.help);
    return asked.kind === 'help' ? 0 : 2;
  }
  const world = await (asked.live ? liveWorld(needs.environment) : sandboxWorld()).catch((error: unknown) => {
    needs.complain(tellable(error));
    return null;
  });
  if (!world) return 1;
  try {
    const at = needs.now().toISOString();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { caseId, text, severity, language } = asked;
    const owner = { id: 'nobody', name: '–' };
    const typed = { text, severity, at, zone, owner, tenantId: '', readerLanguage: language };
    const theCase = caseId === null ? caseFromText(typed) : await world.find(caseId);
    if (!theCase) {
      needs.complain(caseId === null ? words.noCase : words.unknownCase(caseId, world.known.join(', ') || '–'));
      return 1;
    }
    const reader = { language: asked.language, zone, personId: '', at };
    const lines = await explained(theCase, world, words, reader, titleOf(asked.caseId, theCase, reader));
    for (const line of lines) needs.print(needs.colour ? line : stripVTControlCharacters(line));
    return 0;
  } finally {
    await world.close();
  }
}

function read(args: readonly string[], terminal: Language) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        case: { type: 'string' },
        live: { type: 'boolean', default: false },
        language: { type: 'string', default: terminal },
        severity: { type: 'string', default: 'normal' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const language: Language = values.language === 'ja' ? 'ja' : 'en';
    if (values.help) return { kind: 'help', language } as const;
    const severity = severities.find((each) => each === values.severity);
    const text = positionals.join(' ').trim();
    if ((values.case === undefined) === (text === '') || !severity || !['ja', 'en'].includes(values.language))
      return { kind: 'unclear', language } as const;
    return { kind: 'asked', language, live: values.live, caseId: values.case ?? null, text, severity } as const;
  } catch {
    return { kind: 'unclear', language: terminal } as const;
  }
}

/** `Case 4718 · Urgency: Critical`. */
function titleOf(caseId: string | null, { severity }: Case, { language }: Reader): string {
  const { common } = messages(language);
  const name = caseId === null ? explainWords[language].typed : common.caseNumber(caseId);
  return `${name}${common.separator}${common.urgency}: ${common.severity[severity]}`;
}

async function explained(
  theCase: Case,
  world: ExplainWorld,
  words: ExplainWords,
  reader: Reader,
  title: string,
): Promise<string[]> {
  const { snapshot, learned } = world;
  const nothing = { technologies: [], people: [] };
  const request = { case: theCase, at: reader.at, policy: defaultPolicy, dropped: nothing };
  const plan = await createRegistryPlanner(snapshot, learned).plan({
    ...request,
    addedTechnologies: [],
    addedPeople: [],
  });
  const nameOf = (id: string): string => snapshot.technology(id)?.name[reader.language] ?? id;
  const like = learned.similar(theCase, plan.technologies, 8);
  const fixes = await world.fixes(like.map(({ caseId }) => caseId));
  return [
    styleText('bold', title),
    ...caseText(theCase, plan),
    '',
    ...technologies(plan, words, reader, (id, words) => formerly(snapshot.technology(id), words)),
    ...unknown(unknownWords(theCase, snapshot.technologies()), words, reader),
    '',
    ...people(plan, words, reader, nameOf),
    '',
    styleText('bold', words.similar),
    ...(fixes.size === 0 ? [`  ${words.noneSimilar}`] : []),
    ...like
      .flatMap(({ caseId, closedAt }) => {
        const known = fixes.get(caseId);
        return known ? [{ caseId, closedAt, ...known }] : [];
      })
      .slice(0, 3)
      .flatMap(({ caseId, closedAt, title, fix }) => [
        `  ${styleText('bold', caseId)}  ${title}  ${styleText('dim', day(new Date(closedAt).toISOString(), reader))}`,
        `      ${fix}`,
      ]),
    '',
    styleText('dim', words.learnedFrom(world.pastCases)),
  ];
}

/**
 * Title and description, with the words that spoke for a technology marked: by name, or as past cases taught. The title of what
 * was typed is its first sentence, and stands there once.
 */
function caseText({ title, description }: Case, plan: Plan): string[] {
  const evidence = plan.technologies.flatMap((each) => each.evidence);
  const shown = cut(description, mostText);
  const inText = evidence.filter(({ source, end }) => source === 'description' && end <= shown.length);
  const inTitle = evidence.filter(({ source }) => source === 'title');
  const isSaidTwice = shown.startsWith(title);
  const text = marked(shown, isSaidTwice ? [...inTitle, ...inText] : inText);
  const lines = [...(isSaidTwice ? [] : [marked(title, inTitle)]), ...(shown === '' ? [] : text.trimEnd().split('\n'))];
  return [...lines, ...(shown.length < description.length ? ['…'] : [])].map((line) => `  ${line}`);
}

function marked(text: string, evidence: readonly DetectionEvidence[]): string {
  let told = '';
  let reached = 0;
  const spans = [...evidence].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const { start, end, kind } of spans) {
    if (start < reached) continue;
    const style = kind === 'learned' ? (['magenta', 'underline'] as const) : (['cyan', 'underline'] as const);
    told += text.slice(reached, start) + styleText([...style], text.slice(start, end));
    reached = end;
  }
  return told + text.slice(reached);
}

/** Until when a technology was called by these words; null when they are no former name. */
function formerly(technology: Technology | undefined, words: string): string | null {
  const aliases = technology ? [...technology.aliases.en, ...technology.aliases.ja] : [];
  return aliases.map(writingOf).find((each) => comparableWords(each.words) === comparableWords(words))?.until ?? null;
}

function technologies(
  plan: Plan,
  words: ExplainWords,
  reader: Reader,
  formerly: (technology: string, words: string) => string | null,
): string[] {
  if (plan.technologies.length === 0) return [styleText('bold', words.technologies), `  ${words.unsure}`];
  const quoted = (evidence: readonly DetectionEvidence[]): string =>
    [...new Set(evidence.map((each) => each.words))]
      .slice(0, 4)
      .map((each) => (reader.language === 'ja' ? `「${each}」` : `“${each}”`))
      .join(' ');
  return [
    styleText('bold', words.technologies),
    ...plan.technologies.map(({ technology, name, confidence, evidence }) => {
      const own = evidence.filter(({ kind }) => kind !== 'learned');
      const taught = evidence.filter(({ kind }) => kind === 'learned');
      const until = own.map((each) => formerly(technology, each.words)).find((each) => each !== null) ?? undefined;
      const why = [
        ...(own.length > 0 ? [styleText('cyan', quoted(own))] : []),
        ...(until === undefined ? [] : [styleText('dim', words.formerName(until))]),
        ...(taught.length > 0 ? [`${styleText('magenta', quoted(taught))} ${styleText('dim', words.pastCases)}`] : []),
      ];
      return `  ${String(Math.round(confidence * 100)).padStart(3)} %  ${name[reader.language]}  ${why.join('  ')}`;
    }),
  ];
}

function unknown(names: readonly string[], words: ExplainWords, { language }: Reader): string[] {
  if (names.length === 0) return [];
  return [
    styleText(
      'dim',
      `  ${words.unknownWords(names.map((each) => (language === 'ja' ? `「${each}」` : `“${each}”`)).join(' '))}`,
    ),
  ];
}

function people(plan: Plan, words: ExplainWords, reader: Reader, nameOf: (id: string) => string): string[] {
  const chosen = new Set(plan.team.map(({ person }) => person.id));
  const others = plan.ranking.candidates.filter(({ person }) => !chosen.has(person.id)).slice(0, mostPassedOver);
  const covered = plan.technologies.length - plan.gaps.length;
  const counts = plan.team.length > 0 ? styleText('dim', `  ${words.asks(plan.team.length, covered)}`) : '';
  return [
    `${styleText('bold', words.people)}${counts}`,
    ...(plan.team.length === 0 ? [`  ${words.nobody}`] : []),
    ...plan.team.flatMap((each) => [
      `  ${styleText(['bold', 'green'], each.person.name)}  ${styleText('dim', words.covers(listed(each.technologies.map(nameOf), reader)))}`,
      ...reasonsFor(each.for, nameOf, reader).map((reason) => `      ${reason}`),
    ]),
    ...(plan.gaps.length > 0 ? [`  ${styleText('yellow', words.gaps(listed(plan.gaps.map(nameOf), reader)))}`] : []),
    ...(others.length > 0 ? ['', styleText('bold', words.passedOver)] : []),
    ...others.flatMap((each) => {
      const against = each.against.map((reason) => reasonAgainst(reason, nameOf, reader));
      const learned = each.for.filter(({ code }) => code === 'solved-similar');
      return [
        `  ${styleText('bold', each.person.name)}  ${(against.length > 0 ? against : [words.free]).join(' · ')}`,
        ...reasonsFor(learned, nameOf, reader).map((reason) => styleText('dim', `      ${reason}`)),
      ];
    }),
  ];
}
