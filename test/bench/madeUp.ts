import type { Technology } from '../../src/registry/technology.ts';

/**
 * `even`: every technology has as many people; `popular`: the n-th has a share of 1/n, and is asked for as often;
 * `same`: those asked for have 100 people each, whatever the size of the registry.
 */
export type Spread = 'even' | 'popular' | 'same';

/** Evenly, or so that the n-th technology comes up in proportion to 1/n (Zipf's law). */
export function pick(ids: readonly string[], spread: Spread, random: () => number): string {
  const place = spread === 'popular' ? ids.length ** random() - 1 : random() * ids.length;
  return ids[Math.floor(place)] ?? 't0';
}

export function madeUpTechnology(place: number, random: () => number): Technology {
  const kana = ['アプリ', 'ゲートウェイ', 'ストレージ', '仮想', '監視', 'サーバー', 'ネットワーク', '認証'];
  const ja = () =>
    `${word(random)} ${kana[Math.floor(random() * kana.length)]}${kana[Math.floor(random() * kana.length)]}`;
  const en = () => `${word(random)} ${word(random)}`;
  return {
    id: `t${place}`,
    name: { en: `${word(random)} ${place}`, ja: `${word(random)} ${place}` },
    aliases: { en: Array.from({ length: 10 }, en), ja: Array.from({ length: 10 }, ja) },
    parent: null,
  };
}

const syllables = ['ka', 'ro', 'mi', 'ten', 'sol', 'ver', 'dax', 'pu', 'lin', 'gor', 'ne', 'bus'];
export const word = (random: () => number): string =>
  Array.from({ length: 3 }, () => syllables[Math.floor(random() * syllables.length)]).join('');

/** The same numbers in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
