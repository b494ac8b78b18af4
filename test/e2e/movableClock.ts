/** Loaded before a bot's own code: at SIGUSR2 its clock is set back by half a minute, as an administrator or NTP may. */
const TrueDate = Date;
let behind = 0;

class MovedDate extends TrueDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(MovedDate.now());
    else super(...(given as [number]));
  }

  static override now(): number {
    return TrueDate.now() - behind;
  }
}

globalThis.Date = MovedDate as DateConstructor;
process.on('SIGUSR2', () => {
  behind += 30_000;
});
