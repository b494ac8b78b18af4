import type { Technology } from '../../registry/technology.ts';
import type { Directory } from '../people/directory.ts';

/** What people ask about in one breath; more would be a list. */
const most = 5;

/**
 * The technologies that words name: one, several that share a name, or several that are named together ("AKS and Key Vault",
 * 「AKS と Key Vault」). `together`: they were named one by one. Empty: they name none, or something beside them that is none.
 */
export function technologiesNamed(
  words: string,
  { technologyNamed }: Pick<Directory, 'technologyNamed'>,
): { technologies: Technology[]; together: boolean } {
  const meant = (typed: string): Technology[] => {
    const found = technologyNamed(typed);
    return found.kind === 'none' ? [] : found.kind === 'one' ? [found.it] : found.among;
  };
  const whole = meant(words);
  if (whole.length > 0) return { technologies: whole, together: false };
  const parts = words
    .replace(/\s+/gu, ' ')
    .split(between)
    .filter((part) => part.trim() !== '');
  const named = parts.length < 2 || parts.length > most ? [] : parts.map(meant);
  const technologies = named.some((each) => each.length === 0) ? [] : [...new Set(named.flat())];
  return { technologies, together: technologies.length > 0 };
}

const between =
  /\s*[,、，&＆+/／]\s*(?:and|or)?\s*|\s+(?:and|or|as well as)\s+|\s*(?:および|及び|または|もしくは|や|と)\s*/iu;
