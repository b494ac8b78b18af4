const house = require('./tools/floors.cjs');

const namesOf = (rooms) => rooms.map(([name]) => name);
const floors = house.floors.map(namesOf);

/**
 * A room's own files are what it offers to the floors above; its inner folders are how it does it, and nobody else
 * imports from them. But for these folders, each of which is a subject that other rooms deal with by itself.
 */
const offered = [
  'registry/files', // how files of tables are read and their faults told: past cases come in such files too
  'cases/ids', // how ids of cases are written, and told apart in what people type
  'evidence/caseExports', // what case systems export: examined and brought in by the command and the tab
  'evidence/pastCases', // the past cases themselves, beside what they teach
  'registry/left', // who left and who joined: teams/ tells their leads
  'registry/shifts', // rotas and feeds of shifts: who works when is reckoned with them
  'swarm/arrivals', // cases that come by themselves
  'swarm/forgetting', // what retention and erasure take out of swarms
  'swarm/planning', // what a swarm asks of the registry
  'swarm/policies', // the policy while the bot runs: read by all, changed in the tab
  'swarm/service', // runs commands and jobs
];

/** The sandbox may import what rooms offer, the tab's browser code their types (test/web/floors.test.ts). */
const beside = namesOf(house.beside);

const rooms = floors.flat();
const everywhere = [...rooms, ...beside];
const within = (names) => `^src/(${names.map(pathOf).join('|')})`;
/** A room in another's folder (cases/systems) is a room of its own. */
const pathOf = (room) => {
  if (room.endsWith('.ts')) return `${room.replaceAll('.', '\\.')}$`;
  const nested = rooms.filter((each) => each.startsWith(`${room}/`)).map((each) => each.slice(room.length + 1));
  return nested.length === 0 ? `${room}/` : `${room}/(?!(${nested.join('|')})/)`;
};

const upwards = floors.flatMap((floor, level) =>
  floor.map((room) => ({
    name: `${room}-imports-from-floors-below`,
    severity: 'error',
    from: { path: within([room]) },
    to: { path: within([...floors.slice(level).flat(), ...beside].filter((each) => each !== room)) },
  })),
);

const inwards = rooms
  .filter((room) => !room.endsWith('.ts'))
  .map((room) => ({
    name: `inside-of-${room}`,
    severity: 'error',
    from: { path: '^src/', pathNot: [within([room]), '^src/web/'] },
    to: { path: `${within([room])}[^/]+/`, pathNot: offered.map((folder) => `^src/${folder}/`) },
  }));

module.exports = {
  forbidden: [
    ...upwards,
    ...inwards,
    {
      name: 'every-file-is-in-a-room',
      severity: 'error',
      from: { path: '^src/', pathNot: within(everywhere) },
      to: {},
    },
    {
      name: 'every-file-is-in-a-room',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: within(everywhere) },
    },
    {
      name: 'language-needs-nothing-so-that-browsers-can-have-it',
      severity: 'error',
      from: { path: within(['language']) },
      to: { pathNot: within(['language']) },
    },
    {
      name: 'the-tab-shares-with-history-and-below',
      severity: 'error',
      from: { path: within(['web']) },
      to: {
        path: within([
          'settings',
          'telemetry',
          'store',
          'cases/systems',
          'graph',
          'teams',
          'http',
          'composition',
          'main.ts',
          'sandbox',
        ]),
      },
    },
    {
      name: 'the-sandbox-knows-no-tab',
      severity: 'error',
      from: { path: within(['sandbox']) },
      to: { path: within(['web']) },
    },
    {
      name: 'the-domain-knows-no-sdk',
      severity: 'error',
      from: { path: within(floors.slice(2, 7).flat()) },
      to: { path: 'node_modules/(botbuilder|botframework|@microsoft|@azure|restify|pg-boss)' },
    },
    { name: 'no-circles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'shipped-code-uses-shipped-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: within(beside) },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
