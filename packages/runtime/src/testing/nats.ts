import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Reason with which a test is skipped where there is no nats-server. */
export const NATS_ABSENT = 'nats-absent';
export const natsAbsent = (): boolean => spawnSync('nats-server', ['--version']).status !== 0;

/** A real nats-server on loopback, for tests; killed and started again on the same port as they like. */
export class TestNats {
  readonly port: number;
  readonly #args: string[];
  #child: ChildProcess | null = null;

  private constructor(port: number, args: string[]) {
    this.port = port;
    this.#args = args;
  }

  /** @param configFile its configuration, if any; the port is given on the command line */
  static async start(configFile: string | null = null, port?: number): Promise<TestNats> {
    const own = port ?? (await freePort());
    const config = configFile === null ? [] : ['-c', configFile];
    const nats = new TestNats(own, ['-a', '127.0.0.1', '-p', String(own), ...config]);
    await nats.start();
    return nats;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const child = spawn('nats-server', this.#args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    process.once('exit', () => child.kill('SIGKILL'));
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`nats-server ended with ${code}: ${said}`)));
      child.stderr.on('data', (data: Buffer) => {
        said = (said + data.toString()).slice(-4000);
        if (said.includes('Server is ready')) resolve();
      });
    });
  }

  /** Has it read its configuration again, as `nats-server --signal reload` does. */
  reload(): void {
    this.#child?.kill('SIGHUP');
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
