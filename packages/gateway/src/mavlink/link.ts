/** MAVLink on one link: scanners, signatures, and the sessions of the vehicles that are heard there. */
import type { Clock, Logger } from '@outrider/runtime';
import type { FrameEncoder, MessageInput, MessageName } from '@outrider/protocol/mavlink';
import { FrameScanner, MESSAGE_ID, decodeAs } from '@outrider/protocol/mavlink';
import type { Frame, ScanCounters } from '@outrider/protocol/mavlink';
import { LINK_LOST_AFTER_MS, isReplayLink } from '@outrider/core/vehicle';
import type { Link, LinkPeer } from '../links/index.js';
import { MavAutopilot, MavState, MavType } from './enums.js';
import { MavlinkSession } from './session.js';
import type { Pacer } from '../vehicle/pacer.js';
import type { Rhythm } from '../vehicle/rhythm.js';
import { spreadRhythm } from '../vehicle/rhythm.js';
import type { SignedChannel, SigningKeys } from './signing.js';

export interface MavlinkLinkOptions {
  gateway: string;
  system_id: number;
  component_id: number;
  clock: Clock;
  logger: Logger;
  signing: SigningKeys;
  pacer: Pacer;
  /** A vehicle that was not known on this link before. */
  onVehicle(session: MavlinkSession): void;
}

export interface LinkCounters extends ScanCounters {
  /** Frames dropped because their signature was missing or wrong. */
  unsigned: number;
}

/** What the journal and the sessions need to know about one remote end. */
interface Remote {
  peer: LinkPeer;
  scanner: FrameScanner;
  encoder: FrameEncoder;
  heartbeats: Rhythm;
}

interface Member {
  session: MavlinkSession;
  channel: SignedChannel | null;
  remote: Remote;
  heard_ms: number;
  /** When a frame of it was dropped last for its signature. */
  distrusted_ms: number;
}

/**
 * Twice a second and not once: an autopilot that waits 5 s takes five heartbeats lost in a row for a lost link. At 20 % loss that
 * happens in one of sixteen flights of four minutes (240 * 0.8 * 0.2^5); ten in a row are lost in one of 25,000.
 */
const HEARTBEAT_MS = 500;
const HEARTBEAT = {
  type: MavType.GCS,
  autopilot: MavAutopilot.INVALID,
  base_mode: 0,
  custom_mode: 0,
  system_status: MavState.ACTIVE,
  mavlink_version: 3,
} as const;

export class MavlinkLink {
  readonly link: Link;
  readonly #options: MavlinkLinkOptions;
  readonly #remotes = new Map<LinkPeer, Remote>();
  readonly #members = new Map<number, Member>();
  readonly #gone: ScanCounters = noCounters();
  #unsigned = 0;
  #nowMs = 0;

  /** @param makeLink gets the handlers and answers the link that they belong to */
  constructor(
    makeLink: (handlers: {
      onBytes(peer: LinkPeer, bytes: Uint8Array): void;
      onPeerGone(peer: LinkPeer): void;
    }) => Link,
    options: MavlinkLinkOptions,
  ) {
    this.#options = options;
    this.link = makeLink({
      onBytes: (peer, bytes) => this.#onBytes(peer, bytes),
      onPeerGone: (peer) => this.#onPeerGone(peer),
    });
  }

  get id(): string {
    return this.link.settings.id;
  }

  get vehicles(): number {
    return this.#members.size;
  }

