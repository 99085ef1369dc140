// node tools/import-rules.mjs [ROOT]: checks the imports of all packages against .dependency-cruiser.mjs.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { cruise } from 'dependency-cruiser';
import configuration from '../.dependency-cruiser.mjs';

/**
 * @param {string} root folder that holds packages/ and node_modules/
 * @returns {Promise<{ violations: { rule: string, from: string, to: string }[], modules: string[] }>} modules: source files seen
 */
export async function checkImports(root) {
  const names = packageNames(root);
  const copy = importsOnlyCopy(root, names);
  try {
    const { forbidden, options } = configuration;
    const { output } = await cruise(
      names.map((name) => `packages/${name}/src`),
      { ...options, baseDir: copy, validate: true, ruleSet: { forbidden } },
      resolution(join(copy, 'packages'), names),
    );
    const violations = output.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to: to.replace(/^.*node_modules\//, ''),
    }));
    const modules = output.modules
      .map((module) => module.source)
      .filter((path) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path));
    return { violations, modules };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Every TypeScript source of the packages, as paths relative to the root. */
export function sourceFiles(root) {
  return packageNames(root).flatMap((name) => {
    const folder = join('packages', name, 'src');
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    return files.filter((file) => /\.tsx?$/.test(file)).map((file) => join(folder, file));
  });
}

function packageNames(root) {
  const packages = join(root, 'packages');
  return readdirSync(packages).filter((name) => existsSync(join(packages, name, 'src')));
}

// dependency-cruiser reads .ts through swc, but tells swc nothing of JSX: it gets a copy in which a .tsx is its imports alone.
function importsOnlyCopy(root, names) {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'outrider-imports-'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const name of names) {
    const [from, to] = [join(root, 'packages', name), join(copy, 'packages', name)];
    cpSync(join(from, 'src'), join(to, 'src'), { recursive: true });
    // Peers that only tests use stand beside the sources; they are followed, not judged.
    const support = join(from, 'test-support');
    if (existsSync(support)) cpSync(support, join(to, 'test-support'), { recursive: true });
    cpSync(join(from, 'package.json'), join(to, 'package.json'));
    if (existsSync(join(from, 'node_modules'))) symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
  }
  for (const file of sourceFiles(copy).filter((path) => path.endsWith('.tsx'))) {
    const imports = importsOf(readFileSync(join(copy, file), 'utf8'));
    writeFileSync(join(copy, file), imports.map((source) => `import ${JSON.stringify(source)};\n`).join(''));
  }
  return copy;
}

/** Sources of all static and dynamic imports and re-exports. */
function importsOf(text) {
  const sources = [];
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const isImport = /^(ImportDeclaration|ExportAllDeclaration|ExportNamedDeclaration)$/.test(node.type);
    if (isImport && node.source) sources.push(node.source.value);
    if (node.type === 'CallExpression' && node.callee.type === 'Import') {
      const argument = node.arguments[0]?.expression;
      if (argument?.type === 'StringLiteral') sources.push(argument.value);
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(text, { syntax: 'typescript', tsx: true, target: 'es2022' }).body);
  return sources;
}

// Our packages resolve to their sources, so that the rules see the code and not what was compiled some time ago.
function resolution(packages, names) {
  const alias = names.flatMap((name) => [
    { name: `@outrider/${name}`, onlyModule: true, alias: join(packages, name, 'src/index.ts') },
    { name: `@outrider/${name}`, alias: join(packages, name, 'src') },
  ]);
  return {
    alias,
    extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
    conditionNames: ['import', 'types', 'node', 'default', 'require'],
    exportsFields: ['exports'],
    mainFields: ['module', 'main', 'types', 'typings'],
    mainFiles: ['index'],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
  const { violations, modules } = await checkImports(root);
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from} -> ${to}`);
  console.log(`${modules.length} modules, ${violations.length} violations of the import rules`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
