import type { MessageInput, MessageName } from '@outrider/protocol/mavlink';

/** Sends one message to one vehicle. False when its link could not take it. */
export interface Sender {
  readonly target_system: number;
  /** Component of the autopilot, 1 nearly always. */
  readonly target_component: number;
  /** Who we are. */
  readonly own_system: number;
  readonly own_component: number;
  send<Name extends MessageName>(name: Name, fields: MessageInput<Name>): boolean;
}

/** An exchange that its caller has given up. */
export class AbortedError extends Error {
  constructor() {
    super('The exchange was given up.');
    this.name = 'AbortedError';
  }
}
