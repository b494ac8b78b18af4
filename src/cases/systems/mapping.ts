import { z } from 'zod';
import { languages } from '../../language/language.ts';
import { severities } from '../case.ts';
import { type CaseSystemKey, caseSystemKeys, type Satisfaction, satisfactions, type Told } from './caseSystem.ts';

/** A column by the name that the system's API gives it. */
const columnSchema = z.string().regex(/^[A-Za-z0-9_.]{1,120}$/, 'is no name of a column');
/** What people may write in the file for a value: `true` and `1` are as good as "true" and "1". */
const valueSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);
/** A column that has one of some values. */
const ruleSchema = z.strictObject({ column: columnSchema, is: z.array(valueSchema).min(1) });
export type Rule = z.infer<typeof ruleSchema>;

const numbersSchema = z.string().min(1).refine(isPattern, 'is no regular expression');

/** Where articles are put as drafts. What a system needs of it, is in `neededForArticles`. */
const articlesSchema = z.strictObject({
  /** ServiceNow: the knowledge base and, in it, the category, by their sys_id. */
  base: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, 'is no sys_id')
    .optional(),
  category: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, 'is no sys_id')
    .optional(),
  /** Zendesk: the section, who may edit, and who will see it once a person publishes it (null: everybody). */
  section: z.int().positive().optional(),
  permissionGroup: z.int().positive().optional(),
  userSegment: z.int().positive().nullable().optional(),
  /** What the system calls a language: Zendesk's locale; in Dynamics 365 the id of a row of `languagelocale`. */
  languages: z
    .partialRecord(z.enum(languages), z.string().regex(/^[A-Za-z0-9-]{2,40}$/, 'names no language'))
    .optional(),
});

/** What of a system's columns becomes what of a case. */
const mappingSchema = z.strictObject({
  /** A regular expression for the whole of a number. */
  numbers: numbersSchema,
  title: columnSchema,
  description: columnSchema,
  customer: columnSchema.nullable(),
  product: columnSchema.nullable(),
  /** What the system calls a product, to what the registry calls it. */
  products: z.record(z.string(), z.string()),
  severity: z.strictObject({
    column: columnSchema,
    /** By value or label. */
    choices: z.record(z.string(), z.enum(severities)),
    /** What makes a case critical, whatever its column says. */
    critical: z.array(ruleSchema),
  }),
  language: z.strictObject({ column: columnSchema.nullable(), choices: z.record(z.string(), z.enum(languages)) }),
  /** A column for the address of the swarm's channel; as sold no system has one. */
  link: columnSchema.nullable(),
  /** Where articles of resolved swarms may be put as drafts; null: nowhere. */
  articles: articlesSchema.nullable(),
  /**
   * A column in which the tenant keeps what the customer said of how the case was handled, by value or label; null: where the
   * system itself keeps that, if it does.
   */
  satisfaction: z.strictObject({
    column: columnSchema.nullable(),
    choices: z.record(z.string(), z.enum(satisfactions)),
  }),
  /** A case is restricted when one of these holds, or cannot be looked at. */
  restricted: z.array(ruleSchema),
  owner: z.strictObject({
    /** A column with the owner's Entra object id, where the system does not know it by itself. */
    id: columnSchema.nullable(),
    /** Who takes the cases that a group or queue has and no person: Entra id or mail address. */
    groups: z.record(z.string(), z.string()),
    /** Who takes all others that no person has. */
    otherwise: z.string().nullable(),
  }),
});
export type Mapping = z.infer<typeof mappingSchema>;

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'iu');
    return true;
  } catch {
    return false;
  }
}

const noLanguage = { column: null, choices: {} };
const noSatisfaction = { column: null, choices: {} };
const noOwners = { id: null, groups: {}, otherwise: null };

/** The columns that these systems have as they are sold. None has one for the language or for confidential cases but as told. */
export const shippedMappings: Readonly<Record<CaseSystemKey, Mapping>> = {
  dynamics: {
    numbers: 'CAS-\\d{4,}-[A-Z0-9]{6}',
    title: 'title',
    description: 'description',
    customer: '_customerid_value',
    product: '_productid_value',
    products: {},
    severity: { column: 'prioritycode', choices: { 1: 'high', 2: 'normal', 3: 'low' }, critical: [] },
    language: noLanguage,
    satisfaction: noSatisfaction,
    link: null,
    articles: null,
    restricted: [],
    owner: noOwners,
  },
  'servicenow-case': {
    numbers: 'CS\\d{7,}',
    title: 'short_description',
    description: 'description',
    customer: 'account',
    product: 'product',
    products: {},
    severity: { column: 'priority', choices: { 1: 'critical', 2: 'high', 3: 'normal', 4: 'low' }, critical: [] },
    language: noLanguage,
    satisfaction: noSatisfaction,
    link: null,
    articles: null,
    restricted: [],
    owner: noOwners,
  },
  'servicenow-incident': {
    numbers: 'INC\\d{7,}',
    title: 'short_description',
    description: 'description',
    customer: 'company',
    product: 'cmdb_ci',
    products: {},
    severity: {
      column: 'priority',
      choices: { 1: 'critical', 2: 'high', 3: 'normal', 4: 'low', 5: 'low' },
      critical: [],
    },
    language: noLanguage,
    satisfaction: noSatisfaction,
    link: null,
    articles: null,
    restricted: [],
    owner: noOwners,
  },
  zendesk: {
    numbers: '\\d{1,12}',
    title: 'subject',
    description: 'description',
    customer: 'organization',
    product: null,
    products: {},
    severity: {
      column: 'priority',
      choices: { urgent: 'critical', high: 'high', normal: 'normal', low: 'low' },
      critical: [],
    },
    language: {
      column: 'requester.locale',
      choices: { ja: 'ja', 'ja-JP': 'ja', en: 'en', 'en-US': 'en', 'en-GB': 'en' },
    },
    satisfaction: noSatisfaction,
    link: null,
    articles: null,
    restricted: [],
    owner: noOwners,
  },
};

