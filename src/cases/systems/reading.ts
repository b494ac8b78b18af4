import { cut } from '../../language/cut.ts';
import { isPersonId, personIdOf } from '../../store/personId.ts';
import type { Case, Person } from '../case.ts';
import type { CaseReading, CaseTrouble, ReadsCases } from '../caseReading.ts';
import { caseKey } from '../ids/caseKey.ts';
import type { ToldBy } from '../storedCases.ts';
import { caseOf, type Misfit } from './becoming.ts';
import type { CaseName, CaseRead, CaseSystem, SurvivingCase, SystemCase } from './caseSystem.ts';
import type { Mappings } from './mapping.ts';
import { type Asked, createCaseNaming, isAddress } from './naming.ts';

export type ReadingNeeds = {
  /** Those that are connected, in the order in which they are asked. */
  systems: readonly CaseSystem[];
  mappings: Mappings;
  /** The person of the organisation with this Entra id or mail address; null: nobody. Throws when that cannot be told now. */
  findPerson: (idOrMail: string) => Promise<Person | null>;
  /** Keeps what was read, unless another system's case has its number. */
  keep: (theCase: Case, told: ToldBy) => Promise<'stored' | 'had-it' | 'of-other'>;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
  /** Milliseconds after which somebody who waits is told that it takes longer, from now on. */
  patience?: () => number;
};

/** A turn must answer Teams within 15 seconds, and what follows from the case takes its time, too. */
const usualPatience = (): number => 4_000;
const mostTold = 1_000;

/** What a system said of a case, and the case that becomes of it. */
export type Become =
  | { kind: 'case'; system: CaseSystem; told: SystemCase; case: Case; misfits: Misfit[]; otherwise: CaseTrouble }
  | Exclude<CaseReading, { kind: 'read' | 'slow' }>;

type Settled = Exclude<CaseReading, { kind: 'slow' }>;

/** Whom a case is for. `instead`: why it is not for its owner in its system. */
export type CaseFor = Pick<Case, 'owner' | 'instead'>;

/** Makes cases of what systems tell, whoever asked. */
export type MakesCases = {
  /**
   * Who owns it, in Entra, or whom the mapping names in their place; null: nobody who could be named. Throws when that cannot be
   * looked up now.
   */
  ownerIn(system: CaseSystem, told: SystemCase): Promise<CaseFor | null>;
  /**
   * The case that it becomes; what of it does not fit the mapping is told in the log. `before`: as it was last, for what a column
   * says that is not told any more.
   */
  caseIn(system: CaseSystem, told: SystemCase, isFor: CaseFor, before: Case | null): Case;
};

