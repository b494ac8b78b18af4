import { parseArgs } from 'node:util';
import { type OldFault, oldFaultNames, oldFaults } from './oldFaultNames.ts';
import { putBack } from './oldFaults.ts';

/**
 * Plays weeks of a support team in which anything may go wrong, one for each seed, and tells the shortest story of each that
 * ends badly: `npm run simulate -- --seeds 1000 --from 1`. `--with-fault NAME` puts back a fault that Swarm once had;
 * it ends with the first seed that finds it. Ends with 1 when anything was found.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    days: { type: 'string', default: '3' },
    'with-fault': { type: 'string' },
    help: { type: 'boolean' },
  },
});
const fault = values['with-fault'];
const [from, seeds, days] = [Number(values.from), Number(values.seeds), Number(values.days)];
if (values.help || ![from, seeds, days].every(Number.isInteger) || seeds < 1 || (fault && !(fault in oldFaults))) {
  console.log('npm run simulate -- [--seeds 1000] [--from 1] [--days 3] [--with-fault NAME]');
  console.log(`Faults: ${oldFaultNames.join(', ')}`);
  process.exit(values.help ? 0 : 2);
}
if (fault) putBack(fault as OldFault);
// Only now: a fault must be there before what it is in is loaded.
const { played, short, shrunk } = await import('./played.ts');
const options = { ...short, days };

const began = performance.now();
const total = { events: 0, processes: 0, cards: 0, badly: 0 };
for (let seed = from; seed < from + seeds; seed++) {
  const { week, wrong } = await played(seed, options);
  total.events += week?.swarms.told.length ?? 0;
  total.processes += week?.lives ?? 0;
  total.cards += week?.outside.messages.length ?? 0;
  if (wrong !== null) {
    total.badly++;
    console.log(`${await shrunk(seed, options)}\n`);
    if (fault) break;
  }
  if ((seed - from + 1) % 100 === 0) console.error(`${seed - from + 1} weeks, ${total.badly} ended badly`);
}
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(
  `${total.badly} weeks ended badly; ${total.events} events, ${total.cards} messages, ${total.processes} processes, ${seconds} s`,
);
process.exit(total.badly > 0 ? 1 : 0);
