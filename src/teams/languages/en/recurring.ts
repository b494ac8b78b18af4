/** For a lead: the same cause again. */
export const recurring = {
  title: (count: number) => `The same cause for the ${count === 3 ? 'third' : ordinal(count)} time this quarter`,
  intro: 'Swarms that were resolved in the last 91 days and tell of what looks like one cause:',
  prevents: 'What would prevent the next',
  prevention: {
    'final-fix': 'So far only workarounds are told. A final fix would prevent it: who could make it, and by when?',
    'came-back':
      'It came back after a fix that was called final. What let it back in: a setting, an upgrade, a device of the same kind?',
    'final-now': 'The last fix is called final. Where is it still as it was, and has only not failed yet?',
    'say-kind': 'Nobody has said whether the fixes are final. Ask those who solved them.',
  },
  give: 'Ask somebody to prevent it',
  open: 'Recurring causes',
  inTab: 'All recurring causes stand in the history tab, with a list for those who develop the product.',
};

/** 6th, 21st, 33rd. */
const ordinal = (count: number): string => `${count}${ends[rules.select(count)] ?? 'th'}`;
const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const ends: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
