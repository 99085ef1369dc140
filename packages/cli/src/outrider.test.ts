import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../bin/outrider.mjs', import.meta.url));

function outrider(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('outrider', () => {
  it('lists its verbs', () => {
    expect(outrider('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/Verbs: .*\bserve\b/) as string,
    });
    expect(outrider().status).toBe(2);
  });

  it.each([['fly'], ['../serve'], ['--prot']])('refuses the verb %s', (verb) => {
    expect(outrider(verb)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`there is no verb "${verb}"`) as string,
    });
  });

  it('hands the rest to the verb, and shows an error with its remedy', () => {
    expect(outrider('serve', '--help').stdout).toContain('Usage: outrider serve');
    expect(outrider('serve', '--port', 'x')).toMatchObject({
      status: 1,
      stderr: 'unknown_option: --port needs a number, not "x". Run "outrider serve --help".\n',
    });
  });
});
