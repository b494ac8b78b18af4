import { z } from 'zod';
import type { Card } from '../tenant/tenant.ts';

/** An action of a card, as far as pressing it needs. */
export const cardActionSchema = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  title: z.string().optional(),
  verb: z.string().optional(),
  url: z.string().optional(),
  data: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
  associatedInputs: z.string().optional(),
  isEnabled: z.boolean().optional(),
});
export type CardAction = z.infer<typeof cardActionSchema>;

/** Which action is meant: a title, verb or id, or several marks that must all fit. `data` fits if it is contained. */
export const actionMarksSchema = z.union([
  z.string(),
  z.strictObject({
    title: z.string().optional(),
    verb: z.string().optional(),
    id: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
]);
export type ActionMarks = z.infer<typeof actionMarksSchema>;

/** All actions of a card, in reading order, those in sub-cards and select actions too. */
export function actionsOf(card: Card): CardAction[] {
  const found: CardAction[] = [];
  visit(card, (node) => {
    if (typeof node.type !== 'string' || !node.type.startsWith('Action.')) return true;
    const action = cardActionSchema.safeParse(node);
    if (action.success) found.push(action.data);
    return true;
  });
  return found;
}

export function findAction(card: Card, marks: ActionMarks): CardAction | null {
  const actions = actionsOf(card);
  if (typeof marks === 'string') {
    return (
      actions.find((action) => action.title === marks) ??
      actions.find((action) => action.verb === marks) ??
      actions.find((action) => action.id === marks) ??
      null
    );
  }
  return (
    actions.find(
      (action) =>
        (marks.title === undefined || action.title === marks.title) &&
        (marks.verb === undefined || action.verb === marks.verb) &&
        (marks.id === undefined || action.id === marks.id) &&
        (marks.data === undefined || contains(action.data, marks.data)),
    ) ?? null
  );
}

/** An input of a card with its value before anyone touched it. */
export type CardInput = { id: string; value: unknown; isRequired: boolean };

/** All inputs of a card; of the parts that `enters` refuses, none. */
export function inputsOf(card: Card, enters: (node: Card) => boolean = () => true): CardInput[] {
  const found: CardInput[] = [];
  visit(card, (node) => {
    if (!enters(node)) return false;
    if (typeof node.type !== 'string' || !node.type.startsWith('Input.') || typeof node.id !== 'string') return true;
    const untouched = node.type === 'Input.Toggle' ? (node.valueOff ?? 'false') : undefined;
    found.push({ id: node.id, value: node.value ?? untouched, isRequired: node.isRequired === true });
    return true;
  });
  return found;
}

/**
 * What Teams' client sends with an action: the inputs of its own card and of the cards around it as they stand, not
 * those of other sub-cards (Action.ShowCard); or the required ones that are empty.
 */
export function gatherInputs(
  card: Card,
  given: Readonly<Record<string, unknown>>,
  action: CardAction,
): { ok: true; inputs: Record<string, unknown> } | { ok: false; missing: string[] } {
  const inputs: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const input of inputsAround(card, action) ?? inputsOf(card)) {
    const value = given[input.id] ?? input.value;
    if (value !== undefined) inputs[input.id] = value;
    if (input.isRequired && (value === undefined || value === '')) missing.push(input.id);
  }
  return missing.length > 0 ? { ok: false, missing } : { ok: true, inputs };
}

/** The inputs of the card that holds the action and of the cards around that one; null when no card holds it. */
function inputsAround(card: Card, action: CardAction): CardInput[] | null {
  const wanted = JSON.stringify(action);
  const { type: _, ...ownParts } = card;
  const subCards: Card[] = [];
  let holdsIt = false;
  const own = inputsOf(ownParts, (node) => {
    if (JSON.stringify(cardActionSchema.safeParse(node).data) === wanted) holdsIt = true;
    const isSubCard = node.type === 'AdaptiveCard';
    if (isSubCard) subCards.push(node);
    return !isSubCard;
  });
  if (holdsIt) return own;
  for (const subCard of subCards) {
    const within = inputsAround(subCard, action);
    if (within !== null) return [...own, ...within];
  }
  return null;
}

const refreshSchema = z.looseObject({
  refresh: z.looseObject({ action: cardActionSchema, userIds: z.array(z.string()).optional() }),
});
const mostRefreshed = 60;

/** The action that Teams runs by itself when this person, by MRI, looks at the card; at most 60 people have one. */
export function refreshFor(card: Card, mri: string): CardAction | null {
  const parsed = refreshSchema.safeParse(card);
  if (!parsed.success) return null;
  const { action, userIds = [] } = parsed.data.refresh;
  return userIds.slice(0, mostRefreshed).includes(mri) ? action : null;
}

/** Shows every part of a card to `see`, which may answer false to keep out of what is inside it. */
function visit(node: unknown, see: (node: Card) => boolean): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, see);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const record: Card = { ...node };
  if (!see(record)) return;
  for (const [name, value] of Object.entries(record)) {
    // What an action carries is no part of the card, and a refresh is not to be pressed.
    if (name !== 'data' && name !== 'refresh') visit(value, see);
  }
}

function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (typeof whole !== 'object' || whole === null) return false;
  const entries = new Map(Object.entries(whole));
  return Object.entries(part).every(([name, value]) => contains(entries.get(name), value));
}
