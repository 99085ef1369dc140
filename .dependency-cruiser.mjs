// Who may import whom: the table of ARCHITECTURE.md, enforced. tools/import-rules.mjs runs it; tools/import-rules.test.ts proves
// with planted imports that the rules see the code.

/** Packages that each package may import, itself left out. */
export const MAY_IMPORT = {
  schema: [],
  core: ['schema'],
  protocol: ['schema'],
  runtime: ['schema'],
  record: ['schema', 'core', 'runtime'],
  gateway: ['schema', 'core', 'protocol', 'runtime', 'record'],
  media: ['schema', 'core', 'runtime', 'record'],
  server: ['schema', 'core', 'runtime', 'record'],
  client: ['schema', 'core'],
  console: ['client', 'schema', 'core'],
  sim: ['schema', 'core', 'protocol', 'runtime', 'client'],
  cli: ['schema', 'core', 'protocol', 'runtime', 'record', 'client'],
};

/** Packages whose libraries are counted on the fingers, since everything else builds on them. */
const LIBRARIES = {
  schema: ['typebox'],
  core: ['geographiclib-geodesic', 'cheap-ruler', 'flatbush'],
  protocol: [],
};

/** Packages that run in a browser, or must be the same everywhere: no Node, no I/O, no clock, no randomness. */
const WITHOUT_NODE = ['schema', 'core', 'client', 'console'];

const TESTS = '\\.test\\.tsx?$|/testing/';

const packageRules = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  name: `${name}-imports`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: TESTS },
  to: { path: '^packages/([^/]+)/', pathNot: [name, ...allowed].map((other) => `^packages/${other}/`) },
}));

const libraryRules = Object.entries(LIBRARIES).map(([name, allowed]) => ({
  name: `${name}-libraries`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: TESTS },
  to: { path: 'node_modules/', pathNot: allowed.map((library) => `node_modules/${library}/`) },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // Names of packages that hold nothing but types stand for their @types package.
      to: { couldNotResolve: true, pathNot: '^(geojson|topojson-specification)$' },
    },
    {
      name: 'no-node',
      severity: 'error',
      from: { path: `^packages/(${WITHOUT_NODE.join('|')})/`, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'declared',
      severity: 'error',
      from: { path: '^packages/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    ...packageRules,
    ...libraryRules,
  ],
  options: {
    // With the parser of TypeScript it would find no module at all: TypeScript 7 has no compiler API for it.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    // Each package declares what it imports itself.
    combinedDependencies: false,
  },
};
