/** Which gateway owns a vehicle. A vehicle has one owner at a time; each change of owner raises the epoch. */
export type OwnershipClaim = { kind: 'owned'; epoch: number } | { kind: 'owned_by_other'; gateway: string };

/** Port; kept by a database row, the bus, or a file of a gateway that is alone. All times are UTC milliseconds. */
export interface OwnershipStore {
  /** Takes a vehicle that nobody owns, or whose owner let it lapse; the epoch is higher than every one before. */
  claim(vehicleKey: string, gateway: string, nowUtcMs: number): Promise<OwnershipClaim>;
  /** False when the vehicle has another owner by now: its actor must stop commanding it. */
  renew(vehicleKey: string, gateway: string, epoch: number, nowUtcMs: number): Promise<boolean>;
  release(vehicleKey: string, gateway: string, epoch: number): Promise<void>;
}
