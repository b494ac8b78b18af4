/**
 * The reader's zone by area and city, as the server takes zones. Of a browser that tells another (`Etc/GMT-9`, `GMT`,
 * `Etc/Unknown`) a place with the same clocks in January and in July, else UTC.
 */
export function readersZone(told = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  if (isPlace(told)) return told;
  const clocks = clocksOf(told);
  if (clocks === null || clocks === clocksOf('UTC')) return 'UTC';
  return Intl.supportedValuesOf('timeZone').find((each) => isPlace(each) && clocksOf(each) === clocks) ?? 'UTC';
}

const isPlace = (zone: string): boolean => zone.includes('/') && !zone.startsWith('Etc/');

/** Null: no zone that the browser knows. */
function clocksOf(timeZone: string): string | null {
  try {
    const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
    return [0, 6]
      .map(
        (month) => offset.formatToParts(Date.UTC(2026, month, 15)).find(({ type }) => type === 'timeZoneName')?.value,
      )
      .join();
  } catch {
    return null;
  }
}
