/** So many are remembered: as many as are read at one moment, and some. */
const mostKept = 32;

/**
 * Remembers what was lately read of texts, so that one turn which asks several times reads once. `isSame` says whether what was
 * read before holds for what is asked now. Nobody changes what was given.
 */
export function createLately<Asked, Said>(isSame: (before: Asked, asked: Asked) => boolean) {
  const lately: { asked: Asked; said: Said }[] = [];
  return {
    find: (asked: Asked): Said | undefined => lately.findLast((each) => isSame(each.asked, asked))?.said,
    keep(asked: Asked, said: Said): Said {
      if (lately.length >= mostKept) lately.shift();
      lately.push({ asked, said });
      return said;
    },
  };
}
