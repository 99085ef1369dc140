import type { Bus, BusHandler } from './bus.js';
import { assertMessage, busClosed, busNoResponder, busTimeout } from './errors.js';
import { SubjectIndex } from './subject-index.js';
import { assertPattern } from './subjects.js';

interface Subscriber {
  handler: BusHandler;
}

/** A bus inside one process. Delivery is asynchronous, as over a socket, so that a publisher never runs a subscriber's code. */
export function inProcessBus(options: { onHandlerError?: (error: unknown, subject: string) => void } = {}): Bus {
  const index = new SubjectIndex<Subscriber>();
  const listeners = new Set<(connected: boolean) => void>();
  const failPending = new Set<() => void>();
  let open = true;

  function deliver(subject: string, bytes: Uint8Array, reply?: (answer: Uint8Array) => void): number {
    const targets = index.match(subject);
    for (const target of targets) {
      queueMicrotask(() => {
        try {
          if (open) target.handler(subject, bytes, reply);
        } catch (error) {
          options.onHandlerError?.(error, subject);
        }
      });
    }
    return targets.length;
  }

  return {
    publish(subject, bytes) {
      assertMessage(subject, bytes);
      if (open) deliver(subject, bytes);
      return open;
    },
    subscribe(pattern, handler) {
      assertPattern(pattern);
      // Wrapped, so that one handler subscribed twice is called twice.
      return { unsubscribe: index.add(pattern, { handler }) };
    },
    async request(subject, bytes, timeoutMs) {
      assertMessage(subject, bytes);
      if (!open) throw busClosed();
      return new Promise((resolve, reject) => {
        const settle = (finish: () => void): void => {
          clearTimeout(timer);
          failPending.delete(onClose);
          finish();
        };
        const onClose = (): void => settle(() => reject(busClosed()));
        const timer = setTimeout(() => settle(() => reject(busTimeout(subject, timeoutMs))), timeoutMs);
        failPending.add(onClose);
        const receivers = deliver(subject, bytes, (answer) => {
          assertMessage('answer', answer);
          queueMicrotask(() => settle(() => resolve(answer)));
        });
        if (receivers === 0) settle(() => reject(busNoResponder(subject)));
      });
    },
    async flush() {},
    async close() {
      if (!open) return;
      open = false;
      for (const fail of failPending) fail();
      for (const listener of listeners) listener(false);
    },
    get connected() {
      return open;
    },
    onConnectionChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
