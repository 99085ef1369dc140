import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@outrider/runtime';
import type { FlightRecord } from '../vehicle/flight-record.js';
import { StateFile } from './state-file.js';

const NAME = /^[0-9a-f-]{36}\.json$/;

/** The flights that are going on, a file each, so that a restarted gateway can take their books up again. */
export class OpenFlights {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #files = new Map<string, StateFile<FlightRecord>>();
  readonly #removals = new Set<Promise<void>>();

  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#logger = logger;
  }

  /** What an earlier run left open, by vehicle key. A file that cannot be read is left out. */
  async read(): Promise<Map<string, FlightRecord>> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const records = new Map<string, FlightRecord>();
    for (const name of (await readdir(this.#folder)).filter((each) => NAME.test(each)).toSorted()) {
      try {
        const record = JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as FlightRecord;
        records.set(record.vehicle_key, record);
      } catch (error) {
        this.#logger.error({ error, file: name }, 'an open flight could not be read');
      }
    }
    return records;
  }

  /** Resolves with true once it is on disk; never rejects. */
  async save(record: FlightRecord): Promise<boolean> {
    const path = join(this.#folder, `${record.flight_id}.json`);
    const file = this.#files.get(record.flight_id) ?? new StateFile<FlightRecord>(path);
    this.#files.set(record.flight_id, file);
    try {
      await file.write(record);
      return true;
    } catch (error) {
      this.#logger.error({ error, flight_id: record.flight_id }, 'an open flight could not be written');
      return false;
    }
  }

  remove(flightId: string): void {
    const file = this.#files.get(flightId);
    this.#files.delete(flightId);
    const gone = async (): Promise<void> => {
      await file?.settled();
      await rm(join(this.#folder, `${flightId}.json`), { force: true });
    };
    const removal = gone()
      .catch((error: unknown) => {
        this.#logger.error(
          { error, flight_id: flightId },
          'a flight that has ended could not be taken from the open ones',
        );
      })
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  /** Resolves when everything asked for until now is on disk, or has failed and is logged. */
  async settled(): Promise<void> {
    await Promise.all([...this.#removals, ...[...this.#files.values()].map((file) => file.settled())]);
  }
}
