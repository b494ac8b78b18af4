import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';

/** Where the tour stands: a step from 0 to 4, or null when it is not shown. */
export type Tour = { step: number | null; go: (step: number | null) => void };

const TourContext = createContext<Tour>({ step: null, go: () => undefined });
export const useTour = (): Tour => use(TourContext);

const key = 'tour';

/**
 * Keeps the tour over changes of person. It shows itself once to a browser; a second window, opened to be the expert in,
 * stays without it.
 */
export function TourGuide({ children }: { children: ReactNode }) {
  const [step, setStep] = useState<number | null>(() => (isFirstVisit() ? 0 : null));
  const go = useCallback((next: number | null) => {
    localStorage.setItem(key, 'seen');
    setStep(next);
  }, []);
  const tour = useMemo(() => ({ step, go }), [step, go]);
  return <TourContext value={tour}>{children}</TourContext>;
}

function isFirstVisit(): boolean {
  return localStorage.getItem(key) === null && !new URLSearchParams(location.search).has('as');
}
