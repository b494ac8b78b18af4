import type { Swarms } from '../../swarm/service/swarms.ts';
import { askedCard, newsCard, requestCard } from '../cards/requestCards.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Reach } from '../effects/reach.ts';
import { setbackOf } from '../effects/setback.ts';
import { type HelpRequestJob, helpRequestJobSchema } from '../helpRequestJobs.ts';
import type { Directory } from '../people/directory.ts';
import type { TeamsLog } from '../ports.ts';
import { redrawn, tell } from './answerRequest.ts';
import { contactOf, endOf, type HelpRequest, isOpen, withContact } from './helpRequest.ts';
import type { Change, HelpRequests } from './helpRequests.ts';

export type RequestJobsNeeds = {
  requests: HelpRequests;
  reach: Reach;
  connector: Pick<Connector, 'update'>;
  directory: Directory;
  swarms: Pick<Swarms, 'load'>;
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
  log: TeamsLog;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * Does a job of helpRequestJob: one message outside, safe to run twice (a lost answer may bring a card twice; both answer
 * the same request). One that must wait is stored again for later.
 */
export function createRequestJobs(needs: RequestJobsNeeds) {
  const { requests, reach, connector, directory, swarms, standsIn, log, clock } = needs;

  return async function runJob(body: unknown, signal: AbortSignal): Promise<void> {
    const job = helpRequestJobSchema.parse(body);
    const request = await requests.find(job.requestId);
    if (!request) return;
    switch (job.does) {
      case 'bring':
        return bring(request, job.personId, job, signal);
      case 'redraw':
        return redraw(request, job.personId, job, signal);
      case 'tell':
        return tellAsker(request, job, signal);
      case 'lapse':
        await requests.change(job.requestId, lapsed);
        return;
      case 'look-after':
        return lookAfter(request);
      default:
        return job satisfies never;
    }
  };

  /** Brings a contact their card; one who cannot be reached counts as one who has declined. */
  async function bring(request: HelpRequest, personId: string, job: HelpRequestJob, signal: AbortSignal) {
    const contact = contactOf(request, personId);
    if (!contact || contact.message || !isOpen(request)) return;
    const triedFor = clock() - Date.parse(contact.bringAt);
    const card = await cardOf(request, personId);
    const reached = await reach(personId, cardMessage(card), { triedFor, signal });
    if (reached.kind === 'wait') return again(job, reached.retryAt);
    if (reached.kind !== 'sent') log('warn', 'A support contact could not be reached', { cause: reached.cause });
    await requests.change(request.requestId, (now): Change => {
      if (reached.kind === 'sent')
        return { request: withContact(now, personId, { message: reached.message }), jobs: [] };
      const next = withContact(now, personId, { answer: { kind: 'unreachable' } });
      return { request: next, jobs: [...redrawn(next, [personId]), ...(endOf(next) ? [tell(next)] : [])] };
    });
    // It may have been taken while the card was on its way.
    const after = await requests.find(request.requestId);
    if (after && !isOpen(after)) await requests.enqueue({ job: { ...job, does: 'redraw', personId } });
  }

  /** Draws somebody's card as it is now, and again if it changed meanwhile. */
  async function redraw(request: HelpRequest, personId: string, job: HelpRequestJob, signal: AbortSignal) {
    for (let now: HelpRequest = request; ; ) {
      const message = personId === now.asker.id ? now.card : contactOf(now, personId)?.message;
      // Whoever took it has the plan in its place.
      if (!message || now.taken?.by.id === personId) return;
      const updated = await connector.update(message, cardMessage(await cardOf(now, personId)), { signal });
      if (!updated.ok) {
        const setback = setbackOf(updated, 'try-again');
        // Deleted, or muted: there is no card that could be untrue.
        if (updated.status === 403 || updated.status === 404 || setback.kind === 'give-up') return;
        return again(job, setback.retryAt);
      }
      const after = await requests.find(now.requestId);
      if (!after || JSON.stringify(after) === JSON.stringify(now)) return;
      now = after;
    }
  }

  /** Tells the asker that somebody has taken it, or that nobody will. */
  async function tellAsker(request: HelpRequest, job: HelpRequestJob, signal: AbortSignal) {
    if (!request.taken && !endOf(request)) return;
    const reader = await directory.readerOf(request.asker.id, request.language);
    const message = cardMessage(newsCard(request, reader));
    const reached = await reach(request.asker.id, message, { triedFor: 0, signal });
    if (reached.kind === 'wait') return again(job, reached.retryAt);
    if (reached.kind !== 'sent') log('warn', 'Somebody could not be told of their request', { cause: reached.cause });
  }

  function lapsed(request: HelpRequest): Change {
    // The alarm of before it was asked anew; the new one rings later.
    if (!isOpen(request) || Date.parse(request.lapsesAt) > clock()) return null;
    const next = { ...request, lapsed: true };
    return { request: next, jobs: [...redrawn(next, []), tell(next)] };
  }

  /** A plan that was not started in time has lapsed: the asker, who was told that it is taken, hears that. */
  async function lookAfter(request: HelpRequest) {
    const { taken } = request;
    if (!taken?.swarmId) return;
    const { status } = await swarms.load(taken.swarmId);
    if (status !== 'lapsed' && status !== 'none') return;
    await requests.change(request.requestId, (now): Change => {
      if (now.lapsed || now.taken?.swarmId !== taken.swarmId) return null;
      const next = { ...now, lapsed: true };
      return { request: next, jobs: [...redrawn(next, [taken.by.id]), tell(next)] };
    });
  }

  async function cardOf(request: HelpRequest, personId: string) {
    const reader = await directory.readerOf(personId, request.language);
    if (personId === request.asker.id) return askedCard(request, reader);
    const mayPlanFor = !request.restricted && standsIn(personId, request.asker.id, reader.at);
    return requestCard(request, { mayPlanFor }, reader);
  }

  async function again(job: HelpRequestJob, retryAt: string | null): Promise<void> {
    const startAfter = retryAt ?? new Date(clock() + pause).toISOString();
    await requests.enqueue({ job, startAfter });
  }
}

/** Milliseconds to the next try where nobody names an instant. */
const pause = 10_000;