const changesSchema = mappingSchema.partial().extend({
  severity: mappingSchema.shape.severity.partial().optional(),
  language: mappingSchema.shape.language.partial().optional(),
  satisfaction: mappingSchema.shape.satisfaction.partial().optional(),
  owner: mappingSchema.shape.owner.partial().optional(),
});

const fileSchema = z.strictObject({
  /** In which order they are asked about a number that may be of several. */
  order: z.array(z.enum(caseSystemKeys)).default([...caseSystemKeys]),
  ...(Object.fromEntries(caseSystemKeys.map((key) => [key, changesSchema.optional()])) as Record<
    CaseSystemKey,
    z.ZodOptional<typeof changesSchema>
  >),
});

export type Mappings = { order: readonly CaseSystemKey[]; of: Readonly<Record<CaseSystemKey, Mapping>> };

/** Reads CASE_MAPPING_FILE: what it leaves out is as shipped. Throws with a line for each thing that is wrong. */
export function parseMappingFile(text: string): Mappings {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new Error(`CASE_MAPPING_FILE is not JSON: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const lines = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `${[...issue.path, key].join('.')} is not known`)
        : [`${issue.path.join('.') || 'The file'}: ${issue.message}`],
    );
    throw new Error(['CASE_MAPPING_FILE cannot be used:', ...lines.map((line) => `  ${line}`)].join('\n'));
  }
  const { order, ...changes } = parsed.data;
  const missing = caseSystemKeys.flatMap((key) => missingForArticles(key, changes[key]?.articles));
  if (missing.length > 0) throw new Error(['CASE_MAPPING_FILE cannot be used:', ...missing].join('\n'));
  const mapped = (key: CaseSystemKey): Mapping => changed(shippedMappings[key], changes[key] ?? {});
  return {
    order: [...new Set([...order, ...caseSystemKeys])],
    of: {
      dynamics: mapped('dynamics'),
      'servicenow-case': mapped('servicenow-case'),
      'servicenow-incident': mapped('servicenow-incident'),
      zendesk: mapped('zendesk'),
    },
  };
}

/** Without these nobody knows where an article goes, or who sees it once it is published. */
const neededForArticles: Readonly<Record<CaseSystemKey, readonly (keyof z.infer<typeof articlesSchema>)[]>> = {
  dynamics: [],
  'servicenow-case': ['base'],
  'servicenow-incident': ['base'],
  zendesk: ['section', 'permissionGroup', 'userSegment'],
};

const missingForArticles = (key: CaseSystemKey, articles: Mapping['articles'] | undefined): string[] =>
  articles
    ? neededForArticles[key]
        .filter((name) => articles[name] === undefined)
        .map((name) => `  ${key}.articles.${name} is missing`)
    : [];

function changed(shipped: Mapping, changes: z.infer<typeof changesSchema>): Mapping {
  const { severity, language, satisfaction, owner, ...rest } = changes;
  return mappingSchema.parse({
    ...shipped,
    ...rest,
    severity: { ...shipped.severity, ...severity },
    language: { ...shipped.language, ...language },
    satisfaction: { ...shipped.satisfaction, ...satisfaction },
    owner: { ...shipped.owner, ...owner },
  });
}

/** Every column that a mapping needs to be told. */
export function columnsOf(mapping: Mapping): string[] {
  const { title, description, customer, product, severity, language, satisfaction, link, restricted, owner } = mapping;
  const rules = [...severity.critical, ...restricted].map(({ column }) => column);
  const single = [title, description, customer, product, severity.column, language.column, satisfaction.column];
  const named = [...single, owner.id, link, ...rules];
  return [...new Set(named.filter((column) => column !== null))];
}

/** What the customer said, by the mapping; null: nothing, or something that it has no word for. */
export function mappedSatisfaction({ choices }: Mapping['satisfaction'], told: Told | null): Satisfaction | null {
  if (told === null) return null;
  return choices[told.value] ?? (told.label === null ? null : (choices[told.label] ?? null));
}
