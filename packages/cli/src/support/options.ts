import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { OutriderError } from '@outrider/runtime/errors';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>['values'];

export const text = { type: 'string' } as const;
/** May be given several times. */
export const texts = { type: 'string', multiple: true } as const;
export const flag = { type: 'boolean' } as const;
/** What every verb that reads the settings takes. */
export const settingsOptions = { settings: text, 'data-dir': text } as const;

/** What is wrong with the command line of a verb. */
export function wrongUse(verb: string, what: string): OutriderError {
  return new OutriderError('unknown_option', `${what}.`, `Run "outrider ${verb} --help".`);
}

/**
 * The options and the named arguments of a verb. `arguments_` are all required, in order; with --help they may be missing.
 * Throws unknown_option.
 */
export function parseVerb<T extends Options, const N extends readonly string[]>(
  verb: string,
  argv: readonly string[],
  options: T,
  arguments_: N,
): { values: Values<T>; named: { [K in N[number]]: string }; help: boolean } {
  const { values, positionals } = parse(verb, argv, options);
  const help = argv.includes('--help');
  if (!help && positionals.length !== arguments_.length) throw wrongCount(verb, positionals, arguments_);
  const named = Object.fromEntries(arguments_.map((name, index) => [name, positionals[index] ?? '']));
  return { values, named: named as { [K in N[number]]: string }, help };
}

function parse<T extends Options>(
  verb: string,
  argv: readonly string[],
  options: T,
): { values: Values<T>; positionals: string[] } {
  try {
    const all = { ...options, help: flag } as T;
    const parsed = parseArgs({ args: [...argv], options: all, strict: true, allowPositionals: true });
    return { values: parsed.values as Values<T>, positionals: parsed.positionals };
  } catch (cause) {
    throw wrongUse(verb, (cause as Error).message.split('. ')[0]!);
  }
}

function wrongCount(verb: string, given: readonly string[], wanted: readonly string[]): OutriderError {
  const missing = wanted[given.length];
  return wrongUse(verb, missing ? `${missing} is missing` : `"${given[wanted.length]}" is one argument too many`);
}
