import type { LinkSettings } from '@outrider/runtime';
import { bindingOf, link, removeFolder, startHarness } from './harness.js';
import type { Harness } from './harness.js';
import { Peer } from './peer.js';
import type { PeerOptions } from './peer.js';

/** A gateway, the peers that fly at it, and one call that ends all of it. */
export class World {
  readonly peers: Peer[] = [];
  gateway: Harness;

  private constructor(gateway: Harness) {
    this.gateway = gateway;
  }

  static async start(links: LinkSettings[] = [link()]): Promise<World> {
    return new World(await startHarness(links));
  }

  get port(): number {
    return this.gateway.ports['gateway.links.main.port']!;
  }

  /** A peer that is heard, bound to the aircraft, and of which telemetry comes. */
  async bound(options: PeerOptions = {}, binding: Parameters<typeof bindingOf>[1] = {}): Promise<Peer> {
    const peer = await new Peer(options).udpTo(this.port);
    this.peers.push(peer);
    await this.gateway.until('seen', () => this.gateway.events.some((event) => event.kind === 'vehicle_seen'));
    await this.gateway.ask('configure', { bindings: [bindingOf(`gateway/main/${options.systemId ?? 1}`, binding)] });
    await this.gateway.until('telemetry', () => this.gateway.samples.some((sample) => sample.gnss_fix === 3));
    return peer;
  }

  /** States through which commands of a kind went. */
  commandStates(kind: string): string[] {
    return this.gateway.events.flatMap((event) =>
      event.kind === 'command' && event.command.action.kind === kind ? [event.command.state] : [],
    );
  }

  alertKinds(): string[] {
    return this.gateway.events.flatMap((event) => (event.kind === 'alert' ? [event.alert.kind] : []));
  }

  /** Stops this gateway and starts another on the same folder and port. */
  async restart(): Promise<void> {
    const { folder } = this.gateway;
    const port = this.port;
    await this.gateway.close();
    this.gateway = await startHarness([link({ port })], folder);
  }

  async end(): Promise<void> {
    for (const peer of this.peers) peer.close();
    await this.gateway.close();
    await removeFolder(this.gateway.folder);
  }
}
