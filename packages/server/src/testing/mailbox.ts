/** A mailbox behind a real SMTP server, with a login. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export const MAIL_LOGIN = { username: 'outrider', password: 'hush-of-the-mail-server' };

export class Mailbox {
  /** Messages as they came, with the address that each is for. */
  readonly messages: { to: string; text: string }[] = [];
  readonly #server: SMTPServer;

  constructor() {
    this.#server = new SMTPServer({
      authMethods: ['PLAIN', 'LOGIN'],
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, done) => {
        const known = username === MAIL_LOGIN.username && password === MAIL_LOGIN.password;
        done(known ? null : new Error('Invalid login'), known ? { user: username } : undefined);
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const text = Buffer.concat(parts).toString();
          for (const { address } of session.envelope.rcptTo) this.messages.push({ to: address, text });
          done();
        });
      },
    });
  }

  /** The port that it has. */
  async listen(): Promise<number> {
    const server = this.#server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return (server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
