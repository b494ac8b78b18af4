import { setTimeout as wait } from 'node:timers/promises';
import type { Case } from '../../case.ts';
import { caseKey } from '../../ids/caseKey.ts';
import type { CaseOver, StoredCases } from '../../storedCases.ts';
import type { CaseSystem, CaseSystemKey, SystemCase } from '../caseSystem.ts';
import type { MakesCases } from '../reading.ts';
import type { ChangedCases, TakenCase } from './changedCases.ts';

export type RereadingNeeds = {
  systems: readonly CaseSystem[];
  changed: ChangedCases;
  making: MakesCases;
  stored: Pick<StoredCases, 'saveChanged' | 'saveGone' | 'findRecord'>;
  tenantId: string;
  /** Whether a case with this number is stored; if it is another one, that is seen when this one is to be kept. */
  isKnown: (caseId: string) => Promise<boolean>;
  /** Since when a case must have been created to count although Swarm does not know it (ISO, UTC); null: none does. */
  newSince: () => string | null;
  /** Takes the words of a restricted case out of what is kept of past ones, if it is among those that were brought in. */
  hidePast: (theCase: Case, leadsHere: (url: string) => boolean) => Promise<void>;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
  /** Milliseconds since 1970. */
  clock: () => number;
};

export type Rereading = {
  /** Something was noted. */
  wake(): void;
  /** Ends what is under way, and begins nothing more. */
  stop(): Promise<void>;
};

/**
 * So many cases of a system are read again in a minute, at most, by all processes together (changedCases.ts): half of what Dataverse allows a user, a
 * third of what the smaller plans of Zendesk allow an account, so that people's questions always get through.
 */
export const readsAMinute: Readonly<Record<CaseSystemKey, number>> = {
  dynamics: 600,
  'servicenow-case': 120,
  'servicenow-incident': 120,
  zendesk: 60,
};

/** So many are read at once by each process. */
const atOnce = 2;
/** So many times as long as a read took, at most so many milliseconds, nothing more is read: of many in a row no turn is to feel anything. */
const restsFor = 8;
const longestRest = 200;
/** Milliseconds after which a process looks for what others noted, and for what is due again. */
const lookAfter = 2_000;
/** Minutes until the next try, by how many were made; the last holds for all further ones. */
const waits = [1, 2, 5, 15, 60];
/** After so many tries in vain, about two days, a case is let be until it changes again. */
const mostTries = 50;

/**
 * Reads again, where they live, the cases that changed there, the newest first, and keeps what they are now. What it was told of a
 * change is never believed but for which case it was. A read that fails is made again; a process that dies in it leaves
 * the case to another.
 */
export function startRereading(needs: RereadingNeeds): Rereading {
  const { systems, changed, log, clock } = needs;
  const working = new Set<Promise<void>>();
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;
  /** How often something was noted: who found nothing looks again if it was noted while they looked. */
  let told = 0;

  function wake(): void {
    if (isStopped) return;
    told += 1;
    while (working.size < atOnce) {
      const work = workOff().finally(() => working.delete(work));
      working.add(work);
    }
  }

  /** Reads until nothing is due. */
  async function workOff(): Promise<void> {
    try {
      while (!isStopped) {
        const before = told;
        const taken = await changed.take(systems.map(({ key }) => key));
        if (!taken && before === told) return;
        if (!taken) continue;
        const began = performance.now();
        await settle(taken);
        await wait(Math.min(longestRest, restsFor * (performance.now() - began)));
      }
    } catch (error) {
      log('error', 'A changed case could not be taken up', { message: said(error) });
    }
  }

  async function settle(taken: TakenCase): Promise<void> {
    const system = systems.find(({ key }) => key === taken.system);
    if (!system) return;
    const outcome = await readAgain(system, taken).catch((error: unknown) => ({
      kind: 'broken' as const,
      detail: said(error),
    }));
    if (outcome === null) return changed.done(taken);
    const { system: key, record, tries } = taken;
    if (outcome.kind === 'busy') {
      await changed.rest(system.key, outcome.until);
      return changed.later(taken, outcome.until, false);
    }
    log('warn', 'A changed case could not be read', { system: key, record, tries, ...outcome });
    if (tries >= mostTries) return changed.done(taken);
    const minutes = waits[Math.min(tries, waits.length - 1)] ?? 60;
    return changed.later(taken, new Date(clock() + minutes * 60_000).toISOString(), true);
  }

  /** Null: it is done. */
  async function readAgain(system: CaseSystem, { record, mergedInto }: TakenCase) {
    const read = await system.readCase({ by: 'id', id: record }, mergedInto);
    const { tenantId, stored } = needs;
    if (read.kind === 'not-found') {
      await stored.saveGone(tenantId, { source: system.key, record });
      return null;
    }
    if (read.kind !== 'ok') return read;
    await keep(system, read.case);
    return null;
  }

  async function keep(system: CaseSystem, told: SystemCase): Promise<void> {
    const { making, stored, tenantId, newSince, isKnown, hidePast } = needs;
    const { record, version, isClosed } = told;
    const before = await stored.findRecord(tenantId, { source: system.key, record });
    // Whoever has it: of a past case nothing but its words is at stake.
    const past = before ? null : making.caseIn(system, told, { owner: nobody }, null);
    if (past?.restricted) await hidePast(past, (url) => isLedTo(system, url, told));
    // A case that nobody has now stays with who had it: its swarm goes on.
    const isFor = (await making.ownerIn(system, told)) ?? before;
    if (!isFor) return;
    const since = newSince();
    const isNew = since !== null && !isClosed && told.created >= since;
    const theCase: Case = making.caseIn(system, told, isFor, before);
    if (!before && !isNew && !(await isKnown(theCase.id))) return;
    const over: CaseOver | null = isClosed ? 'closed' : null;
    const outcome = await stored.saveChanged(tenantId, theCase, { source: system.key, version, record, over });
    log('info', 'A changed case was read', { system: system.key, record, outcome });
  }

  timer = setInterval(wake, lookAfter);
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      if (timer) clearInterval(timer);
      await Promise.all(working);
    },
  };
}

const nobody = { id: '-', name: '-' };

function isLedTo(system: CaseSystem, url: string, { record, number }: SystemCase): boolean {
  const named = URL.canParse(url) ? system.addressed(new URL(url)) : null;
  return named !== null && (named.by === 'id' ? named.id === record : caseKey(named.number) === caseKey(number));
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
