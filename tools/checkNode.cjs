// Every script starts here: with install scripts switched off there is no Node 24 in node_modules, and the machine's
// own, older one would fail somewhere deep in a dependency.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Swarm needs Node 22.18 or later and found ${process.versions.node}.\n` +
      'Normally `npm ci` brings Node 24 into node_modules; install scripts seem to be switched off.\n' +
      'Run `npm ci --ignore-scripts=false`, or install Node 24.',
  );
  process.exit(1);
}
