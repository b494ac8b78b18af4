import { type ActionMarks, findAction } from '../connector/cards.ts';
import type { Done, Persona } from '../people/persona.ts';

/**
 * Presses a button that may be gone by then, as what others do changes a card at any moment. Null when it is gone;
 * rejects when the button is there and pressing it failed.
 */
export async function pressIfThere(
  persona: Pick<Persona, 'waitForMessage'>,
  messageId: string,
  action: ActionMarks,
): Promise<Done | null> {
  const look = async () => {
    const message = await persona.waitForMessage(({ id }) => id === messageId);
    return message.card && findAction(message.card, action) ? message : null;
  };
  const message = await look();
  if (!message) return null;
  try {
    return await message.press(action);
  } catch (error) {
    if (await look()) throw error;
    return null;
  }
}
