import { stateOfRota } from '../../availability/workingStates.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { HeldSkill } from '../../registry/snapshot.ts';
import { type WhoLine, whoCard } from '../cards/whoCard.ts';
import type { Turn } from '../inbound/turn.ts';
import { named, type Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { technologiesNamed } from './namedTogether.ts';
import { createOnCall } from './onCall.ts';
import type { Reply } from './replies.ts';

/** From this level on somebody counts as knowing a technology; below it they have read about it. */
const leastLevel = 2;

/** For an example it need not be all. */
const mostLookedAt = 200;

/** `/swarm who Azure DNS`: who owns a technology, who knows it, who wants to learn it. */
export function whoCommand({
  registry,
  directory,
}: {
  registry: Pick<SkillsRegistry, 'snapshot'>;
  directory: Pick<Directory, 'technologyNamed'>;
}) {
  const { snapshot } = registry;

  function lineOf({ by, level }: HeldSkill, at: number): WhoLine {
    const { engineer, awayUntil, load } = by;
    const iso = (instant: number) => new Date(instant).toISOString();
    const { working, until, off } = stateOfRota(by.rota, at);
    const now: WhoLine['now'] =
      awayUntil > at
        ? { state: 'away', until: iso(awayUntil) }
        : !Number.isFinite(until)
          ? null
          : working
            ? { state: 'at-work', until: iso(until) }
            : { state: 'off', back: iso(until), ...(off ? { day: off } : {}) };
    const team = snapshot.team(engineer.team ?? '');
    return {
      name: engineer.name,
      team: team?.name ?? null,
      level,
      now,
      load: { live: load?.liveSwarms ?? 0, most: engineer.mostSwarms },
    };
  }

  const byLevel = (technology: string): HeldSkill[] =>
    snapshot
      .skilled(technology)
      .toSorted((a, b) => b.level - a.level || (a.by.engineer.name < b.by.engineer.name ? -1 : 1));

  /** One of the first technologies that somebody owns, or the first. */
  function example(reader: Reader): string | null {
    const technologies = snapshot.technologies();
    const owned = technologies.slice(0, mostLookedAt).find(({ id }) => snapshot.skilled(id).some(({ owner }) => owner));
    const shown = owned ?? technologies[0];
    return shown ? named(shown.name, reader) : null;
  }

  const onCall = createOnCall(snapshot);

  return async (words: string, { reader }: Pick<Turn, 'reader'>): Promise<Reply> => {
    if (words === '')
      return { audience: 'asker', card: whoCard({ found: 'not-asked', example: example(reader) }, reader) };
    const { technologies, together } = technologiesNamed(words, directory);
    const [meant] = technologies;
    if (!meant) return { audience: 'room', card: whoCard({ found: 'none', asked: words }, reader) };
    if (technologies.length > 1) {
      const among = technologies.map(({ id, name }) => ({
        technology: named(name, reader),
        owners: byLevel(id).flatMap(({ owner, by }) => (owner ? [by.engineer.name] : [])),
      }));
      return { audience: 'room', card: whoCard({ found: 'several', asked: together ? null : words, among }, reader) };
    }
    const at = Date.parse(reader.at);
    const skilled = byLevel(meant.id);
    const line = [meant.id, ...snapshot.ancestors(meant.id)];
    const view = {
      found: 'one' as const,
      teams: snapshot.teams().filter(({ technologies }) => technologies.some((each) => line.includes(each))),
      technology: named(meant.name, reader),
      onCall: onCall([meant.id], reader),
      owners: skilled.filter((each) => each.owner).map((each) => lineOf(each, at)),
      others: skilled.filter((each) => !each.owner && each.level >= leastLevel).map((each) => lineOf(each, at)),
      learners: skilled.filter((each) => each.wantsToLearn).map((each) => each.by.engineer.name),
    };
    return { audience: 'room', card: whoCard(view, reader) };
  };
}
