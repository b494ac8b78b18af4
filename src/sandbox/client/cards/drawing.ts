import {
  AdaptiveCard,
  type Action as CardAction,
  ExecuteAction,
  GlobalSettings,
  Input,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
} from 'adaptivecards';
import type { Card } from '../../tenant/tenant.ts';
import { markupHtml, readMarkup } from '../conversation/markup.ts';
import type { Action } from '../window/session.ts';
import { focusOn, type Refocus } from './focus.ts';
import { teamsHostConfig } from './hostConfig.ts';
import { elementsWithPeople, type PeopleInput } from './peopleInput.ts';
import { formOf, invalidOn, type Progress, progressOn, restore, withProgress } from './progress.ts';

// Cards know less markdown than messages, but what they don't know does no harm: text from a case comes as text runs.
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markupHtml(readMarkup(text, 'markdown'));
  result.didProcess = true;
};

// Microsoft's renderer takes what was sent as untouched, also where the bot refused it; what was taken is left out by
// progress.ts, and what was refused is still somebody's unsent work.
GlobalSettings.resetInputsDirtyStateAfterActionExecution = false;

/** What is sent with a button: its inputs, and the forms it stands in. */
export type Pressed = { action: Action; inputs: Record<string, unknown>; form: string[] };

/** A card that was drawn. `element` null: nothing of it could be. */
export type DrawnCard = {
  element: HTMLElement | null;
  inputIds: () => string[];
  progress: () => Progress;
  invalid: () => string[];
  /** Where the keyboard is in `place`, which holds the card; null: elsewhere. */
  focus: (place: HTMLElement) => Refocus | null;
  /** To be called when `element` is in the page: opens what was open, marks what was missing, brings the keyboard back. */
  goOn: (place: HTMLElement, was: { invalid: readonly string[]; focus: Refocus | null }) => void;
};

export function drawCard(
  card: Card,
  options: {
    progress: Progress;
    onAction: (pressed: Pressed) => void;
    onLink: (url: string) => void;
    /** A people picker is wanted in the answer; forms are drawn when they are opened. */
    placeForPeople: (input: PeopleInput) => HTMLElement;
  },
): DrawnCard {
  const { progress } = options;
  const { tagged, actions } = tag(changed(card, (node) => withProgress(node, progress)));
  const context = new SerializationContext();
  context.setElementRegistry(elementsWithPeople(options.placeForPeople));
  const drawn = new AdaptiveCard();
  drawn.hostConfig = teamsHostConfig;
  drawn.parse(tagged, context);
  drawn.onExecuteAction = (action: CardAction) => {
    if (action instanceof OpenUrlAction) {
      if (action.url !== undefined) options.onLink(action.url);
    } else if (action instanceof SubmitAction || action instanceof ExecuteAction) {
      const inputs = Object.fromEntries(action.parent === undefined ? [] : inputsOf(action));
      options.onAction({ action: actions.get(action.id ?? '') ?? {}, inputs, form: formOf(drawn, action) });
    }
  };
  let isGoingOn = false;
  drawn.onInlineCardExpanded = (form, isExpanded) => {
    if (isExpanded && !isGoingOn) showWhole(form.card.renderedElement);
  };
  drawn.onAnchorClicked = (_element, anchor) => {
    options.onLink(anchor.href);
    return true;
  };
  const nameOf = (id: string): string => actions.get(id)?.verb ?? actions.get(id)?.id ?? '';
  return {
    element: drawn.render() ?? null,
    inputIds: () => drawn.getAllInputs(true).map(({ id = '' }) => id),
    progress: () => progressOn(drawn, progress),
    invalid: () => invalidOn(drawn),
    focus: (place) => focusOn(drawn, place, nameOf),
    goOn: (place, { invalid, focus }) => {
      isGoingOn = true;
      restore(drawn, progress, invalid);
      isGoingOn = false;
      focus?.(drawn, place);
    },
  };
}

/** Brings a form that was opened below the fold into sight, once what the client draws into it is there too. */
function showWhole(form: HTMLElement | undefined): void {
  requestAnimationFrame(() => form?.scrollIntoView({ block: 'nearest' }));
}

/** The inputs that go with an action: those of its card and of the cards around it. */
function inputsOf(action: SubmitAction | ExecuteAction): [string, unknown][] {
  return Object.entries(action.getReferencedInputs() ?? {}).flatMap(([id, input]) =>
    input instanceof Input && input.value !== undefined ? [[id, input.value] as [string, unknown]] : [],
  );
}

/** Gives every action an id of its own, and keeps what it was called in the card. */
function tag(card: Card): { tagged: Card; actions: Map<string, Action> } {
  const actions = new Map<string, Action>();
  const tagged = changed(card, (node) => {
    if (typeof node.type !== 'string' || !/^Action\.(Submit|Execute)$/.test(node.type)) return node;
    const id = `action-${actions.size + 1}`;
    const { title, verb, id: own, data } = node;
    actions.set(id, {
      ...(typeof title === 'string' ? { title } : {}),
      ...(typeof verb === 'string' ? { verb } : {}),
      ...(typeof own === 'string' ? { id: own } : {}),
      ...(isRecord(data) ? { data } : {}),
    });
    return { ...node, id };
  });
  return { tagged, actions };
}

function changed(node: Card, change: (node: Card) => Card): Card {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isRecord(value) ? changed(value, change) : value;
  };
  const parts = Object.entries(node).map(([name, value]) => [name, name === 'data' ? value : inside(value)]);
  return change(Object.fromEntries(parts));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
