import type { SwarmEvent } from '../events.ts';
import type { PlanReading } from '../state.ts';

/** What a model reads in the case of a plan, after an event that is about that; null: it is about something else. */
export function readingAfter(before: PlanReading, event: SwarmEvent): PlanReading | null {
  switch (event.type) {
    case 'ModelAsked':
      return event.of === 'reading' ? { ...before, asked: [...before.asked, event.language], failed: null } : null;
    case 'ModelWrote': {
      const { wrote, language } = event;
      if (wrote.of !== 'reading') return null;
      const { technologies, problem } = wrote;
      return { asked: without(before, language), failed: null, read: { technologies, problem, language } };
    }
    case 'ModelFailed': {
      const { of, language, why } = event;
      return of === 'reading' ? { ...before, asked: without(before, language), failed: { language, why } } : null;
    }
    default:
      return null;
  }
}

const without = ({ asked }: PlanReading, language: PlanReading['asked'][number]) =>
  asked.filter((each) => each !== language);
