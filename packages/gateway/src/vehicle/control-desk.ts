/** Who steers: the leases of one vehicle, the sticks under them, and the ladder when nobody is left. */
import type {
  ControlLease,
  ControlRequest,
  ControlScope,
  FlightLimits,
  LadderState,
  StickInput,
} from '@outrider/schema';
import { mayFlyByHand } from '@outrider/core/camera';
import * as lease from '@outrider/core/command';
import type { Claimant, Lease, LeaseEvent, LeaseResult, StickFrame } from '@outrider/core/command';
import { LADDER_AT_REST, stepLadder } from '@outrider/core/command';
import type { LadderInput } from '@outrider/core/command';
import { isAirborne } from '@outrider/core/vehicle';
import type { Answer, VehicleContext } from './context.js';
import { answered, refused } from './context.js';
import { CameraHand } from './camera-hand.js';
import { HandFlight } from './hand-flight.js';

export interface ControlHooks {
  stopped(): boolean;
  /** Visual line of sight was confirmed when the flight was accepted. */
  sightConfirmed(): boolean;
  /** What the RPIC allows others. */
  limits(): FlightLimits | null;
  /** Somebody flies by hand from now on. */
  onManual(): void;
  /** Somebody turns the camera by hand. */
  onCameraTurned(): void;
  hold(): void;
  contingency(): void;
  energyDemands(): boolean;
}

const REFUSALS: Record<lease.LeaseRefusal, string> = {
  control_held: 'Somebody else holds control',
  lease_expired: 'Your control lease has expired. Take control again.',
  lease_wrong_epoch: 'This control lease was replaced. Take control again.',
};

export class ControlDesk {
  readonly #context: VehicleContext;
  readonly #hooks: ControlHooks;
  readonly #hand: HandFlight;
  readonly #camera: CameraHand;
  readonly #leases: Record<ControlScope, Lease>;
  #ladder = LADDER_AT_REST;

  constructor(context: VehicleContext, hooks: ControlHooks) {
    this.#context = context;
    this.#hooks = hooks;
    this.#hand = new HandFlight(context, (input) => this.#within(input));
    this.#camera = new CameraHand(context.adapter);
    // Nobody can take a lease before the aircraft is owned.
    const free = lease.freeLease(0);
    this.#leases = { aircraft: free, camera: free };
  }

