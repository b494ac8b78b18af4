/** The language that a text is written in, for those who hear it and for how its lines break; kana tell Japanese. */
export const languageOf = (text: string): 'en' | 'ja' | undefined =>
  /[\p{scx=Hira}\p{scx=Kana}]/u.test(text) ? 'ja' : /\p{sc=Han}/u.test(text) ? undefined : 'en';
