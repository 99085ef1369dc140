import WebSocket from 'ws';
import { LiveFeed, signIn, unwrap } from '@outrider/client';
import type { Api, Socket } from '@outrider/client';
import { uuidv7 } from '@outrider/runtime';
import type {
  Action,
  Aircraft,
  Command,
  ControlLease,
  Flight,
  LiveState,
  Role,
  Session,
  StickInput,
} from '@outrider/schema';
import type { System } from './system.js';
import { until } from './until.js';

/** Somebody of the demo's agency at a console: signed in, with the live feed open. */
export class Person {
  readonly api: Api;
  readonly session: Session;
  readonly feed: LiveFeed;
  readonly system: System;
  readonly cookie: () => string;
  #sequence = 0;

  private constructor(system: System, api: Api, session: Session, feed: LiveFeed, cookie: () => string) {
    this.system = system;
    this.api = api;
    this.session = session;
    this.feed = feed;
    this.cookie = cookie;
  }

  static async signIn(system: System, role: Role, window = 'test'): Promise<Person> {
    const { username, password } = system.account(role);
    const { api, cookies, session } = await signIn(system.url, username, password);
    const open = (url: string, protocol: string): Socket => openSocket(url, protocol, cookies.header());
    const url = `${system.liveUrl}?window=${window}`;
    const person = new Person(system, api, session, new LiveFeed({ url, open }).start(), () => cookies.header());
    await person.until('the snapshot', (state) => state);
    return person;
  }

  get state(): LiveState | null {
    return this.feed.state;
  }

  close(): void {
    this.feed.close();
  }

  /** What the live feed shows as soon as it does. */
  until<T>(
    what: string,
    look: (state: LiveState) => T,
    withinMs = 10_000,
  ): Promise<Exclude<T, null | undefined | false>> {
    return until(what, () => (this.feed.state ? look(this.feed.state) : null) as T, withinMs);
  }

  /** A flight as the server has it, ended or not. */
  flight(id: string): Promise<Flight> {
    return unwrap(this.api.GET('/api/v1/flights/{id}', { params: { path: { id } } })) as Promise<Flight>;
  }

  aircraft(name: string): Aircraft {
    const found = this.feed.state?.fleet.find((entry) => entry.aircraft.name === name)?.aircraft;
    if (!found) throw new Error(`there is no aircraft ${name}`);
    return found;
  }

  /** `expires_in_ms` is long, since a busy machine at ten times the speed is slow to deliver. */
  async command(aircraft_id: string, action: Action, command_id = uuidv7(Date.now())): Promise<Command> {
    return (await this.feed.request({
      type: 'command',
      aircraft_id,
      command_id,
      action,
      expires_in_ms: 30_000,
    })) as Command;
  }

  /** Resolves with the command once it is done, failed or timed out. */
  settled(commandId: string, withinMs = 20_000): Promise<Command> {
    const ends = new Set<Command['state']>(['done', 'failed', 'timed_out']);
    const find = (state: LiveState): Command | undefined =>
      state.commands.find(({ command_id, state: how }) => command_id === commandId && ends.has(how));
    return this.until(`command ${commandId} is settled`, find, withinMs);
  }

  control(
    verb: 'take' | 'renew' | 'release' | 'request_takeover' | 'grant_takeover',
    aircraft_id: string,
    epoch?: number,
  ): Promise<ControlLease> {
    return this.feed.control({ verb, aircraft_id, scope: 'aircraft', ...(epoch === undefined ? {} : { epoch }) });
  }

  stick(lease: ControlLease, input: Partial<StickInput>): boolean {
    const neutral = { forward: 0, right: 0, up: 0, turn: 0 };
    return this.feed.sendStick({
      aircraft_id: lease.aircraft_id,
      scope: lease.scope,
      epoch: lease.epoch,
      sequence: this.#sequence++,
      sent_at_ms: performance.now(),
      input: { ...neutral, ...input },
    });
  }
}

/** The library's socket has more events and types than the client asks for. */
export function openSocket(url: string, protocol: string, cookie: string): Socket {
  return new WebSocket(url, protocol, { headers: { cookie } }) as unknown as Socket;
}
