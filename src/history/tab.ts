import type { FindPerson } from '../registry/files/mails.ts';
import type { ReadProfiles } from '../registry/files/profileSkills.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { Database } from '../store/database.ts';
import type { Planner } from '../swarm/planning/planner.ts';
import type { LivingPolicy } from '../swarm/policies/livingPolicy.ts';
import type { Swarms } from '../swarm/service/swarms.ts';
import { afterRoutes } from './after/afterRoutes.ts';
import { type ArticleNeeds, articleRoutes } from './article/articleRoutes.ts';
import { importRoutes } from './imports/importRoutes.ts';
import { profileSkillsRoutes } from './imports/profileSkillsRoutes.ts';
import { type HostTeamRoom, measureRoutes } from './measures/measureRoutes.ts';
import { deputiesRoute, type NamesDeputies } from './mySkills/deputiesRoute.ts';
import { mySkillsRoutes } from './mySkills/mySkillsRoutes.ts';
import { personalDataRoutes } from './personalData/personalDataRoutes.ts';
import type { PersonalDataOf } from './personalData.ts';
import { policyRoutes } from './policy/policyRoutes.ts';
import { recordRoutes } from './record/recordRoutes.ts';
import { recurringRoutes } from './recurring/recurringRoutes.ts';
import { createAccess } from './routes/access.ts';
import { createRateLimit } from './routes/rateLimit.ts';
import { personRoutes, type TabRoute } from './routes/route.ts';
import { staticRoutes } from './routes/staticFiles.ts';
import { swarmRoutes } from './swarms/swarmRoutes.ts';

export type TabNeeds = {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot' | 'edit' | 'refresh' | 'importAll' | 'previewImport' | 'export'>;
  /** Runs what somebody writes there. */
  swarms: Pick<Swarms, 'execute'>;
  /** Whether every engineer may know cause and fix of what is not restricted (policy: `knowledgeForEveryone`). */
  isShared: () => boolean;
  /** The bot's own application, which Teams asks tokens for, and its one tenant. */
  app: { id: string; tenantId: string };
  authorityHost: string;
  /** Told why the keys by which people are known cannot be had. */
  keysFailed?: (words: string) => void;
  publicUrl: string;
  /** Another origin that may frame the tab beside Teams' own: a local client's. */
  frameOrigin?: string | null;
  /** Whom somebody names as a deputy, by the rules of the bot's card. */
  deputyMeant: NamesDeputies;
  /** Asks a person may get in 28 days (swarm/policy.ts). */
  askBudget: () => number;
  /** The policy, to be seen and changed by leads and administrators. */
  living: LivingPolicy;
  /** Which technologies are in a case's words, and when somebody works. */
  planner: Pick<Planner, 'detect' | 'hoursOf'>;
  /** Told of past cases that are new. */
  evidence: { follow(): Promise<void> };
  /** Looks up people by their mail addresses in Entra. */
  findPerson: FindPerson;
  /** Reads what people show on their profiles; null, or left out: not switched on. */
  readProfiles?: ReadProfiles | null;
  /** How full the teams that hold channels are. */
  hostTeams: () => Promise<HostTeamRoom[]>;
  /** Everything that is stored of people. */
  personalData: PersonalDataOf;
  /** Runs something after so many milliseconds, if the process lives; a timer of this process if not given. */
  later?: (ms: number, run: () => Promise<void>) => void;
  /** Where the tab was built to (`vite build`). */
  folder: string;
  /** Whether a language model may write articles, and into which knowledge base they may go; left out: it may not, and into none. */
  articles?: Pick<ArticleNeeds, 'modelWritesArticles' | 'knowledgeBaseOf'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds that no setting of the clock moves; performance.now if not given. */
  steady?: () => number;
};

/** All routes of the history tab: its files, and what it asks of the server. */
export function createTab(needs: TabNeeds): TabRoute[] {
  const { database, registry, app, clock, steady = () => performance.now() } = needs;
  const { snapshot } = registry;
  const administrators = () => needs.living.now().administrators;
  const access = createAccess({ ...needs, snapshot, administrators });
  // A page that loads asks five times; a person who clicks fast, twice a second.
  const rateLimit = createRateLimit({ burst: 120, perSecond: 4, steady });
  const person = personRoutes({ access, rateLimit });
  const shared = {
    database: database.sql,
    snapshot,
    tenantId: app.tenantId,
    appId: app.id,
    administrators,
    askBudget: needs.askBudget,
    isShared: needs.isShared,
    clock,
  };
  return [
    ...staticRoutes(needs),
    ...swarmRoutes(person, shared),
    ...articleRoutes(person, { ...shared, ...needs.articles, swarms: needs.swarms }),
    ...afterRoutes(person, shared),
    ...recurringRoutes(person, { ...shared, publicUrl: needs.publicUrl }),
    ...measureRoutes(person, { ...shared, hostTeams: needs.hostTeams }),
    ...recordRoutes(person, shared),
    ...mySkillsRoutes(person, { ...shared, database, registry }),
    ...policyRoutes(person, { ...shared, ...needs, database: database.sql }),
    ...personalDataRoutes(person, {
      ...shared,
      personalData: needs.personalData,
      needsTwo: () => needs.living.now().erasureByTwo,
      follow: registry.refresh,
      later: needs.later ?? afterwards,
    }),
    ...importRoutes(person, { ...shared, ...needs }),
    ...profileSkillsRoutes(person, { snapshot, readProfiles: needs.readProfiles ?? null }),
    deputiesRoute(person, { registry, deputyMeant: needs.deputyMeant, clock }),
  ];
}

/** A timer that keeps no process from ending. What fails then is asked for again by its button. */
function afterwards(ms: number, run: () => Promise<void>): void {
  setTimeout(() => run().catch(() => {}), ms).unref();
}
