import type { Case } from '../../cases/case.ts';
import type { CaseReading, ReadsCases } from '../../cases/caseReading.ts';
import type { SwarmCommand } from '../../swarm/commands.ts';
import { mayNotLink } from '../../swarm/linkable.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { unreadWhy } from '../cards/caseTextCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { refusalText } from '../cards/parts/refusal.ts';
import { short } from '../cards/parts/text.ts';
import { messages, type Reader } from '../languages/language.ts';
import { isIn } from '../views/views.ts';

export type LinkingNeeds = {
  swarms: Pick<Swarms, 'load' | 'liveSwarmOf'>;
  caseSystems: ReadsCases;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
};

/** The case to which a swarm is to be linked; or why it is not, in a sentence. */
export type LinkMeant =
  | { kind: 'case'; case: Case }
  | { kind: 'words'; words: string }
  | { kind: 'slow'; caseId: string; system: string; done: Promise<Exclude<LinkMeant, { kind: 'slow' }>> };

/** Finds the case that a swarm which was told in own words is said to be about, for who may say so. */
export function createLinking({ swarms, caseSystems, standsIn }: LinkingNeeds) {
  /** Why the reader may not say which case a swarm is about; null: they may. */
  function refused(state: KnownSwarm, reader: Reader): string | null {
    const actor = { kind: 'person', person: { id: reader.personId, name: '' } } as const;
    const actorStandsIn = standsIn(reader.personId, state.case.owner.id, reader.at);
    const refusal = mayNotLink(state, { type: 'UnlinkCase' }, { actor, actorStandsIn });
    return refusal && refusalText(refusal, reader);
  }

  /** Asks the systems for it. Who may not link the swarm sets off no question. */
  async function meant(state: KnownSwarm, said: string, reader: Reader): Promise<LinkMeant> {
    const { link } = messages(reader.language);
    const why = refused(state, reader);
    if (why !== null) return words(why);
    if (said.trim() === '') return words(link.namedMissing);
    if (reader.caseSystems === undefined) return words(link.noSystem);
    const named = caseSystems.namedIn(said)?.named ?? said.trim();
    const reading = await caseSystems.read(named, (theCase) => mayKnow(theCase, reader));
    if (reading.kind !== 'slow') return became(state, reading, named, reader);
    const { caseId, system } = reading;
    return { kind: 'slow', caseId, system, done: reading.done.then((done) => became(state, done, named, reader)) };
  }

  async function became(
    state: KnownSwarm,
    reading: Exclude<CaseReading, { kind: 'slow' }>,
    named: string,
    reader: Reader,
  ): Promise<Exclude<LinkMeant, { kind: 'slow' }>> {
    const { link } = messages(reader.language);
    if (reading.kind === 'not-asked') return words(link.notNamed(short(named, 80)));
    if (reading.kind !== 'read') return words(notLinked(reading, reader));
    if (!mayKnow(reading.case, reader)) return words(notLinked(reading.otherwise, reader));
    if (!reading.isKept) return words(link.numberTaken(short(reading.caseId, 60)));
    return (await takenBy(state.swarmId, reading.case, reader)) ?? { kind: 'case', case: reading.case };
  }

  /** That a case has a live swarm already; null: it has none, or this one. */
  async function takenBy(
    swarmId: string,
    { id }: Pick<Case, 'id'>,
    reader: Reader,
  ): Promise<Extract<LinkMeant, { kind: 'words' }> | null> {
    const live = await swarms.liveSwarmOf(id);
    if (live === null || live === swarmId) return null;
    const { link } = messages(reader.language);
    const other = await swarms.load(live);
    // It may be kept among few here, though its case no longer is.
    if (other.status !== 'none' && other.case.restricted && !isIn(other, { id: reader.personId }))
      return words(messages(reader.language).replies.notAllowedToSee);
    const caseId = short(id, 60);
    return words(wasStarted(other) ? link.hasSwarm(caseId, short(other.coordinator.name, 60)) : link.hasPlan(caseId));
  }

  /** That what a linked swarm was told as is another live swarm's by now, so that it cannot be that again; null: it is not. */
  const toldTaken = async (state: KnownSwarm, reader: Reader): ReturnType<typeof takenBy> =>
    state.linked && state.status !== 'resolved' && state.status !== 'cancelled'
      ? takenBy(state.swarmId, state.linked.told, reader)
      : null;

  /**
   * Why a link that nothing spoke against could not be kept, nor taken back: in that moment another swarm of the case began, or was linked to
   * it; null: that is not why.
   */
  async function beaten(state: KnownSwarm, command: SwarmCommand, reader: Reader): ReturnType<typeof takenBy> {
    if (command.type === 'LinkCase') return takenBy(state.swarmId, command.case, reader);
    return command.type === 'UnlinkCase' ? toldTaken(state, reader) : null;
  }

  return { refused, meant, toldTaken, beaten };
}

/** Of a restricted case nobody but its owner hears that there is one. */
const mayKnow = ({ restricted, owner }: Pick<Case, 'restricted' | 'owner'>, { personId }: Reader): boolean =>
  !restricted || owner.id === personId;

function notLinked(unread: Exclude<CaseReading, { kind: 'read' | 'slow' | 'not-asked' }>, reader: Reader): string {
  const { link, common, caseSystems } = messages(reader.language);
  // As if there were none, for who must not hear of it.
  if ('restricted' in unread && unread.restricted && unread.owner?.id !== reader.personId)
    return notLinked(unread.otherwise, reader);
  const caseId = short(unread.caseId, 60);
  switch (unread.kind) {
    case 'closed':
      return unread.into === null
        ? link.closed(caseId, unread.system)
        : link.merged(caseId, unread.system, short(unread.into, 60));
    case 'ownerless':
      return link.ownerless(caseId, unread.system);
    default:
      return common.sentences(caseSystems.title[unread.kind](caseId), unreadWhy(unread, reader));
  }
}

const words = (said: string): Extract<LinkMeant, { kind: 'words' }> => ({ kind: 'words', words: said });