/** Reads cases out of the systems that are connected, each asked once at a time for the same case. */
export function createCaseReading(
  needs: ReadingNeeds,
): ReadsCases & MakesCases & { look(named: string): Promise<Become> } {
  const { systems, mappings, keep, log, patience = usualPatience } = needs;
  const underWay = new Map<string, Promise<Become>>();
  const told = new Set<string>();

  const { askable, namedIn } = createCaseNaming(systems, (key) => mappings.of[key].numbers);

  /** Asks in order until one has it; what went wrong with an earlier one counts more than that a later one has none. */
  async function look(named: string, asked: readonly Asked[] = askable(named)): Promise<Become> {
    const [first] = asked;
    if (!first) return { kind: 'not-asked' };
    let trouble: CaseTrouble | null = null;
    const names = [...new Set(asked.map(({ system }) => system.name))];
    const none: CaseTrouble = { kind: 'not-found', caseId: calledBy(first.name), systems: names };
    for (const { system, name } of asked) {
      const read = await system.readCase(name);
      if (read.kind === 'ok') return become(system, read.case, trouble ?? none);
      if (read.kind !== 'not-found') trouble ??= troubled(system, read, calledBy(name));
    }
    return trouble ?? none;
  }

  function troubled(system: CaseSystem, read: Exclude<CaseRead, { kind: 'ok' | 'not-found' }>, caseId: string) {
    log(read.kind === 'busy' ? 'info' : 'warn', 'A case could not be read', { system: system.key, ...read });
    if (read.kind === 'busy') return { kind: read.kind, caseId, system: system.name, until: read.until };
    return { kind: read.kind, caseId, system: system.name };
  }

  async function become(system: CaseSystem, found: SystemCase, otherwise: CaseTrouble): Promise<Become> {
    const common = { caseId: found.number, system: system.name };
    const mapping = mappings.of[system.key];
    const over = (owner: Person | null) => {
      const { restricted } = caseOf(found, mapping, owner ?? { id: '-', name: '-' }).case;
      return { ...common, owner, restricted, otherwise };
    };
    // Whose it was is asked for those who may not hear of it: it is told as over, whether that can be said or not.
    if (found.isClosed)
      return {
        ...{ kind: 'closed', into: found.merged?.into?.number ?? null },
        ...over((await ownerIn(system, found).catch(() => null))?.owner ?? null),
      };
    let isFor: CaseFor | null;
    try {
      isFor = await ownerIn(system, found);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log('warn', 'The owner of a case could not be looked up', { system: system.key, message });
      return { kind: 'broken', ...common };
    }
    if (!isFor) {
      const because = found.owner.kind === 'person' ? 'unknown' : 'nobody';
      return { kind: 'ownerless', ...over(null), group: found.owner.group, because };
    }
    const made = caseOf(found, mapping, isFor.owner);
    for (const misfit of made.misfits) tellOnce(system, misfit);
    return {
      kind: 'case',
      system,
      told: found,
      case: atHome(made.case, system, found, isFor, null),
      misfits: made.misfits,
      otherwise,
    };
  }

  /** Who owns it: by Entra id where the system knows it, else by a column or the mail address, else who answers for its group. */
  async function ownerIn({ key }: CaseSystem, { owner, columns }: SystemCase): Promise<CaseFor | null> {
    const { id: column, groups, otherwise } = mappings.of[key].owner;
    if (owner.kind === 'person') {
      const id = personIdOf((column === null ? null : columns.get(column)?.value) ?? owner.id ?? '');
      if (isPersonId(id) && owner.name !== '') return { owner: { id, name: owner.name } };
      const found = isPersonId(id)
        ? await needs.findPerson(id)
        : owner.mail === null
          ? null
          : await needs.findPerson(owner.mail);
      if (found) return { owner: found };
    }
    const { group } = owner;
    const named = (group === null ? null : groups[group]) ?? otherwise;
    const person = named === null || named === undefined ? null : await needs.findPerson(named);
    const because = owner.kind === 'person' ? ('unknown' as const) : ('nobody' as const);
    return person && { owner: person, instead: { because, group: group === null ? null : cut(group, 200) } };
  }

  /** Once in the life of a process: a value that nobody mapped may stand in every case. */
  function tellOnce(system: CaseSystem, misfit: Misfit): void {
    const facts = { system: system.key, ...misfit };
    const line = JSON.stringify(facts);
    if (told.has(line) || told.size > mostTold) return;
    told.add(line);
    log('warn', 'The mapping does not fit a case', facts);
  }

  const failed = (named: string, error: unknown): Extract<Become, { kind: 'broken' }> => {
    log('error', 'A case could not be kept', { message: error instanceof Error ? error.message : String(error) });
    const [first] = askable(named);
    return { kind: 'broken', caseId: first ? calledBy(first.name) : named, system: first?.system.name ?? '' };
  };

  async function kept(named: string, asked: readonly Asked[], mayKeep: MayKeep): Promise<Settled> {
    try {
      const became = await reading(named, asked);
      if (became.kind !== 'case') return became;
      const { case: theCase, system, told, otherwise } = became;
      const read = { kind: 'read', caseId: theCase.id, case: theCase, otherwise } as const;
      if (!mayKeep(theCase)) return { ...read, isKept: false };
      const { version, record } = told;
      const outcome = await keep(theCase, { source: system.key, version, record });
      return { ...read, isKept: outcome !== 'of-other' };
    } catch (error) {
      return failed(named, error);
    }
  }

  /** Who asks while somebody's asking is under way gets its answer; what has come may be changed or closed in the next moment. */
  function reading(named: string, asked: readonly Asked[]): Promise<Become> {
    const key = `${asked.map(({ system }) => system.key)} ${isAddress(named) ? named : caseKey(named)}`;
    const before = underWay.get(key);
    if (before) return before;
    const started = look(named, asked)
      .catch((error: unknown) => failed(named, error))
      .finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  }

  async function read(named: string, asked: readonly Asked[], mayKeep: MayKeep): Promise<CaseReading> {
    const [first] = asked;
    if (!first) return { kind: 'not-asked' };
    const done = kept(named, asked, mayKeep);
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), patience());
    const answer = await Promise.race([done, late.promise]);
    clearTimeout(timer);
    return answer === 'late' ? { kind: 'slow', caseId: calledBy(first.name), system: first.system.name, done } : answer;
  }

  return {
    look,
    ownerIn,
    caseIn(system, found, isFor, before) {
      const made = caseOf(found, mappings.of[system.key], isFor.owner, before);
      for (const misfit of made.misfits) tellOnce(system, misfit);
      return atHome(made.case, system, found, isFor, before);
    },
    namedIn,
    read: (named, mayKeep) => read(named, askable(named), mayKeep),
    async readAgain({ id, home }) {
      const system = systems.find(({ key }) => key === home?.system);
      const asked: Asked[] = home && system ? [{ system, name: { by: 'id', id: home.record } }] : [];
      // Whoever has the plan had the right to it: what the system says now is kept, whosever the case is by now.
      return read(id, asked, () => true);
    },
  };
}

type MayKeep = (theCase: Case) => boolean;

function atHome(
  theCase: Case,
  { key }: CaseSystem,
  { record, merged }: SystemCase,
  { instead }: CaseFor,
  before: Case | null,
): Case {
  // Some tell once into which it was merged, and that it was for ever. One that is told as its own goes on by nobody.
  const told = merged?.into && merged.into.record !== record ? linkable(merged.into) : before?.mergedInto;
  const into = merged && told;
  return { ...theCase, home: { system: key, record }, ...(instead && { instead }), ...(into && { mergedInto: into }) };
}

const linkable = ({ record, number, url }: SurvivingCase): NonNullable<Case['mergedInto']> => ({
  ...{ record, number },
  url: url.startsWith('https:') ? url : null,
});

const calledBy = (name: CaseName): string => (name.by === 'number' ? name.number : name.id);
