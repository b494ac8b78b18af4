import type { TokenCredential } from '@azure/identity';
import type { Case, Person } from '../src/cases/case.ts';
import type { Misfit } from '../src/cases/systems/becoming.ts';
import { parseMappingFile } from '../src/cases/systems/mapping.ts';
import { type Become, createCaseReading } from '../src/cases/systems/reading.ts';
import { createWritingStops, type WrittenSystem, writtenSystems } from '../src/cases/systems/stops.ts';
import { openCaseSystems } from '../src/cases/systems/systems.ts';
import { createFindPersonAt } from '../src/graph/graph.ts';
import type { Language } from '../src/language/language.ts';
import { readConfig, readStoreConfig } from '../src/settings/config.ts';
import { describeProblems } from '../src/settings/configProblem.ts';
import { givenJson } from '../src/settings/givenJson.ts';
import { createCredential } from '../src/settings/identity.ts';
import { openDatabase } from '../src/store/database.ts';
import { tellable } from '../src/store/tellable.ts';
import { casesWords } from './casesWords.ts';

export type CasesNeeds = {
  environment: Readonly<Record<string, string | undefined>>;
  language: Language;
  print(line: string): void;
  complain(line: string): void;
  open?: typeof openDatabase;
  /** In place of the bot's own credential. */
  credential?: TokenCredential;
};

/**
 * Runs `try`, which reads one case as the bot would and keeps nothing, or `go-on`, which lets notes be written again to a system
 * where that was stopped. Gives the exit code: 0 done, 1 not, 2 not understood.
 */
export async function runCasesCommand(args: readonly string[], needs: CasesNeeds): Promise<number> {
  const words = casesWords[needs.language];
  const [kind, named, ...more] = args;
  const stopped = kind === 'go-on' && more.length === 0 ? writtenSystems.find((each) => each === named) : undefined;
  if (stopped) return goOn(stopped, needs);
  if (kind !== 'try' || named === undefined || more.length > 0) {
    needs.complain(words.help);
    return 2;
  }
  const read = readConfig(needs.environment);
  if (!read.ok) {
    needs.complain(describeProblems(read.problems, words.nothingDone));
    return 1;
  }
  const { config } = read;
  try {
    const { mappingFile } = config.caseSystems;
    const mappings = parseMappingFile(await givenJson('CASE_MAPPING_FILE', mappingFile));
    const credential = needs.credential ?? createCredential(config);
    const systems = openCaseSystems({
      config: config.caseSystems,
      mappings,
      credential,
      clock: Date.now,
      writes: () => false,
    });
    if (systems.length === 0) {
      needs.complain(words.noSystem);
      return 1;
    }
    const reading = createCaseReading({
      ...{ systems, mappings },
      findPerson: createFindPersonAt({ credential, baseUrl: config.graphBaseUrl, clock: Date.now }),
      keep: async () => 'had-it',
      log: (level, message, facts) => {
        if (level !== 'info') needs.complain(`${message}: ${JSON.stringify(facts)}`);
      },
    });
    return tell(await reading.look(named));
  } catch (error) {
    needs.complain(tellable(error));
    return 1;
  }

  function tell(became: Become): number {
    if (became.kind !== 'case') {
      needs.complain(words.unread(became));
      return 1;
    }
    needs.print(words.from(became.system.name));
    for (const [name, value] of linesOf(became.case)) needs.print(`  ${words.field[name]}: ${value}`);
    for (const misfit of became.misfits) needs.print(misfitLine(misfit));
    needs.print(words.kept);
    return 0;
  }

  function linesOf(theCase: Case): [keyof typeof words.field, string][] {
    const { id, title, description, customer, product, severity, language, restricted, owner, created, url } = theCase;
    const none = words.none;
    return [
      ['id', id],
      ['title', title],
      ['description', words.characters(description.length)],
      ['customer', customer ?? none],
      ['product', product ?? none],
      ['severity', severity],
      ['language', language],
      ['restricted', restricted ? words.yes : words.no],
      ['owner', ownerLine(owner)],
      ['created', created],
      ['url', url ?? none],
    ];
  }

  function misfitLine(misfit: Misfit): string {
    return misfit.code === 'column-missing'
      ? words.columnMissing(misfit.column)
      : words.choiceUnknown(misfit.column, misfit.label === null ? misfit.value : `${misfit.value} (${misfit.label})`);
  }
}

/** Lets writing go on; the bot that runs sees it within the hour. */
async function goOn(system: WrittenSystem, needs: CasesNeeds): Promise<number> {
  const words = casesWords[needs.language];
  const config = readStoreConfig(needs.environment);
  if (!config.ok) {
    needs.complain(describeProblems(config.problems, words.nothingDone));
    return 1;
  }
  try {
    const { database: location, tenantId } = config.config;
    const database = await (needs.open ?? openDatabase)(location);
    try {
      const stop = await createWritingStops({ database: database.sql, tenantId }).goOn(system);
      needs.print(stop === null ? words.notStopped(system) : words.goesOn(system, stop));
      return 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    needs.complain(tellable(error));
    return 1;
  }
}

const ownerLine = ({ id, name }: Person): string => `${name} (${id})`;
