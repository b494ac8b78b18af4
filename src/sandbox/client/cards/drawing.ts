import {
  AdaptiveCard,
  type Action as CardAction,
  ExecuteAction,
  Input,
  OpenUrlAction,
  SerializationContext,
  ShowCardAction,
  SubmitAction,
} from 'adaptivecards';
import type { Card } from '../../tenant.ts';
import { markupHtml, readMarkup } from '../conversation/markup.ts';
import type { Action } from '../session.ts';
import { teamsHostConfig } from './hostConfig.ts';
import { elementsWithPeople, type PeopleInput } from './peopleInput.ts';

// Cards know less markdown than messages, but what they don't know does no harm: text from a case comes as text runs.
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markupHtml(readMarkup(text, 'markdown'));
  result.didProcess = true;
};

/** A card that was drawn. `element` null: nothing of it could be. */
export type DrawnCard = {
  element: HTMLElement | null;
  /** What was typed and which forms are open, to be kept when the card is drawn anew. */
  progress: () => Progress;
};
export type Progress = { inputs: Map<string, string>; open: string[] };

export function drawCard(
  card: Card,
  options: {
    progress: Progress | null;
    onAction: (action: Action, inputs: Record<string, unknown>) => void;
    onLink: (url: string) => void;
    /** A place for a people picker; forms are drawn when they are opened. */
    onPeopleInput: (input: PeopleInput) => void;
  },
): DrawnCard {
  const { tagged, actions } = tag(withProgress(card, options.progress));
  const context = new SerializationContext();
  context.setElementRegistry(elementsWithPeople(options.onPeopleInput));
  const drawn = new AdaptiveCard();
  drawn.hostConfig = teamsHostConfig;
  drawn.parse(tagged, context);
  drawn.onExecuteAction = (action: CardAction) => {
    if (action instanceof OpenUrlAction) {
      if (action.url !== undefined) options.onLink(action.url);
    } else if (action instanceof SubmitAction || action instanceof ExecuteAction) {
      const inputs = Object.fromEntries(action.parent === undefined ? [] : inputsOf(action));
      options.onAction(actions.get(action.id ?? '') ?? {}, inputs);
    }
  };
  drawn.onAnchorClicked = (_element, anchor) => {
    options.onLink(anchor.href);
    return true;
  };
  const element = drawn.render() ?? null;
  for (const action of drawn.getAllActions()) {
    const title = action.title ?? '';
    if (action instanceof ShowCardAction && options.progress?.open.includes(title)) action.execute();
  }
  return {
    element,
    progress: () => ({
      inputs: new Map(
        drawn
          .getAllInputs(true)
          .filter((input) => input.isDirty())
          .map((input) => [input.id ?? '', String(input.value ?? '')]),
      ),
      open: drawn
        .getAllActions()
        .filter((action) => action instanceof ShowCardAction && action.renderedElement?.ariaExpanded === 'true')
        .map(({ title = '' }) => title),
    }),
  };
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

/** Puts what was typed back into a card that has changed meanwhile. */
function withProgress(card: Card, progress: Progress | null): Card {
  if (progress === null || progress.inputs.size === 0) return card;
  return changed(card, (node) => {
    const typed = typeof node.id === 'string' ? progress.inputs.get(node.id) : undefined;
    return typed === undefined || !String(node.type).startsWith('Input.') ? node : { ...node, value: typed };
  });
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
