/** What is due when: the soonest first, of two at one moment whichever. */
export function createTimeline<What>() {
  const heap: { at: number; due: What }[] = [];
  const less = (one: number, other: number): boolean => (heap[one]?.at ?? 0) < (heap[other]?.at ?? 0);
  function swap(one: number, other: number): void {
    const [first, second] = [heap[one], heap[other]];
    if (!first || !second) return;
    heap[one] = second;
    heap[other] = first;
  }
  return {
    put(at: number, due: What): void {
      heap.push({ at, due });
      for (let place = heap.length - 1; place > 0; ) {
        const above = (place - 1) >> 1;
        if (!less(place, above)) break;
        swap(place, above);
        place = above;
      }
    },
    take(): { at: number; due: What } | null {
      const [first] = heap;
      const last = heap.pop();
      if (!first || !last) return null;
      if (heap.length > 0) {
        heap[0] = last;
        for (let place = 0; ; ) {
          const [left, right] = [2 * place + 1, 2 * place + 2];
          let least = place;
          if (left < heap.length && less(left, least)) least = left;
          if (right < heap.length && less(right, least)) least = right;
          if (least === place) break;
          swap(place, least);
          place = least;
        }
      }
      return first;
    },
  };
}
