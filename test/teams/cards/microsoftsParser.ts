import { AdaptiveCard, HostConfig, SerializationContext, Versions } from 'adaptivecards';
import type { Card } from '../../../src/teams/cards/parts/elements.ts';

/** All that Microsoft's own parser has against a card. */
export function faultsOf(card: Card): string[] {
  // The package tests `lang` by one global pattern, which remembers where it stopped: every second card would fail.
  const { lang: _, ...rest } = card;
  const parsed = new AdaptiveCard();
  // Teams shows six buttons; the package's own default is five.
  parsed.hostConfig = new HostConfig({ actions: { maxActions: 6 } });
  const context = new SerializationContext(Versions.v1_6);
  parsed.parse(structuredClone(rest), context);
  const faults: string[] = [];
  for (let at = 0; at < context.eventCount; at++) {
    const event = context.getEventAt(at);
    faults.push(`${event.phase}: ${event.message}`);
  }
  for (const failure of parsed.validateProperties().validationEvents) faults.push(failure.message);
  return faults;
}
