import type { Language } from '../language/language.ts';
import type { FixKind } from './events.ts';

/** What an article says of how lasting a fix is, as a line of its own below the fix. */
export const fixKindLines: Record<Language, Record<FixKind, string>> = {
  en: {
    workaround: 'This is a workaround: the fault is still there.',
    final: 'This is final: the fault is gone.',
  },
  ja: { workaround: '暫定対応です。原因は残っています。', final: '恒久対応です。原因を取り除きました。' },
};
