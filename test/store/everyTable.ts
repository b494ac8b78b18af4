import * as administration from '../../src/store/administrationTables.ts';
import * as cases from '../../src/store/caseTables.ts';
import * as doors from '../../src/store/doorTables.ts';
import * as evidence from '../../src/store/evidenceTables.ts';
import * as graph from '../../src/store/graphTables.ts';
import * as growth from '../../src/store/growthTables.ts';
import * as registry from '../../src/store/registryTables.ts';
import * as swarms from '../../src/store/swarmTables.ts';

/** Every table of the product, by its name in code. */
export const everyTable = {
  ...administration,
  ...cases,
  ...doors,
  ...evidence,
  ...graph,
  ...growth,
  ...registry,
  ...swarms,
};
