import { withoutCourtesy } from '../../language/courtesy.ts';
import { usual } from '../../language/usual.ts';
import type { NamedCase } from '../caseReading.ts';
import { decoded } from '../ids/decoded.ts';
import { plea } from '../ids/plea.ts';
import { loneCaseId } from '../ids/shape.ts';
import type { CaseName, CaseSystem, CaseSystemKey } from './caseSystem.ts';

/** A system that may have a case, and what names the case there. */
export type Asked = { system: CaseSystem; name: CaseName };

/** Which cases of connected systems words name. `numbers`: the pattern of a system's whole numbers (mapping.ts). */
export function createCaseNaming(systems: readonly CaseSystem[], numbers: (key: CaseSystemKey) => string) {
  const names = [...new Set(systems.map(({ name }) => name.replaceAll(' ', '\\s?')))].join('|');
  const called = new RegExp(`${apart}(?:${names})${apartAfter}\\s?の?`, 'giu');

  /** Those that may have what is named by its address, its number or its id there, in their order. */
  function askable(named: string): Asked[] {
    if (isAddress(named)) {
      const asked = addressesWithin(named).map((address) =>
        systems.flatMap((system): Asked[] => {
          const name = system.addressed(address);
          return name ? [{ system, name }] : [];
        }),
      );
      return asked.find((some) => some.length > 0) ?? [];
    }
    const number = usual(named).trim().replace(/^#\s*/, '').toUpperCase();
    const record = recordIn(number);
    return systems.flatMap((system): Asked[] => {
      const whole = new RegExp(`^(?:${numbers(system.key)})$`, 'iu');
      const spelled = spellings(number).find((each) => whole.test(each));
      if (spelled !== undefined) return [{ system, name: { by: 'number', number: spelled } }];
      return record !== null && system.hasIdsLike(record) ? [{ system, name: { by: 'id', id: record } }] : [];
    });
  }

  const addressIn = (words: string): string | null =>
    only(
      [...words.matchAll(written)].map(([address]) => withoutEnd(address)).filter((each) => askable(each).length > 0),
    );

  /** A number that only such a system has is meant wherever it stands; one of figures alone may be a port or a count. */
  function numberIn(words: string): string | null {
    const patterns = systems.map(({ key }) => new RegExp(`${apart}(?:${numbers(key)})${apartAfter}`, 'giu'));
    const found = spellings(usual(words)).flatMap((spelled) =>
      patterns.flatMap((pattern) => [...spelled.matchAll(pattern)].map(([number]) => number)),
    );
    const telling = found.filter((number) => /\p{L}/u.test(number));
    if (telling.length > 0) return only(telling.map((number) => number.toUpperCase()));
    return aloneIn(words);
  }

  /** The number or id beside which nothing is said but what its system is called. */
  function aloneIn(words: string): string | null {
    const rest = usual(words).replace(called, ' ');
    const alone = recordIn(rest) ?? loneCaseId(rest);
    return alone !== null && askable(alone).length > 0 ? alone : null;
  }

  /** Who writes the number of a case beside its address says nothing more. */
  function isAlone(words: string, named: string): boolean {
    if (isAddress(named)) {
      // What an address is called is no more than the address.
      const rest = words
        .replace(titled, (link: string, to: string) => (to === named ? ' ' : link))
        .replaceAll(named, ' ');
      return saysNothing(rest) || aloneIn(rest) !== null;
    }
    return (
      aloneIn(words)?.toUpperCase() === named.toUpperCase() ||
      spellings(usual(words).toUpperCase()).some(
        (spelled) => spelled.includes(named) && saysNothing(spelled.replaceAll(named, ' ')),
      )
    );
  }

  /** As of ReadsCases. */
  function namedIn(said: string): NamedCase | null {
    if (systems.length === 0) return null;
    // Who names a case does so early; what is longer tells a problem.
    const words = said.slice(0, mostLooked);
    const named = addressIn(words) ?? numberIn(words);
    return named === null ? null : { named, isAlone: words === said && isAlone(words, named) };
  }

  return { askable, namedIn };
}

/** So many UTF-16 units of a message are looked through for a case. */
const mostLooked = 4_000;

export const isAddress = (text: string): boolean => begins.test(text) && URL.canParse(text);

/** In a browser, and in Microsoft's apps for phones (Dynamics 365, Power Apps). */
const begins = /^(?:https?|ms-dynamicsxrm|ms-apps(?:-[a-z]{2,4})?):\/\//i;

/** An address as it is written among words, Japanese ones right behind it, too. */
const written = /(?:https?|ms-dynamicsxrm|ms-apps(?:-[a-z]{2,4})?):\/\/[!#-&(-;=?-~]+/giu;
/** `[What it is called](https://…)`, as Markdown has it, and as what was written to the bot has it (teams/inbound/words.ts). */
const titled = /\[[^[\]]{0,300}\]\((\S+?)\)(?=$|[^!#-&(-;=?-~])/gu;
const endings = new Set('.,;:!?)]');

/** An address without the signs that end the sentence around it. */
function withoutEnd(address: string): string {
  let end = address.length;
  while (endings.has(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** An address and those that stand in it, as where mail is guarded, or a sign-in leads back: in their order. */
function addressesWithin(named: string): URL[] {
  const plain = decoded(named);
  const inner = [...plain.matchAll(/https?:\/\//giu)].map(({ index }) => plain.slice(index)).slice(1, mostWithin);
  return [named, ...inner].filter((each) => URL.canParse(each)).map((each) => new URL(each));
}
const mostWithin = 5;

/** Where a number begins and ends: within a longer word or number it is none. Japanese words stand right beside it. */
const apart = '(?<![\\p{Script=Latin}\\p{N}_-])';
const apartAfter = '(?![\\p{Script=Latin}\\p{N}_-])';

/** As it is; with the mark for which Japanese keyboards have a long vowel; and with no gap between letters and figures. */
const spellings = (words: string): string[] => {
  const hyphened = words.replace(/(?<![\p{Script=Hiragana}\p{Script=Katakana}ー])[ー─]/gu, '-');
  return [...new Set([words, hyphened, hyphened.replace(/(?<=\p{Script=Latin})[\s-]+(?=\p{Nd})/gu, '')])];
};

/** The id of a record as systems make them for themselves, where nothing else is said: a GUID, or 32 figures. */
function recordIn(words: string): string | null {
  const said = withoutCourtesy(words).replace(plea, ' ').trim();
  return record.exec(said)?.[1]?.toLowerCase() ?? null;
}
const record =
  /^(?:(?:sys_?id|guid|record|case|incident|ticket|id)\s?(?:id)?\s?[:=#]?\s?)?[{(["'「]?([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[})\]"'」]?(?:の件)?(?:です)?[.。]?$/iu;

/** Whether words are none but courtesies. */
const saysNothing = (words: string): boolean => !/[\p{L}\p{N}]/u.test(withoutCourtesy(words.toLowerCase()));

const only = (found: readonly string[]): string | null => {
  const [first, ...others] = new Set(found);
  return first !== undefined && others.length === 0 ? first : null;
};
