import { z } from 'zod';
import { type Case, severities } from '../../cases/case.ts';

/**
 * A rule of the leads: a case that a case system sends, and that fits, is swarmed without anybody asking. A list that
 * is left out fits every case.
 */
export const automaticRuleSchema = z.strictObject({
  /** What the rule is called; kept in the swarm's first event as who proposed it. */
  name: z.string().trim().min(1).max(100),
  /** The case has one of these severities. */
  severities: z.array(z.enum(severities)).optional(),
  /** The case's product is one of these, whatever its width and case. */
  products: z.array(z.string().trim().min(1).max(200)).optional(),
  /** One of these technologies (their ids in the registry) is found in the case's words. */
  technologies: z.array(z.string().trim().min(1).max(200)).optional(),
  /** `offer`: its owner gets the plan, and starts it or not. `start`: it starts at once, and its owner is told. */
  does: z.enum(['offer', 'start']),
});
export type AutomaticRule = z.infer<typeof automaticRuleSchema>;

/** The first rule that a case fits, or null. `found`: the ids of the technologies in its words, asked for if needed. */
export function ruleFor(theCase: Case, rules: readonly AutomaticRule[], found: () => string[]): AutomaticRule | null {
  const product = theCase.product === null ? null : plain(theCase.product);
  const fits = (rule: AutomaticRule): boolean =>
    (rule.severities?.includes(theCase.severity) ?? true) &&
    (rule.products?.some((each) => plain(each) === product) ?? true) &&
    (rule.technologies === undefined || found().some((id) => rule.technologies?.includes(id)));
  return rules.find(fits) ?? null;
}

const plain = (product: string): string => product.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
