/**
 * The floors of the house: a room may import only from floors below it.
 *   0 config types, store   1 cases, skills   2 swarm   3 graph, teams, history   4 http   5 main
 * sandbox stands beside the house; web is browser code.
 */
const room = (names) => `^src/(${names})/`;
module.exports = {
  forbidden: [
    {
      name: 'store-stands-on-nothing',
      severity: 'error',
      from: { path: room('store') },
      to: { path: room('cases|skills|swarm|graph|teams|history|http|web|sandbox') },
    },
    {
      name: 'cases-and-skills-stand-on-store',
      severity: 'error',
      from: { path: room('cases|skills') },
      to: { path: room('swarm|graph|teams|history|http|web|sandbox') },
    },
    {
      name: 'cases-and-skills-are-neighbours',
      severity: 'error',
      from: { path: room('cases') },
      to: { path: room('skills') },
    },
    {
      name: 'swarm-below-its-faces',
      severity: 'error',
      from: { path: room('swarm') },
      to: { path: room('graph|teams|history|http|web|sandbox') },
    },
    {
      name: 'faces-are-neighbours',
      severity: 'error',
      from: { path: '^src/(graph|teams|history)/' },
      to: { path: '^src/(graph|teams|history|http|web|sandbox)/', pathNot: '^src/$1/' },
    },
    { name: 'http-below-main', severity: 'error', from: { path: room('http') }, to: { path: room('web|sandbox') } },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: { path: '^src/(?!sandbox/)', pathNot: '^src/main\\.ts$' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'nothing-imports-the-sandbox',
      severity: 'error',
      from: { path: '^src/(?!sandbox/)' },
      to: { path: room('sandbox') },
    },
    {
      name: 'the-domain-knows-no-sdk',
      severity: 'error',
      from: { path: room('swarm|cases|skills') },
      to: { path: 'node_modules/(botbuilder|botframework|@microsoft|@azure|restify|pg-boss)' },
    },
    { name: 'no-circles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'shipped-code-uses-shipped-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: room('sandbox|web') },
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
