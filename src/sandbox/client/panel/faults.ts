import { z } from 'zod';
import { type FaultRuleInput, type FaultSettings, faultRuleSchema, faultSettingsSchema } from '../../doors/faults.ts';
import type { Words } from '../language/en.ts';

/** The faults as the sandbox tells them: settings, rules that can still strike, and calls that wait. */
export const faultsNowSchema = faultSettingsSchema.extend({ held: z.array(z.unknown()) });
export type FaultsNow = z.infer<typeof faultsNowSchema>;

/** One thing that can go wrong, as a switch. `on` and `off` give the settings that follow from those there are. */
export type FaultSwitch = {
  name: Exclude<keyof Words['fault'], 'intro' | 'clear' | 'active' | 'bot' | 'botWish'>;
  isOn: (now: FaultSettings) => boolean;
  on: (now: FaultSettings) => FaultSettings;
  off: (now: FaultSettings) => FaultSettings;
};

/** A switch over one setting. */
const setting = <Name extends keyof FaultSettings>(
  name: FaultSwitch['name'],
  key: Name,
  bad: FaultSettings[Name],
  good: FaultSettings[Name],
): FaultSwitch => ({
  name,
  isOn: (now) => JSON.stringify(now[key]) !== JSON.stringify(good),
  on: (now) => ({ ...now, [key]: bad }),
  off: (now) => ({ ...now, [key]: good }),
});

/** A switch over a rule: calls of a kind that are struck so many times. It goes out by itself when they were. */
const rule = (name: FaultSwitch['name'], input: FaultRuleInput): FaultSwitch => {
  const id = `panel-${name}`;
  return {
    name,
    isOn: (now) => now.rules.some((each) => each.id === id),
    on: (now) => ({ ...now, rules: [...now.rules, faultRuleSchema.parse({ ...input, id })] }),
    off: (now) => ({ ...now, rules: now.rules.filter((each) => each.id !== id) }),
  };
};

const latency = (name: FaultSwitch['name'], door: 'graph' | 'connector', ms: number): FaultSwitch => ({
  name,
  isOn: (now) => now.latency[door] > 0,
  on: (now) => ({ ...now, latency: { ...now.latency, [door]: ms } }),
  off: (now) => ({ ...now, latency: { ...now.latency, [door]: 0 } }),
});

/** All switches of the panel; `who` is the person whose window it is. */
export const faultSwitches = (who: string): FaultSwitch[] => [
  latency('slowGraph', 'graph', 2_000),
  latency('slowConnector', 'connector', 1_000),
  rule('throttle', { door: 'graph', does: 'throttle', retryAfter: 2, times: 3 }),
  rule('unavailable', { door: 'graph', does: 'unavailable', times: 3 }),
  rule('lostAnswer', { door: 'graph', method: 'POST', path: '/teams/[^/]+/channels$', does: 'lose-answer' }),
  rule('refusedPost', { door: 'connector', method: 'POST', does: 'unavailable', times: 3 }),
  setting('newChannel', 'newChannelRefuses', { ms: 8_000, status: 403 }, null),
  setting('slowOperations', 'operationsTakeMs', 10_000, 0),
  setting('hidden', 'hiddenChannels', true, false),
  setting('members', 'membersAtCreationIgnored', true, false),
  setting('privateApps', 'appsInPrivateChannels', 'by-hand', 'beta'),
  setting('twice', 'deliverTwice', 'new-id', 'never'),
  setting('limits', 'limits', 'off', 'published'),
  {
    name: 'withoutApp',
    isOn: (now) => now.withoutApp.includes(who),
    on: (now) => ({ ...now, withoutApp: [...now.withoutApp, who] }),
    off: (now) => ({ ...now, withoutApp: now.withoutApp.filter((each) => each !== who) }),
  },
];
