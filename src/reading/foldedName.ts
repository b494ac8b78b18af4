import { compatible } from '../language/compatible.ts';
import { cut } from '../language/cut.ts';

/** A name as it is compared: width, case, spaces and marks of no meaning are one. */
export const foldedName = (name: string): string =>
  compatible(cut(name, longestName))
    .toLowerCase()
    .replaceAll(/[\s_'’\-./・,:：()（）]+/g, '');
const longestName = 300;
