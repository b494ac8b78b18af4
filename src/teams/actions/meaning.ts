import type { Person } from '../../cases/case.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { short } from '../cards/parts/text.ts';
import { listed, messages, named, type Reader } from '../languages/language.ts';
import type { LookUps } from '../lookUps.ts';
import type { Directory, Meant } from '../people/directory.ts';
import { mailIn, peopleTyped } from '../people/writtenName.ts';

/** What inputs of a card mean; or what to tell the person about them. */
export type Understood<Thing> = { ok: true; it: Thing } | { ok: false; words: string };

/**
 * Finds the people and technologies that a card's inputs name. A client sends ids and words; who they are is looked
 * up here, never taken from the card.
 */
export function createMeaning(directory: Directory, { lookUp }: Pick<LookUps, 'lookUp'>) {
  /** One person: chosen by id, else typed; null when neither was. */
  async function person(
    chosen: string | null,
    typed: string,
    reader: Reader,
    state?: KnownSwarm,
  ): Promise<Understood<Person | null>> {
    if (chosen !== null) return byId(chosen, reader, state);
    return typed === '' ? { ok: true, it: null } : byName(typed, reader);
  }

  async function byId(id: string, reader: Reader, state?: KnownSwarm): Promise<Understood<Person>> {
    const known = await knownById(id, state);
    return known ? { ok: true, it: known } : lookedUp(id.toLowerCase(), null, reader);
  }

  async function knownById(id: string, state?: KnownSwarm): Promise<Person | null> {
    const wanted = id.toLowerCase();
    return (state && peopleIn(state).find((each) => each.id === wanted)) ?? directory.personOf(wanted);
  }

  /** Somebody outside the registry; `name`: what to call them when nobody is found, null for an id. */
  async function lookedUp(idOrMail: string, name: string | null, reader: Reader): Promise<Understood<Person>> {
    const { replies } = messages(reader.language);
    const found = await lookUp(idOrMail, reader.personId);
    if (found === 'under-way') return { ok: false, words: replies.lookingUp };
    if (found === null) return { ok: false, words: name === null ? replies.personGone : replies.unknownPerson(name) };
    // The registry's name is the one that everybody sees elsewhere.
    return { ok: true, it: (await directory.personOf(found.id)) ?? found };
  }

  async function byName(typed: string, reader: Reader): Promise<Understood<Person>> {
    const { replies } = messages(reader.language);
    const name = short(typed, 60);
    const mail = mailIn(typed);
    const meant: Meant<Person> = directory.personNamed(typed);
    if (mail !== null && meant.kind !== 'one') return lookedUp(mail, name, reader);
    switch (meant.kind) {
      case 'one':
        return { ok: true, it: meant.it };
      case 'none':
        return { ok: false, words: replies.unknownPerson(name) };
      case 'several':
        return {
          ok: false,
          words: replies.ambiguousPerson(
            name,
            listed(
              meant.among.map((each) => short(each.name, 60)),
              reader,
            ),
          ),
        };
      default:
        return meant satisfies never;
    }
  }

  function technology(typed: string, reader: Reader): Understood<TechnologyId> {
    const { lists, replies } = messages(reader.language);
    if (typed === '') return { ok: false, words: replies.chooseTechnology };
    const meant = directory.technologyNamed(typed);
    if (meant.kind === 'one') return { ok: true, it: meant.it.id };
    const among =
      meant.kind === 'several'
        ? listed(
            meant.among.map((each) => named(each.name, reader)),
            reader,
          )
        : null;
    const name = short(typed, 60);
    return { ok: false, words: among ? lists.fitsSeveral(name, among) : replies.unknownTechnology(name) };
  }

  return {
    person,
    technology,
    /** People chosen by id and typed with commas between. */
    async people(ids: string[], typed: string, reader: Reader, state?: KnownSwarm): Promise<Understood<Person[]>> {
      const found: Person[] = [];
      const wanted = [
        ...ids.map((id) => () => byId(id, reader, state)),
        ...peopleTyped(typed).map((name) => () => byName(name, reader)),
      ];
      // Together: each may wait a moment for the directory, and a press must be answered soon.
      for (const one of await Promise.all(wanted.map((find) => find()))) {
        if (!one.ok) return one;
        if (!found.some((known) => known.id === one.it.id)) found.push(one.it);
      }
      return { ok: true, it: found };
    },
    /** People chosen by id among those of the swarm: nobody whom we do not know can be of it. */
    async peopleOf(state: KnownSwarm, ids: string[], reader: Reader): Promise<Understood<Person[]>> {
      const found = await Promise.all([...new Set(ids)].map((id) => knownById(id, state)));
      const known = found.filter((each) => each !== null);
      return known.length === found.length
        ? { ok: true, it: known }
        : { ok: false, words: messages(reader.language).replies.personGone };
    },
    /** Technologies typed with commas between. */
    technologies(typed: string, reader: Reader): Understood<TechnologyId[]> {
      const found: TechnologyId[] = [];
      for (const part of parts(typed)) {
        const one = technology(part, reader);
        if (!one.ok) return one;
        if (!found.includes(one.it)) found.push(one.it);
      }
      return { ok: true, it: found };
    },
  };
}

export type Meaning = ReturnType<typeof createMeaning>;

const parts = (typed: string): string[] =>
  typed
    .split(/[,、，;；\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, 20);

/** Everyone a swarm knows by name. */
function peopleIn(state: KnownSwarm): Person[] {
  const planned = [...state.plan.team, ...state.plan.ranking.candidates].map((each) => each.person);
  const started =
    'coordinator' in state
      ? [
          state.coordinator,
          ...state.members.map((each) => each.person),
          ...state.invitations.map((each) => each.person),
        ]
      : [];
  return [state.case.owner, ...state.added, ...planned, ...started];
}
