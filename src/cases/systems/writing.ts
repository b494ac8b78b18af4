import { createHash } from 'node:crypto';
import type { Language } from '../../language/language.ts';
import type { CaseWriting } from '../../swarm/caseWritings.ts';
import type { Article, CaseStep, CaseTold, LinkedCase, RecordedEvent } from '../../swarm/events.ts';
import { milestoneOf, noteKeyOf } from '../../swarm/milestones.ts';
import { type CaseEffects, done, type EffectOutcome, report, startedOf } from '../../swarm/service/effects.ts';
import { type StartedSwarm, waitedFor } from '../../swarm/state.ts';
import type { Person } from '../case.ts';
import type { CaseName, CaseSystem, CaseWritten, KeptArticle } from './caseSystem.ts';
import { shortAddress } from './notes/channelAddress.ts';
import { toldOf } from './notes/told.ts';
import { noteIn } from './notes/words.ts';
import { type WritingStop, type WritingStops, writtenSystemOf } from './stops.ts';

export type WritingNeeds = {
  /** Those that are connected. */
  systems: readonly CaseSystem[];
  /** What the policy wants written now: taken back there, it is not written for swarms of before either. */
  wanted: () => readonly CaseWriting[];
  history: (swarmId: string) => Promise<RecordedEvent[]>;
  /** How a person reads. */
  languageOf: (personId: string, otherwise: Language) => Promise<Language>;
  /** An article as a system's knowledge base takes it: what stands under its title, as HTML. */
  articleHtml: (article: Article, language: Language) => string;
  stops: WritingStops;
  /** Operators must look at a note that customers can see. */
  alarm: (system: string, stop: WritingStop) => void;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** Milliseconds after which is looked again whether an administrator lets writing go on. */
const untilLookedAgain = 3_600_000;

/** Milliseconds after which a case that is not seen is taken for gone. */
const untilGone = 86_400_000;

/** What of a swarm is written into its case, where that lives: one note, or the channel's address, for one job. */
export function createCaseEffects(needs: WritingNeeds): CaseEffects {
  const { systems, wanted, history, languageOf, articleHtml, stops, alarm, clock } = needs;

  const placeOf = placeIn(systems);
  const homeOf = homeIn(systems);

  /**
   * Writes, unless that is stopped, and tells what became of it. `look`: at what an earlier try may have written: where that is seen by
   * customers it is to be hidden also when writing is stopped.
   */
  async function written(
    state: StartedSwarm,
    step: CaseStep,
    place: { system: CaseSystem },
    write: () => Promise<CaseWritten>,
    look: (() => Promise<CaseWritten | null>) | null = null,
  ): Promise<EffectOutcome> {
    const { system } = place;
    const stop = await stops.find(writtenSystemOf(system.key));
    if (stop === null) return outcomeOf(state, step, system, await write(), null);
    const left = (await look?.()) ?? null;
    if (left?.kind === 'ok' || left?.kind === 'public' || left?.kind === 'busy' || left?.kind === 'broken')
      return outcomeOf(state, step, system, left, stop);
    return {
      kind: 'wait',
      cause: `Writing to ${system.name} is stopped until an administrator lets it go on`,
      retryAt: new Date(clock() + untilLookedAgain).toISOString(),
      advice: 'ask-administrator',
    };
  }

  /** `before`: for what writing is stopped already; operators heard of it. */
  async function outcomeOf(
    state: StartedSwarm,
    step: CaseStep,
    system: CaseSystem,
    became: CaseWritten,
    before: WritingStop | null,
  ): Promise<EffectOutcome> {
    switch (became.kind) {
      case 'ok':
        return settled(step, 'written', became.article);
      case 'closed':
        return settled(step, 'closed');
      case 'not-found':
        // Most systems answer hidden and gone alike: a role that was taken away may be given back.
        return waitedFor(state, step).asked >= untilGone
          ? settled(step, 'not-found')
          : {
              kind: 'wait',
              cause: `${system.name} has no such case, or does not let Swarm see it`,
              retryAt: new Date(clock() + untilLookedAgain).toISOString(),
              advice: 'ask-administrator',
            };
      case 'public': {
        const { note, detail, hide, article } = became;
        const stop = { caseId: state.case.id, note, detail, at: new Date(clock()).toISOString() };
        if (note !== before?.note) {
          await stops.stop(writtenSystemOf(system.key), stop);
          alarm(system.name, stop);
        }
        const hidden = hide ? await hide() : null;
        // Not now: the next try looks for the note, and hides it. Who never may has been told which note it is.
        return hidden?.kind === 'busy' || hidden?.kind === 'broken'
          ? outcomeOf(state, step, system, hidden, before)
          : settled(step, 'written', article);
      }
      case 'busy':
        return { kind: 'wait', cause: `${system.name} is busy`, retryAt: became.until, advice: 'try-again' };
      case 'forbidden':
        return {
          kind: 'give-up',
          cause: `${system.name} does not let Swarm write: ${became.detail}`,
          advice: 'ask-administrator',
        };
      case 'broken':
        return { kind: 'wait', cause: `${system.name}: ${became.detail}`, retryAt: null, advice: 'try-again' };
      default:
        return became satisfies never;
    }
  }

  return {
    async 'write-note'({ of }, circumstances) {
      const state = startedOf(circumstances);
      const step: CaseStep = `note:${of}`;
      if (state.forgotten || state.notesTold.includes(step)) return done;
      const events = await history(state.swarmId);
      const recorded = events.find(({ version }) => version === of);
      const milestone = recorded ? milestoneOf(recorded.event) : null;
      const isOfBefore = state.linked !== null && of < state.linked.version;
      const unlinked = unlinkedBy(recorded, state);
      if (unlinked === 'linked-again') return unwanted(state, step);
      const place = unlinked ? homeOf(unlinked) : isOfBefore ? null : placeOf(state);
      if (!recorded || milestone === null || !place || !wanted().includes(milestone)) return unwanted(state, step);
      const reader = unlinked ? (ownerAt(events, of) ?? state.case.owner) : state.case.owner;
      const language = await languageOf(reader.id, state.case.language);
      const told = toldOf(state, recorded, language);
      if (told === null) return unwanted(state, step);
      const { title, text } = noteIn(language, told, place.system.key);
      const note = {
        ...{ id: idOf(noteKeyOf(recorded)), title, repeated: circumstances.repeated },
        follows: mayFollow(state),
      };
      const { lookForNote } = place.system;
      const look = lookForNote && note.repeated ? () => lookForNote(place.named, note) : null;
      return written(state, step, place, () => place.system.writeNote(place.named, note, text), look);
    },
    async 'send-article'(_job, circumstances) {
      const state = startedOf(circumstances);
      const step: CaseStep = 'send-article';
      if (state.forgotten || state.articleDraft?.status !== 'waits') return done;
      const place = placeOf(state);
      const write = place?.system.writeArticle ?? null;
      const saved = state.article;
      // What was restricted, or reopened, since somebody pressed the button is told to nobody outside.
      if (!place || !write || !saved || state.status !== 'resolved' || state.case.restricted)
        return settled(step, 'not-wanted');
      const { language } = state.case;
      const { title } = saved.article;
      const draft = {
        id: idOf(`article of ${state.swarmId}`),
        title,
        html: articleHtml(saved.article, language),
        language,
      };
      return written(state, step, place, () => write({ ...draft, repeated: circumstances.repeated }));
    },
    async 'link-case'(_job, circumstances) {
      const state = startedOf(circumstances);
      const { channel } = state;
      const place = placeOf(state);
      const setLink = place?.system.setLink ?? null;
      if (state.forgotten || channel.status !== 'open' || !place || setLink === null || !wanted().includes('link'))
        return unwanted(state, 'link-case');
      const address = shortAddress(channel.channel.webUrl, state.case.id);
      return written(state, 'link-case', place, () => setLink(place.named, address, mayFollow(state)));
    },
    async 'unlink-case'({ of }, circumstances) {
      const state = startedOf(circumstances);
      const step: CaseStep = `unlink:${of}`;
      if (state.forgotten) return done;
      const told = await history(state.swarmId);
      const unlinked = unlinkedBy(
        told.find(({ version }) => version === of),
        state,
      );
      const place = unlinked === null || unlinked === 'linked-again' ? null : homeOf(unlinked);
      const takeLink = place?.system.takeLink ?? null;
      if (unlinked === null || unlinked === 'linked-again' || !place || takeLink === null || !wanted().includes('link'))
        return unwanted(state, step);
      // Whichever of its channels it led to.
      const addresses = told.flatMap(({ event }) =>
        event.type === 'ChannelOpened' ? [shortAddress(event.channel.webUrl, unlinked.id)] : [],
      );
      return written(state, step, place, () => takeLink(place.named, addresses, mayFollow(state)));
    },
  };
}

/** Who reads the case into which a restricted one was merged may never have been let see that: nothing of it goes there. */
const mayFollow = (state: StartedSwarm): boolean => !state.case.restricted;

type Place = { system: CaseSystem; named: CaseName };

/**
 * The system in which the swarm's own case lives, and its name there: it was read there, or its address leads there. Of one that was
 * merged it is the name of the case that goes on in its place, unless it is restricted. Its number says nothing: another case may have the same one. Null: it
 * lives in none, or in one that is not connected any more.
 */
const placeIn =
  (systems: readonly CaseSystem[]) =>
  (state: StartedSwarm): Place | null => {
    const { home, url } = state.case;
    const mergedInto = mayFollow(state) ? state.mergedInto : null;
    if (home) return homeIn(systems)({ home: { ...home, record: mergedInto?.record ?? home.record } });
    if (url === null || !URL.canParse(url)) return null;
    for (const system of systems) {
      const named = system.addressed(new URL(url));
      if (named) return { system, named: mergedInto ? { by: 'id', id: mergedInto.record } : named };
    }
    return null;
  };

/** Whose the case was when an event happened: one that it unlinks is no more of who owns the swarm's case since. */
function ownerAt(events: readonly RecordedEvent[], of: number): Person | null {
  const owners = events.flatMap(({ event, version }) => {
    if (version >= of) return [];
    return event.type === 'CaseReassigned' ? [event.to] : event.type === 'SwarmProposed' ? [event.case.owner] : [];
  });
  return owners.at(-1) ?? null;
}

/** The case that an event unlinked; null: it unlinked none. Linked to it once more, it was no mistake. */
function unlinkedBy(
  recorded: RecordedEvent | undefined,
  { case: { home } }: StartedSwarm,
): LinkedCase | 'linked-again' | null {
  if (recorded?.event.type !== 'CaseUnlinked') return null;
  const { from } = recorded.event;
  return home?.system === from.home.system && home.record === from.home.record ? 'linked-again' : from;
}

const homeIn =
  (systems: readonly CaseSystem[]) =>
  ({ home }: Pick<LinkedCase, 'home'>): Place | null => {
    const system = systems.find(({ key }) => key === home.system);
    return system ? { system, named: { by: 'id', id: home.record } } : null;
  };

/** The name of the system into whose knowledge base the article of a swarm's case may go, as a draft; null: into none. */
export const knowledgeBaseIn =
  (systems: readonly CaseSystem[]) =>
  (state: StartedSwarm): string | null => {
    const place = placeIn(systems)(state);
    return place?.system.writeArticle ? place.system.name : null;
  };

const settled = (step: CaseStep, outcome: CaseTold, article?: KeptArticle): EffectOutcome =>
  report({ type: 'ReportCaseTold', step, outcome, ...(article && { article }) });

/** Only of what somebody was told to wait for is told that it does not come. */
const unwanted = (state: StartedSwarm, step: CaseStep): EffectOutcome =>
  state.troubles.some((each) => each.step === step) ? settled(step, 'not-wanted') : done;

/** Of Swarm's own, so that no name is an id that something else made of it (RFC 9562, version 5). */
const namespace = Buffer.from('5b7e8c1a2f9d4e60a3c40f1d6b92e875', 'hex');

/** The UUID of a name, always the same. */
export function idOf(name: string): string {
  const hash = createHash('sha1').update(namespace).update(name).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
