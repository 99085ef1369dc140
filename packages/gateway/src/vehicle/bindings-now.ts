import type { VehicleBinding } from '@outrider/schema';

/**
 * The bindings that hold now. Whose a vehicle is does not change in flight: its record, its watch and its pilot belong to the
 * aircraft that took off. `flying` are the bindings of vehicles in flight; `deferred` tells that something waits for a landing.
 * New rules for the same aircraft hold at once. Pure.
 */
export function bindingsNow(
  wanted: readonly VehicleBinding[],
  flying: readonly VehicleBinding[],
): { bindings: VehicleBinding[]; deferred: boolean } {
  const wantedOf = new Map(wanted.map((binding) => [binding.vehicle_key, binding]));
  const kept = flying.filter((binding) => wantedOf.get(binding.vehicle_key)?.aircraft_id !== binding.aircraft_id);
  const keys = new Set(kept.map((binding) => binding.vehicle_key));
  const aircraft = new Set(kept.map((binding) => binding.aircraft_id));
  const others = wanted.filter((binding) => !keys.has(binding.vehicle_key) && !aircraft.has(binding.aircraft_id));
  return { bindings: [...others, ...kept], deferred: kept.length > 0 };
}
