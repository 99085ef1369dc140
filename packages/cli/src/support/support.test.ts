import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { isInside } from './backup-folder.js';
import { copyRows } from './copy-text.js';
import { parseVerb, text } from './options.js';
import { inFillingOrder } from './tables.js';
import { Tally } from './tally.js';

test('COPY text: NULL, the word \\N, tabs, line ends, backslashes and letters beyond ASCII', async () => {
  const stream = Readable.from([Buffer.from('a\\tb\t\\N\t\\\\N\n'), Buffer.from('\\n\\r\t\té\\\\\n')]);
  const rows = [];
  for await (const row of copyRows(stream, ['x', 'y', 'z'])) rows.push(row);
  expect(rows).toEqual([
    { x: 'a\tb', y: null, z: '\\N' },
    { x: '\n\r', y: '', z: 'é\\' },
  ]);
});

test('a stream that breaks off is an error, not a shorter table', async () => {
  const broken = new Readable({ read() {} });
  broken.push('a\n');
  setImmediate(() => broken.destroy(new Error('disk gone')));
  const reading = async () => {
    for await (const row of copyRows(broken, ['x'])) expect(row).toEqual({ x: 'a' });
  };
  await expect(reading()).rejects.toThrow('disk gone');
});

test('tables come after those that they refer to, circles are refused', () => {
  const table = (name: string, ...refersTo: string[]) => ({ name, refersTo });
  const sorted = inFillingOrder([
    table('flights', 'aircraft', 'incidents'),
    table('aircraft', 'agencies'),
    table('incidents', 'agencies'),
    table('agencies'),
  ]);
  expect(sorted.map(({ name }) => name)).toEqual(['agencies', 'aircraft', 'incidents', 'flights']);
  expect(() => inFillingOrder([table('a', 'b'), table('b', 'a')])).toThrow(/circle: a, b/);
});

test('a tally counts bytes and lines across chunks and leaves them as they are', async () => {
  const tally = new Tally();
  const out: Buffer[] = [];
  await pipeline(Readable.from([Buffer.from('ab\nc'), Buffer.from('\n\n')]), tally, async (source) => {
    for await (const chunk of source) out.push(chunk as Buffer);
  });
  expect({ bytes: tally.bytes, lines: tally.lines }).toEqual({ bytes: 6, lines: 3 });
  expect(tally.sha256).toBe('598779569c81ee20c07662be80b52de3c02d2e844300ab5fe36c659f73f7094b');
  expect(Buffer.concat(out).toString()).toBe('ab\nc\n\n');
});

test('paths of a backup never leave it', () => {
  for (const path of ['records/a/raw.tlog', 'tls/ca.pem']) expect(isInside(path)).toBe(true);
  for (const path of ['../x', '/etc/passwd', 'a/../../b', 'a//b', '.', 'a\\..\\b', 'a\0b'])
    expect(isInside(path)).toBe(false);
});

test('a wrong command line says what is wrong and where help is', () => {
  const parse = (...argv: string[]) => parseVerb('thing', argv, { name: text }, ['FILE']);
  expect(parse('a', '--name', 'b')).toMatchObject({ named: { FILE: 'a' }, values: { name: 'b' }, help: false });
  expect(parse('--help').help).toBe(true);
  for (const [argv, message] of [
    [[], 'FILE is missing.'],
    [['a', 'b'], '"b" is one argument too many.'],
    [['a', '--nam', 'x'], "Unknown option '--nam'."],
  ] as const) {
    expect(() => parse(...argv)).toThrow(
      expect.objectContaining({ code: 'unknown_option', message, remedy: 'Run "outrider thing --help".' }) as Error,
    );
  }
});
