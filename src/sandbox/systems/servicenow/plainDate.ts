/** An instant in a zone, in the form in which ServiceNow keeps and, as sold, shows dates. */
export const plainDate = (at: Date, zone: string): string =>
  zone === 'UTC' || zone === 'GMT'
    ? at.toISOString().slice(0, 19).replace('T', ' ')
    : at.toLocaleString('sv-SE', { timeZone: zone });
