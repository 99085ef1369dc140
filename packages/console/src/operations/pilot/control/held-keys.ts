/** Stick keys that are down: on the keyboard, by where they are and not by what they write, or under a finger on the screen. */
import { takesTyping } from '../../../ui/keys.js';
import { isStickKey, stickAt } from './sticks.js';

/**
 * While one of these is down the system may keep the release of other keys to itself (macOS does so with Cmd), so whatever was down
 * before counts as let go.
 */
const SWALLOWS_RELEASES: ReadonlySet<string> = new Set(['Meta', 'OS', 'Alt', 'AltGraph']);

export class HeldKeys {
  readonly #held = new Set<string>();
  readonly #onChange: (keys: readonly string[]) => void;

  constructor(onChange: (keys: readonly string[]) => void) {
    this.#onChange = onChange;
  }

  get all(): ReadonlySet<string> {
    return this.#held;
  }

  press(key: string): void {
    if (!isStickKey(key) || this.#held.has(key)) return;
    this.#held.add(key);
    this.#tell();
  }

  letGo(key: string): void {
    if (this.#held.delete(key)) this.#tell();
  }

  clear(): void {
    if (this.#held.size === 0) return;
    this.#held.clear();
    this.#tell();
  }

  /** Before anything else on the page, so that no key steers and commands at once whatever it writes on this layout. */
  listen(): void {
    addEventListener('keydown', this.#down, { capture: true });
    addEventListener('keyup', this.#up, { capture: true });
  }

  stop(): void {
    removeEventListener('keydown', this.#down, { capture: true });
    removeEventListener('keyup', this.#up, { capture: true });
    this.clear();
  }

  readonly #down = (event: KeyboardEvent): void => {
    if (SWALLOWS_RELEASES.has(event.key)) return this.clear();
    if (event.ctrlKey || event.metaKey || event.altKey || takesTyping(event.target)) return;
    const key = stickAt(event.code);
    if (key === null) return;
    event.preventDefault();
    // A key that was down before it counted, or before everything was let go, has to be pressed anew.
    if (!event.repeat) this.press(key);
  };

  readonly #up = (event: KeyboardEvent): void => {
    if (SWALLOWS_RELEASES.has(event.key)) return this.clear();
    const key = stickAt(event.code);
    if (key !== null) this.letGo(key);
  };

  #tell(): void {
    this.#onChange([...this.#held]);
  }
}