  /** The aircraft is owned under an epoch from now on: what was made out under an earlier one is refused. */
  own(epoch: number): void {
    const free = lease.freeLease(epoch);
    for (const scope of ['aircraft', 'camera'] as const) {
      if (this.#leases[scope].epoch < free.epoch) this.#end(scope, free);
    }
  }

  /** Another gateway has the aircraft: whoever steers here is told, and nothing follows from it. */
  disown(): void {
    this.#hand.fallSilent();
    this.#camera.fallSilent();
    this.#ladder = LADDER_AT_REST;
    for (const scope of ['aircraft', 'camera'] as const) {
      this.#end(scope, { ...this.#leases[scope], holder: null, request: null, epoch: this.#leases[scope].epoch + 1 });
    }
  }

  /** Somebody holds the lease of the aircraft. */
  get manual(): boolean {
    return lease.isHeld(this.#leases.aircraft, this.#context.clock.monotonicMs());
  }

  get cameraHeld(): boolean {
    return lease.isHeld(this.#leases.camera, this.#context.clock.monotonicMs());
  }

  /** Sticks move the aircraft. */
  get handFlown(): boolean {
    return this.#hand.active;
  }

  /** The limits that bind whoever steers now: none bind the RPIC. */
  get limits(): FlightLimits | null {
    return this.manual && !this.#leases.aircraft.holder?.is_rpic ? this.#hooks.limits() : null;
  }

  get ladder(): LadderState {
    return this.#ladder.state;
  }

  /** Both leases as consoles see them. */
  leases(): ControlLease[] {
    return (['aircraft', 'camera'] as const).map((scope) => this.#view(scope));
  }

  request(request: ControlRequest): Answer<ControlLease> {
    const nowMs = this.#context.clock.monotonicMs();
    const refusal = this.#refusal(request);
    if (refusal) return refusal;
    if (request.verb === 'state') return answered(this.#view(request.scope));
    const before = this.#leases[request.scope];
    const result = apply(before, request, nowMs);
    if (!result.ok) {
      const holder = result.refusal === 'control_held' ? `: ${result.lease.holder?.user_name ?? 'unknown'}.` : '';
      return refused(result.refusal, `${REFUSALS[result.refusal]}${holder}`);
    }
    this.#accept(request.scope, result, request.user_name);
    return answered(this.#view(request.scope));
  }

  /** A frame from the bus. Answers whether it counted. */
  stick(frame: StickFrame): boolean {
    const nowMs = this.#context.clock.monotonicMs();
    if (!lease.admitsStick(this.#leases[frame.scope], frame.epoch, nowMs)) return false;
    if (frame.scope === 'camera') return this.#turnCamera(frame, nowMs);
    const wasActive = this.#hand.active;
    const taken = this.#hand.stick(frame, !this.#hooks.stopped(), nowMs);
    if (!wasActive && this.#hand.active) this.#hooks.onManual();
    return taken;
  }

  /** Every 20 ms. */
  tick(nowMs: number): void {
    if (this.#atRest()) return;
    for (const scope of ['aircraft', 'camera'] as const) {
      const result = lease.expire(this.#leases[scope], nowMs);
      if (result.ok && (result.event || result.lease !== this.#leases[scope])) this.#accept(scope, result, null);
    }
    this.#hand.tick(nowMs);
    this.#camera.tick(nowMs);
    if (this.#ladder.state !== 'none') {
      const flying = isAirborne(this.#context.adapter.state);
      this.#climb(flying ? { kind: 'tick', energy_demands: this.#hooks.energyDemands() } : { kind: 'landed' });
    }
  }

  /** Told where to go by a command: hands are off until a stick is moved again. A person's command ends the ladder. */
  onSteered(byPerson: boolean): void {
    this.#hand.end();
    if (byPerson) this.#climb({ kind: 'attended' });
  }

  #turnCamera(frame: StickFrame, nowMs: number): boolean {
    const taken = this.#camera.stick(frame, nowMs);
    if (taken && (frame.input.up !== 0 || frame.input.turn !== 0)) this.#hooks.onCameraTurned();
    return taken;
  }

  #within(input: StickInput): StickInput {
    const { limits } = this;
    return limits ? lease.limitSticks(input, limits, this.#context.adapter.state) : input;
  }

  #end(scope: ControlScope, next: Lease): void {
    const wasHeld = this.#leases[scope].holder !== null;
    this.#leases[scope] = next;
    if (wasHeld) this.#publish(scope);
  }

  /** Nobody steers, has asked to, or has just stopped: true for nearly all vehicles nearly all the time. */
  #atRest(): boolean {
    const { aircraft, camera } = this.#leases;
    const handsOff = this.#hand.atRest && this.#camera.atRest;
    return aircraft.holder === null && camera.holder === null && this.#ladder.state === 'none' && handsOff;
  }

  #refusal(request: ControlRequest): Answer<never> | null {
    if (request.verb !== 'take' && request.verb !== 'request_takeover') return null;
    const { adapter, recorder } = this.#context;
    if (request.scope === 'camera') return null;
    if (!adapter.facts.capabilities.includes('manual') || adapter.listen_only) {
      return refused('command_unsupported', 'This aircraft cannot be flown by hand.');
    }
    const by = {
      simulated: recorder.binding?.simulated ?? false,
      live_video: request.live_video ?? false,
      sight_confirmed: (request.visual_line_of_sight_confirmed ?? false) || this.#hooks.sightConfirmed(),
    };
    if (mayFlyByHand(by)) return null;
    const text = 'Manual flight of a real aircraft needs its live video, or confirmed visual line of sight.';
    return refused('visual_line_of_sight_required', text);
  }

  #accept(scope: ControlScope, result: Extract<LeaseResult, { ok: true }>, byName: string | null): void {
    const before = this.#leases[scope];
    this.#leases[scope] = result.lease;
    if (result.event === null && result.lease === before) return;
    this.#publish(scope);
    if (result.event === null || result.event === 'renewed') return;
    void this.#context.recorder.record({
      kind: 'control',
      lease: this.#view(scope),
      what: result.event,
      by_name: byName ?? result.lost_by?.user_name ?? null,
    });
    if (scope === 'aircraft') this.#onAircraftLease(result.event);
    else if (result.event !== 'takeover_requested') this.#camera.end();
  }

  #onAircraftLease(event: LeaseEvent): void {
    if (event === 'taken') {
      this.#climb({ kind: 'attended' });
      if (this.#hooks.stopped()) return;
      this.#hand.begin();
      this.#hooks.onManual();
      return;
    }
    if (event === 'takeover_requested') return;
    const handFlown = this.#hand.active || this.#context.adapter.state.mode === 'position';
    this.#hand.end();
    if (!isAirborne(this.#context.adapter.state)) return;
    // A plan, a return or a landing that nobody steered by hand goes on by itself.
    const idle = this.#context.adapter.state.mode === 'hold' || this.#context.adapter.state.mode === 'guided';
    if (!handFlown && !idle) return;
    const holdS = this.#context.recorder.binding?.policy.lapsed_lease_hold_s ?? 30;
    this.#climb({ kind: 'unattended', hold_ms: holdS * 1000 });
  }

  #climb(input: LadderInput): void {
    const before = this.#ladder.state;
    const step = stepLadder(this.#ladder, input, this.#context.clock.monotonicMs());
    this.#ladder = step.ladder;
    if (step.effects.includes('neutral_and_hold') && !this.#hooks.stopped()) this.#hooks.hold();
    if (step.effects.includes('contingency')) this.#hooks.contingency();
    if (before === step.ladder.state) return;
    void this.#context.recorder.record({
      kind: 'ladder',
      state: step.ladder.state,
      detail: input.kind === 'landed' ? 'The aircraft is on the ground.' : LADDER_TEXT[step.ladder.state],
    });
  }

  #publish(scope: ControlScope): void {
    const { binding } = this.#context.recorder;
    if (binding) this.#context.publishLease(binding.agency_id, this.#view(scope));
  }

  #view(scope: ControlScope): ControlLease {
    const nowMs = this.#context.clock.monotonicMs();
    const { epoch, holder, expires_at_ms, request } = this.#leases[scope];
    const held = holder !== null && nowMs < expires_at_ms;
    const open = request !== null && nowMs < request.open_until_ms;
    return {
      aircraft_id: this.#context.recorder.binding?.aircraft_id ?? '',
      scope,
      holder_user_id: held ? holder.user_id : null,
      holder_name: held ? holder.user_name : null,
      epoch,
      expires_in_ms: held ? Math.round(expires_at_ms - nowMs) : 0,
      requested_by: open
        ? {
            user_id: request.claimant.user_id,
            name: request.claimant.user_name,
            open_for_ms: Math.round(request.open_until_ms - nowMs),
          }
        : null,
    };
  }
}

const LADDER_TEXT: Record<LadderState, string> = {
  none: 'Somebody has taken over.',
  hold_offered: 'Nobody steers any more. The aircraft holds; takeover is offered to every RPIC.',
  contingency: 'Nobody took over. The contingency of the leg is flown.',
};

function apply(current: Lease, request: ControlRequest, nowMs: number): LeaseResult {
  const who: Claimant = {
    user_id: request.user_id,
    user_name: request.user_name,
    session_id: request.session_id,
    is_rpic: request.is_rpic,
  };
  switch (request.verb) {
    case 'take':
      return lease.take(current, who, nowMs);
    case 'renew':
      return lease.renew(current, who, request.epoch, nowMs);
    case 'release':
      return lease.release(current, who, request.epoch, nowMs);
    case 'request_takeover':
      return lease.requestTakeover(current, who, nowMs);
    case 'grant_takeover':
      return lease.grantTakeover(current, who, request.epoch, nowMs);
    case 'revoke':
      // Withdrawn from a session: another window of the same person goes on steering. The RPIC may end anybody's.
      return current.holder && (lease.isSame(current.holder, who) || who.is_rpic)
        ? lease.revoke(current, nowMs)
        : { ok: true, lease: current, event: null, lost_by: null };
    case 'state':
      return { ok: true, lease: current, event: null, lost_by: null };
  }
}
