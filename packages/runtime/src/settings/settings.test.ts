import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  environmentName,
  loadSettings,
  parseSettings,
  readResolvedSettings,
  settingsFromEnvironment,
} from './index.js';
import { SettingsSchema } from './schema.js';
import { leavesOf } from './walk.js';
import type { SchemaNode } from './walk.js';

const example = new URL('../../../../outrider.example.yaml', import.meta.url);
const code = (value: string): unknown => expect.objectContaining({ code: value });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const path = join(folder, 'outrider.yaml');
  writeFileSync(path, text);
  return path;
}

describe('the example file', () => {
  it('holds every key with its default, and no other', () => {
    expect(parse(readFileSync(example, 'utf8'))).toEqual(parseSettings({}, 'defaults'));
  });

  it('shows a link that is valid once its comment signs are removed', () => {
    const [before, after] = readFileSync(example, 'utf8').split('  links: []\n') as [string, string];
    const [link, ...rest] = after.split('\n\n');
    const text = [`${before}  links:\n${link!.replaceAll(/^ {2}# /gm, '    ')}`, ...rest].join('\n\n');
    const settings = parseSettings(parse(text), 'example');
    expect(settings.gateway.links).toHaveLength(1);
    expect(settings.gateway.links[0]).toMatchObject({
      kind: 'udp-in',
      port: 14_550,
      signing: { required: false },
    });
  });
});

describe('loading', () => {
  it('lets the environment win over the file and the command line over both', () => {
    const file = fileWith('http: { port: 1, host: localhost }\nlog: { level: warn }\n');
    const env = { OUTRIDER_HTTP_PORT: '2', OUTRIDER_LOG_LEVEL: 'debug' };
    const settings = loadSettings({ file, env, overrides: { http: { port: 3 } } });
    expect(settings.http).toMatchObject({ port: 3, host: 'localhost' });
    expect(settings.log.level).toBe('debug');
  });

  it('reads sections whose keys are all commented out', () => {
    expect(loadSettings({ file: fileWith('gateway:\n  # links: []\n'), env: {} }).gateway.system_id).toBe(255);
  });

  it('fills in the defaults of a link', () => {
    const links = [{ id: 'a', kind: 'udp-in', agency: 'pd' }];
    expect(parseSettings({ gateway: { links } }, 't').gateway.links[0]).toEqual({
      id: 'a',
      kind: 'udp-in',
      agency: 'pd',
      host: '127.0.0.1',
      port: 0,
      simulated: false,
      signing: { required: false },
    });
  });

  it.each([
    ['http: { prot: 1 }', 'bad_settings', '"http.prot"', '"port"'],
    ['zebra: 1', 'bad_settings', '"zebra"', 'data_dir'],
    ['gateway: { links: [{ id: a, kind: udp-in, agency: b, prt: 1 }] }', 'bad_settings', 'gateway.links.0.prt', 'port'],
    ['http: { port: 70000 }', 'bad_settings', 'http.port must be a whole number from 0 to 65535, not 70000', ''],
    ['http: { port: "80" }', 'bad_settings', 'http.port', ''],
    ['bus: { kind: pigeon }', 'bad_settings', 'bus.kind must be "local" or "nats", not "pigeon"', ''],
    ['bus: { kind: nats }', 'bad_settings', 'bus.url', ''],
    ['http: { tls: { cert_file: a } }', 'bad_settings', 'only one of', 'Set both'],
    [
      'gateway: { links: [{ id: a, kind: udp-in }] }',
      'bad_settings',
      'gateway.links.0.agency must be a text, not missing',
      '',
    ],
    ['gateway: 5', 'bad_settings', 'gateway must be a section', ''],
    ['simulation: { speed: 0 }', 'bad_settings', 'above 0', ''],
    [
      'simulation: { speed: 2 }\ngateway: { links: [{ id: a, kind: udp-in, agency: b }] }',
      'speed_not_simulated',
      '"a"',
      'simulated',
    ],
    ['a: b: c', 'bad_settings', 'outrider.yaml', ''],
    ['- 1', 'bad_settings', 'keys and values', 'example'],
  ])('refuses %s', (text, errorCode, message, remedy) => {
    const file = fileWith(text);
    let thrown: unknown;
    try {
      loadSettings({ file, env: {} });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: errorCode,
      message: expect.stringContaining(message) as string,
      remedy: expect.stringContaining(remedy) as string,
    });
  });

  it('names a settings file that is missing', () => {
    expect(() => loadSettings({ file: join(folder, 'none.yaml'), env: {} })).toThrow(code('bad_settings'));
  });

  it('refuses to run a part by itself', () => {
    expect(() => readResolvedSettings({})).toThrow(code('not_supervised'));
  });
});

describe('environment', () => {
  it('has a name of its own for every key', () => {
    const names = leavesOf(SettingsSchema as SchemaNode).map((leaf) => environmentName(leaf.path));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('OUTRIDER_GATEWAY_SYSTEM_ID');
  });

  it('reads numbers, flags, texts, null and lists', () => {
    const links = [{ id: 'x', kind: 'udp-in', agency: 'pd', port: 14_550 }];
    expect(
      settingsFromEnvironment({
        PATH: '/bin',
        OUTRIDER_HTTP_PORT: '0',
        OUTRIDER_DEMO: 'true',
        OUTRIDER_DATABASE_URL: 'postgres://h/d',
        OUTRIDER_BUS_URL: '',
        OUTRIDER_GATEWAY_LINKS: JSON.stringify(links),
        OUTRIDER_SHARED_DATA: '/x',
      }),
    ).toEqual({
      http: { port: 0 },
      demo: true,
      database: { url: 'postgres://h/d' },
      bus: { url: null },
      gateway: { links },
    });
  });

  it('refuses names and values that it does not know', () => {
    expect(() => settingsFromEnvironment({ OUTRIDER_HTTP_PROT: '1' })).toThrow(code('bad_settings'));
    expect(() => settingsFromEnvironment({ OUTRIDER_HTTP_PORT: 'abc' })).toThrow(code('bad_settings'));
    expect(() => loadSettings({ env: { OUTRIDER_DEMO: '"yes"' }, file: fileWith('') })).toThrow(code('bad_settings'));
  });
});
