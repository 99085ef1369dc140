import { StateFile } from './state-file.js';

/** Epochs under which this gateway uses aircraft, on disk before they are acted under: a restarted gateway still owns what it flies. */
export class HeldEpochs {
  readonly #file: StateFile<Record<string, number>>;
  readonly #epochs = new Map<string, number>();

  constructor(path: string) {
    this.#file = new StateFile(path);
  }

  /**
   * Takes up what an earlier run held, each under an epoch of its own: what was made out to that run is refused by this one.
   * Resolves when that is safe on disk.
   */
  async load(): Promise<void> {
    const before = (await this.#file.read()) ?? {};
    for (const [aircraftId, epoch] of Object.entries(before)) this.#epochs.set(aircraftId, epoch + 1);
    if (this.#epochs.size > 0) await this.#write();
  }

  of(aircraftId: string): number | null {
    return this.#epochs.get(aircraftId) ?? null;
  }

  /** Resolves when it is safe on disk. */
  async hold(aircraftId: string, epoch: number): Promise<void> {
    if (this.#epochs.get(aircraftId) === epoch) return;
    this.#epochs.set(aircraftId, epoch);
    await this.#write();
  }

  async drop(aircraftId: string): Promise<void> {
    if (this.#epochs.delete(aircraftId)) await this.#write();
  }

  #write(): Promise<void> {
    return this.#file.write(Object.fromEntries(this.#epochs));
  }
}
