import type { Prevention } from '../../history/recurring/recurring.ts';

/** The page of recurring causes in English. */
export const recurringEn = {
  hint: 'The same cause three times in the last 91 days, or more often. Words decide what is the same; restricted swarms are left out.',
  none: {
    title: 'No cause has come three times',
    hint: 'In the last 91 days no cause was recorded three times.',
  },
  /** The voice of the customer, for those who develop the product. */
  forDevelopment: 'List for the developers (CSV)',
  times: (count: number, technologies: string) => `${count} times this quarter: ${technologies}`,
  prevention: {
    'final-fix':
      'Each time a workaround, or nobody said. A final fix would prevent the next: who could make it, and by when?',
    'came-back':
      'It came back after a fix that was called final. What let it back in: a setting, an upgrade, a device of the same kind?',
    'final-now': 'The last fix is called final. Where is it still as it was, and has only not failed yet?',
    'say-kind': 'Nobody has said whether the fixes are final. Ask those who solved them.',
  } satisfies Record<Prevention, string>,
  also: 'Also:',
};
