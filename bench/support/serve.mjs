// "outrider serve" with other programs for some of its processes: node serve.mjs '{"gateway": PATH, ...}' [options].
import { run } from '../../packages/cli/dist/serve/index.js';
import { builtPrograms } from '../../packages/cli/dist/serve/programs.js';

const [programs, ...argv] = process.argv.slice(2);
process.exitCode = await run(argv, { ...builtPrograms(), ...JSON.parse(programs) });
