// Writes docs/api/openapi.json from the contracts, and the client's types from it. Part of "npm run generate", after the compiler.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const documentFile = join(root, 'docs', 'api', 'openapi.json');
const typesFile = join(root, 'packages', 'client', 'src', 'generated', 'api.ts');

const { openApiText } = await import(join(root, 'packages', 'server', 'dist', 'platform', 'http', 'openapi.js'));
const text = openApiText();
mkdirSync(dirname(documentFile), { recursive: true });
writeFileSync(documentFile, text);

const digest = createHash('sha256').update(text).digest('hex');
const head = `// Generated from docs/api/openapi.json (SHA-256 ${digest}) by tools/openapi; run "npm run generate".\n`;
if (!existsSync(typesFile) || !readFileSync(typesFile, 'utf8').startsWith(head)) {
  if (!existsSync(join(here, 'node_modules'))) {
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  }
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const types = astToString(await openapiTS(JSON.parse(text), { alphabetize: true, immutable: false }));
  mkdirSync(dirname(typesFile), { recursive: true });
  writeFileSync(typesFile, head + types);
}
