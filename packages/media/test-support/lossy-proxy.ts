/** A UDP path that loses and delays, the same packets in every run. */
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { HOST } from './harness.js';

export interface Path {
  /** Share of packets that are lost each way, 0 to 1. */
  loss: number;
  /** One way. */
  delay_ms: number;
  /** Where packets go. */
  port: number;
}

export class LossyProxy {
  readonly port: number;
  readonly #inner: Socket;
  readonly #path: Path;
  readonly #outers = new Map<number, Socket>();
  #random = 12345;
  passed = 0;
  dropped = 0;

  private constructor(inner: Socket, path: Path) {
    this.#inner = inner;
    this.#path = path;
    this.port = inner.address().port;
    inner.on('message', (packet, sender) => this.#pass(() => this.#outer(sender).send(packet, path.port, HOST)));
  }

  static async start(path: Path): Promise<LossyProxy> {
    const inner = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
    inner.bind(0, HOST);
    await once(inner, 'listening');
    return new LossyProxy(inner, path);
  }

  close(): void {
    this.#inner.close();
    for (const socket of this.#outers.values()) socket.close();
    this.#outers.clear();
  }

  #outer({ address, port }: Pick<AddressInfo, 'address' | 'port'>): Socket {
    const known = this.#outers.get(port);
    if (known) return known;
    const socket = createSocket('udp4');
    socket.on('message', (packet) => this.#pass(() => this.#inner.send(packet, port, address)));
    this.#outers.set(port, socket);
    return socket;
  }

  #pass(send: () => void): void {
    this.#random = (Math.imul(this.#random, 1_103_515_245) + 12_345) & 0x7fffffff;
    if (this.#random / 0x7fffffff < this.#path.loss) {
      this.dropped += 1;
      return;
    }
    this.passed += 1;
    setTimeout(() => {
      try {
        send();
      } catch {
        // Closed meanwhile.
      }
    }, this.#path.delay_ms);
  }
}