  /** What is wrong with the link, or with what is heard on it; null while all is well. */
  get detail(): string | null {
    const nowMs = this.#options.clock.monotonicMs();
    const dropped = [...this.#members].filter(([, { distrusted_ms }]) => nowMs - distrusted_ms < LINK_LOST_AFTER_MS);
    if (dropped.length === 0) return this.link.detail;
    const who = dropped.map(([systemId]) => systemId).join(', ');
    return `System ${who} is heard, but its signature is missing or wrong: frames are dropped. Compare the key here with the autopilot's.`;
  }

  get listenOnly(): boolean {
    return isReplayLink(this.id);
  }

  /** Sums over all remote ends, those that are gone included. */
  counters(): LinkCounters {
    const sum = { ...this.#gone, unsigned: this.#unsigned };
    for (const { scanner } of this.#remotes.values()) add(sum, scanner.counters);
    return sum;
  }

  /**
   * Tells every remote end twice a second that we are here, each at its own moment: all of them in one moment would hold up the sticks
   * of one. The caller decides whether we are well enough to say so, and calls several times a second.
   * @param unwell system ids whose actor does not work: nothing vouches for it there
   */
  sendHeartbeats(unwell: ReadonlySet<number> = new Set()): void {
    if (this.listenOnly) return;
    const nowMs = this.#options.clock.monotonicMs();
    const channels = new Map<Remote, SignedChannel>();
    const mute = new Set<Remote>();
    for (const [systemId, { remote, channel }] of this.#members) {
      if (channel) channels.set(remote, channel);
      if (unwell.has(systemId)) mute.add(remote);
    }
    for (const peer of this.link.peers()) {
      const remote = this.#remoteOf(peer);
      if (!remote.heartbeats.isDue(nowMs) || mute.has(remote)) continue;
      peer.send((channels.get(remote) ?? remote.encoder).encode('HEARTBEAT', HEARTBEAT));
    }
  }

  /** Keys may have changed. */
  refreshSigning(): void {
    for (const member of this.#members.values()) {
      member.channel = this.#options.signing.channel(member.session.key);
    }
  }

  #onBytes(peer: LinkPeer, bytes: Uint8Array): void {
    this.#nowMs = this.#options.clock.monotonicMs();
    this.#remoteOf(peer).scanner.feed(bytes);
  }

  #onPeerGone(peer: LinkPeer): void {
    const remote = this.#remotes.get(peer);
    if (!remote) return;
    remote.scanner.end();
    add(this.#gone, remote.scanner.counters);
    this.#remotes.delete(peer);
  }

  #remoteOf(peer: LinkPeer): Remote {
    const known = this.#remotes.get(peer);
    if (known) return known;
    const remote: Remote = {
      peer,
      scanner: new FrameScanner((frame) => this.#onFrame(remote, frame), 'stream'),
      encoder: this.#options.signing.plainEncoder(),
      heartbeats: spreadRhythm(HEARTBEAT_MS, this.#options.clock.monotonicMs(), peer.name),
    };
    this.#remotes.set(peer, remote);
    return remote;
  }

  #onFrame(remote: Remote, frame: Frame): void {
    // PX4 and routers forward what others say: our own voice comes back.
    if (frame.systemId === this.#options.system_id || frame.systemId === 0) return;
    const member = this.#members.get(frame.systemId) ?? this.#discover(remote, frame);
    if (!member) return;
    if (!this.#trusts(member, frame)) {
      this.#unsigned += 1;
      this.#distrust(member);
      return;
    }
    if (member.remote !== remote && !this.#moveTo(member, remote)) return;
    member.heard_ms = this.#nowMs;
    member.session.onFrame(frame, this.#nowMs);
  }

  /** A vehicle begins to exist with a heartbeat of its autopilot, which names its component. */
  #discover(remote: Remote, frame: Frame): Member | null {
    if (frame.id !== MESSAGE_ID.HEARTBEAT || !frame.known) return null;
    const { autopilot, type } = decodeAs('HEARTBEAT', frame);
    if (autopilot === MavAutopilot.INVALID || type === MavType.GCS) return null;
    const [systemId, componentId] = [frame.systemId, frame.componentId];
    const key = `${this.#options.gateway}/${this.id}/${systemId}`;
    const session = new MavlinkSession({
      key,
      listen_only: this.listenOnly,
      ground_station_id: this.#options.system_id,
      clock: this.#options.clock,
      pacer: this.#options.pacer,
      sender: {
        target_system: systemId,
        target_component: componentId,
        own_system: this.#options.system_id,
        own_component: this.#options.component_id,
        send: (name, fields) => this.#send(member, name, fields),
      },
    });
    const channel = this.#options.signing.channel(key);
    const member: Member = { session, channel, remote, heard_ms: this.#nowMs, distrusted_ms: -Infinity };
    this.#members.set(systemId, member);
    this.#options.logger.info({ vehicle: key, from: remote.peer.name }, 'vehicle: first heartbeat');
    this.#options.onVehicle(session);
    return member;
  }

  #distrust(member: Member): void {
    if (this.#nowMs - member.distrusted_ms > LINK_LOST_AFTER_MS) {
      this.#options.logger.warn({ vehicle: member.session.key }, 'vehicle: frames dropped, signature missing or wrong');
    }
    member.distrusted_ms = this.#nowMs;
  }

  /** With a key every frame must be signed; without one a link may still ask for it, which leaves heartbeats alone. */
  #trusts(member: Member, frame: Frame): boolean {
    if (member.channel) return member.channel.accepts(frame);
    return !this.link.settings.signing.required || frame.id === MESSAGE_ID.HEARTBEAT;
  }

  /** Two senders with one system id: the one that we know keeps it as long as it is heard. */
  #moveTo(member: Member, remote: Remote): boolean {
    if (this.#remotes.has(member.remote.peer) && this.#nowMs - member.heard_ms < LINK_LOST_AFTER_MS) return false;
    member.remote = remote;
    member.channel = this.#options.signing.channel(member.session.key);
    this.#options.logger.info({ vehicle: member.session.key, from: remote.peer.name }, 'vehicle: another address');
    return true;
  }

  #send<Name extends MessageName>(member: Member, name: Name, fields: MessageInput<Name>): boolean {
    if (this.listenOnly) return false;
    const bytes = member.channel ? member.channel.encode(name, fields) : member.remote.encoder.encode(name, fields);
    member.session.events?.onRaw(bytes, 0, bytes.length);
    return member.remote.peer.send(bytes);
  }
}

function noCounters(): ScanCounters {
  return { frames: 0, badCrc: 0, skippedBytes: 0, unknown: 0, incompatible: 0, v1: 0, v2: 0, signed: 0 };
}

function add(sum: ScanCounters, more: ScanCounters): void {
  for (const name of Object.keys(noCounters()) as (keyof ScanCounters)[]) sum[name] += more[name];
}
