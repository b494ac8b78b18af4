import { describe, expect, test } from '@jest/globals';
import { findAction, gatherInputs } from '../../src/sandbox/connector/cards.ts';

const card = {
  type: 'AdaptiveCard',
  body: [
    { type: 'Input.Text', id: 'note', value: 'kept' },
    { type: 'Input.Toggle', id: 'urgent', title: 'Urgent' },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Refresh', verb: 'refresh' },
    {
      type: 'Action.ShowCard',
      title: 'Resolve',
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.Text', id: 'fix', isRequired: true }],
        actions: [{ type: 'Action.Execute', title: 'Resolve', verb: 'resolve' }],
      },
    },
    {
      type: 'Action.ShowCard',
      title: 'Ask',
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.Text', id: 'question' }],
        actions: [{ type: 'Action.Execute', title: 'Ask', verb: 'ask' }],
      },
    },
  ],
};
const press = (verb: string, inputs: Record<string, unknown>) => {
  const action = findAction(card, { verb });
  if (action === null) throw new Error(`There is no ${verb}.`);
  return gatherInputs(card, inputs, action);
};

describe('a button sends what Teams sends with it', () => {
  test('the inputs of its own card and of the card around it', () => {
    expect(press('resolve', { fix: 'restarted' })).toEqual({
      ok: true,
      inputs: { note: 'kept', urgent: 'false', fix: 'restarted' },
    });
  });

  test('not those of another form of the card, even where they are required', () => {
    expect(press('ask', { question: 'why?', fix: 'restarted' })).toEqual({
      ok: true,
      inputs: { note: 'kept', urgent: 'false', question: 'why?' },
    });
    expect(press('refresh', {})).toEqual({ ok: true, inputs: { note: 'kept', urgent: 'false' } });
  });

  test('nothing as long as a required input of its own form is empty', () => {
    expect(press('resolve', { fix: '' })).toEqual({ ok: false, missing: ['fix'] });
  });
});
