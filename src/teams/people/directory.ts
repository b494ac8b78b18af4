import type { Person } from '../../cases/case.ts';
import { comparableWords } from '../../detection/text.ts';
import { cut } from '../../language/cut.ts';
import type { Language } from '../../language/language.ts';
import { chatAddress } from '../../registry/chatAddress.ts';
import type { Engineer } from '../../registry/engineer.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Technology, TechnologyId } from '../../registry/technology.ts';
import { aliasesOf } from '../../registry/writings.ts';
import type { ModelUse } from '../../settings/modelUses.ts';
import { personIdOf } from '../../store/personId.ts';
import { languageOf, type Reader, type Tongues } from '../languages/language.ts';
import type { PersonalChat, PersonalChats } from './chats.ts';
import { fitting } from './spokenName.ts';
import { mailIn } from './writtenName.ts';

/** Whom or what a few typed words mean. */
export type Meant<Thing> = { kind: 'one'; it: Thing } | { kind: 'none' } | { kind: 'several'; among: Thing[] };

/** People and technologies by what others call them, and how people read. */
export type Directory = {
  /**
   * How a person reads: the language they chose, else that of their Teams, else the first the registry has of them, else
   * the one given; the zone of their Teams, else the registry's.
   */
  readerOf(personId: string, otherwise: Language): Promise<Reader>;
  /** The same, of a person whose chat is known already. */
  readerIn(chat: PersonalChat | null, personId: string, otherwise: Language): Reader;
  /** The person with this Entra id, when the registry or an earlier activity knows their name. */
  personOf(personId: string): Promise<Person | null>;
  /** The address that opens a chat with somebody of the registry; null where their mail address is not known. */
  chatWith(personId: string): string | null;
  /** The engineer of the registry meant by a name, a reading, a mail address or an id. */
  personNamed(typed: string): Meant<Person>;
  technology(id: TechnologyId): Technology | null;
  /**
   * The technology meant by a name or alias in either language; several when they share that alias, as a family does,
   * or when only part of a name was given.
   */
  technologyNamed(typed: string): Meant<Technology>;
};

export type DirectoryNeeds = {
  registry: Pick<SkillsRegistry, 'snapshot'>;
  chats: Pick<PersonalChats, 'find'>;
  clock: () => number;
  /** For what a language model may be told of cases; left out: for nothing. */
  model?: readonly ModelUse[];
  /** What the connected case systems are called; left out: none is. */
  linksTo?: readonly string[];
};

/** The most that are named when words fit several. */
const mostNamed = 5;

export function createDirectory({ registry, chats, clock, model = [], linksTo = [] }: DirectoryNeeds): Directory {
  const { snapshot } = registry;
  const technologiesByName = createNames(() => snapshot.technologies());

  const personOf = async (personId: string): Promise<Person | null> => {
    const listed = snapshot.listed(personId)?.engineer.name;
    const name = listed ?? (await chats.find(personId))?.name;
    return name ? { id: personId, name } : null;
  };

  const tongues: Tongues = { of: (personId) => snapshot.listed(personId)?.engineer.languages ?? null, model };

  const readerIn = (chat: PersonalChat | null, personId: string, otherwise: Language): Reader => {
    const engineer = snapshot.listed(personId)?.engineer;
    const ofTeams = chat && chat.locale !== '' ? languageOf(chat.locale) : null;
    return {
      language: engineer?.reads ?? ofTeams ?? engineer?.languages[0] ?? otherwise,
      zone: chat?.zone ?? engineer?.zone ?? 'UTC',
      personId,
      at: new Date(clock()).toISOString(),
      ...(engineer && { speaks: engineer.languages }),
      tongues,
      ...(linksTo.length > 0 && { caseSystems: linksTo }),
    };
  };

  return {
    personOf,
    chatWith: (personId) => chatAddress(snapshot.listed(personId)?.engineer.mail),
    readerIn,
    readerOf: async (personId, otherwise) => readerIn(await chats.find(personId), personId, otherwise),
    personNamed(typed) {
      const byId = snapshot.listed(personIdOf(typed))?.engineer;
      if (byId) return { kind: 'one', it: personOfEngineer(byId) };
      const mail = mailIn(typed)?.toLowerCase();
      if (mail !== undefined)
        return meant([...snapshot.engineers()].filter((each) => each.mail === mail).map(personOfEngineer));
      const fits = fitting(typed);
      const same: Engineer[] = [];
      const partly: Engineer[] = [];
      for (const engineer of snapshot.engineers()) {
        const fit = fits(engineer);
        if (fit === 'same') same.push(engineer);
        else if (fit === 'part') partly.push(engineer);
      }
      return meant(told(same.length > 0 ? same : partly, typed).map(personOfEngineer));
    },
    technology: (id) => snapshot.technology(id) ?? null,
    technologyNamed: (typed) => technologiesByName(typed, snapshot.technologiesRevision()),
  };
}

const personOfEngineer = ({ id, name }: Engineer): Person => ({ id, name });

/** Of several those whom the words in brackets tell: 「田中(健)」. */
function told(several: Engineer[], typed: string): Engineer[] {
  const hint = /[(（]([^()（）]+)[)）]/u.exec(typed)?.[1];
  const fits = several.length > 1 && hint !== undefined ? fitting(hint) : null;
  const narrowed = fits ? several.filter((each) => fits(each) !== 'none') : several;
  return narrowed.length > 0 ? narrowed : several;
}

const meant = <Thing>(found: Thing[]): Meant<Thing> => {
  const [only] = found;
  if (only === undefined) return { kind: 'none' };
  return found.length === 1 ? { kind: 'one', it: only } : { kind: 'several', among: found.slice(0, mostNamed) };
};

/** Nobody and nothing has a longer name. */
const longestName = 300;

/** Technologies by name, made anew when the registry's technologies changed. */
function createNames(technologies: () => Technology[]) {
  let revision = -1;
  let exact = new Map<string, Technology[]>();
  /** Names without their first word, which often is their maker's. */
  let shorter = new Map<string, Technology[]>();

  const rebuild = () => {
    exact = new Map();
    shorter = new Map();
    const all = technologies();
    // Names win over aliases of others.
    for (const each of all)
      for (const alias of new Set(aliasesOf(each).map(comparableWords)))
        exact.set(alias, [...(exact.get(alias) ?? []), each]);
    for (const each of all)
      for (const name of [each.id, each.name.en, each.name.ja]) exact.set(comparableWords(name), [each]);
    for (const each of all)
      for (const name of new Set(
        [each.name.en, each.name.ja].map((name) => comparableWords(name.replace(/^\S+\s+/u, ''))),
      ))
        shorter.set(name, [...(shorter.get(name) ?? []), each]);
  };

  return (typed: string, current: number): Meant<Technology> => {
    if (revision !== current) {
      rebuild();
      revision = current;
    }
    const wanted = comparableWords(cut(typed, longestName)).trim();
    if (wanted === '') return { kind: 'none' };
    const found = exact.get(wanted);
    if (found) return meant(found);
    // "Storage" is Azure Storage, and not what is also known as Storage Spaces Direct.
    const withoutMaker = shorter.get(wanted);
    if (withoutMaker) return meant(withoutMaker);
    const partly = new Set<Technology>();
    for (const [name, technologies] of exact)
      if (name.includes(wanted)) for (const technology of technologies) partly.add(technology);
    return meant([...partly]);
  };
}
