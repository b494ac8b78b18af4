import type { Language } from '../../language/language.ts';
import { en, type Prompts } from './en.ts';
import { ja } from './ja.ts';

const all: Record<Language, Prompts> = { en, ja };

/**
 * What a model is told to do, by the language of those who will read what it writes. Each names the shape of its answer in words,
 * for servers that know no schemas.
 */
export const promptsFor = (language: Language): Prompts => all[language];
