/** Alerts of one vehicle: evaluates the safety rules, and keeps each alert from raising to clearing on record. */
import type { Alert } from '@outrider/schema';
import { conditionsOf, statusTextCondition, stepAlerts } from '@outrider/core/safety';
import type { AlertBook, Condition, SafetyView } from '@outrider/core/safety';
import type { VehicleContext } from './context.js';

/** A text is an alert for so long, then it counts as gone. */
const TEXT_STANDS_MS = 10_000;
const MAX_TEXTS = 10;

export class AlertDesk {
  readonly #context: VehicleContext;
  readonly #alerts = new Map<string, Alert>();
  #book: AlertBook = new Map();
  #texts: { condition: Condition; until_ms: number }[] = [];

  constructor(context: VehicleContext) {
    this.#context = context;
  }

  /** Why it will not arm is told with its readiness, not as an alert. */
  onStatusText(severity: number, text: string, nowMs: number): void {
    if (this.#context.adapter.facts.prearm_messages.includes(text)) return;
    const condition = statusTextCondition(severity, text);
    if (!condition) return;
    const others = this.#texts.filter((each) => each.condition.key !== condition.key);
    this.#texts = [...others, { condition, until_ms: nowMs + TEXT_STANDS_MS }].slice(-MAX_TEXTS);
  }

  evaluate(view: SafetyView, nowMs: number): void {
    this.#texts = this.#texts.filter((each) => nowMs < each.until_ms);
    const present = [...conditionsOf(view), ...this.#texts.map((each) => each.condition)];
    const step = stepAlerts(this.#book, present, nowMs);
    this.#book = step.book;
    for (const key of step.cleared) this.#clear(key);
    for (const condition of step.raised) this.#raise(condition);
  }

  /** False when there is no such alert. */
  acknowledge(alertId: string, userId: string): boolean {
    for (const [key, alert] of this.#alerts) {
      if (alert.id !== alertId) continue;
      if (alert.acknowledged_at_utc_ms !== null) return true;
      this.#record(key, { ...alert, acknowledged_at_utc_ms: this.#context.clock.utcMs(), acknowledged_by: userId });
      return true;
    }
    return false;
  }

  /** The vehicle goes to another aircraft, or the gateway ends. */
  clearAll(): void {
    for (const key of this.#alerts.keys()) this.#clear(key);
    this.#book = new Map();
  }

  #raise(condition: Condition): void {
    const { clock, recorder, newId } = this.#context;
    this.#record(condition.key, {
      id: newId(),
      aircraft_id: recorder.binding?.aircraft_id ?? null,
      flight_id: recorder.flightId,
      level: condition.level,
      kind: condition.kind,
      text: condition.text,
      spoken: condition.spoken,
      raised_at_utc_ms: clock.utcMs(),
      cleared_at_utc_ms: null,
      acknowledged_at_utc_ms: null,
      acknowledged_by: null,
    });
  }

  #clear(key: string): void {
    const alert = this.#alerts.get(key);
    this.#alerts.delete(key);
    if (!alert) return;
    const cleared = { ...alert, cleared_at_utc_ms: this.#context.clock.utcMs() };
    void this.#context.recorder.record({ kind: 'alert', alert: cleared }, alert.flight_id);
  }

  #record(key: string, alert: Alert): void {
    this.#alerts.set(key, alert);
    void this.#context.recorder.record({ kind: 'alert', alert }, alert.flight_id);
  }
}
