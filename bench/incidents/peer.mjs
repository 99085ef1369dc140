// The peer: a plain loop that inserts or updates one row at a time, each in a transaction of its own. It writes no story, no
// number and no change for the consoles.
const COLUMNS =
  'agency_id, id, number, external_id, external_revision, source, type, priority, latitude_deg, longitude_deg, uncertainty_m, address, narrative, sensitivity, state, received_at_utc_ms, updated_at_utc_ms';
const CHANGING = [
  'external_revision',
  'type',
  'priority',
  'latitude_deg',
  'longitude_deg',
  'uncertainty_m',
  'address',
  'narrative',
  'state',
  'updated_at_utc_ms',
];
const STATEMENT = {
  name: 'upsert',
  text: `INSERT INTO incidents (${COLUMNS}) VALUES (${COLUMNS.split(',')
    .map((_, index) => `$${index + 1}`)
    .join(', ')})
    ON CONFLICT (agency_id, external_id) WHERE external_id IS NOT NULL DO UPDATE
    SET ${CHANGING.map((column) => `${column} = excluded.${column}`).join(', ')}
    WHERE incidents.external_revision < excluded.external_revision`,
};

/** Milliseconds for all inputs, one after the other. */
export async function insertOneByOne(client, agencyId, inputs, newId) {
  const startMs = performance.now();
  for (const [index, input] of inputs.entries()) {
    const { location, ...call } = input;
    const number = `26-${String(index).padStart(6, '0')}`;
    const place = [location.latitude_deg, location.longitude_deg, location.uncertainty_m, location.address];
    const head = [
      agencyId,
      newId(Date.now()),
      number,
      call.external_id,
      call.external_revision,
      'api',
      call.type,
      call.priority,
    ];
    const tail = [call.narrative, 'internal', call.state, call.received_at_utc_ms, Date.now()];
    await client.query({ ...STATEMENT, values: [...head, ...place, ...tail] });
  }
  return performance.now() - startMs;
}
