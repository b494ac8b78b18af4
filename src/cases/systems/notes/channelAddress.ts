/** Columns for addresses are made for this many characters, by all three systems' habits; Teams' own are longer for Japanese names. */
const usualLength = 250;

/**
 * The address of a channel, short enough for a column. In Teams' links the channel's name stands for people alone: where its letters
 * are written out as codes, the number of the case stands there in its place. What is no such link stays as it is.
 */
export function shortAddress(webUrl: string, caseId: string): string {
  if (webUrl.length <= usualLength) return webUrl;
  const name = /^https:\/\/[^/]+\/l\/channel\/[^/]+\/([^/?]+)\?/.exec(webUrl)?.[1];
  return name === undefined ? webUrl : webUrl.replace(`/${name}?`, `/${encodeURIComponent(caseId)}?`);
}
