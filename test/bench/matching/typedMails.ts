import { mails } from '../../fixtures/typed/schema.ts';
import type { Asked } from './robustness/askedSets.ts';

/** The mails of test/fixtures/typed as questions: whole as they are pasted, without a title of their own. */
export const mailsAsked = (): Asked[] =>
  mails().mails.flatMap(({ body, right }) =>
    right.technologies.length === 0
      ? []
      : [{ spoken: right.language, title: right.titles[0] ?? '', text: body, ids: right.technologies }],
  );
