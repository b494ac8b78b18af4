import { createContext, useContext } from 'react';
import { unbrokenWords } from '../../../language/unbroken.ts';
import { en, type Words } from './en.ts';
import { ja } from './ja.ts';

export type Language = 'en' | 'ja';
const catalogues: Record<Language, Words> = { en: unbrokenWords(en), ja: unbrokenWords(ja) };
export const wordsOf = (language: Language): Words => catalogues[language];

export const WordsContext = createContext<Words>(en);
/** The words of the language the window is in. */
export const useWords = (): Words => useContext(WordsContext);
