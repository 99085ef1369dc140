/** A time-stamping authority (RFC 3161): `openssl ts`, an independent implementation, behind a small HTTP server. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why there can be none here; null where there can. */
export const timeStamperLacks = (): string | null =>
  spawnSync('openssl', ['version']).status === 0 ? null : 'openssl-absent';

const CONFIG = `
[ tsa ]
default_tsa = here
[ here ]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
[ stamping ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
`;

export class TimeStamper {
  /** Certificate of the root that vouches for it, PEM file. */
  readonly rootFile: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'outrider-tsa-'));
  #server: ReturnType<typeof createServer> | null = null;

  constructor(name = 'Notary') {
    this.rootFile = join(this.#folder, 'root.pem');
    writeFileSync(join(this.#folder, 'tsa.cnf'), CONFIG);
    writeFileSync(join(this.#folder, 'serial'), '01\n');
    const fresh = ['-newkey', 'rsa:2048', '-nodes', '-sha256'];
    this.#openssl([
      'req',
      '-x509',
      ...fresh,
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-days',
      '9',
      '-subj',
      `/CN=Root of ${name}`,
    ]);
    this.#openssl(['req', '-new', ...fresh, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', `/O=${name}/CN=Stamps`]);
    const issue = ['x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'];
    this.#openssl([...issue, '-out', 'tsa.pem', '-days', '9', '-extfile', 'tsa.cnf', '-extensions', 'stamping']);
  }

  /** The answer to a request, DER. */
  answer(query: Uint8Array): Buffer {
    writeFileSync(join(this.#folder, 'query.tsq'), query);
    const by = ['-config', 'tsa.cnf', '-section', 'here', '-signer', 'tsa.pem', '-inkey', 'tsa.key'];
    this.#openssl(['ts', '-reply', '-queryfile', 'query.tsq', ...by, '-out', 'answer.tsr']);
    return readFileSync(join(this.#folder, 'answer.tsr'));
  }

  /** Answers by HTTP from now on; its address. */
  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const isQuery = request.headers['content-type'] === 'application/timestamp-query';
        response.writeHead(isQuery ? 200 : 415, { 'content-type': 'application/timestamp-reply' });
        response.end(isQuery ? this.answer(Buffer.concat(parts)) : '');
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`;
  }

  close(): void {
    this.#server?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #openssl(args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: 'ignore' });
  }
}
