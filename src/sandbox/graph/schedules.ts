import type { Answer } from '../doors/routes.ts';
import type { Schedule } from '../tenant/tenant.ts';
import { badRequest, notFound, ok } from './answers.ts';
import { type GraphCall, type GraphContext, type GraphRoute, graphRoute } from './graphRoute.ts';

/** So many of a list come at once. */
const page = 50;

/** The Shifts of teams: shifts and times off, each as its manager drafts it and as it is shared. */
export function scheduleRoutes(context: GraphContext): GraphRoute[] {
  const { schedules } = context.tenant;
  const listOf = (path: string, of: 'shifts' | 'timesOff'): GraphRoute =>
    graphRoute.ofTeam(context, 'GET', path, 'list', (team, call) => {
      const schedule = schedules.get(team.id);
      return schedule ? answer(call, schedule[of]) : notFound('A schedule was not found for the team.');
    });
  return [listOf('/schedule/shifts', 'shifts'), listOf('/schedule/timesOff', 'timesOff')];
}

function answer(call: GraphCall, all: Schedule['shifts'] | Schedule['timesOff']): Answer {
  const comparisons = (call.query.get('$filter') ?? '').split(' and ').filter((part) => part !== '');
  const read = comparisons.map((part) => /^(\w+)\/(\w+) (ge|le|gt|lt) (\S+)$/.exec(part.trim()));
  const names = read.map((match) => `${match?.[1]}/${match?.[2]}`);
  if (read.includes(null)) return badRequest('Invalid filter clause.');
  // learn.microsoft.com/graph/api/schedule-list-shifts: the same property may not be named more than once.
  if (new Set(names).size < names.length) return badRequest('The same property is used more than once in $filter.');
  const fits = (each: object): boolean =>
    read.every((match) => {
      const [, version = '', property = '', operator = '', value = ''] = match ?? [];
      const of = Object.entries(each).find(([name]) => name === version)?.[1] as Record<string, string> | null;
      const [at, wanted] = [Date.parse(of?.[property] ?? ''), Date.parse(value)];
      if (Number.isNaN(at)) return false;
      return operator === 'ge'
        ? at >= wanted
        : operator === 'le'
          ? at <= wanted
          : operator === 'gt'
            ? at > wanted
            : at < wanted;
    });
  const found = all.filter(fits);
  const from = Number(call.query.get('$skiptoken') ?? 0) || 0;
  const next = new URLSearchParams(call.query);
  next.set('$skiptoken', String(from + page));
  const link = `http://${call.headers.host ?? '127.0.0.1'}/v1.0${call.path}?${next}`;
  return ok({
    ...(from + page < found.length && { '@odata.nextLink': link }),
    value: found.slice(from, from + page),
  });
}
